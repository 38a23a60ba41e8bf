import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { Asking } from '../../../electron/instance/asking.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import { createQueryRunner } from '../../../electron/query/query-runner.ts';
import { models } from './sample-models.ts';

const asking: Asking = { urgency: 'visible', signal: new AbortController().signal };
const sizes = { answer: 2, scan: 3, firstRows: 4 };

const query: PlainQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo'],
  where: [],
  search: '',
  order: [],
};
const noted: PlainQuery = {
  ...query,
  where: [[{ test: 'contains', path: 'Note', text: 'x' }]],
};
const byNote: PlainQuery = { ...query, order: [{ column: 'Note', direction: 'ascending' }] };

type Answer = (address: string, asking: Asking) => Result<unknown> | Promise<Result<unknown>>;

/** An instance of a few rows: number N has the note x or y, by turns from the last to the first. */
function pagesOf(count: number): Answer {
  const id = (number: number): string =>
    `0b7a9e64-83d2-4f5b-a6c7-${String(number).padStart(12, '0')}`;
  const rows = Array.from({ length: count }, (_, number) => ({
    '@odata.id': `Crm_Sales_SalesOrders(${id(number)})`,
    DocumentNo: String(number),
    Note: `${number % 2 === 0 ? 'x' : 'y'}${String(count - number).padStart(3, '0')}`,
  }));
  return (address) => {
    const parameters = new URLSearchParams(address.split('?')[1]);
    const [skip, top] = [Number(parameters.get('skip')), Number(parameters.get('$top'))];
    parameters.set('skip', String(skip + top));
    const next = skip + top < count ? { '@odata.nextLink': `Orders?${parameters}` } : {};
    return success({ value: rows.slice(skip, skip + top), ...next, '@odata.count': count });
  };
}

function runnerWith(answer: Answer, keptRuns = { runs: 20, rows: 1000 }) {
  const addresses: string[] = [];
  const lessons = createLessons();
  const runner = createQueryRunner({
    ...{ models, lessons, sizes, keptRuns },
    async ask(address, how) {
      addresses.push(decodeURIComponent(address));
      return answer(address, how);
    },
    language: () => 'en',
    clock: { now: () => 1234 },
  });
  return { runner, addresses, lessons };
}

function pageOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('an answer of the server’s alone', () => {
  test('comes page by page, each asked for when it is wanted', async () => {
    const { runner, addresses } = runnerWith(pagesOf(5));
    const first = pageOf(await runner.fetch(query, null, asking));
    expect(first).toMatchObject({ isComplete: false, receivedAt: 1234, scope: [] });
    expect(first.rows.map(({ cells }) => cells)).toEqual([['0'], ['1']]);
    expect(addresses).toHaveLength(1);
    const second = pageOf(await runner.fetch(query, first.cursor, asking));
    const third = pageOf(await runner.fetch(query, second.cursor, asking));
    expect(third.rows.map(({ cells }) => cells)).toEqual([['4']]);
    expect(third).toMatchObject({ cursor: null, isComplete: true });
    expect(addresses).toHaveLength(3);
  });

  test('ends with its last row, also where that fills a page', async () => {
    const { runner } = runnerWith(pagesOf(4));
    const first = pageOf(await runner.fetch(query, null, asking));
    const last = pageOf(await runner.fetch(query, first.cursor, asking));
    expect(last).toMatchObject({ cursor: null, isComplete: true });
    expect(last.rows).toHaveLength(2);
  });

  test('is not asked for again where it was seen', async () => {
    const { runner, addresses } = runnerWith(pagesOf(5));
    const first = pageOf(await runner.fetch(query, null, asking));
    const second = pageOf(await runner.fetch(query, first.cursor, asking));
    expect(pageOf(await runner.fetch(query, first.cursor, asking))).toEqual(second);
    expect(addresses).toHaveLength(2);
  });

  test('goes on where it was after a failure', async () => {
    let isOffline = false;
    const pages = pagesOf(5);
    const { runner } = runnerWith((address, how) =>
      isOffline ? failure({ code: 'offline' }) : pages(address, how),
    );
    const first = pageOf(await runner.fetch(query, null, asking));
    isOffline = true;
    expect(await runner.fetch(query, first.cursor, asking)).toMatchObject({
      error: { code: 'offline' },
    });
    isOffline = false;
    const second = pageOf(await runner.fetch(query, first.cursor, asking));
    expect(second.rows.map(({ cells }) => cells)).toEqual([['2'], ['3']]);
  });

  test('is asked for once by those who want the same page at the same time', async () => {
    const { runner, addresses } = runnerWith(pagesOf(5));
    const { cursor } = pageOf(await runner.fetch(query, null, asking));
    const [one, other] = await Promise.all([
      runner.fetch(query, cursor, asking),
      runner.fetch(query, cursor, asking),
    ]);
    expect(one).toEqual(other);
    expect(addresses).toHaveLength(2);
  });

  test('is counted by the server, and not at all where several queries may bring the same rows', async () => {
    const { runner, addresses } = runnerWith(pagesOf(5));
    expect(pageOf(await runner.count(query, asking))).toEqual({ count: 5 });
    expect(addresses).toEqual([
      'Crm_Sales_SalesOrders?$select=Id,DisplayText&$count=true&$top=1&culture=en',
    ]);
    const where: PlainQuery['where'] = [
      [
        { test: 'oneOf', path: 'Void', values: [true] },
        { test: 'oneOf', path: 'Line', values: ['1'] },
      ],
    ];
    expect(pageOf(await runner.count({ ...query, where }, asking))).toEqual({ count: null });
    expect(pageOf(await runner.count(noted, asking))).toEqual({ count: null });
  });

  test('that is no page of rows is an error, and so is a page that leads to itself', async () => {
    const { runner } = runnerWith(() => success({ values: [] }));
    const misunderstood = { error: { code: 'answerNotUnderstood' } };
    expect(await runner.fetch(query, null, asking)).toMatchObject(misunderstood);
    const circle = runnerWith((address) => success({ value: [], '@odata.nextLink': address }));
    expect(await circle.runner.fetch(query, null, asking)).toMatchObject(misunderstood);
  });
});

describe('an answer that is narrowed here', () => {
  test('shows what was found after so many rows, and goes on from there', async () => {
    const { runner } = runnerWith(pagesOf(10));
    const first = pageOf(await runner.fetch(noted, null, asking));
    expect(first).toMatchObject({
      scanned: 3,
      isComplete: false,
      scope: [{ path: 'Note', scope: 'localFirstRows', reason: 'notFilterable' }],
    });
    expect(first.rows.map(({ cells }) => cells)).toEqual([['0'], ['2']]);
    let page = first;
    const seen = [...first.rows];
    while (page.cursor !== null) {
      page = pageOf(await runner.fetch(noted, page.cursor, asking));
      seen.push(...page.rows);
    }
    expect(seen.map(({ cells }) => cells[0])).toEqual(['0', '2', '4', '6', '8']);
    expect(page).toMatchObject({
      scanned: 10,
      isComplete: true,
      scope: [{ scope: 'localComplete' }],
    });
  });

  test('looks through no more at a time where rows are left out that the server let through', async () => {
    const late: PlainQuery = {
      ...query,
      where: [[{ test: 'range', path: 'CreationTime', from: '2026-02-28T10:00:00Z', to: null }]],
    };
    const { runner, addresses } = runnerWith(pagesOf(100));
    const page = pageOf(await runner.fetch(late, null, asking));
    expect(page).toMatchObject({ rows: [], scanned: 6, isComplete: false });
    expect(page.scope).toMatchObject([{ scope: 'server' }]);
    expect(addresses).toHaveLength(2);
  });

  test('may have an empty page and still go on, so that nobody waits for ever', async () => {
    const nothing: PlainQuery = {
      ...query,
      where: [[{ test: 'contains', path: 'Note', text: 'nothing' }]],
    };
    const { runner, addresses } = runnerWith(pagesOf(100));
    const page = pageOf(await runner.fetch(nothing, null, asking));
    expect(page).toMatchObject({ rows: [], scanned: 6, isComplete: false });
    expect(page.cursor).not.toBeNull();
    expect(addresses).toHaveLength(2);
  });
});

describe('an answer that is ordered here', () => {
  test('orders the rows that came, and all of them when all have come', async () => {
    const { runner } = runnerWith(pagesOf(8));
    const first = pageOf(await runner.fetch(byNote, null, asking));
    expect(first).toMatchObject({ scanned: 6, isComplete: false });
    expect(first.scope).toEqual([
      { part: 'order', column: 'Note', reason: 'notOrderable', scope: 'localFirstRows' },
    ]);
    expect(first.rows.map(({ cells }) => cells[0])).toEqual(['4', '2']);
    const all = pageOf(await runner.loadMore(byNote, asking));
    expect(all.scope).toMatchObject([{ scope: 'localComplete' }]);
    expect(all.rows.map(({ cells }) => cells[0])).toEqual(['6', '4']);
    expect(await runner.fetch(byNote, first.cursor, asking)).toMatchObject({
      error: { code: 'cursorExpired' },
    });
    const next = pageOf(await runner.fetch(byNote, all.cursor, asking));
    expect(next.rows.map(({ cells }) => cells[0])).toEqual(['2', '0']);
  });
});

describe('a cursor', () => {
  test.each(['', '1', '1.x', '99.2', '1.2.3'])('%j was never given out', async (cursor) => {
    const { runner } = runnerWith(pagesOf(5));
    await runner.fetch(query, null, asking);
    expect(await runner.fetch(query, cursor, asking)).toMatchObject({
      error: { code: 'cursorExpired' },
    });
  });

  test('of an answer that was dropped for newer ones has expired', async () => {
    const { runner } = runnerWith(pagesOf(5), { runs: 1, rows: 1000 });
    const { cursor } = pageOf(await runner.fetch(query, null, asking));
    await runner.fetch(noted, null, asking);
    expect(await runner.fetch(query, cursor, asking)).toMatchObject({
      error: { code: 'cursorExpired' },
    });
  });
});

test('answers of many rows are kept as far as they fit, and the one that is looked at whatever its size', async () => {
  const { runner } = runnerWith(pagesOf(40), { runs: 20, rows: 10 });
  const small = pageOf(await runner.fetch(query, null, asking));
  const long = pageOf(await runner.fetch({ ...query, columns: ['Note'] }, null, asking));
  expect(await runner.fetch(query, small.cursor, asking)).toMatchObject({ ok: true });

  const whole = { ...query, columns: ['Note'] };
  let { cursor } = long;
  let seen = long.rows.length;
  while (cursor !== null) {
    const page = pageOf(await runner.fetch(whole, cursor, asking));
    seen += page.rows.length;
    cursor = page.cursor;
  }
  expect(seen).toBe(40);
  expect(await runner.fetch(query, small.cursor, asking)).toMatchObject({
    error: { code: 'cursorExpired' },
  });
});

describe('cancelling', () => {
  test('ends the answer after the request that is under way', async () => {
    const controller = new AbortController();
    const pages = pagesOf(100);
    const { runner, addresses } = runnerWith((address, how) => {
      controller.abort();
      return pages(address, how);
    });
    const cancelled = await runner.fetch(byNote, null, {
      urgency: 'visible',
      signal: controller.signal,
    });
    expect(cancelled).toMatchObject({ error: { code: 'cancelled' } });
    expect(addresses).toHaveLength(1);
  });
});

describe('an instance that refuses what its model promises', () => {
  const refusing =
    (pattern: RegExp): Answer =>
    (address, how) =>
      pattern.test(decodeURIComponent(address))
        ? failure({ code: 'serverError' })
        : pagesOf(4)(address, how);
  const filtered: PlainQuery = {
    ...query,
    where: [
      [{ test: 'range', path: 'Total', from: '5', to: null }],
      [{ test: 'oneOf', path: 'Void', values: [true] }],
    ],
  };

  test('teaches it once; the rest of the query stays with the server', async () => {
    const { runner, addresses, lessons } = runnerWith(refusing(/TotalValue/));
    const page = pageOf(await runner.fetch(filtered, null, asking));
    expect(page.scope).toMatchObject([
      { path: 'Total', scope: 'localComplete', reason: 'refused' },
      { path: 'Void', scope: 'server', reason: null },
    ]);
    expect(lessons.all()).toEqual(['Crm_Sales_SalesOrders: TotalValue ge']);
    const before = addresses.length;
    await runner.fetch(filtered, null, asking);
    expect(addresses.slice(before).join()).toContain('Void eq true');
    expect(addresses.slice(before).join()).not.toContain('TotalValue');
  });

  test('also teaches it in the middle of an answer, which then begins anew', async () => {
    const either: PlainQuery = {
      ...query,
      where: [
        [
          { test: 'oneOf', path: 'Void', values: [true] },
          { test: 'range', path: 'Total', from: '5', to: null },
        ],
      ],
    };
    const { runner, lessons } = runnerWith(refusing(/TotalValue/));
    const first = pageOf(await runner.fetch(either, null, asking));
    expect(first.scope.map(({ reason }) => reason)).toEqual([null, null]);
    const second = pageOf(await runner.fetch(either, first.cursor, asking));
    expect(await runner.fetch(either, second.cursor, asking)).toMatchObject({
      error: { code: 'cursorExpired' },
    });
    expect(lessons.all()).toEqual(['Crm_Sales_SalesOrders: TotalValue ge']);
    const anew = pageOf(await runner.fetch(either, null, asking));
    expect(anew.scope.map(({ reason }) => reason)).toEqual(['withOthers', 'refused']);
  });

  test('is not blamed for other trouble', async () => {
    const down = runnerWith(() => failure({ code: 'serverError' }));
    expect(await down.runner.fetch(filtered, null, asking)).toMatchObject({
      error: { code: 'serverError' },
    });
    expect(down.lessons.all()).toEqual([]);
    let attempts = 0;
    const once = runnerWith((address, how) => {
      attempts += 1;
      return attempts === 1 ? failure({ code: 'serverError' }) : pagesOf(4)(address, how);
    });
    expect(await once.runner.fetch(filtered, null, asking)).toMatchObject({
      error: { code: 'serverError' },
    });
    expect(once.lessons.all()).toEqual([]);
  });

  test.each(['offline', 'noLicenceSeat', 'tooManyRequests', 'needsSignIn'] as const)(
    'is asked no further after %s',
    async (code) => {
      const { runner, addresses } = runnerWith(() => failure({ code }));
      expect(await runner.fetch(filtered, null, asking)).toMatchObject({ error: { code } });
      expect(addresses).toHaveLength(1);
    },
  );
});

test('a set that nobody knows is not found', async () => {
  const { runner } = runnerWith(pagesOf(1));
  const unknown = { ...query, set: 'Nothing' };
  expect(await runner.fetch(unknown, null, asking)).toMatchObject({ error: { code: 'notFound' } });
  expect(await runner.count(unknown, asking)).toMatchObject({ error: { code: 'notFound' } });
});
