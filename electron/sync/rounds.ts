import { failure, type Result } from '../contract/result.ts';
import type { Clock } from '../instance/clock.ts';
import type { Urgency } from '../instance/queued-request.ts';
import { dueJob, endOfWait, type HeldSet } from './held-set.ts';
import type { DueJob, Job } from './schedule.ts';
import { createWishes, type Wish } from './wishes.ts';

/** One job whose turn it is. */
export interface Turn {
  readonly held: HeldSet;
  readonly job: Job;
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
}

/**
 * Lets one job after the other have its turn: ERP.net serves one request of an account at a time. Several jobs that ask little
 * have it together, so that what they ask can go in one request.
 */
export interface Rounds {
  /** Looks whether there is something to do. */
  look(): void;
  /** Brings a set up to date before everything else. Those who wish the same at the same time share one run. */
  bringUpToDate(held: HeldSet, signal: AbortSignal): Promise<Result<null>>;
  /** Ends what is being done for a set, or for any; resolves when it has ended. It goes on when its turn comes again. */
  interrupt(held?: HeldSet): Promise<void>;
  /** Ends what is being done and nobody waits for. It goes on when its turn comes again. */
  interruptBackground(): void;
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
const ranks: readonly Job[] = ['follow', 'sweep', 'count', 'pull', 'pictures'];
const rankOf = (job: Job): number => ranks.indexOf(job);

/** What is asked once for a set, and answered shortly. */
const short: ReadonlySet<Job> = new Set<Job>(['follow', 'count']);
/** Short jobs that have their turn together: two requests full of reads. */
const mostTogether = 20;

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

/** A job that may have its turn. */
interface NextJob extends DueJob {
  readonly held: HeldSet;
}

/** What is done for somebody who waits. */
function followNow(held: HeldSet): Omit<Turn, 'signal'> {
  return { held, job: 'follow', urgency: 'visible' };
}

/** Makes rounds in which nothing is done yet. */
export function createRounds(options: RoundsOptions): Rounds {
  const { clock, sets, mayWork, restUntil, work } = options;
  const wishes = createWishes();
  const running = new Set<Current>();
  let isOver = false;
  let stopTimer: (() => void) | null = null;

  /** The jobs of sets without one now, first those that are due. */
  function nextJobs(now: number): readonly NextJob[] {
    if (!mayWork()) return [];
    const rest = endOfWait(restUntil(), now);
    const idle = sets().filter(({ busy }) => busy === null);
    const all = idle.map((held) => {
      const { job, dueAt } = dueJob(held, now);
      return { held, job, dueAt: Math.max(dueAt, rest) };
    });
    const due = all.filter(({ dueAt }) => dueAt <= now);
    return due.length > 0
      ? due.toSorted((a, b) => rankOf(a.job) - rankOf(b.job))
      : all.toSorted((a, b) => a.dueAt - b.dueAt);
  }

  /**
   * Nothing has its turn, or only what is as short and as urgent, and not to end. Parts of one set have it one after the other:
   * they share rows, and an older one must not come after a newer.
   */
  function mayBegin({ held, job, urgency }: Omit<Turn, 'signal'>): boolean {
    const goesWith = (each: Current): boolean =>
      short.has(job) &&
      each.job === job &&
      each.urgency === urgency &&
      each.held.wanted.set !== held.wanted.set &&
      !each.abort.signal.aborted;
    return running.size < mostTogether && [...running].every(goesWith);
  }

  function begin(turn: Omit<Turn, 'signal'>, abort: AbortController): Promise<Result<null>> {
    turn.held.busy = turn.job;
    const ended = work({ ...turn, signal: abort.signal }).then((outcome) => {
      turn.held.busy = null;
      running.delete(current);
      look();
      return outcome;
    });
    const current: Current = { ...turn, abort, ended };
    running.add(current);
    return ended;
  }

  function fulfil({ held, abort, settle }: Wish): void {
    void begin(followNow(held), abort).then(settle);
  }

  function look(): void {
    stopTimer?.();
    stopTimer = null;
    if (isOver) return;
    const mayFollow = (held: HeldSet): boolean => mayBegin(followNow(held));
    for (let wish = wishes.next(mayFollow); wish !== null; wish = wishes.next(mayFollow)) {
      fulfil(wish);
    }
    while (beginInBackground());
  }

  /** Begins what is due, if it may. @returns whether something else may begin, too */
  function beginInBackground(): boolean {
    const now = clock.now();
    const jobs = nextJobs(now).map((each) => ({ ...each, urgency: 'background' as const }));
    const [next] = jobs;
    if (next === undefined) return false;
    const wait = next.dueAt - now;
    stopTimer?.();
    // While something has its turn, it is looked now and then whether it should make way.
    stopTimer = clock.after(Math.min(wait > 0 ? wait : longestTimerMs, longestTimerMs), look);
    if (wait > 0) return false;
    const first = jobs.find((each) => each.job === next.job && mayBegin(each));
    if (first === undefined) makeWay(next.job);
    else void begin(first, new AbortController());
    return first !== undefined;
  }

  /** What takes long makes way for what is done soon; it has lost one page at most. */
  function makeWay(next: Job): void {
    for (const { job, urgency, abort } of running) {
      if (urgency === 'background' && rankOf(next) < rankOf(job)) abort.abort();
    }
  }

  function interruptBackground(): void {
    for (const { urgency, abort } of running) if (urgency === 'background') abort.abort();
  }

  return {
    look,
    bringUpToDate(held, signal) {
      if (isOver || signal.aborted) return Promise.resolve(failure({ code: 'cancelled' }));
      const outcome = wishes.add(held, signal);
      interruptBackground();
      look();
      return outcome;
    },
    interruptBackground,
    async interrupt(held) {
      const ending = [...running].filter((each) => held === undefined || each.held === held);
      for (const { abort } of ending) abort.abort();
      await Promise.all(ending.map(({ ended }) => ended));
    },
    dispose() {
      isOver = true;
      stopTimer?.();
      wishes.dispose();
      for (const { abort } of running) abort.abort();
    },
  };
}
