import { expect, test } from 'vitest';
import { z } from 'zod';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { succeeded } from '../instance/connected.ts';
import { allRows, ask, looking, openAccount } from './account.ts';

const path = 'SalesOrder/DocumentNo';
const lines: StructuredQuery = {
  set: 'Crm_Sales_SalesOrderLines',
  columns: ['LineNo', path, 'SalesOrder/Customer', 'LineAmount'],
  where: [],
  search: '',
  order: [],
};

test('columns of what references lead to are there without a network, as they came or as kept rows have them', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const first = succeeded(await ask(online, lines, 'instance'));
  const cells = z.tuple([
    z.string(),
    z.string().regex(/\d/),
    z.object({ set: z.literal('Crm_Sales_Customers'), text: z.string().min(1) }),
    z.object({ unit: z.string().min(1) }),
  ]);
  expect(cells.safeParse(first.rows[0]?.cells).success).toBe(true);
  await expect
    .poll(async () => (await ask(online, lines, 'copy')).ok, { timeout: 20_000 })
    .toBe(true);

  for (const set of [lines.set, 'Crm_Sales_SalesOrders']) {
    succeeded(await online.sync.keep({ set, along: [], withPictures: false }));
    await expect.poll(() => online.sync.isComplete(set), { timeout: 20_000 }).toBe(true);
  }
  account.cut(true);
  const resumed = await account.start();
  const ordered = { ...lines, order: [{ column: path, direction: 'ascending' as const }] };
  const answer = await allRows(resumed, ordered, 'copy');
  expect(answer.first).toMatchObject({
    isComplete: true,
    scope: [{ part: 'order', column: path, scope: 'localComplete', reason: 'localCopy' }],
  });
  const numbers = answer.rows.map(({ cells }) => z.string().parse(cells[1]));
  expect(numbers).toEqual(numbers.toSorted());
  const kept = new Map(answer.rows.map(({ id, cells }) => [id, cells]));
  for (const { id, cells } of first.rows) expect(kept.get(id)).toEqual(cells);
  expect(answer.rows.every(({ absent }) => absent === undefined)).toBe(true);
}, 60_000);

test('an answer is found again without a network when columns were moved, added or hidden', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const asked = { ...lines, order: [{ column: 'LineNo', direction: 'descending' as const }] };
  const first = succeeded(await ask(online, asked, 'instance'));
  await expect
    .poll(async () => (await ask(online, asked, 'copy')).ok, { timeout: 20_000 })
    .toBe(true);
  account.cut(true);
  const resumed = await account.start();
  const page = succeeded(
    await ask(resumed, { ...asked, columns: ['Quantity', 'LineAmount', path] }, 'copy'),
  );
  expect(page.rows.map(({ id, cells }) => [id, cells])).toEqual(
    first.rows.map(({ id, cells }) => [id, [null, cells[3], cells[1]]]),
  );
  expect(page.rows.every(({ absent }) => absent?.join() === '0')).toBe(true);
}, 60_000);

test('totals are added up by the instance while not all rows are here, and here where they are', async () => {
  const account = await openAccount(temporaryFolder());
  const online = await account.start();
  const given = { columns: ['LineAmount', path], wanted: ['sum' as const] };
  const total = (source: 'copy' | 'instance') =>
    online.answers.totalRows(lines, { ...given, source }, looking());
  succeeded(await ask(online, lines, 'instance'));
  const everywhere = succeeded(await total('instance'));
  expect(everywhere).toMatchObject({ source: 'instance', isComplete: true });
  expect(everywhere.columns[0]?.byUnit.length).toBeGreaterThan(1);
  expect(everywhere.columns[1]).toBeNull();
  const rows = await allRows(online, lines, 'instance');
  expect(everywhere.rows).toBe(rows.rows.length);

  const orders = { ...lines, set: 'Crm_Sales_SalesOrders', columns: ['DocumentNo'] };
  const ofOrders = () =>
    online.answers.totalRows(
      orders,
      { columns: ['AmountToPay'], wanted: ['sum'], source: 'instance' },
      looking(),
    );
  // The instance works this amount out for each row, and adds none of them up.
  expect(succeeded(await ofOrders())).toMatchObject({ source: 'instance', columns: [null] });
  succeeded(await online.sync.keep({ set: orders.set, along: [], withPictures: false }));
  await expect.poll(() => online.sync.isComplete(orders.set), { timeout: 20_000 }).toBe(true);
  const here = succeeded(await ofOrders());
  expect(here).toMatchObject({ source: 'copy', isComplete: true, rows: 250 });
  expect(here.columns[0]?.byUnit.length).toBeGreaterThan(1);
}, 60_000);
