import { expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import { serverTotals, type WantedTotals } from '../../../electron/query/server-totals.ts';
import { models } from './sample-models.ts';

const everything: PlainQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo'],
  where: [],
  search: '',
  order: [{ column: 'Total', direction: 'ascending' }],
};
const asking = { urgency: 'visible', signal: new AbortController().signal } as const;

/** An instance that answers with one group, and refuses what a pattern finds. */
function world(refused: RegExp | null = null) {
  const asked: string[] = [];
  const lessons = createLessons();
  const ask = async (address: string): Promise<Result<unknown>> => {
    asked.push(decodeURIComponent(address));
    return refused?.test(decodeURIComponent(address)) === true
      ? failure({ code: 'serverError' })
      : success({ value: [{ RowCount: 4, Total_0: { Value: 10, Currency: 'EUR' }, Total_1: 7 }] });
  };
  const totals = (change: Partial<PlainQuery> = {}, given: Partial<WantedTotals> = {}) =>
    serverTotals(
      { columns: ['Total'], wanted: ['sum'], ...given, query: { ...everything, ...change } },
      { models, lessons, ask, language: 'en' },
      asking,
    );
  return { asked, lessons, totals };
}

const total = { unit: 'EUR', sum: '10', smallest: null, largest: null, count: 4 };

test('all rows are added up, in whatever order they are shown, one request for each total', async () => {
  const { asked, totals } = world();
  const answer = await totals({}, { wanted: ['sum', 'largest'] });
  expect(answer).toEqual(
    success({ columns: [{ count: 4, byUnit: [{ ...total, largest: '10' }] }], rows: 4 }),
  );
  expect(asked).toEqual([
    expect.stringContaining('$apply=groupby((Void),aggregate($count as RowCount,Total with sum as'),
    expect.stringContaining('Total with max as'),
  ]);
  expect(asked.join()).not.toContain('$orderby');
});

test('groups on pages that lead round in a circle are not added up, and not asked for again and again', async () => {
  const asked: string[] = [];
  const group = { RowCount: 4, Total_0: { Value: 10, Currency: 'EUR' } };
  const answer = await serverTotals(
    { columns: ['Total'], wanted: ['sum'], query: everything },
    {
      ...{ models, lessons: createLessons(), language: 'en' },
      ask(address) {
        asked.push(address);
        return Promise.resolve(
          success({ value: [group], '@odata.nextLink': `page ${asked.length % 3}` }),
        );
      },
    },
    asking,
  );
  expect(answer).toEqual(failure({ code: 'answerNotUnderstood', detail: 'page' }));
  expect(asked).toHaveLength(4);
});

test('a filter that the server does is done before', async () => {
  const { asked, totals } = world();
  await totals({ where: [[{ test: 'oneOf', path: 'State', values: ['Released'] }]] });
  expect(asked).toEqual([expect.stringContaining("$filter=State eq 'Released'&$apply=")]);
});

test.each<readonly [string, Partial<PlainQuery>]>([
  ['a filter that runs here', { where: [[{ test: 'oneOf', path: 'Note', values: ['a'] }]] }],
  [
    'a filter that is checked here',
    { where: [[{ test: 'range', path: 'CreationTime', from: '2026-01-01T10:00:00Z', to: null }]] },
  ],
  ['several requests', { where: [[{ test: 'oneOf', path: 'Line', values: ['1', '2'] }]] }],
  ['a search', { search: 'oak' }],
])('%s leaves the server nothing to add up', async (_, change) => {
  const { asked, totals } = world();
  expect(await totals(change)).toEqual(success({ columns: [null], rows: 0 }));
  expect(asked).toEqual([]);
});

test('what is calculated, at the end of a path, custom or no number is not asked for', async () => {
  const { asked, totals } = world();
  const columns = ['Computed', 'Customer/Number', 'Color', 'DocumentNo', 'Total', 'Line'];
  const answer = await totals({}, { columns });
  expect(answer).toMatchObject({
    value: { columns: [null, null, null, null, { byUnit: [total] }, { byUnit: [{ sum: '7' }] }] },
  });
  expect(asked).toHaveLength(1);
});

test('what the instance refuses is found out, learned, and not asked for again', async () => {
  const { asked, lessons, totals } = world(/Line with sum/);
  const columns = ['Line', 'Total'];
  const answer = await totals({}, { columns });
  expect(answer).toMatchObject({ value: { columns: [null, { byUnit: [total] }] } });
  expect(lessons.all()).toEqual(['Crm_Sales_SalesOrders: $apply sum Line']);
  const before = asked.length;
  await totals({}, { columns });
  expect(asked.length - before).toBe(1);
});

test('trouble that has nothing to do with adding up teaches nothing', async () => {
  const { lessons, totals } = world(/./);
  expect(await totals()).toEqual(failure({ code: 'serverError' }));
  expect(lessons.all()).toEqual([]);
});
