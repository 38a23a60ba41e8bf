import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../electron/contract/failure.ts';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import type { RequestArguments } from '../../../electron/contract/requests.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { Row, RowsPage, RowsSource } from '../../../electron/contract/rows.ts';
import { createRowLoader } from '../../../renderer/rows/row-loader.ts';
import {
  ageInSight,
  answerOf,
  isReloaded,
  placesOf,
  rowAt,
} from '../../../renderer/rows/row-pages.ts';

const query: StructuredQuery = {
  set: 'Orders',
  columns: ['No'],
  where: [],
  search: '',
  order: [],
};

function rows(from: number, count: number, mark = 'r'): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${mark}${from + index}`,
    title: null,
    cells: [],
  }));
}

interface Asked extends Partial<RequestArguments<'fetchRows'>> {
  readonly ticket: string;
  readonly answer: (result: Result<RowsPage>) => Promise<void>;
}

interface SetUp {
  /** The copy has nothing, and says so at once. */
  readonly copyIsEmpty?: boolean;
  readonly lastInSight?: number;
  readonly isAllowed?: boolean;
}

/** A loader over a main process whose answers the test gives by hand. */
function setUp({ copyIsEmpty = true, lastInSight = -1, isAllowed = true }: SetUp = {}) {
  const copy: Asked[] = [];
  const instance: Asked[] = [];
  const cancelled: string[] = [];
  const rests: (() => void)[] = [];
  const rest = () => {
    for (const callback of rests.splice(0)) callback();
  };
  const clock = { now: 1000 };
  let tickets = 0;
  const pending = (list: Asked[], argument: Partial<RequestArguments<'fetchRows'>>) =>
    new Promise<Result<RowsPage>>((resolve) => {
      list.push({
        ticket: '',
        ...argument,
        answer: async (result) => {
          resolve(result);
          await Promise.resolve();
        },
      });
    });
  const loader = createRowLoader({
    erp: {
      fetchRows: (argument) => {
        if (argument.source === 'instance') return pending(instance, argument);
        if (copyIsEmpty) return Promise.resolve(failure({ code: 'notKept' }));
        return pending(copy, argument);
      },
      loadMoreRows: (argument) => pending(instance, argument),
      cancelRequest: ({ ticket }) => {
        cancelled.push(ticket);
        return Promise.resolve(success(null));
      },
    },
    newTicket: () => {
      tickets += 1;
      return `t${tickets}`;
    },
    now: () => clock.now,
    after: (_milliseconds, callback) => {
      rests.push(callback);
      return () => rests.splice(rests.indexOf(callback), 1);
    },
    sight: { first: 0, last: lastInSight },
  });
  loader.allow(isAllowed);
  const from = { copy, instance };
  const at = (source: RowsSource, place: number) => {
    const request = from[source][place];
    if (request === undefined) throw new Error(`request ${place} of the ${source} was not made`);
    return request;
  };
  const arrive = (
    source: RowsSource,
    place: number,
    page: { rows: readonly Row[]; cursor: string | null } & Partial<RowsPage>,
  ) =>
    at(source, place).answer(
      success({
        ...{ receivedAt: 5, source, scope: [], scanned: 0, isComplete: true, total: null },
        anywhere: null,
        ...page,
      }),
    );
  const fail = (source: RowsSource, place: number, code: Failure['code']) =>
    at(source, place).answer(failure({ code }));
  const ids = () => loader.get().rows.map(({ id }) => id);
  const ask = async (asked = query) => {
    loader.ask(asked);
    await Promise.resolve();
  };
  return { loader, copy, instance, cancelled, clock, at, arrive, fail, ids, ask, rest };
}

describe('a first page that was read already', () => {
  const page: RowsPage = {
    ...{ rows: rows(0, 300), cursor: 'rows.300', receivedAt: 5, source: 'copy', scope: [] },
    ...{ scanned: 0, isComplete: true, total: null, anywhere: null },
  };

  it('is there at once, and is not read again when its question is asked', async () => {
    const { loader, copy, at, arrive, ids, ask } = setUp({ copyIsEmpty: false });
    loader.takeOver(query, page);
    expect(ids()).toHaveLength(300);
    expect(loader.get().front).toMatchObject({ source: 'copy', request: null, count: 300 });
    expect(copy).toHaveLength(0);
    await ask();
    expect(copy.filter(({ cursor }) => cursor === null)).toEqual([]);
    expect(at('instance', 0)).toMatchObject({ cursor: null, urgency: 'visible', query });
    await arrive('instance', 0, { rows: rows(0, 2, 'new'), cursor: null });
    expect(ids()).toEqual(['new0', 'new1']);
  });

  it('goes on with the next one of the copy where the instance may not be asked', async () => {
    const { loader, at, instance, ask } = setUp({
      ...{ copyIsEmpty: false, lastInSight: 290, isAllowed: false },
    });
    loader.takeOver(query, page);
    await ask();
    expect(at('copy', 0)).toMatchObject({ cursor: 'rows.300' });
    expect(instance).toHaveLength(0);
  });

  it('is of no use for another question', async () => {
    const { loader, at, ask } = setUp({ copyIsEmpty: false });
    loader.takeOver(query, page);
    await ask({ ...query, search: 'north' });
    expect(at('copy', 0)).toMatchObject({ cursor: null, query: { search: 'north' } });
  });
});

describe('rows of the instance', () => {
  it('come page by page as far as somebody looks, one request at a time', async () => {
    const { loader, instance, at, arrive, ask } = setUp();
    await ask();
    expect(at('instance', 0)).toMatchObject({ cursor: null, urgency: 'visible', query });
    loader.look({ first: 0, last: 20 });
    expect(instance).toHaveLength(1);
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1' });
    expect(at('instance', 1)).toMatchObject({ cursor: 'c1', urgency: 'prefetch' });
    await arrive('instance', 1, { rows: rows(100, 100), cursor: 'c2' });
    expect(instance).toHaveLength(2);
    loader.look({ first: 0, last: 199 });
    expect(at('instance', 2)).toMatchObject({ cursor: 'c2', urgency: 'visible' });
  });

  it('end with the last page', async () => {
    const { loader, instance, arrive, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 3), cursor: null });
    loader.look({ first: 0, last: 500 });
    expect(loader.get()).toMatchObject({ front: { ended: true, request: null }, fresh: 3 });
    expect(instance).toHaveLength(1);
  });

  it('that are there survive a page that fails, and Retry goes on where it failed', async () => {
    const { loader, at, arrive, fail, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1' });
    await fail('instance', 1, 'answerIncomplete');
    expect(ids()).toHaveLength(100);
    expect(loader.get().front.failure?.code).toBe('answerIncomplete');
    loader.look({ first: 0, last: 99 });
    expect(loader.get().front.request).toBeNull();
    loader.retry();
    expect(at('instance', 2)).toMatchObject({ cursor: 'c1' });
    await arrive('instance', 2, { rows: rows(100, 100), cursor: null });
    expect(ids()).toHaveLength(200);
  });

  it('stay where they are during a reload until the new ones replace them', async () => {
    const { loader, at, arrive, ids, ask } = setUp();
    await ask();
    loader.look({ first: 0, last: 180 });
    for (const page of [0, 1, 2, 3]) {
      await arrive('instance', page, { rows: rows(page * 100, 100), cursor: `c${page + 1}` });
    }
    loader.reload();
    expect(ids()).toHaveLength(400);
    expect(loader.get()).toMatchObject({ fresh: 0, remain: 'reloading' });
    await arrive('instance', 4, { rows: rows(0, 100, 'n'), cursor: 'm1' });
    expect(ids()).toHaveLength(400);
    expect(ids()[0]).toBe('n0');
    expect(ids()[100]).toBe('r100');
    expect(at('instance', 5)).toMatchObject({ cursor: 'm1', urgency: 'visible' });
    await arrive('instance', 5, { rows: rows(100, 50, 'n'), cursor: null });
    expect(ids()).toHaveLength(150);
  });

  it('of another question go as soon as its first page is there', async () => {
    const { arrive, cancelled, at, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1' });
    await ask({ ...query, search: 'north' });
    expect(cancelled).toEqual([at('instance', 1).ticket]);
    expect(ids()).toHaveLength(100);
    await arrive('instance', 2, { rows: rows(0, 5, 'n'), cursor: 'm1' });
    expect(ids()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('are told as reloaded once somebody has had it done, each time, and not when they come anew by themselves', async () => {
    const { loader, arrive, fail, ask } = setUp();
    const page = { rows: rows(0, 3), cursor: null };
    const told: boolean[] = [];
    loader.subscribe(() => {
      const now = isReloaded(loader.get());
      if (now !== told.at(-1)) told.push(now);
    });
    await ask();
    await arrive('instance', 0, page);
    loader.revalidate();
    await arrive('instance', 1, page);
    expect(told).toEqual([false]);
    for (const place of [2, 3]) {
      loader.reload();
      await arrive('instance', place, page);
    }
    expect(told).toEqual([false, true, false, true]);
    loader.revalidate();
    await arrive('instance', 4, page);
    loader.reload();
    await fail('instance', 5, 'timedOut');
    expect(told).toEqual([false, true, false, true, false]);
  });

  it('of another question go even if somebody reloads before its first page is there', async () => {
    const { loader, arrive, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1' });
    await ask({ ...query, search: 'north' });
    loader.reload();
    await arrive('instance', 3, { rows: rows(0, 5, 'n'), cursor: 'm1' });
    expect(ids()).toHaveLength(5);
  });

  it('of the same question with another meaning are asked for anew, here first, and take the place of all others', async () => {
    const { loader, copy, instance, arrive, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 100), cursor: null });
    await arrive('instance', 0, { rows: rows(0, 100), cursor: null });
    loader.askAnew();
    await arrive('copy', 1, { rows: rows(0, 5, 'n'), cursor: 'm1' });
    expect(ids()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
    await arrive('copy', 2, { rows: rows(5, 1, 'n'), cursor: null });
    await arrive('instance', 1, { rows: rows(0, 7, 'n'), cursor: null });
    expect(ids()).toHaveLength(7);
    expect([copy.length, instance.length]).toEqual([3, 2]);
  });

  it('of another question go when this one can’t be answered, but not for a slip in it', async () => {
    const { arrive, fail, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 100), cursor: null });
    await ask({ ...query, search: '(' });
    await fail('instance', 1, 'badRequest');
    expect(ids()).toHaveLength(100);
    await ask({ ...query, search: 'north' });
    await fail('instance', 2, 'offline');
    expect(ids()).toEqual([]);
  });

  it('that answer a question nobody asks any more are not shown', async () => {
    const { arrive, ids, ask } = setUp();
    await ask();
    await ask({ ...query, search: 'north' });
    await arrive('instance', 0, { rows: rows(0, 100), cursor: null });
    expect(ids()).toEqual([]);
  });

  it('can be given up, and asked for again', async () => {
    const { loader, cancelled, at, fail, instance, ask } = setUp();
    await ask();
    loader.cancel();
    expect(cancelled).toEqual([at('instance', 0).ticket]);
    expect(loader.get().front).toMatchObject({ request: null, failure: { code: 'cancelled' } });
    await fail('instance', 0, 'cancelled');
    loader.retry();
    expect(instance).toHaveLength(2);
  });

  it('start over when the place in the list is lost, for the lost place would fail for ever', async () => {
    const { loader, at, arrive, fail, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1' });
    await fail('instance', 1, 'cursorExpired');
    loader.retry();
    expect(at('instance', 2)).toMatchObject({ cursor: null });
    expect(ids()).toHaveLength(100);
  });

  it('are read anew, and nobody is told, when the rows of the copy have moved under a place', async () => {
    const { loader, copy, at, arrive, fail, ids, ask } = setUp({
      copyIsEmpty: false,
      isAllowed: false,
    });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 100), cursor: 'rows.100.a' });
    await fail('copy', 1, 'cursorExpired');
    expect(loader.get().front.failure).toBeNull();
    expect(ids()).toHaveLength(100);
    expect(at('copy', 2)).toMatchObject({ cursor: null });
    await arrive('copy', 2, { rows: rows(0, 100, 'new'), cursor: null });
    expect(ids()[0]).toBe('new0');
    expect(copy).toHaveLength(3);
  });

  it('are not waited for while nobody looks, and go on where they were', async () => {
    const { loader, instance, cancelled, at, arrive, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'page 2' });
    loader.leave();
    expect(cancelled).toEqual([at('instance', 1).ticket]);
    await at('instance', 1).answer(failure({ code: 'cancelled' }));
    loader.look({ first: 0, last: 500 });
    loader.allow(true);
    expect(instance).toHaveLength(2);
    expect(loader.get().front.failure).toBeNull();
    await ask();
    expect(at('instance', 2).cursor).toBe('page 2');
    await arrive('instance', 2, { rows: rows(100, 2), cursor: null });
    expect(ids()).toHaveLength(102);
  });

  it('are looked through further on demand, which begins their answer anew', async () => {
    const { loader, at, arrive, ids, ask } = setUp();
    await ask();
    await arrive('instance', 0, { rows: rows(0, 3), cursor: null, isComplete: false });
    loader.lookThroughMore();
    expect(at('instance', 1)).toMatchObject({ query });
    expect(at('instance', 1).source).toBeUndefined();
    expect(ids()).toHaveLength(3);
    await arrive('instance', 1, { rows: rows(0, 9), cursor: null, isComplete: true });
    expect(ids()).toHaveLength(9);
    expect(answerOf(loader.get())?.isComplete).toBe(true);
  });
});

describe('all rows', () => {
  const part = (scanned: number, isComplete = false) => ({
    ...{ rows: rows(0, scanned / 100), cursor: null, isComplete, scanned },
  });

  async function partial() {
    const all = setUp();
    await all.ask();
    all.clock.now = 3000;
    await all.arrive('instance', 0, part(1000));
    return all;
  }

  it('are looked through part by part, and take the places of the first ones when all are here', async () => {
    const { loader, instance, clock, arrive, ids } = await partial();
    expect(loader.pace()).toBe(2);
    loader.loadAll();
    expect(loader.get().front.request).toMatchObject({ startedAt: 3000, lookedThrough: 1000 });
    clock.now = 7000;
    await arrive('instance', 1, part(2000));
    expect(loader.pace()).toBe(4);
    expect(loader.get().front.request).toMatchObject({ startedAt: 3000, lookedThrough: 2000 });
    // What somebody reads does not change its place with each part.
    expect(ids()).toHaveLength(10);
    await arrive('instance', 2, part(2500, true));
    expect(ids()).toHaveLength(25);
    expect(answerOf(loader.get())).toMatchObject({ isComplete: true, scanned: 2500 });
    expect(loader.get().front.request).toBeNull();
    expect(instance).toHaveLength(3);
  });

  it('stop being looked through where somebody stops it, and what was found until then is shown', async () => {
    const { loader, instance, cancelled, at, arrive, ids } = await partial();
    loader.loadAll();
    loader.cancel();
    expect(cancelled).toEqual([at('instance', 1).ticket]);
    expect(loader.get().front).toMatchObject({ request: null, failure: null });
    expect(ids()).toHaveLength(10);
    loader.loadAll();
    await arrive('instance', 2, part(2000));
    loader.cancel();
    expect(ids()).toHaveLength(20);
    expect(answerOf(loader.get())).toMatchObject({ isComplete: false, scanned: 2000 });
    expect(loader.get().front).toMatchObject({ request: null, failure: null });
    // What comes all the same is no longer waited for.
    await arrive('instance', 3, part(2500, true));
    expect(ids()).toHaveLength(20);
    expect(instance).toHaveLength(4);
  });

  it('that were looked through are shown beside why it went no further, also when somebody goes away', async () => {
    const { loader, arrive, fail, ids } = await partial();
    loader.loadAll();
    await arrive('instance', 1, part(2000));
    await fail('instance', 2, 'offline');
    expect(ids()).toHaveLength(20);
    expect(loader.get().front.failure?.code).toBe('offline');
    loader.loadAll();
    await arrive('instance', 3, part(3000));
    loader.leave();
    expect(ids()).toHaveLength(30);
    expect(loader.get().front.request).toBeNull();
  });

  it('of an earlier question are of no use for another one', async () => {
    const { loader, instance, at, arrive, ids, ask } = await partial();
    loader.loadAll();
    await arrive('instance', 1, part(2000));
    const other = { ...query, search: 'other' };
    await ask(other);
    await Promise.resolve();
    expect(ids()).toHaveLength(10);
    const last = instance.length - 1;
    expect(at('instance', last)).toMatchObject({ query: other, cursor: null });
    await arrive('instance', last, { rows: rows(0, 1, 'other'), cursor: null });
    expect(ids()).toEqual(['other0']);
  });
});

describe('rows of the local copy', () => {
  it('are there first, and the instance takes their places', async () => {
    const { loader, copy, instance, arrive, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    expect(copy).toHaveLength(1);
    expect(instance).toHaveLength(0);
    await arrive('copy', 0, { rows: rows(0, 50), cursor: null, receivedAt: 1 });
    expect(ids()).toHaveLength(50);
    expect(loader.get().remain).toBe('same');
    expect(ageInSight(loader.get(), 20)).toBe(1);
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1', receivedAt: 9 });
    expect(ids()).toHaveLength(100);
    expect(ageInSight(loader.get(), 20)).toBe(9);
  });

  it('are read as far as somebody saw last time before the instance is asked', async () => {
    const { copy, instance, at, arrive, ask } = setUp({ copyIsEmpty: false, lastInSight: 320 });
    await ask();
    for (const page of [0, 1, 2, 3]) {
      expect(instance).toHaveLength(0);
      await arrive('copy', page, { rows: rows(page * 100, 100), cursor: `${page + 1}` });
    }
    expect(at('copy', 4)).toMatchObject({ cursor: '4', source: 'copy' });
    await arrive('copy', 4, { rows: rows(400, 100), cursor: '5' });
    expect(copy).toHaveLength(5);
    expect(at('instance', 0)).toMatchObject({ cursor: null });
  });

  it('make room for rows that are new before them, and lose those that are gone', async () => {
    const { arrive, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 200), cursor: null });
    const page = [...rows(0, 2, 'new'), ...rows(0, 100).filter(({ id }) => id !== 'r7')];
    await arrive('instance', 0, { rows: page, cursor: 'c1' });
    expect(ids()).toEqual([...page.map(({ id }) => id), ...rows(100, 100).map(({ id }) => id)]);
  });

  it('stay when the instance can’t be reached, and go on below', async () => {
    const { loader, copy, at, arrive, fail, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 100), cursor: '1' });
    await arrive('copy', 1, { rows: rows(100, 100), cursor: '2' });
    await fail('instance', 0, 'offline');
    expect(ids()).toHaveLength(200);
    expect(copy).toHaveLength(2);
    loader.look({ first: 0, last: 180 });
    expect(at('copy', 2)).toMatchObject({ cursor: '2', urgency: 'visible' });
    await arrive('copy', 2, { rows: rows(200, 100), cursor: '3' });
    expect(ids()).toHaveLength(300);
    expect(loader.get().front.failure?.code).toBe('offline');
  });

  it('are there for a jump while the instance is still at the beginning', async () => {
    const { loader, at, arrive, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 100), cursor: '1' });
    await arrive('copy', 1, { rows: rows(100, 100), cursor: '2' });
    loader.look({ first: 0, last: 199 });
    await arrive('copy', 2, { rows: rows(200, 100), cursor: '3' });
    expect(ids()).toHaveLength(300);
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1' });
    expect(ids()).toHaveLength(300);
    expect(at('instance', 1)).toMatchObject({ cursor: 'c1', urgency: 'visible' });
    loader.look({ first: 0, last: 299 });
    expect(at('copy', 3)).toMatchObject({ cursor: '3', urgency: 'visible' });
    await arrive('copy', 3, { rows: rows(300, 100), cursor: '4' });
    expect(ids()).toHaveLength(400);
  });

  it('that are not known yet take nothing away that is being read', async () => {
    const { loader, arrive, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 50), cursor: null });
    await arrive('instance', 0, { rows: rows(0, 50), cursor: null });
    await ask({ ...query, search: 'north' });
    await arrive('copy', 1, { rows: [], cursor: null, isComplete: false });
    expect(ids()).toHaveLength(50);
    expect(loader.get().remain).toBe('others');
    await arrive('instance', 1, { rows: rows(0, 2, 'n'), cursor: null });
    expect(ids()).toEqual(['n0', 'n1']);
  });

  it('are all there is without a sign-in, until there is one', async () => {
    const { loader, instance, at, arrive, ask } = setUp({ copyIsEmpty: false, isAllowed: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 50), cursor: null });
    expect(instance).toHaveLength(0);
    loader.allow(true);
    expect(at('instance', 0)).toMatchObject({ cursor: null });
  });

  it('are read again in place when they were changed, and the instance is left alone', async () => {
    const { loader, copy, instance, arrive, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 50), cursor: null });
    loader.reread();
    expect(copy).toHaveLength(1);
    await arrive('instance', 0, { rows: rows(0, 50), cursor: null, source: 'copy' });
    expect(ids()).toHaveLength(50);
    await arrive('copy', 1, { rows: rows(1, 50), cursor: null });
    expect(ids()[0]).toBe('r1');
    loader.reread();
    await arrive('copy', 2, { rows: rows(2, 50), cursor: null });
    expect(ids()[0]).toBe('r2');
    expect(instance).toHaveLength(1);
  });

  it('are read again when a page that was on its way during a change has come', async () => {
    const { loader, copy, arrive, ids, ask } = setUp({ copyIsEmpty: false, lastInSight: 20 });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 100), cursor: 'more' });
    await arrive('copy', 1, { rows: rows(100, 100), cursor: 'even-more' });
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1', source: 'copy' });
    const before = copy.length;
    loader.reread();
    expect(copy).toHaveLength(before);
    await arrive('instance', 1, { rows: rows(100, 100), cursor: 'c2', source: 'copy' });
    expect(copy).toHaveLength(before + 1);
    await arrive('copy', before, { rows: rows(5, 100), cursor: 'c3' });
    expect(ids()[0]).toBe('r5');
  });

  it('make the instance be asked once, however many reasons there are to ask it again', async () => {
    const { loader, instance, arrive, fail, ids, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 50), cursor: null });
    await fail('instance', 0, 'offline');
    loader.retry();
    loader.revalidate();
    expect(instance).toHaveLength(2);
    await arrive('instance', 1, { rows: rows(0, 50), cursor: null });
    loader.revalidate();
    expect(instance).toHaveLength(3);
    expect(loader.get().remain).toBe('same');
    expect(ids()).toHaveLength(50);
  });

  it('are not read instead of what the instance answered itself', async () => {
    const { loader, copy, arrive, ask } = setUp({ copyIsEmpty: false });
    await ask();
    await arrive('copy', 0, { rows: rows(0, 50), cursor: null });
    await arrive('instance', 0, { rows: rows(0, 50), cursor: null });
    loader.reread();
    expect(copy).toHaveLength(1);
  });

  it('have the age of the run that has reached what is in sight', async () => {
    const { loader, arrive, ask } = setUp({ copyIsEmpty: false, lastInSight: 180 });
    await ask();
    for (const page of [0, 1, 2, 3]) {
      const receivedAt = 100 - page;
      await arrive('copy', page, { rows: rows(page * 100, 100), cursor: `${page}`, receivedAt });
    }
    await arrive('instance', 0, { rows: rows(0, 100), cursor: 'c1', receivedAt: 900 });
    expect(ageInSight(loader.get(), 180)).toBe(97);
    expect(ageInSight(loader.get(), 50)).toBe(900);
  });

  it('are read where somebody looks when they lie far below, not one page after the other', async () => {
    const { loader, copy, at, arrive, ask, rest } = setUp({ copyIsEmpty: false, isAllowed: false });
    const anywhere = { cursor: 'rows.0.a', rows: 1_000_000 };
    await ask();
    await arrive('copy', 0, {
      rows: rows(0, 100),
      cursor: 'rows.100.a',
      total: 1_000_000,
      anywhere,
    });
    expect(placesOf(loader.get())).toBe(1_000_000);
    await arrive('copy', 1, { rows: rows(100, 100), cursor: 'rows.200.a', anywhere });
    const before = copy.length;
    loader.look({ first: 700_060, last: 700_100 });
    loader.look({ first: 900_040, last: 900_055 });
    expect(copy).toHaveLength(before);
    rest();
    expect(copy).toHaveLength(before + 1);
    expect(at('copy', before)).toMatchObject({ cursor: 'rows.0.a', at: 900_000, source: 'copy' });
    await arrive('copy', before, { rows: rows(900_000, 100), cursor: null });
    loader.look({ first: 900_050, last: 900_065 });
    expect(at('copy', before + 1)).toMatchObject({ cursor: 'rows.0.a', at: 900_100 });
    await arrive('copy', before + 1, { rows: rows(900_100, 100), cursor: null });
    expect(rowAt(loader.get(), 900_117)?.id).toBe('r900117');
    expect(rowAt(loader.get(), 42)?.id).toBe('r42');
    expect(copy).toHaveLength(before + 2);
  });

  it('say why none come where somebody looks far below, and come when they try again', async () => {
    const { loader, copy, at, arrive, fail, ask, rest } = setUp({
      copyIsEmpty: false,
      isAllowed: false,
    });
    await ask();
    const page = { rows: rows(0, 100), cursor: 'rows.100.a' };
    await arrive('copy', 0, { ...page, anywhere: { cursor: 'rows.0.a', rows: 90_000 } });
    await arrive('copy', 1, { rows: rows(100, 100), cursor: 'rows.200.a' });
    const before = copy.length;
    loader.look({ first: 50_010, last: 50_050 });
    rest();
    await fail('copy', before, 'copyUnavailable');
    expect(loader.get().distant.failure).toMatchObject({ code: 'copyUnavailable' });
    loader.look({ first: 50_020, last: 50_060 });
    expect(copy).toHaveLength(before + 1);
    loader.retry();
    expect(loader.get().distant.failure).toBeNull();
    expect(at('copy', before + 1)).toMatchObject({ at: 50_000 });
  });

  it('are read anew where somebody looks after they were changed', async () => {
    const { loader, copy, at, arrive, fail, ask, rest } = setUp({
      copyIsEmpty: false,
      isAllowed: false,
    });
    await ask();
    const page = { rows: rows(0, 100), cursor: 'rows.100.a' };
    await arrive('copy', 0, { ...page, anywhere: { cursor: 'rows.0.a', rows: 90_000 } });
    await arrive('copy', 1, { rows: rows(100, 100), cursor: 'rows.200.a' });
    const before = copy.length;
    loader.look({ first: 50_010, last: 50_050 });
    rest();
    await fail('copy', before, 'cursorExpired');
    expect(at('copy', before + 1)).toMatchObject({ cursor: null });
    await arrive('copy', before + 1, {
      ...{ rows: rows(0, 100), cursor: 'rows.100.b' },
      anywhere: { cursor: 'rows.0.b', rows: 90_001 },
    });
    expect(copy.slice(before + 2).map((asked) => asked.at)).toContain(50_000);
    expect(placesOf(loader.get())).toBe(90_001);
  });
});
