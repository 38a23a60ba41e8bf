import { expect, onTestFinished, test } from 'vitest';
import type { Totals } from '../../../electron/contract/rows.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import { findMember } from '../../../electron/query/member.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import { serverTotals } from '../../../electron/query/server-totals.ts';
import { totalsOf } from '../../../electron/query/totals.ts';
import { createBruteForce } from './brute-force.ts';
import { succeeded } from './differential.ts';
import { expectedCell } from './expected-cells.ts';
import { type QueriedInstance, startQueriedInstance } from './queried-instance.ts';

const asking = { urgency: 'visible', signal: new AbortController().signal } as const;
const wanted = ['sum', 'smallest', 'largest'] as const;

async function started(switches: Parameters<typeof startQueriedInstance>[0]) {
  const instance = await startQueriedInstance(switches);
  onTestFinished(() => instance.close());
  return instance;
}

function options(instance: QueriedInstance) {
  const ask = (address: string) => instance.ask(address);
  return { models: instance.models, ask, lessons: createLessons(), language: 'en' as const };
}

/** Plain numbers are not counted by the server, because it does not tell which rows have none. */
function counted(totals: Totals): Totals {
  const byUnit = totals.byUnit.map((each) => (each.unit === '' ? { ...each, count: null } : each));
  return { byUnit, count: byUnit.some(({ count }) => count === null) ? null : totals.count };
}

test.each(['number', 'string'] as const)(
  'the totals of every set are those of its rows, with values written as a %s',
  async (amountValues) => {
    const instance = await started({ amountValues });
    const { models, sets } = instance;
    const truth = createBruteForce(instance.api.api.rows);
    let compared = 0;
    for (const set of sets) {
      const columns = models(set)?.detail.columns.map(({ name }) => name) ?? [];
      const query: PlainQuery = { set, columns, where: [], search: '', order: [] };
      const totals = succeeded(
        await serverTotals({ query, columns, wanted }, options(instance), asking),
      );
      for (const [index, name] of columns.entries()) {
        const got = totals.columns[index];
        const member = findMember(models, set, name);
        if (got == null || member === undefined) continue;
        const cells = truth
          .table(set)
          .map((row) => expectedCell(member.column, row[name], truth.titleOf));
        expect(got, `${set} ${name}`).toEqual(counted(totalsOf(member, cells)));
        expect(totals.rows).toBe(cells.length);
        compared += got.byUnit.length;
      }
    }
    expect(compared).toBeGreaterThan(40);
  },
);

test('an instance that does not group is asked once, and then no more', async () => {
  const instance = await started({ grouping: 'refused' });
  const set = 'Crm_Sales_SalesOrderLines';
  const columns = ['LineAmount', 'Quantity'];
  const query: PlainQuery = { set, columns, where: [], search: '', order: [] };
  const learning = options(instance);
  const nothing = { columns: [null, null], rows: 0 };
  const ask = async () =>
    succeeded(await serverTotals({ query, columns, wanted }, learning, asking));
  expect(await ask()).toEqual(nothing);
  const before = instance.requests().all;
  expect(await ask()).toEqual(nothing);
  expect(instance.requests().all).toBe(before);
});
