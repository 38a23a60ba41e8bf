import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../electron/contract/failure.ts';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import type { RequestArguments } from '../../../electron/contract/requests.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { Row, RowsPage } from '../../../electron/contract/rows.ts';
import { createRowLoader } from '../../../renderer/rows/row-loader.ts';

const query: StructuredQuery = {
  set: 'Orders',
  columns: ['No'],
  where: [],
  search: '',
  order: [],
};

function rows(count: number, mark: string): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${mark}${index}`,
    title: null,
    cells: [],
  }));
}

interface Asked extends RequestArguments<'fetchRows'> {
  readonly answer: (result: Result<RowsPage>) => Promise<void>;
}

/** A loader over a main process whose answers the test gives by hand. */
function setUp() {
  const asked: Asked[] = [];
  const cancelled: string[] = [];
  let tickets = 0;
  const loader = createRowLoader({
    erp: {
      fetchRows: (argument) =>
        new Promise((resolve) => {
          asked.push({
            ...argument,
            answer: async (result) => {
              resolve(result);
              await Promise.resolve();
            },
          });
        }),
      cancelRequest: ({ ticket }) => {
        cancelled.push(ticket);
        return Promise.resolve(success(null));
      },
    },
    newTicket: () => {
      tickets += 1;
      return `t${tickets}`;
    },
    now: () => 1000,
  });
  const at = (place: number) => {
    const request = asked[place];
    if (request === undefined) throw new Error(`request ${place} was not made`);
    return request;
  };
  const arrive = (place: number, mark: string, cursor: string | null, count = 100) =>
    at(place).answer(
      success({
        rows: rows(count, mark),
        cursor,
        receivedAt: 5,
        source: 'instance',
        scope: [],
        scanned: 0,
        isComplete: true,
        total: null,
      }),
    );
  const fail = (place: number, code: Failure['code']) => at(place).answer(failure({ code }));
  const ids = () => loader.get().rows.map(({ id }) => id);
  return { loader, asked, cancelled, at, arrive, fail, ids };
}

describe('rows', () => {
  it('come page by page as far as somebody looks, one request at a time', async () => {
    const { loader, asked, at, arrive } = setUp();
    loader.ask(query);
    expect(at(0)).toMatchObject({ cursor: null, urgency: 'visible', query });
    loader.look(20);
    expect(asked).toHaveLength(1);
    await arrive(0, 'a', 'c1');
    expect(at(1)).toMatchObject({ cursor: 'c1', urgency: 'prefetch' });
    await arrive(1, 'b', 'c2');
    expect(asked).toHaveLength(2);
    loader.look(199);
    expect(at(2)).toMatchObject({ cursor: 'c2', urgency: 'visible' });
  });

  it('end with the last page', async () => {
    const { loader, asked, arrive } = setUp();
    loader.ask(query);
    await arrive(0, 'a', null, 3);
    loader.look(500);
    expect(loader.get()).toMatchObject({ complete: true, fresh: 3, request: null });
    expect(asked).toHaveLength(1);
  });

  it('that are there survive a page that fails, and Retry goes on where it failed', async () => {
    const { loader, at, arrive, fail, ids } = setUp();
    loader.ask(query);
    await arrive(0, 'a', 'c1');
    await fail(1, 'answerIncomplete');
    expect(ids()).toHaveLength(100);
    expect(loader.get().failure?.code).toBe('answerIncomplete');
    loader.look(99);
    expect(loader.get().request).toBeNull();
    loader.retry();
    expect(at(2)).toMatchObject({ cursor: 'c1' });
    await arrive(2, 'b', null);
    expect(ids()).toHaveLength(200);
  });

  it('stay where they are during a reload until the new ones replace them', async () => {
    const { loader, at, arrive, ids } = setUp();
    loader.ask(query);
    await arrive(0, 'a', 'c1');
    await arrive(1, 'b', 'c2');
    loader.look(180);
    await arrive(2, 'c', 'c3');
    await arrive(3, 'd', 'c4');
    loader.reload();
    expect(ids()).toHaveLength(400);
    expect(loader.get().fresh).toBe(0);
    await arrive(4, 'n', 'm1');
    expect(ids()).toHaveLength(400);
    expect(ids()[0]).toBe('n0');
    expect(ids()[100]).toBe('b0');
    expect(at(5)).toMatchObject({ cursor: 'm1', urgency: 'visible' });
    await arrive(5, 'o', null, 50);
    expect(ids()).toHaveLength(150);
  });

  it('of another question go as soon as its first page is there', async () => {
    const { loader, arrive, cancelled, ids } = setUp();
    loader.ask(query);
    await arrive(0, 'a', 'c1');
    loader.ask({ ...query, search: 'north' });
    expect(cancelled).toEqual(['t2']);
    expect(ids()).toHaveLength(100);
    await arrive(2, 'n', 'm1', 5);
    expect(ids()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  });

  it('of another question go even if somebody reloads before its first page is there', async () => {
    const { loader, arrive, ids } = setUp();
    loader.ask(query);
    await arrive(0, 'a', 'c1');
    loader.ask({ ...query, search: 'north' });
    loader.reload();
    await arrive(3, 'n', 'm1', 5);
    expect(ids()).toHaveLength(5);
  });

  it('that answer a question nobody asks any more are not shown', async () => {
    const { loader, arrive, ids } = setUp();
    loader.ask(query);
    loader.ask({ ...query, search: 'north' });
    await arrive(0, 'old', null);
    expect(ids()).toEqual([]);
  });

  it('can be given up, and asked for again', async () => {
    const { loader, cancelled, fail, asked } = setUp();
    loader.ask(query);
    loader.cancel();
    expect(cancelled).toEqual(['t1']);
    expect(loader.get()).toMatchObject({ request: null, failure: { code: 'cancelled' } });
    await fail(0, 'cancelled');
    loader.retry();
    expect(asked).toHaveLength(2);
  });

  it('start over when the place in the list is lost, for the lost place would fail for ever', async () => {
    const { loader, at, arrive, fail, ids } = setUp();
    loader.ask(query);
    await arrive(0, 'a', 'c1');
    await fail(1, 'cursorExpired');
    loader.retry();
    expect(at(2)).toMatchObject({ cursor: null });
    expect(ids()).toHaveLength(100);
  });

  it('waits for nothing while nobody looks, and goes on where it was', async () => {
    const { loader, asked, cancelled, at, arrive, ids } = setUp();
    loader.ask(query);
    await arrive(0, 'a', 'page 2');
    expect(at(1).cursor).toBe('page 2');
    loader.leave();
    expect(cancelled).toEqual([at(1).ticket]);
    await at(1).answer(failure({ code: 'cancelled' }));
    expect(asked).toHaveLength(2);
    expect(loader.get().failure).toBeNull();
    loader.ask(query);
    expect(at(2).cursor).toBe('page 2');
    await arrive(2, 'b', null, 2);
    expect(ids()).toHaveLength(102);
  });
});
