import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { Task, Urgency } from '../../../electron/instance/queued-request.ts';
import {
  createRequestQueue,
  type RequestQueue,
  shortPauseMs,
} from '../../../electron/instance/request-queue.ts';
import type { SmallReads } from '../../../electron/instance/small-reads.ts';
import { createFakeClock, type FakeClock, settled } from './fake-clock.ts';
import { FakePresence } from './fake-presence.ts';

/** A task that a test ends by hand. */
function heldTask(name: string, log: string[]) {
  const end = Promise.withResolvers<Result<string>>();
  const task: Task<string> = async (signal) => {
    log.push(name);
    signal.addEventListener('abort', () => {
      log.push(`${name} aborted`);
      end.resolve(failure({ code: 'cancelled' }));
    });
    return end.promise;
  };
  return { task, end: () => end.resolve(success(name)) };
}

/** A task that answers one outcome after the other. */
function scripted(...outcomes: Result<string>[]): Task<string> & { calls: number } {
  const task = Object.assign(
    async () => {
      const outcome = outcomes[Math.min(task.calls, outcomes.length - 1)];
      task.calls += 1;
      await Promise.resolve();
      return outcome ?? failure({ code: 'internal' });
    },
    { calls: 0 },
  );
  return task;
}

const noSmallReads: SmallReads = {
  atOnce: () => 1,
  one: async () => failure({ code: 'internal' }),
  several: async () => [],
};

function newQueue(clock: FakeClock = createFakeClock()) {
  const outcomes: Result<unknown>[] = [];
  const presence = new FakePresence();
  const onOutcome = (outcome: Result<unknown>): void => void outcomes.push(outcome);
  const queue = createRequestQueue({ clock, presence, smallReads: noSmallReads, onOutcome });
  return { queue, clock, presence, outcomes };
}

const visible = { urgency: 'visible' } as const;
const prefetch = { urgency: 'prefetch' } as const;
const background = { urgency: 'background' } as const;

describe('the request queue', () => {
  test('runs one at a time, what is looked at before what may be', async () => {
    const { queue } = newQueue();
    const log: string[] = [];
    const names = ['p1', 'p2', 'v1', 'v2'];
    const tasks = names.map((name) => heldTask(name, log));
    const answers = tasks.map(({ task }, index) => queue.run(task, index < 2 ? prefetch : visible));
    for (const [index, expected] of [
      [0, ['p1']],
      [2, ['p1', 'v1']],
      [3, ['p1', 'v1', 'v2']],
      [1, ['p1', 'v1', 'v2', 'p2']],
    ] as const) {
      await settled();
      expect(log).toEqual(expected);
      tasks[index]?.end();
    }
    expect(await Promise.all(answers)).toEqual(names.map((name) => success(name)));
  });

  test('takes a cancelled request out of the line without sending it', async () => {
    const { queue } = newQueue();
    const log: string[] = [];
    const first = heldTask('first', log);
    const second = heldTask('second', log);
    const abort = new AbortController();
    const firstAnswer = queue.run(first.task, visible);
    const secondAnswer = queue.run(second.task, { ...visible, signal: abort.signal });
    abort.abort();
    expect(await secondAnswer).toEqual(failure({ code: 'cancelled' }));
    first.end();
    await firstAnswer;
    await settled();
    expect(log).toEqual(['first']);
  });

  test('aborts a cancelled request that runs, and sends the next only when it has ended', async () => {
    const { queue } = newQueue();
    const log: string[] = [];
    const stubborn = Promise.withResolvers<Result<string>>();
    const abort = new AbortController();
    const first = queue.run(() => stubborn.promise, { ...visible, signal: abort.signal });
    const second = heldTask('second', log);
    const secondAnswer = queue.run(second.task, visible);
    abort.abort();
    expect(await first).toEqual(failure({ code: 'cancelled' }));
    await settled();
    expect(log).toEqual([]);
    stubborn.resolve(success('too late'));
    await settled();
    expect(log).toEqual(['second']);
    second.end();
    await secondAnswer;
  });

  test('tells the task that runs that nobody waits for it any more', async () => {
    const { queue } = newQueue();
    const log: string[] = [];
    const abort = new AbortController();
    const answer = queue.run(heldTask('it', log).task, { ...visible, signal: abort.signal });
    abort.abort();
    await answer;
    expect(log).toEqual(['it', 'it aborted']);
  });

  test('does not begin what was cancelled before it was asked', async () => {
    const { queue } = newQueue();
    const task = scripted(success('x'));
    const answer = await queue.run(task, { ...visible, signal: AbortSignal.abort() });
    expect(answer).toEqual(failure({ code: 'cancelled' }));
    expect(task.calls).toBe(0);
  });

  test('waits a short 429 out and tries once more, telling nobody', async () => {
    const { queue, clock } = newQueue();
    const tooMany = failure({ code: 'tooManyRequests', retryAt: clock.now() + 3000 });
    const task = scripted(tooMany, success('at last'));
    const answer = queue.run(task, visible);
    await clock.advance(2999);
    expect(task.calls).toBe(1);
    await clock.advance(1);
    expect(await answer).toEqual(success('at last'));
    expect(task.calls).toBe(2);
  });

  test('sends nobody else’s request during a short pause either', async () => {
    const { queue, clock } = newQueue();
    const tooMany = failure({ code: 'tooManyRequests', retryAt: clock.now() + 3000 });
    const paused = queue.run(scripted(tooMany, success('first')), prefetch);
    await settled();
    const other = scripted(success('second'));
    const answer = queue.run(other, visible);
    await clock.advance(2999);
    expect(other.calls).toBe(0);
    await clock.advance(1);
    expect(await Promise.all([paused, answer])).toEqual([success('first'), success('second')]);
  });

  test('tries again before those that came later', async () => {
    const { queue, clock } = newQueue();
    const log: string[] = [];
    const tooMany = failure({ code: 'tooManyRequests', retryAt: clock.now() + 10 });
    const first = queue.run(scripted(tooMany, success('first')), visible);
    const second = queue.run(scripted(success('second')), visible);
    for (const answer of [first, second]) {
      void answer.then((outcome) => log.push(outcome.ok ? outcome.value : 'failed'));
    }
    await settled();
    await clock.advance(10);
    expect(log).toEqual(['first', 'second']);
  });

  test('passes a second 429 on with the time to come back', async () => {
    const { queue, clock } = newQueue();
    const task = scripted(failure({ code: 'tooManyRequests' }));
    const answer = queue.run(task, visible);
    await settled();
    await clock.advance(2000);
    expect(await answer).toEqual(failure({ code: 'tooManyRequests', retryAt: clock.now() + 2000 }));
    expect(task.calls).toBe(2);
  });

  test.each(['tooManyRequests', 'noLicenceSeat', 'serverUnavailable'] as const)(
    'tells everybody who waits of a long pause (%s), and sends nothing until it is over',
    async (code) => {
      const { queue, clock } = newQueue();
      const long = failure({ code, detail: 'Why', retryAt: clock.now() + shortPauseMs + 1 });
      const refused = scripted(long);
      const waiting = scripted(success('later'));
      const answers = await Promise.all([
        queue.run(refused, visible),
        queue.run(waiting, prefetch),
      ]);
      expect(answers).toEqual([long, long]);
      expect(await queue.run(waiting, visible)).toEqual(long);
      expect([refused.calls, waiting.calls]).toEqual([1, 0]);
      await clock.advance(shortPauseMs + 1);
      expect(await queue.run(waiting, visible)).toEqual(success('later'));
    },
  );

  test('does not try a request again for want of a licence seat, be the wait ever so short', async () => {
    const { queue, clock } = newQueue();
    const noSeat = failure({ code: 'noLicenceSeat', retryAt: clock.now() + 1000 });
    const task = scripted(noSeat, success('x'));
    expect(await queue.run(task, visible)).toEqual(noSeat);
    expect(task.calls).toBe(1);
  });

  test('does not pause for failures that are not the instance’s', async () => {
    const { queue, clock } = newQueue();
    const offline = failure({ code: 'offline', retryAt: clock.now() + 60_000 });
    expect(await queue.run(scripted(offline), visible)).toEqual(offline);
    expect(await queue.run(scripted(success('x')), visible)).toEqual(success('x'));
  });

  test('makes a failure of what a task throws, and goes on', async () => {
    const { queue } = newQueue();
    const broken = queue.run(() => Promise.reject(new Error('secret')), visible);
    expect(await broken).toEqual(failure({ code: 'internal' }));
    expect(await queue.run(scripted(success('next')), visible)).toEqual(success('next'));
  });

  test('tells of every attempt, also of those that nobody hears of', async () => {
    const { queue, clock, outcomes } = newQueue();
    const tooMany = failure({ code: 'tooManyRequests', retryAt: clock.now() + 10 });
    const answer = queue.run(scripted(tooMany, success('x')), visible);
    await clock.advance(10);
    await answer;
    expect(outcomes).toEqual([tooMany, success('x')]);
  });

  test('cancels everything when it is disposed of, and leaves no timer behind', async () => {
    const { queue, clock } = newQueue();
    const paused = scripted(failure({ code: 'tooManyRequests', retryAt: clock.now() + 1000 }));
    const answers = [queue.run(paused, visible), queue.run(scripted(success('x')), prefetch)];
    await settled();
    expect(clock.timers()).toBe(1);
    queue.dispose();
    const cancelled = failure({ code: 'cancelled' });
    expect(await Promise.all(answers)).toEqual([cancelled, cancelled]);
    expect(await queue.run(scripted(success('x')), visible)).toEqual(cancelled);
    expect(clock.timers()).toBe(0);
  });
});

describe('while nobody is at the window', () => {
  test('what was asked for by then goes out, and what comes by itself waits until they are back', async () => {
    const { queue, presence } = newQueue();
    const log: string[] = [];
    const first = heldTask('first', log);
    const asked = heldTask('asked', log);
    const ahead = heldTask('ahead', log);
    void queue.run(first.task, visible);
    void queue.run(ahead.task, prefetch);
    const answer = queue.run(asked.task, visible);
    presence.leave();
    const late = heldTask('late', log);
    void queue.run(late.task, visible);
    first.end();
    await settled();
    expect(log).toEqual(['first', 'asked']);
    asked.end();
    expect(await answer).toEqual(success('asked'));
    await settled();
    expect(log).toEqual(['first', 'asked']);
    presence.comeBack();
    await settled();
    late.end();
    await settled();
    expect(log).toEqual(['first', 'asked', 'late', 'ahead']);
  });

  test('a repetition after a 429 waits, too', async () => {
    const { queue, clock, presence } = newQueue();
    const task = scripted(failure({ code: 'tooManyRequests' }), success('x'));
    const answer = queue.run(task, visible);
    await settled();
    presence.leave();
    await clock.advance(60 * 60_000);
    expect(task.calls).toBe(1);
    presence.comeBack();
    expect(await answer).toEqual(success('x'));
  });

  test('what is fetched to be kept waits until somebody is back, also what was asked while they were there', async () => {
    const { queue, presence } = newQueue();
    const log: string[] = [];
    const first = heldTask('first', log);
    const kept = heldTask('kept', log);
    void queue.run(first.task, visible);
    void queue.run(kept.task, background);
    presence.leave();
    first.end();
    await settled();
    expect(log).toEqual(['first']);
    presence.comeBack();
    await settled();
    expect(log).toEqual(['first', 'kept']);
  });

  test('a request that waits can be cancelled, and is never sent', async () => {
    const { queue, presence } = newQueue();
    presence.leave();
    const abort = new AbortController();
    const task = scripted(success('x'));
    const answer = queue.run(task, { ...prefetch, signal: abort.signal });
    abort.abort();
    expect(await answer).toEqual(failure({ code: 'cancelled' }));
    presence.comeBack();
    await settled();
    expect(task.calls).toBe(0);
  });

  test('nothing is sent at their coming back during a pause, or after the queue was disposed of', async () => {
    const { queue, clock, presence } = newQueue();
    const task = scripted(failure({ code: 'tooManyRequests' }), success('x'));
    const answer = queue.run(task, visible);
    await settled();
    presence.leave();
    presence.comeBack();
    await clock.advance(1999);
    expect(task.calls).toBe(1);
    queue.dispose();
    expect(presence.listeners).toBe(0);
    await answer;
  });
});

test('a pause ends in its time although somebody set the clock back', async () => {
  const { queue, clock } = newQueue();
  const long = failure({ code: 'noLicenceSeat', retryAt: clock.now() + 60_000 });
  await queue.run(scripted(long), visible);
  clock.set(-24 * 60 * 60_000);
  await clock.advance(60_000);
  expect(await queue.run(scripted(success('x')), visible)).toEqual(success('x'));
});

test('a pause is over when somebody set the clock forward, or the computer slept', async () => {
  const { queue, clock } = newQueue();
  const long = failure({ code: 'noLicenceSeat', retryAt: clock.now() + 60_000 });
  await queue.run(scripted(long), visible);
  clock.set(60_000);
  expect(await queue.run(scripted(success('x')), visible)).toEqual(success('x'));
});

interface Request {
  readonly urgency: Urgency;
  readonly arrivesAt: number;
  readonly takes: number;
  readonly cancelledAt: number | null;
  readonly fails: 'never' | 'tooMany' | 'seat' | 'throws';
}

const request: fc.Arbitrary<Request> = fc.record({
  urgency: fc.constantFrom('visible', 'prefetch', 'background'),
  arrivesAt: fc.nat(500),
  takes: fc.integer({ min: 1, max: 80 }),
  cancelledAt: fc.option(fc.nat(800)),
  fails: fc.constantFrom('never', 'never', 'never', 'tooMany', 'seat', 'throws'),
});

/** Plays a history of requests on a fake clock and checks what must always hold. */
async function play(requests: readonly Request[]): Promise<void> {
  const clock = createFakeClock();
  const { queue } = newQueue(clock);
  const started: { urgency: Urgency; index: number }[] = [];
  const answers: Promise<Result<number>>[] = [];
  let running = 0;
  let pausedUntil = 0;

  const start = (each: Request, index: number): void => {
    const abort = new AbortController();
    if (each.cancelledAt !== null) clock.after(each.cancelledAt, () => abort.abort());
    answers.push(
      queue.run((signal) => serve(each, index, signal), {
        urgency: each.urgency,
        signal: abort.signal,
      }),
    );
  };
  const serve = async (each: Request, index: number, signal: AbortSignal) => {
    expect(running, 'two at once').toBe(0);
    expect(clock.now(), 'sent during a pause').toBeGreaterThanOrEqual(pausedUntil);
    running += 1;
    const isRetry = started.some((other) => other.index === index);
    if (!isRetry) started.push({ urgency: each.urgency, index });
    await new Promise<void>((resolve) => {
      clock.after(each.takes, resolve);
      signal.addEventListener('abort', () => resolve());
    });
    running -= 1;
    if (each.fails === 'throws') throw new Error('broken');
    if (each.fails === 'never') return success(index);
    pausedUntil = clock.now() + (each.fails === 'seat' ? 6000 : 100);
    const code = each.fails === 'seat' ? 'noLicenceSeat' : 'tooManyRequests';
    return failure({ code, retryAt: pausedUntil });
  };

  requests.forEach((each, index) => void clock.after(each.arrivesAt, () => start(each, index)));
  await clock.advance(60_000);
  expect(await allSettled(answers), 'every request settles').toBe(true);
  expect(running).toBe(0);
  expectFair(requests, started);
  queue.dispose();
}

async function allSettled(answers: readonly Promise<unknown>[]): Promise<boolean> {
  const pending = Symbol('pending');
  const ends = await Promise.all(
    answers.map((each) => Promise.race([each, settled().then(() => pending)])),
  );
  return !ends.includes(pending);
}

/** Within one urgency, requests that arrived earlier were started earlier. */
function expectFair(
  requests: readonly Request[],
  started: readonly { urgency: Urgency; index: number }[],
): void {
  for (const urgency of ['visible', 'prefetch', 'background'] as const) {
    const arrivals = started
      .filter((each) => each.urgency === urgency)
      .map(({ index }) => requests[index]?.arrivesAt ?? 0);
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
  }
}

describe('any history of requests', () => {
  test('never has two under way, keeps the order, respects pauses, and settles every request', async () => {
    await fc.assert(fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 25 }), play), {
      numRuns: 300,
    });
  });

  test('lets nothing go before a more urgent request that waits', async () => {
    const order: readonly Urgency[] = ['visible', 'prefetch', 'background'];
    const history = fc.array(fc.constantFrom(...order), { minLength: 2 });
    await fc.assert(
      fc.asyncProperty(history, async (urgencies) => {
        const { queue } = newQueue();
        const log: Urgency[] = [];
        const gate = heldTask('gate', []);
        const all = [
          queue.run(gate.task, visible) as Promise<unknown>,
          ...urgencies.map((urgency) => enqueue(queue, urgency, log)),
        ];
        gate.end();
        await Promise.all(all);
        const rank = (urgency: Urgency): number => order.indexOf(urgency);
        expect(log).toEqual(urgencies.toSorted((a, b) => rank(a) - rank(b)));
      }),
    );
  });
});

function enqueue(queue: RequestQueue, urgency: Urgency, log: Urgency[]): Promise<unknown> {
  return queue.run(
    async () => {
      log.push(urgency);
      await Promise.resolve();
      return success(null);
    },
    { urgency },
  );
}
