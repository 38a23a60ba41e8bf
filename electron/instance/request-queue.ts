import type { Failure } from '../contract/failure.ts';
import type { Result } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import { patientCodes } from './error-answer.ts';
import type { Presence } from './presence.ts';
import {
  createQueuedRequest,
  type QueuedRequest,
  type Task,
  type Urgency,
} from './queued-request.ts';

/** How a request waits for its turn. */
export interface Turn {
  readonly urgency: Urgency;
  /** Takes the request out of the queue, or aborts it when it runs. */
  readonly signal?: AbortSignal | undefined;
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
  /** Cancels everything; later requests are cancelled at once. */
  dispose(): void;
}

/** What a queue is made with. */
export interface RequestQueueOptions {
  readonly clock: Clock;
  readonly presence: Presence;
  /** Told the outcome of every attempt. */
  readonly onOutcome: (outcome: Result<unknown>) => void;
}

/** The longest pause, in milliseconds, that is worth waiting for without telling anybody. */
export const shortPauseMs = 5000;
/** How long to pause after a 429 that does not say. */
const unsaidPauseMs = 2000;

/** Makes an empty queue. */
export function createRequestQueue(options: RequestQueueOptions): RequestQueue {
  const { clock, presence, onOutcome } = options;
  const waiting: Record<Urgency, QueuedRequest[]> = {
    visible: [],
    prefetch: [],
    background: [],
  };
  const disposal = new AbortController();
  let isRunning = false;
  let pause: { readonly until: number; readonly reason: Failure } | null = null;
  /** Ends the timer of the pause, which runs on when somebody sets the clock back. */
  let stopTimer: (() => void) | null = null;
  const stopWatching = presence.onChange(pump);

  function remove(entry: QueuedRequest): void {
    const line = waiting[entry.urgency];
    const index = line.indexOf(entry);
    if (index >= 0) line.splice(index, 1);
  }

  /** Begins the pause that a failure asks for, and returns the failure with the time when it ends. */
  function pauseFor(error: Failure): Failure {
    const unsaid = error.code === 'tooManyRequests' ? clock.now() + unsaidPauseMs : undefined;
    const retryAt = error.retryAt ?? unsaid;
    if (retryAt === undefined || !patientCodes.has(error.code)) return error;
    const reason = { ...error, retryAt };
    endPause();
    pause = { until: retryAt, reason };
    stopTimer = clock.after(Math.max(0, retryAt - clock.now()), () => {
      endPause();
      pump();
    });
    return reason;
  }

  function endPause(): void {
    stopTimer?.();
    stopTimer = null;
    pause = null;
  }

  /** Sends the next request, unless one is under way or the server wants a pause. */
  function pump(): void {
    if (isRunning || disposal.signal.aborted) return;
    const left = pause === null ? 0 : pause.until - clock.now();
    if (pause !== null && left > shortPauseMs) refuseAll(pause.reason);
    else if (left <= 0) serveNext();
  }

  function serveNext(): void {
    endPause();
    const entry = takeNext();
    if (entry !== undefined) void serve(entry);
  }

  /** What is looked at before what may be, and while nobody is there only what somebody still waits for. */
  function takeNext(): QueuedRequest | undefined {
    const entries = [...waiting.visible, ...waiting.prefetch, ...waiting.background];
    if (entries.length === 0) return undefined;
    const mayGo = presence.isPresent()
      ? () => true
      : ({ isWaitedFor, isRetry }: QueuedRequest) => isWaitedFor && !isRetry;
    const next = entries.find(mayGo);
    if (next !== undefined) remove(next);
    return next;
  }

  function refuseAll(reason: Failure): void {
    const refused = Object.values(waiting).flatMap((line) => line.splice(0));
    for (const entry of refused) entry.fail(reason);
  }

  async function serve(entry: QueuedRequest): Promise<void> {
    isRunning = true;
    const outcome = await entry.attempt();
    isRunning = false;
    if (!outcome.ok) retryOrFail(entry, pauseFor(outcome.error));
    pump();
    // Last, because it is others' code: whatever it does, the queue goes on.
    onOutcome(outcome);
  }

  function retryOrFail(entry: QueuedRequest, error: Failure): void {
    const isShort = (error.retryAt ?? 0) - clock.now() <= shortPauseMs;
    const mayRetry = error.code === 'tooManyRequests' && isShort && !entry.isRetry;
    if (mayRetry && !entry.isSettled()) {
      entry.isRetry = true;
      waiting[entry.urgency].unshift(entry);
    } else {
      entry.fail(error);
    }
  }

  return {
    run(task, { urgency, signal }) {
      return new Promise((resolve) => {
        const isWaitedFor = urgency === 'visible' && presence.isPresent();
        const entry = createQueuedRequest(task, { urgency, isWaitedFor }, resolve);
        const cancel = (): void => {
          remove(entry);
          entry.fail({ code: 'cancelled' });
        };
        const signals = [disposal.signal, ...(signal === undefined ? [] : [signal])];
        if (signals.some(({ aborted }) => aborted)) return cancel();
        for (const each of signals) each.addEventListener('abort', cancel, { once: true });
        entry.onSettled(() => {
          for (const each of signals) each.removeEventListener('abort', cancel);
        });
        waiting[urgency].push(entry);
        pump();
      });
    },
    dispose() {
      stopWatching();
      endPause();
      disposal.abort();
    },
  };
}
