import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { type HeldSet, heldSet } from '../../../electron/sync/held-set.ts';
import { createRounds, type Turn } from '../../../electron/sync/rounds.ts';
import type { Job } from '../../../electron/sync/schedule.ts';
import { emptyRecord } from '../../../electron/sync/sync-record.ts';
import { createFakeClock, settled } from '../instance/fake-clock.ts';

const minute = 60_000;
const start = 1_750_000_000_000;
const never = new AbortController().signal;

/** A complete set, or a part of one, for which a job has just become due. */
function held(key: string, job: Job, set = key): HeldSet {
  const wanted = { key, set, part: null, along: null, withPictures: false };
  const record = {
    ...{ ...emptyRecord, shape: 'shape', isFollowed: job !== 'pull' },
    ...{ pulledAt: start, followedAt: start, sweptAt: start, countedAt: start },
  };
  const due = {
    ...{ pull: { pulledAt: 0 }, follow: { followedAt: 0 }, pictures: {} },
    ...{ count: { countedAt: 0 }, sweep: { sweptAt: 0 } },
  }[job];
  return { ...heldSet(wanted), record: { ...record, ...due }, completeAt: start };
}

/** A job's work done: it is due no more. */
function done({ record }: HeldSet): void {
  Object.assign(record, { pulledAt: start, followedAt: start, sweptAt: start, countedAt: start });
}

/** Rounds over sets whose jobs end when a test says so, or are aborted. */
function rounds(sets: readonly HeldSet[]) {
  const clock = createFakeClock(start);
  const turns: (Turn & { end: (outcome: Result<null>) => void; isOver: boolean })[] = [];
  const made = createRounds({
    ...{ clock, sets: () => sets, mayWork: () => true, restUntil: () => 0 },
    work(turn) {
      return new Promise((resolve) => {
        const each = {
          ...{ ...turn, isOver: false },
          end(outcome: Result<null>) {
            each.isOver = true;
            if (outcome.ok) done(turn.held);
            resolve(outcome);
          },
        };
        turns.push(each);
        turn.signal.addEventListener('abort', () => each.end(failure({ code: 'cancelled' })));
      });
    },
  });
  const underWay = (): string[] =>
    turns.flatMap(({ held: { wanted }, job, urgency, isOver }) =>
      isOver ? [] : [`${urgency} ${job} ${wanted.key}`],
    );
  const end = async (key: string): Promise<void> => {
    turns.find((each) => each.held.wanted.key === key && !each.isOver)?.end(success(null));
    await settled();
  };
  return { ...{ rounds: made, clock, underWay, end }, began: () => turns.length };
}

describe('Jobs that fall due', () => {
  test.each(['follow', 'count'] as const)(
    'have their turn together when they are short: %s',
    async (job) => {
      const { rounds: made, underWay, end } = rounds(['a', 'b', 'c'].map((key) => held(key, job)));
      made.look();
      expect(underWay()).toEqual([
        `background ${job} a`,
        `background ${job} b`,
        `background ${job} c`,
      ]);
      await end('b');
      expect(underWay()).toEqual([`background ${job} a`, `background ${job} c`]);
    },
  );

  test.each(['pull', 'sweep'] as const)(
    'have it one by one when they are long: %s',
    async (job) => {
      const { rounds: made, underWay, end } = rounds(['a', 'b'].map((key) => held(key, job)));
      made.look();
      expect(underWay()).toEqual([`background ${job} a`]);
      await end('a');
      expect(underWay()).toEqual([`background ${job} b`]);
    },
  );

  test('have it after those of another kind', async () => {
    const { rounds: made, underWay, end } = rounds([held('a', 'count'), held('b', 'follow')]);
    made.look();
    expect(underWay()).toEqual(['background follow b']);
    await end('b');
    expect(underWay()).toEqual(['background count a']);
  });

  test('are twenty at most, and another one when one of them has ended', async () => {
    const sets = Array.from({ length: 22 }, (_, index) => held(String(index), 'follow'));
    const { rounds: made, underWay, end } = rounds(sets);
    made.look();
    expect(underWay()).toHaveLength(20);
    await end('7');
    expect(underWay().at(-1)).toBe('background follow 20');
    expect(underWay()).toHaveLength(20);
  });

  test('of parts of one set have it one after the other', async () => {
    const sets = [held('a', 'follow'), held('a of it', 'follow', 'a'), held('b', 'follow')];
    const { rounds: made, underWay, end } = rounds(sets);
    made.look();
    expect(underWay()).toEqual(['background follow a', 'background follow b']);
    await end('a');
    expect(underWay()).toEqual(['background follow b', 'background follow a of it']);
  });

  test('make way for what is done sooner', async () => {
    const sets = [held('a', 'pull'), held('b', 'follow')];
    const [, late] = sets;
    if (late !== undefined) done(late);
    const { rounds: made, clock, underWay } = rounds(sets);
    made.look();
    expect(underWay()).toEqual(['background pull a']);
    await clock.advance(10 * minute);
    expect(underWay()).toEqual(['background follow b']);
  });

  test('end for the set that they are interrupted for, and for no other', async () => {
    const sets = [held('a', 'follow'), held('b', 'follow')];
    const { rounds: made, underWay, began } = rounds(sets);
    made.look();
    const [first] = sets;
    if (first !== undefined) done(first);
    await made.interrupt(first);
    expect(underWay()).toEqual(['background follow b']);
    expect(began()).toBe(2);
    made.dispose();
    expect(underWay()).toEqual([]);
  });
});

describe('Sets that somebody waits for', () => {
  test('have their turn together, before everything else', async () => {
    const [a, b, c] = [held('a', 'follow'), held('b', 'follow'), held('c', 'follow')];
    const { rounds: made, underWay, end } = rounds([a, b, c]);
    made.look();
    const wishes = [made.bringUpToDate(a, never), made.bringUpToDate(c, never)];
    await settled();
    expect(underWay()).toEqual(['visible follow a', 'visible follow c']);
    await end('a');
    expect(underWay()).toEqual(['visible follow c']);
    await end('c');
    expect(await Promise.all(wishes)).toEqual([success(null), success(null)]);
    expect(underWay()).toEqual(['background follow b']);
  });

  test('have it one after the other where they are parts of one set', async () => {
    const sets = [held('a', 'follow'), held('a of it', 'follow', 'a'), held('b', 'follow')];
    const { rounds: made, underWay, end } = rounds(sets);
    for (const each of sets) void made.bringUpToDate(each, never);
    expect(underWay()).toEqual(['visible follow a', 'visible follow b']);
    await end('a');
    expect(underWay()).toEqual(['visible follow b', 'visible follow a of it']);
  });

  test('leave when nobody waits any more, and the others stay', async () => {
    const [a, b] = [held('a', 'follow'), held('b', 'follow')];
    const { rounds: made, underWay } = rounds([a, b]);
    const abort = new AbortController();
    const wish = made.bringUpToDate(a, abort.signal);
    void made.bringUpToDate(b, never);
    abort.abort();
    expect(await wish).toEqual(failure({ code: 'cancelled' }));
    expect(underWay()).toEqual(['visible follow b']);
  });
});
