import { expect, test } from 'vitest';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import { allRows, type Connected, connect, orders } from './connected.ts';

/** ERP.net knows no `or`: three requests stand for it. */
const either: StructuredQuery = {
  set: orders,
  columns: ['DocumentNo', 'State'],
  where: [
    [
      { test: 'startsWith', path: 'DocumentNo', text: '1' },
      { test: 'oneOf', path: 'State', values: ['Planned'] },
      { test: 'contains', path: 'CustomerPurchaseOrderNo', text: '7' },
    ],
  ],
  search: '',
  order: [],
};

/** The status of each request for rows, in the order in which they came; those inside a batch are left out. */
function requestsOf({ simulator }: Connected): string[] {
  return simulator.control
    .requests()
    .flatMap(({ path, inBatch, status }) =>
      path.includes('/odata/') && !inBatch ? [`${status} ${path.split('/').at(-1)}`] : [],
    );
}

const times = (count: number, what: string): string[] => Array.from({ length: count }, () => what);

async function idsOf(query: StructuredQuery, batch: 'answered' | 'refused') {
  const connection = await connect({ orders: 60, batch });
  await connection.client.entitySet(orders);
  connection.simulator.control.reset();
  const rows = await allRows(connection.client, query);
  return { ids: rows.map(({ id }) => id), requests: requestsOf(connection) };
}

test('The parts of an or that all are needed at once come with one request, and its rows are what they are alone', async () => {
  const ordered: StructuredQuery = {
    ...either,
    order: [{ column: 'DocumentNo', direction: 'descending' }],
  };
  const together = await idsOf(ordered, 'answered');
  const alone = await idsOf(ordered, 'refused');
  expect(together.ids.length).toBeGreaterThan(5);
  expect(together.ids).toEqual(alone.ids);
  expect(together.requests).toEqual(['200 $batch']);
  expect(alone.requests).toEqual(['500 $batch', ...times(3, `200 ${orders}`)]);
});

test('The other parts of an or come with one request when the first was short', async () => {
  const together = await idsOf(either, 'answered');
  const alone = await idsOf(either, 'refused');
  expect(together.ids).toEqual(alone.ids);
  expect(together.requests).toEqual([`200 ${orders}`, '200 $batch']);
  expect(alone.requests).toEqual([`200 ${orders}`, '500 $batch', ...times(2, `200 ${orders}`)]);
});
