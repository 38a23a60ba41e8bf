import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import type { Row } from '../../../electron/contract/rows.ts';
import {
  inTurn,
  merged,
  type RowStream,
  requestStream,
} from '../../../electron/query/row-stream.ts';

const asking = { urgency: 'visible', signal: new AbortController().signal } as const;

/** Rows whose ids are numbers, as text of two digits. */
const row = (id: number): Row => ({ id: String(id).padStart(2, '0'), title: null, cells: [] });
const byId = (a: Row, b: Row): number => Number(a.id) - Number(b.id);

/** Rows in pages of some sizes; each page fails once before it comes if the stream is unreliable. */
function pages(
  ids: readonly number[],
  size: number,
  isReliable = true,
): RowStream & { asked: number } {
  let at = 0;
  let mayFail = !isReliable;
  return {
    asked: 0,
    isEnded: () => at >= ids.length,
    async next() {
      this.asked += 1;
      if (mayFail) {
        mayFail = false;
        return failure({ code: 'offline' });
      }
      mayFail = !isReliable;
      if (at >= ids.length) return success(null);
      const page = ids.slice(at, at + size).map(row);
      at += size;
      return success(page);
    },
  };
}

async function all(stream: RowStream): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for (let failures = 0; failures < 1000; ) {
    const next = await stream.next(asking);
    if (!next.ok) failures += 1;
    else ids.push(...(next.value ?? []).map(({ id }) => id));
    if (stream.isEnded() || (next.ok && next.value === null)) return ids;
  }
  throw new Error('no end');
}

const ids = fc.array(fc.nat(99), { maxLength: 30 }).map((each) => each.toSorted((a, b) => a - b));
const streams = fc.array(fc.tuple(ids, fc.integer({ min: 1, max: 7 })), { maxLength: 4 });

describe('the pages of a request', () => {
  const filled = { value: [{ Id: '1' }] };

  /** Takes what comes until it ends; asks what could not be had once more. */
  async function readTo(
    answer: (page: number) => { readonly value: readonly unknown[]; readonly next?: number },
  ) {
    const asked: string[] = [];
    const stream = requestStream('page 0', [], (address) => {
      asked.push(address);
      const { next, value } = answer(Number(address.slice('page '.length)));
      const nextLink = next === undefined ? {} : { '@odata.nextLink': `page ${next}` };
      return Promise.resolve(success({ value, ...nextLink }));
    });
    for (;;) {
      const page = await stream.next(asking);
      if (!page.ok) return { asked, failed: [page, await stream.next(asking)] };
      if (page.value === null) return { asked, failed: [] };
    }
  }

  const misunderstood = failure({ code: 'answerNotUnderstood', detail: 'page' });

  test.each([1, 2, 5])(
    'end with a failure where %i of them lead round in a circle',
    async (size) => {
      const read = await readTo((page) => ({ ...filled, next: (page + 1) % size }));
      expect(read.failed).toEqual([misunderstood, misunderstood]);
      expect(read.asked).toHaveLength(size + 1);
    },
  );

  test('end with a failure where one leads back into their midst', async () => {
    const read = await readTo((page) => ({ ...filled, next: page === 4 ? 2 : page + 1 }));
    expect(read.failed).toEqual([misunderstood, misunderstood]);
    expect(read.asked).toHaveLength(6);
  });

  test('end with a failure where none has a row, however they are called', async () => {
    const read = await readTo((page) => ({ value: [], next: page + 1 }));
    expect(read.failed).toEqual([misunderstood, misunderstood]);
    expect(read.asked.length).toBeLessThan(15);
  });

  test('go on behind a few without a row, however often that happens', async () => {
    const read = await readTo((page) => ({
      value: page % 5 === 0 ? filled.value : [],
      ...(page < 60 ? { next: page + 1 } : {}),
    }));
    expect(read.failed).toEqual([]);
    expect(read.asked).toHaveLength(61);
  });
});

describe('several streams', () => {
  test('that come in an order are merged by it, no row lost, doubled or out of place', async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.boolean(), async (parts, isReliable) => {
        const stream = merged(
          parts.map(([each, size]) => pages(each, size, isReliable)),
          byId,
        );
        const expected = parts.flatMap(([each]) => each).toSorted((a, b) => a - b);
        expect(await all(stream)).toEqual(expected.map((id) => row(id).id));
      }),
    );
  });

  test('in turn bring all their rows, the second when the first has ended', async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.boolean(), async (parts, isReliable) => {
        const stream = inTurn(parts.map(([each, size]) => pages(each, size, isReliable)));
        expect(await all(stream)).toEqual(parts.flatMap(([each]) => each).map((id) => row(id).id));
      }),
    );
  });

  test('in turn ask for nothing before it is needed', async () => {
    const [first, second, third] = [pages([1, 2, 3], 2), pages([4], 1), pages([5], 1)];
    const stream = inTurn([first, second, third]);
    await stream.next(asking);
    await stream.next(asking);
    expect([first.asked, second.asked, third.asked]).toEqual([2, 0, 0]);
    await stream.next(asking);
    expect([first.asked, second.asked, third.asked]).toEqual([3, 1, 0]);
  });

  test('in turn ask for the beginnings of all others at once when the first was short', async () => {
    const parts = [pages([1], 2), pages([2, 3, 4], 2), pages([5], 2), pages([], 2)];
    const stream = inTurn(parts);
    await stream.next(asking);
    await stream.next(asking);
    expect(parts.map(({ asked }) => asked)).toEqual([2, 1, 1, 1]);
    expect(stream.isEnded()).toBe(false);
    expect(await all(stream)).toEqual(['04', '05']);
    expect(stream.isEnded()).toBe(true);
  });

  test('in turn ask again for a beginning that was given up', async () => {
    const third = pages([3], 1, false);
    const stream = inTurn([pages([1], 1), pages([2], 1), third]);
    expect(await all(stream)).toEqual(['01', '02', '03']);
    expect(third.asked).toBe(2);
  });

  test('that come in an order are asked for their beginnings at once', async () => {
    const gate = Promise.withResolvers<void>();
    const asked: number[] = [];
    const held = (id: number): RowStream => ({
      isEnded: () => true,
      async next() {
        asked.push(id);
        await gate.promise;
        return success([row(id)]);
      },
    });
    const first = merged([held(1), held(2), held(3)], byId).next(asking);
    expect(asked).toEqual([1, 2, 3]);
    gate.resolve();
    expect(await first).toMatchObject({ ok: true });
  });
});
