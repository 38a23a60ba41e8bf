import type { Failure } from '../contract/failure.ts';
import { failure, type Result, success } from '../contract/result.ts';

/** What the user looks at goes before what they may look at next, and both before what is fetched to be kept. */
export type Urgency = 'visible' | 'prefetch' | 'background';

/** One request: it must end soon after its signal aborts. */
export type Task<Value> = (signal: AbortSignal) => Promise<Result<Value>>;

/** A request as it is settled from outside. */
interface Settling<Value> {
  /** Settles the request with an answer. */
  succeed(value: Value): void;
  /** Aborts when the request has failed, because nobody waits for it any more or otherwise. */
  readonly signal: AbortSignal;
}

/** A read that may be answered along with others. */
export interface SmallRead extends Settling<unknown> {
  readonly address: string;
}

/** A request from the moment it was asked to the moment it is settled. */
export interface QueuedRequest {
  readonly urgency: Urgency;
  /** Somebody was at the window when it was asked, and waits for it. */
  readonly isWaitedFor: boolean;
  /** What it reads, while it may go together with others; null when it has to go alone. */
  smallRead: SmallRead | null;
  /** It was refused once already. */
  isRetry: boolean;
  /** Runs the task and returns its outcome. A success settles the request. */
  attempt(): Promise<Result<unknown>>;
  /** Settles the request with a failure, and aborts the task if it runs. */
  fail(error: Failure): void;
  isSettled(): boolean;
  /** Calls the one listener when the request is settled. */
  onSettled(listener: () => void): void;
}

async function outcomeOf<Value>(attempt: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await attempt();
  } catch {
    return failure({ code: 'internal' });
  }
}

/** @param resolve called once, with how the request ended */
export function createQueuedRequest<Value>(
  task: Task<Value>,
  { urgency, isWaitedFor }: Pick<QueuedRequest, 'urgency' | 'isWaitedFor'>,
  resolve: (outcome: Result<Value>) => void,
): QueuedRequest & Settling<Value> {
  const abort = new AbortController();
  let settled = false;
  let afterwards: () => void = () => undefined;

  function finish(final: Result<Value>): void {
    if (settled) return;
    settled = true;
    afterwards();
    resolve(final);
  }

  return {
    urgency,
    isWaitedFor,
    smallRead: null,
    isRetry: false,
    signal: abort.signal,
    isSettled: () => settled,
    succeed: (value) => finish(success(value)),
    async attempt() {
      const outcome = await outcomeOf(() => task(abort.signal));
      if (outcome.ok) finish(outcome);
      return outcome;
    },
    fail(error) {
      finish(failure(error));
      abort.abort();
    },
    onSettled(listener) {
      afterwards = listener;
    },
  };
}
