import { describe, expect, test } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { Urgency } from '../../../electron/instance/queued-request.ts';
import { createRequestQueue } from '../../../electron/instance/request-queue.ts';
import { createFakeClock, settled } from './fake-clock.ts';
import { FakePresence } from './fake-presence.ts';

type Answers = readonly (Result<unknown> | null)[];

/** A batch that is under way, for a test to end. */
interface UnderWay {
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  readonly end: (answers: Answers) => void;
}

/** A queue whose first request is held, so that whatever is read meanwhile waits. */
async function heldQueue(atOnce = 10) {
  const clock = createFakeClock();
  const presence = new FakePresence();
  const outcomes: Result<unknown>[] = [];
  const sent: string[] = [];
  const batches: UnderWay[] = [];
  let limit = atOnce;
  const queue = createRequestQueue({
    ...{ clock, presence },
    onOutcome: (outcome) => void outcomes.push(outcome),
    smallReads: {
      atOnce: () => limit,
      async one(address) {
        sent.push(address);
        return success(`${address} alone`);
      },
      several(addresses, signal) {
        sent.push(addresses.join('+'));
        return new Promise((end) => void batches.push({ addresses, signal, end }));
      },
    },
  });
  const gate = Promise.withResolvers<Result<string>>();
  void queue.run(() => gate.promise, { urgency: 'visible' });

  const read = (address: string, urgency: Urgency = 'background', signal?: AbortSignal) =>
    queue.read(address, { urgency, signal });
  const open = async (): Promise<void> => {
    gate.resolve(success('gate'));
    await settled();
  };
  const batch = (index: number): UnderWay => {
    const found = batches[index];
    if (found === undefined) throw new Error(`There were ${batches.length} batches.`);
    return found;
  };
  return {
    ...{ queue, clock, presence, outcomes, sent, read, open, batch },
    allow: (most: number) => {
      limit = most;
    },
  };
}

describe('small reads that wait', () => {
  test('go together, and each gets its own answer', async () => {
    const { sent, read, open, batch, outcomes } = await heldQueue();
    const answers = [read('a'), read('b'), read('c')];
    await open();
    expect(sent).toEqual(['a+b+c']);
    const wrong = failure({ code: 'serverError', detail: 'Why' });
    batch(0).end([success(1), wrong, success(3)]);
    expect(await Promise.all(answers)).toEqual([success(1), wrong, success(3)]);
    expect(outcomes).toEqual([success('gate'), success(1), wrong, success(3)]);
  });

  test('go at once and alone when nothing else waits', async () => {
    const { sent, read, open } = await heldQueue();
    await open();
    expect(await read('a')).toEqual(success('a alone'));
    expect(sent).toEqual(['a']);
  });

  test('go together when they are asked in one breath', async () => {
    const { sent, read, open } = await heldQueue();
    await open();
    void read('a');
    void read('b');
    await settled();
    void read('c');
    expect(sent).toEqual(['a+b']);
  });

  test('take no more along than the instance takes at once', async () => {
    const { sent, read, open, batch } = await heldQueue(2);
    const answers = ['a', 'b', 'c'].map((address) => read(address));
    await open();
    batch(0).end([success(1), success(2)]);
    expect(await Promise.all(answers)).toEqual([success(1), success(2), success('c alone')]);
    expect(sent).toEqual(['a+b', 'c']);
  });

  test('join those of their own urgency only, so that nobody waits for what is less urgent', async () => {
    const { queue, sent, read, open, batch } = await heldQueue();
    void read('b1', 'background');
    void read('p1', 'prefetch');
    void read('v1', 'visible');
    void queue.run(async () => success(sent.push('long')), { urgency: 'background' });
    void read('b2', 'background');
    void read('v2', 'visible');
    await open();
    batch(0).end([success(1), success(2)]);
    await settled();
    batch(1).end([success(1), success(2)]);
    await settled();
    expect(sent).toEqual(['v1+v2', 'p1', 'b1+b2', 'long']);
  });

  test('wait behind a long request that came before them', async () => {
    const { queue, sent, read, open } = await heldQueue();
    void queue.run(async () => success(sent.push('long')), { urgency: 'background' });
    void read('a');
    void read('b');
    await open();
    expect(sent).toEqual(['long', 'a+b']);
  });

  test('lose only the answer of the one that is cancelled', async () => {
    const { read, open, batch } = await heldQueue();
    const abort = new AbortController();
    const dropped = read('a', 'background', abort.signal);
    const kept = read('b');
    await open();
    abort.abort();
    expect(await dropped).toEqual(failure({ code: 'cancelled' }));
    expect(batch(0).signal.aborted).toBe(false);
    batch(0).end([success(1), success(2)]);
    expect(await kept).toEqual(success(2));
  });

  test('are given up when all of them are cancelled, and the next goes when that has ended', async () => {
    const { sent, read, open, batch } = await heldQueue();
    const abort = new AbortController();
    const dropped = [read('a', 'visible', abort.signal), read('b', 'visible', abort.signal)];
    const next = read('c');
    await open();
    abort.abort();
    expect(batch(0).signal.aborted).toBe(true);
    await Promise.all(dropped);
    await settled();
    expect(sent).toEqual(['a+b']);
    batch(0).end([failure({ code: 'cancelled' }), failure({ code: 'cancelled' })]);
    expect(await next).toEqual(success('c alone'));
  });

  test('that are cancelled before their turn are not sent', async () => {
    const { sent, read, open } = await heldQueue();
    const abort = new AbortController();
    void read('a', 'background', abort.signal);
    void read('b');
    abort.abort();
    await open();
    expect(sent).toEqual(['b']);
  });

  test('which a batch did not bring go alone, before those that came later, and none that nobody wants', async () => {
    const { sent, read, open, batch } = await heldQueue();
    const abort = new AbortController();
    const answers = [read('a'), read('b'), read('c', 'background', abort.signal), read('d')];
    await open();
    const later = [read('e'), read('f')];
    abort.abort();
    batch(0).end([null, success(2), null, null]);
    await settled();
    batch(1).end([success(5), success(6)]);
    expect(await Promise.all(answers)).toEqual([
      success('a alone'),
      success(2),
      failure({ code: 'cancelled' }),
      success('d alone'),
    ]);
    await Promise.all(later);
    expect(sent).toEqual(['a+b+c+d', 'a', 'd', 'e+f']);
  });

  test('wait a short 429 out, and then go together once more', async () => {
    const { clock, sent, read, open, batch } = await heldQueue();
    const answers = [read('a'), read('b')];
    await open();
    const tooMany = failure({ code: 'tooManyRequests', retryAt: clock.now() + 3000 });
    batch(0).end([tooMany, tooMany]);
    await clock.advance(2999);
    expect(sent).toEqual(['a+b']);
    await clock.advance(1);
    batch(1).end([success(1), tooMany]);
    expect(await Promise.all(answers)).toEqual([success(1), tooMany]);
    expect(sent).toEqual(['a+b', 'a+b']);
  });

  test('all are told of a long pause, and so is who asks during it', async () => {
    const { clock, sent, read, open, batch } = await heldQueue();
    const answers = [read('a'), read('b')];
    await open();
    const noSeat = failure({ code: 'noLicenceSeat', retryAt: clock.now() + 60_000 });
    batch(0).end([noSeat, noSeat]);
    expect(await Promise.all([...answers, read('c')])).toEqual([noSeat, noSeat, noSeat]);
    expect(sent).toEqual(['a+b']);
  });

  test('go one by one where the instance takes only one', async () => {
    const { sent, read, open, batch, allow } = await heldQueue();
    const answers = [read('a'), read('b'), read('c')];
    await open();
    allow(1);
    batch(0).end([null, null, null]);
    const later = [read('d'), read('e')];
    await Promise.all([...answers, ...later]);
    expect(sent).toEqual(['a+b+c', 'a', 'b', 'c', 'd', 'e']);
  });

  test('go while nobody is there only if somebody waits for them', async () => {
    const { sent, read, open, batch, presence } = await heldQueue();
    void read('a', 'visible');
    void read('b', 'visible');
    void read('c');
    void read('d');
    presence.leave();
    void read('e', 'visible');
    await open();
    expect(sent).toEqual(['a+b']);
    batch(0).end([success(1), success(2)]);
    await settled();
    expect(sent).toEqual(['a+b']);
    presence.comeBack();
    await settled();
    expect(sent).toEqual(['a+b', 'e', 'c+d']);
  });

  test('are cancelled with the queue', async () => {
    const { queue, read, open, batch } = await heldQueue();
    const answers = [read('a'), read('b')];
    await open();
    queue.dispose();
    const cancelled = failure({ code: 'cancelled' });
    expect(await Promise.all(answers)).toEqual([cancelled, cancelled]);
    expect(batch(0).signal.aborted).toBe(true);
  });
});
