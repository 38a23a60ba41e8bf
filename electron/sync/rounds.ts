import { failure, type Result } from '../contract/result.ts';
import type { Clock } from '../instance/clock.ts';
import type { Urgency } from '../instance/queued-request.ts';
import { dueJob, endOfWait, type HeldSet } from './held-set.ts';
import type { Job } from './schedule.ts';
import { createWishes, type Wish } from './wishes.ts';

/** One job whose turn it is. */
export interface Turn {
  readonly held: HeldSet;
  readonly job: Job;
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
}

/** Lets one job after the other have its turn: ERP.net serves one request of an account at a time. */
export interface Rounds {
  /** Looks whether there is something to do. */
  look(): void;
  /** Brings a set up to date before everything else. Those who wish the same at the same time share one run. */
  bringUpToDate(held: HeldSet, signal: AbortSignal): Promise<Result<null>>;
  /** Ends what is being done for a set, or for any; resolves when it has ended. It goes on when its turn comes again. */
  interrupt(held?: HeldSet): Promise<void>;
  /** Ends everything. */
  dispose(): void;
}

/** What rounds are made with. */
export interface RoundsOptions {
  readonly clock: Clock;
  readonly sets: () => readonly HeldSet[];
  /** Nothing keeps background work from going on now. */
  readonly mayWork: () => boolean;
  /** When background work goes on after a failure that concerns all sets, in milliseconds since 1970. */
  readonly restUntil: () => number;
  /** Does a job; never rejects. */
  readonly work: (turn: Turn) => Promise<Result<null>>;
}

/** What shows changes comes before what takes long, whichever has been due for longer. */
const ranks: readonly Job[] = ['follow', 'sweep', 'count', 'pull'];
const rankOf = (job: Job): number => ranks.indexOf(job);

/** The longest that a timer is set for, in milliseconds: the clock may be set meanwhile. */
const longestTimerMs = 5 * 60_000;

/** A job that has its turn. */
interface Current {
  readonly held: HeldSet;
  readonly job: Job;
  readonly urgency: Urgency;
  readonly abort: AbortController;
  readonly ended: Promise<Result<null>>;
}

/** Makes rounds in which nothing is done yet. */
export function createRounds(options: RoundsOptions): Rounds {
  const { clock, sets, mayWork, restUntil, work } = options;
  const wishes = createWishes();
  let current: Current | null = null;
  let isOver = false;
  let stopTimer: (() => void) | null = null;

  /** The job that comes first of those that are due, and when the next one is if none is yet. */
  function nextJob(): { readonly held: HeldSet; readonly job: Job; readonly dueAt: number } | null {
    if (!mayWork()) return null;
    const now = clock.now();
    const rest = endOfWait(restUntil(), now);
    const all = sets().map((held) => {
      const { job, dueAt } = dueJob(held, now);
      return { held, job, dueAt: Math.max(dueAt, rest) };
    });
    const due = all.filter(({ dueAt }) => dueAt <= now);
    const order = due.length > 0 ? due : all;
    return (
      order.toSorted((a, b) =>
        due.length > 0 ? rankOf(a.job) - rankOf(b.job) : a.dueAt - b.dueAt,
      )[0] ?? null
    );
  }

  function begin(turn: Omit<Turn, 'signal'>, abort: AbortController): Promise<Result<null>> {
    turn.held.busy = turn.job;
    const ended = work({ ...turn, signal: abort.signal }).then((outcome) => {
      turn.held.busy = null;
      current = null;
      look();
      return outcome;
    });
    current = { ...turn, abort, ended };
    return ended;
  }

  function fulfil({ held, abort, settle }: Wish): void {
    void begin({ held, job: 'follow', urgency: 'visible' }, abort).then(settle);
  }

  function look(): void {
    stopTimer?.();
    stopTimer = null;
    const wish = current === null && !isOver ? wishes.next() : null;
    if (wish !== null) fulfil(wish);
    else if (!isOver) lookInBackground();
  }

  function lookInBackground(): void {
    const next = nextJob();
    if (next === null) return;
    const wait = next.dueAt - clock.now();
    // While something has its turn, it is looked now and then whether it should make way.
    stopTimer = clock.after(Math.min(wait > 0 ? wait : longestTimerMs, longestTimerMs), look);
    if (wait > 0) return;
    if (current === null) void begin({ ...next, urgency: 'background' }, new AbortController());
    else makeWay(current, next.job);
  }

  /** What takes long makes way for what is done soon; it has lost one page at most. */
  function makeWay({ job, urgency, abort }: Current, next: Job): void {
    if (urgency === 'background' && rankOf(next) < rankOf(job)) abort.abort();
  }

  return {
    look,
    bringUpToDate(held, signal) {
      if (isOver || signal.aborted) return Promise.resolve(failure({ code: 'cancelled' }));
      const outcome = wishes.add(held, signal);
      if (current?.urgency === 'background') current.abort.abort();
      look();
      return outcome;
    },
    async interrupt(held) {
      if (current === null || (held !== undefined && current.held !== held)) return;
      const { abort, ended } = current;
      abort.abort();
      await ended;
    },
    dispose() {
      isOver = true;
      stopTimer?.();
      wishes.dispose();
      current?.abort.abort();
    },
  };
}
