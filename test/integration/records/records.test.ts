import { expect, test } from 'vitest';
import type { SetReference } from '../../../electron/contract/records.ts';
import type { AccountData } from '../../../electron/requests/account-data.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { textOf } from '../../simulator/domain-api/api-under-test.ts';
import type { RequestRecord } from '../../simulator/traffic.ts';
import { ask, looking, openAccount } from '../answers/account.ts';
import { succeeded } from '../instance/connected.ts';
import { createTruth } from '../instance/truth.ts';

const orders = 'Crm_Sales_SalesOrders';

/** Resolves when everything written before has been. */
async function written({ copy }: AccountData): Promise<void> {
  expect((await copy.ask('keepSet', { set: 'No_Such_Set', isKept: false })).ok).toBe(true);
}

/** The address of the last request for a record of a set. */
function lastAsked(requests: readonly RequestRecord[], set: string): string {
  return requests.findLast(({ path }) => path.includes(`${set}(`))?.search ?? '';
}

test('a record of every set comes with all that people may see of it, and every cell is what the tables hold', async () => {
  const account = await openAccount(temporaryFolder());
  const data = await account.start();
  const truth = createTruth(account.simulator);
  for (const { name } of succeeded(await data.model.entitySets(false))) {
    const { detail } = succeeded(await data.model.entitySet(name));
    if (!detail.hasId) continue;
    const first = [...truth.rows(detail).keys()][0];
    if (first === undefined) continue;
    const record = { set: name, id: first };
    const { set, row } = succeeded(await data.records.fetch(record, 'instance', looking()));
    expect(set.columns.map((column) => column.name)).toEqual(
      detail.columns.map((column) => column.name).filter((column) => column !== 'ObjectVersion'),
    );
    expect(row).toEqual({
      id: first,
      title: row.title,
      cells: truth.rows(set).get(first),
    });
  }

  const requests = account.simulator.control.requests();
  expect(lastAsked(requests, 'Systems_Security_Users')).toContain('Login');
  expect(lastAsked(requests, 'Systems_Security_Users')).not.toContain('Password');

  const nowhere = { set: orders, id: '00000000-0000-0000-0000-00000000dead' };
  expect(await data.records.fetch(nowhere, 'instance', looking())).toEqual({
    ok: false,
    error: {
      code: 'notFound',
      detail: `The object '${orders}(${nowhere.id})' does not exist.`,
    },
  });

  const [order] = account.simulator.control.rows(orders);
  account.simulator.control.failNext({ path: `${orders}\\(`, status: 500 });
  const part = succeeded(
    await data.records.fetch({ set: orders, id: textOf(order, 'Id') }, 'instance', looking()),
  );
  const names = part.set.columns.map(({ name }) => name);
  const absent = part.row.absent?.map((index) => names[index]);
  expect(absent).toContain('AmountToPay');
  expect(part.row.cells[names.indexOf('DocumentNo')]).toBe(order?.DocumentNo);
  expect(lastAsked(account.simulator.control.requests(), orders)).not.toContain('AmountToPay');
});

test('a record is here as far as lists have shown it, whole once it was looked at, and both without a network', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const query = {
    set: orders,
    columns: ['DocumentNo', 'Customer'],
    where: [],
    search: '',
    order: [],
  };
  const { rows } = succeeded(await ask(online, query, 'instance'));
  const [looked, listed] = rows;
  const record = { set: orders, id: looked?.id ?? '' };
  const whole = succeeded(await online.records.fetch(record, 'instance', looking()));
  await written(online);

  account.cut(true);
  const resumed = await account.start();
  const kept = succeeded(await resumed.records.fetch(record, 'copy', looking()));
  expect(kept).toEqual({ ...whole, source: 'copy' });
  const part = succeeded(
    await resumed.records.fetch({ set: orders, id: listed?.id ?? '' }, 'copy', looking()),
  );
  const known = part.set.columns.filter((_, index) => part.row.absent?.includes(index) !== true);
  expect(known.map(({ name }) => name).sort()).toEqual([
    'Customer',
    'DisplayText',
    'DocumentNo',
    'Id',
  ]);
  expect(part.row.title).toBe(listed?.title);
  expect(await resumed.records.fetch(record, 'instance', looking())).toMatchObject({
    error: { code: 'offline' },
  });
  const unseen = { set: orders, id: '00000000-0000-0000-0000-00000000dead' };
  expect(await resumed.records.fetch(unseen, 'copy', looking())).toEqual({
    ok: false,
    error: { code: 'notKept' },
  });
});

test('the sets that point to a set are known from the whole model, which is read once', async () => {
  const account = await openAccount(temporaryFolder());
  const data = await account.start();
  const { signal } = new AbortController();
  const references = succeeded(await data.references.to('Crm_Sales_Customers', signal));
  const expected: SetReference[] = [];
  for (const { name, label, module } of succeeded(await data.model.entitySets(false))) {
    const { columns } = succeeded(await data.model.entitySet(name)).detail;
    for (const { name: column, label: columnLabel, referencedSet } of columns) {
      if (referencedSet !== 'Crm_Sales_Customers') continue;
      expected.push({ set: name, label, module, column, columnLabel });
    }
  }
  expect(references).toEqual(expected);
  expect(references).toContainEqual(
    expect.objectContaining({ set: orders, column: 'ShipToCustomer' }),
  );

  account.cut(true);
  const resumed = await account.start();
  expect(succeeded(await resumed.references.to('Crm_Sales_Customers', signal))).toEqual(references);
});
