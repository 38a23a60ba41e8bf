import type { Failure } from '../contract/failure.ts';
import type { Result } from '../contract/result.ts';
import { createAskedPause } from './asked-pause.ts';
import type { Clock } from './clock.ts';
import type { Presence } from './presence.ts';
import {
  createQueuedRequest,
  type QueuedRequest,
  type Task,
  type Urgency,
} from './queued-request.ts';
import type { SmallReads } from './small-reads.ts';
import { createWaitingLine, type WaitingRead } from './waiting-line.ts';

/** How a request waits for its turn. */
export interface Turn {
  readonly urgency: Urgency;
  /** Takes the request out of the queue, or aborts it when it runs. */
  readonly signal?: AbortSignal | undefined;
  /** Its answer is short, so that it may go together with others of the same urgency that wait. */
  readonly isSmall?: boolean | undefined;
}

/**
 * The queue of one account: ERP.net serves one request of a session at a time.
 * @see ERP.net docs (tech), advanced/web-sites/rate-limits.md
 */
export interface RequestQueue {
  /**
   * Runs a task when its turn has come: one at a time, visible ones first and background ones last,
   * each in the order of arrival.
   *
   * While nobody is at the window, only what somebody asked for before they left goes out: a request of any other kind
   * would hold a licence seat that a colleague could have. The rest waits until they are back.
   *
   * When the server asks for patience (a failure with `retryAt`), nothing is sent until then. A pause of at most
   * {@link shortPauseMs} is waited out; during a longer one every request fails with the server's reason and `retryAt`.
   * A task that failed with `tooManyRequests` is tried once more after a short pause.
   * @returns what the task returned, or `cancelled`; `internal` if it threw. Never rejects.
   */
  run<Value>(task: Task<Value>, turn: Turn): Promise<Result<Value>>;
  /**
   * Reads something small when its turn has come, as {@link run} would. Others of the same urgency that wait then go with it;
   * nothing ever waits for company. What that did not bring is asked for alone, once, before those that came later.
   */
  read(address: string, turn: Turn): Promise<Result<unknown>>;
  /** Cancels everything; later requests are cancelled at once. */
  dispose(): void;
}

/** What a queue is made with. */
export interface RequestQueueOptions {
  readonly clock: Clock;
  readonly presence: Presence;
  readonly smallReads: SmallReads;
  /** Told the outcome of every attempt. */
  readonly onOutcome: (outcome: Result<unknown>) => void;
}

/** The longest pause, in milliseconds, that is worth waiting for without telling anybody. */
export const shortPauseMs = 5000;

/** Aborts when all of them have. */
function whenAllAbort(signals: readonly AbortSignal[]): AbortSignal {
  const all = new AbortController();
  let left = signals.length;
  const leave = (): void => {
    left -= 1;
    if (left === 0) all.abort();
  };
  for (const signal of signals) signal.addEventListener('abort', leave, { once: true });
  return all.signal;
}

/** Makes an empty queue. */
export function createRequestQueue(options: RequestQueueOptions): RequestQueue {
  const { clock, presence, smallReads, onOutcome } = options;
  const line = createWaitingLine(presence);
  const pause = createAskedPause(clock, pump);
  const disposal = new AbortController();
  let isRunning = false;
  const stopWatching = presence.onChange(pump);

  /** Sends the next request, unless one is under way or the server wants a pause. */
  function pump(): void {
    if (isRunning || disposal.signal.aborted) return;
    const left = pause.left();
    if (left !== null && left.ms > shortPauseMs) refuseAll(left.reason);
    else if (left === null || left.ms <= 0) serveNext();
  }

  function refuseAll(reason: Failure): void {
    for (const entry of line.takeAll()) entry.fail(reason);
  }

  function serveNext(): void {
    pause.end();
    const entry = line.takeNext();
    if (entry === undefined) return;
    const together = line.takeCompany(entry, smallReads.atOnce());
    void (together.length > 1 ? serveTogether(together) : serve(entry));
  }

  async function serve(entry: QueuedRequest): Promise<void> {
    isRunning = true;
    const outcome = await entry.attempt();
    isRunning = false;
    if (!outcome.ok) retryOrFail(entry, pause.begin(outcome.error));
    pump();
    // Last, because it is others' code: whatever it does, the queue goes on.
    onOutcome(outcome);
  }

  async function serveTogether(together: readonly WaitingRead[]): Promise<void> {
    isRunning = true;
    const outcomes = await smallReads.several(
      together.map(({ read }) => read.address),
      whenAllAbort(together.map(({ read }) => read.signal)),
    );
    isRunning = false;
    // From the last to the first, so that those which wait again do so in their order.
    for (const [index, each] of [...together.entries()].toReversed()) {
      settleRead(each, outcomes[index] ?? null);
    }
    pump();
    for (const outcome of outcomes) if (outcome !== null) onOutcome(outcome);
  }

  function settleRead({ entry, read }: WaitingRead, outcome: Result<unknown> | null): void {
    if (outcome === null) goAlone(entry);
    else if (outcome.ok) read.succeed(outcome.value);
    else retryOrFail(entry, pause.begin(outcome.error));
  }

  function goAlone(entry: QueuedRequest): void {
    entry.smallRead = null;
    if (!entry.isSettled()) line.putBack(entry);
  }

  function retryOrFail(entry: QueuedRequest, error: Failure): void {
    const isShort = (error.retryAt ?? 0) - clock.now() <= shortPauseMs;
    const mayRetry = error.code === 'tooManyRequests' && isShort && !entry.isRetry;
    if (mayRetry && !entry.isSettled()) {
      entry.isRetry = true;
      line.putBack(entry);
    } else {
      entry.fail(error);
    }
  }

  /** Puts a request in the line, until it is cancelled. */
  function enter(entry: QueuedRequest, signal: AbortSignal | undefined): void {
    const cancel = (): void => {
      line.remove(entry);
      entry.fail({ code: 'cancelled' });
    };
    const signals = [disposal.signal, ...(signal === undefined ? [] : [signal])];
    if (signals.some(({ aborted }) => aborted)) {
      cancel();
      return;
    }
    for (const each of signals) each.addEventListener('abort', cancel, { once: true });
    entry.onSettled(() => {
      for (const each of signals) each.removeEventListener('abort', cancel);
    });
    line.add(entry);
    // What is asked in the same breath goes along.
    if (entry.smallRead !== null) queueMicrotask(pump);
    else pump();
  }

  function asked({ urgency }: Turn): Pick<QueuedRequest, 'urgency' | 'isWaitedFor'> {
    return { urgency, isWaitedFor: urgency === 'visible' && presence.isPresent() };
  }

  return {
    run(task, turn) {
      return new Promise((resolve) => {
        enter(createQueuedRequest(task, asked(turn), resolve), turn.signal);
      });
    },
    read(address, turn) {
      return new Promise((resolve) => {
        const task: Task<unknown> = (signal) => smallReads.one(address, signal);
        const entry = createQueuedRequest(task, asked(turn), resolve);
        const { signal } = entry;
        entry.smallRead = { address, signal, succeed: (value) => entry.succeed(value) };
        enter(entry, turn.signal);
      });
    },
    dispose() {
      stopWatching();
      pause.end();
      disposal.abort();
    },
  };
}
