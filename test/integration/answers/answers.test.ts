import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import type { AccountData } from '../../../electron/requests/account-data.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { textOf } from '../../simulator/domain-api/api-under-test.ts';
import { succeeded } from '../instance/connected.ts';
import { allRows, ask, looking, openAccount } from './account.ts';

const orders: StructuredQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo', 'DocumentDate', 'State', 'Customer', 'AmountToPay'],
  where: [],
  search: '',
  order: [{ column: 'DocumentNo', direction: 'descending' }],
};
const products: StructuredQuery = {
  set: 'General_Products_Products',
  columns: ['PartNumber', 'Name'],
  where: [],
  search: '',
  order: [],
};
const offline = { ok: false, error: { code: 'offline' } };

/** Resolves when everything written before has been. */
async function written({ copy }: AccountData): Promise<void> {
  succeeded(
    await copy
      .ask('keepSet', { set: 'No_Such_Set', isKept: false })
      .then((outcome) =>
        outcome.ok ? { ok: true, value: null } : { ok: false, error: { code: 'internal' } },
      ),
  );
}

test('what the instance answered is there after a restart without a network, with its age', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  succeeded(await online.model.entitySets(false));
  const first = succeeded(await ask(online, orders, 'instance'));
  const second = succeeded(await ask(online, orders, 'instance', first.cursor));
  expect(first).toMatchObject({ source: 'instance', isComplete: false, total: null });
  expect(succeeded(await online.answers.countRows(orders, looking()))).toEqual({ count: 250 });
  await written(online);

  account.cut(true);
  const resumed = await account.start();
  const page = succeeded(await ask(resumed, orders, 'copy'));
  expect(page).toMatchObject({
    source: 'copy',
    rows: first.rows,
    receivedAt: first.receivedAt,
    isComplete: false,
    total: 250,
    scope: [{ part: 'order', column: 'DocumentNo', scope: 'server', reason: null }],
  });
  const next = succeeded(await ask(resumed, orders, 'copy', page.cursor));
  expect(next.rows).toEqual(second.rows);
  expect(next.cursor).toBeNull();
  expect(await ask(resumed, orders, 'instance')).toMatchObject(offline);
  // The model is there, too.
  expect(succeeded(await resumed.model.entitySets(false)).length).toBeGreaterThan(10);
});

test('an answer that came whole is whole offline', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const { rows } = await allRows(online, orders, 'instance');
  await written(online);
  account.cut(true);
  const resumed = await account.start();
  const copied = await allRows(resumed, orders, 'copy');
  expect(copied.rows).toEqual(rows);
  expect(copied.first).toMatchObject({ isComplete: true, total: 250 });
});

test('a row that another question has shown to be closed is no more among the released ones offline', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const released: StructuredQuery = {
    ...orders,
    // What decides is not shown.
    columns: ['DocumentNo'],
    where: [[{ test: 'oneOf', path: 'State', values: ['Released'] }]],
  };
  const before = await allRows(online, released, 'instance');
  expect(before.rows.length).toBeGreaterThan(1);
  const [gone, ...left] = before.rows;
  account.simulator.control.changeRow(orders.set, gone?.id ?? '', { State: 'Closed' });
  await allRows(online, orders, 'instance');
  await written(online);

  account.cut(true);
  const after = await allRows(online, released, 'copy');
  expect(after.rows).toEqual(left);
  expect(after.first).toMatchObject({ isComplete: false });
});

test('what the person works in stands for (current) once they have told it, also after a restart without a network', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const ours: StructuredQuery = {
    ...orders,
    columns: ['DocumentNo', 'EnterpriseCompany'],
    where: [[{ test: 'expression', path: 'EnterpriseCompany', text: '(current)' }]],
  };
  const unknown = { ok: false, error: { code: 'badRequest', detail: 'EnterpriseCompany' } };
  expect(await ask(online, ours, 'instance')).toMatchObject(unknown);
  const all = await allRows(online, { ...ours, where: [] }, 'instance');
  const cell = all.rows[0]?.cells[1];
  const id = typeof cell === 'object' && cell !== null && 'id' in cell ? cell.id : '';
  const companies = 'General_EnterpriseCompanies';
  succeeded(await online.workplace.change(companies, { id, text: 'Our company' }));
  expect((await allRows(online, ours, 'instance')).rows).toEqual(all.rows);
  const other = { id: randomUUID(), text: 'Another one' };
  succeeded(await online.workplace.change(companies, other));
  expect((await allRows(online, ours, 'instance')).rows).toEqual([]);
  succeeded(await online.workplace.change(companies, { id, text: 'Our company' }));
  await written(online);

  account.cut(true);
  const resumed = await account.start();
  expect((await allRows(resumed, ours, 'copy')).rows).toEqual(all.rows);
});

test('another question about rows that are here is answered from them, and says how far that goes', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const first = succeeded(await ask(online, orders, 'instance'));
  await written(online);
  account.cut(true);
  const question: StructuredQuery = {
    ...orders,
    where: [[{ test: 'oneOf', path: 'State', values: ['Released'] }]],
    order: [{ column: 'AmountToPay', direction: 'ascending' }],
  };
  const { rows, first: page } = await allRows(online, question, 'copy');
  const released = first.rows.filter(({ cells }) => cells[2] === 'Released');
  expect(released.length).toBeGreaterThan(0);
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(released.map(({ id }) => id)));
  expect(page).toMatchObject({ isComplete: false, total: null, scanned: 100 });
  expect(page.scope.map(({ scope, reason }) => [scope, reason])).toEqual([
    ['localFirstRows', 'localCopy'],
    ['localFirstRows', 'localCopy'],
  ]);
});

test('nothing is made up of what is not here', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  succeeded(await online.model.entitySet(products.set));
  expect(await ask(online, products, 'copy')).toEqual({ ok: false, error: { code: 'notKept' } });
  expect(await ask(online, orders, 'copy', 'rows.x')).toMatchObject({
    error: { code: 'cursorExpired' },
  });
  expect(await ask(online, orders, 'copy', '1.100')).toMatchObject({
    error: { code: 'cursorExpired' },
  });
});

test('a query that the model does not know is refused with the place that is wrong', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const wrong: StructuredQuery = {
    ...orders,
    where: [[{ test: 'expression', path: 'DocumentDate', text: 'someday' }]],
  };
  expect(await ask(online, wrong, 'instance')).toEqual({
    ok: false,
    error: { code: 'badRequest', detail: 'DocumentDate' },
  });
});

test('a kept set is brought up to date when the instance is asked, and answers what it was never asked', async () => {
  const account = await openAccount(temporaryFolder());
  const data = await account.start();
  succeeded(await data.sync.keep({ set: orders.set, along: [], withPictures: false }));
  await expect.poll(() => data.sync.isComplete(orders.set), { timeout: 20_000 }).toBe(true);

  const all = account.simulator.control.rows(orders.set);
  const [some] = all;
  account.simulator.control.changeRow(orders.set, textOf(some, 'Id'), { State: 'New' });
  const question: StructuredQuery = {
    ...orders,
    where: [[{ test: 'oneOf', path: 'State', values: ['New'] }]],
    order: [{ column: 'AmountToPay', direction: 'descending' }],
  };
  const fresh = account.simulator.control.rows(orders.set).filter(({ State }) => State === 'New');
  const answeredIds = async () =>
    new Set((await allRows(data, question, 'instance')).rows.map(({ id }) => id));
  await expect.poll(answeredIds, { timeout: 20_000 }).toEqual(new Set(fresh.map(({ Id }) => Id)));
  const { rows, first } = await allRows(data, question, 'instance');
  expect(first).toMatchObject({ source: 'copy', isComplete: true, total: fresh.length });
  expect(first.scope.every(({ scope }) => scope === 'localComplete')).toBe(true);

  account.cut(true);
  const resumed = await account.start();
  const offlineRows = await allRows(resumed, question, 'copy');
  expect(offlineRows.rows).toEqual(rows);
  const totals = succeeded(
    await resumed.answers.totalRows(
      question,
      { columns: ['AmountToPay'], wanted: ['sum'], source: 'copy' },
      looking(),
    ),
  );
  expect(totals).toMatchObject({ rows: fresh.length, isComplete: true });
  expect(totals.columns[0]?.byUnit.length).toBeGreaterThan(0);
}, 60_000);

test('a kept part of a set is brought up to date when the instance is asked for rows in it, and only then', async () => {
  const account = await openAccount(temporaryFolder());
  const data = await account.start();
  const open = (state: string): StructuredQuery['where'] => [
    [{ test: 'expression', path: 'State', text: state }],
  ];
  const part = { where: open('released or new'), search: '', words: [] };
  succeeded(await data.sync.keep({ set: orders.set, part, along: [], withPictures: false }));
  const isWhole = () => data.sync.keptSets().sets.every(({ completeAt }) => completeAt !== null);
  await expect.poll(isWhole, { timeout: 20_000 }).toBe(true);

  const closed = account.simulator.control
    .rows(orders.set)
    .find(({ State }) => State !== 'Released' && State !== 'New');
  account.simulator.control.changeRow(orders.set, textOf(closed, 'Id'), { State: 'New' });
  const inPart: StructuredQuery = { ...orders, where: open('new') };
  const fresh = account.simulator.control.rows(orders.set).filter(({ State }) => State === 'New');
  const { rows, first } = await allRows(data, inPart, 'instance');
  expect(first).toMatchObject({ source: 'copy', isComplete: true, total: fresh.length });
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(fresh.map(({ Id }) => Id)));
  expect(succeeded(await ask(data, orders, 'instance'))).toMatchObject({ source: 'instance' });

  account.cut(true);
  const resumed = await account.start();
  expect((await allRows(resumed, inPart, 'copy')).rows).toEqual(rows);
  expect(
    (await allRows(resumed, { ...orders, where: open('released') }, 'copy')).first,
  ).toMatchObject({ isComplete: true });
  const beyond = { ...orders, where: open('released or firmplanned') };
  expect((await allRows(resumed, beyond, 'copy')).first).toMatchObject({ isComplete: false });
}, 60_000);

test('rows of a kept set that tells of no changes are counted and added up where they come from: at the instance while it can be asked', async () => {
  const account = await openAccount(temporaryFolder());
  const data = await account.start();
  const set = 'Crm_Sales_SalesOrderLines';
  const lines: StructuredQuery = { set, columns: ['LineNo'], where: [], search: '', order: [] };
  succeeded(await data.sync.keep({ set, along: [], withPictures: false }));
  await expect.poll(() => data.sync.isComplete(set), { timeout: 20_000 }).toBe(true);
  const [some] = account.simulator.control.rows(set);
  account.simulator.control.deleteRow(set, textOf(some, 'Id'));
  const left = account.simulator.control.rows(set).length;
  expect(succeeded(await ask(data, lines, 'instance'))).toMatchObject({ source: 'instance' });
  expect(succeeded(await data.answers.countRows(lines, looking()))).toEqual({ count: left });
  const totals = await data.answers.totalRows(
    lines,
    { columns: ['LineAmount'], wanted: ['sum'], source: 'instance' },
    looking(),
  );
  expect(succeeded(totals)).toMatchObject({ source: 'instance', rows: left });
}, 60_000);

test('a page of rows that have changed since the one before is refused, not shifted', async () => {
  const account = await openAccount(temporaryFolder());
  const data = await account.start();
  succeeded(await data.sync.keep({ set: orders.set, along: [], withPictures: false }));
  await expect.poll(() => data.sync.isComplete(orders.set), { timeout: 20_000 }).toBe(true);
  const first = succeeded(await ask(data, orders, 'copy'));
  const [deleted] = account.simulator.control.rows(orders.set);
  account.simulator.control.changeRow(orders.set, textOf(deleted, 'Id'), { DocumentNo: '0' });
  await expect
    .poll(
      async () =>
        (await ask(data, orders, 'instance')).ok && (await ask(data, orders, 'copy', first.cursor)),
      {
        timeout: 20_000,
      },
    )
    .toEqual({ ok: false, error: { code: 'cursorExpired' } });
}, 60_000);

test('a query with hundreds of chosen records is answered offline, too', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const customers = account.simulator.control.rows('Crm_Sales_Customers');
  const values = Array.from({ length: 400 }, (_, index) => ({
    set: 'Crm_Sales_Customers',
    id: index < customers.length ? textOf(customers[index], 'Id') : randomUUID(),
  }));
  const question: StructuredQuery = {
    ...orders,
    where: [[{ test: 'oneOf', path: 'Customer', values }]],
  };
  const first = succeeded(await ask(online, question, 'instance'));
  await written(online);
  account.cut(true);
  expect(succeeded(await ask(online, question, 'copy')).rows).toEqual(first.rows);
});
