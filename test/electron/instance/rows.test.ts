import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { RowsQuery } from '../../../electron/contract/rows.ts';
import { createCursors } from '../../../electron/instance/cursors.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { type Asking, createRowsSource } from '../../../electron/instance/rows.ts';
import { createFakeClock } from './fake-clock.ts';
import { balances, salesOrders } from './sample-model.ts';

const guid = '79480957-f0b6-49c4-9874-2cd150de982a';
const query: RowsQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo', 'Total'],
  search: '',
  order: null,
};
const asking: Asking = { urgency: 'visible', signal: new AbortController().signal };
const nextLink = 'https://erp.example.com/api/domain/odata/Crm_Sales_SalesOrders?$skiptoken=x';

function newSource(
  answers: Result<unknown>[],
  model: Result<EntitySetModel> = success(salesOrders),
) {
  const asked: { address: string; asking: Asking }[] = [];
  let count = 0;
  const clock = createFakeClock();
  const source = createRowsSource({
    entitySet: () => Promise.resolve(model),
    async ask(address, how) {
      asked.push({ address, asking: how });
      await Promise.resolve();
      return answers.shift() ?? failure({ code: 'internal' });
    },
    cursors: createCursors(() => `cursor-${++count}`),
    clock,
    language: () => 'en',
  });
  return { source, asked, clock };
}

const row = {
  '@odata.id': `Crm_Sales_SalesOrders(${guid})`,
  Id: 'something else',
  DisplayText: 'Order 1',
  DocumentNo: '0001',
  Total: { Value: 3.5, Currency: 'EUR' },
};
const lastPage = success({ value: [row] });

async function error(answer: unknown) {
  const { source } = newSource([success(answer)]);
  const page = await source.fetchRows(query, null, asking);
  return page.ok ? 'ok' : page.error.code;
}

describe('a page of rows', () => {
  test('has the row’s key, its title, and its cells parallel to the columns asked for', async () => {
    const { source, clock, asked } = newSource([lastPage]);
    expect(await source.fetchRows(query, null, asking)).toEqual(
      success({
        rows: [{ id: guid, title: 'Order 1', cells: ['0001', { value: '3.5', unit: 'EUR' }] }],
        cursor: null,
        receivedAt: clock.now(),
      }),
    );
    expect(asked).toMatchObject([{ asking }]);
    expect(decodeURIComponent(asked[0]?.address ?? '')).toContain('$top=100');
  });

  test('of a view has neither key nor title', async () => {
    const { source } = newSource([success({ value: [{ QuantityBase: null }] })], success(balances));
    const page = await source.fetchRows({ ...query, columns: ['QuantityBase'] }, null, asking);
    expect(page).toMatchObject({ value: { rows: [{ id: null, title: null, cells: [null] }] } });
  });

  test('is followed by the one that the server names, asked for as it is', async () => {
    const { source, asked } = newSource([
      success({ value: [row], '@odata.nextLink': nextLink }),
      lastPage,
    ]);
    const first = await source.fetchRows(query, null, asking);
    const cursor = first.ok ? first.value.cursor : null;
    expect(cursor).toBe('cursor-1');
    expect(await source.fetchRows(query, cursor, asking)).toMatchObject({
      value: { cursor: null },
    });
    expect(asked[1]?.address).toBe(nextLink);
  });

  test('can be asked for again with the same cursor', async () => {
    const { source, asked } = newSource([
      success({ value: [], '@odata.nextLink': nextLink }),
      failure({ code: 'answerIncomplete' }),
      lastPage,
    ]);
    await source.fetchRows(query, null, asking);
    expect(await source.fetchRows(query, 'cursor-1', asking)).toEqual(
      failure({ code: 'answerIncomplete' }),
    );
    expect(await source.fetchRows(query, 'cursor-1', asking)).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });

  test('is not asked for with a cursor that is unknown or of another query', async () => {
    const { source, asked } = newSource([success({ value: [], '@odata.nextLink': nextLink })]);
    await source.fetchRows(query, null, asking);
    const expired = failure({ code: 'cursorExpired' });
    expect(await source.fetchRows(query, nextLink, asking)).toEqual(expired);
    const other = { ...query, columns: ['Total', 'DocumentNo'] };
    expect(await source.fetchRows(other, 'cursor-1', asking)).toEqual(expired);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['no list', { value: {} }],
    ['nothing', {}],
    ['a list', [row]],
    ['a row that is no row', { value: [row, 7] }],
    ['a following page without an address', { value: [row], '@odata.nextLink': 7 }],
  ])('that holds %s is an error, never a short page', async (_, answer) => {
    expect(await error(answer)).toBe('answerNotUnderstood');
  });

  test('that leads to itself is an error, not paged for ever', async () => {
    const page = success({ value: [row], '@odata.nextLink': nextLink });
    const { source } = newSource([page, page]);
    await source.fetchRows(query, null, asking);
    expect(await source.fetchRows(query, 'cursor-1', asking)).toMatchObject({
      error: { code: 'answerNotUnderstood' },
    });
  });

  test('is not asked for when the set is unknown, or has no such column', async () => {
    const unknown = newSource([], failure({ code: 'notFound' }));
    expect(await unknown.source.fetchRows(query, null, asking)).toEqual(
      failure({ code: 'notFound' }),
    );
    const { source, asked } = newSource([]);
    const page = await source.fetchRows({ ...query, columns: ['Password'] }, null, asking);
    expect(page).toMatchObject({ error: { code: 'badRequest' } });
    expect(asked).toEqual([]);
  });
});

describe('the count of rows', () => {
  const { signal } = asking;

  test('is asked for behind everything that is looked at, with the search but no order', async () => {
    const { source, asked } = newSource([success({ value: [row], '@odata.count': 10_000 })]);
    const searched = {
      ...query,
      search: 'ACME',
      order: { column: 'DocumentNo', direction: 'ascending' },
    } as const;
    expect(await source.countRows(searched, signal)).toEqual(success({ count: 10_000 }));
    expect(asked).toMatchObject([{ asking: { urgency: 'prefetch', signal } }]);
    expect(decodeURIComponent(asked[0]?.address ?? '')).toMatch(
      /\$search="ACME"&\$count=true&\$top=1&/,
    );
    expect(asked[0]?.address).not.toContain('$orderby');
  });

  test.each([{}, { '@odata.count': -1 }, { '@odata.count': '7' }, { '@odata.count': 1.5 }])(
    'is not made up from %j',
    async (answer) => {
      const { source } = newSource([success(answer)]);
      expect(await source.countRows(query, signal)).toMatchObject({
        error: { code: 'answerNotUnderstood' },
      });
    },
  );
});
