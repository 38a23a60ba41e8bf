import { failure, type Result, success } from '../contract/result.ts';
import type { RunningProcess } from './running-process.ts';

/** Makes sure that one process at a time does something. */
export interface Lock {
  /**
   * Runs `work` while nobody else holds the lock; callers of the same lock in this process queue up.
   *
   * @param work is given `isStillMine`, to be asked before what can't be undone: an owner that stood still for half a
   *   minute while its computer went on may have been taken for dead. It is false too when the disk does not tell.
   * @returns what `work` returned. Failures: `busyElsewhere` when another process did not let go within the time limit,
   *   `storageFailed` when the disk refuses. Rejects only when `work` does.
   */
  hold<Value>(
    work: (isStillMine: () => Promise<boolean>) => Promise<Result<Value>>,
  ): Promise<Result<Value>>;
}

/** Where owners and those who want to be put their claims. Rejects when the disk refuses. */
export interface Claims {
  /** The names of all claims; one that is there during the whole call is certainly among them. */
  names(): Promise<readonly string[]>;
  /** Makes a claim, with a beat of 0. */
  make(name: string): Promise<void>;
  /** Sets the beat of a claim; one that is gone stays gone. */
  beat(name: string, count: number): Promise<void>;
  /** The beat of a claim; null when it is gone. */
  beatOf(name: string): Promise<number | null>;
  /** Removes a claim; none is fine. */
  remove(name: string): Promise<void>;
}

/** What a lock needs of the world. */
export interface LockOptions {
  readonly self: RunningProcess;
  /** Whether a process with this id runs on this computer; it may be another one than the owner. */
  readonly isAlive: (pid: number) => boolean;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: {
    /** Milliseconds since some moment; never jumps back. */
    monotonic(): number;
    sleep(ms: number, signal?: AbortSignal): Promise<void>;
  };
  /** How long {@link Lock.hold} waits for other processes, in milliseconds; a minute if left out. */
  readonly timeLimit?: number;
}

/** An owner shows by this rhythm that it lives, in milliseconds. */
const beatPause = 1_000;
/** An owner whose process id is in use and who did not show life for this long was another process, in milliseconds. */
const longestStillness = 30_000;
/** Of a pause no more than this counts, in milliseconds: the computer slept, and so did the owner. */
const longestStep = 1_000;
/** Rounds that the disk may refuse in a row. */
const mostFailures = 5;

/**
 * A lock out of claims, by the oldest rule of mutual exclusion: a claim is made first, and only then is looked who else
 * has one. Of two who claim, the later sees the earlier one's claim and takes its own back, so there are never two owners.
 *
 * What makes the take-over free of races is that each claim has a name of its own that is never used again: whoever
 * removes a dead owner's claim can't hit the one of the next owner, however late it comes. A dead process is seen by
 * its id, at once. An id that is in use again is told by the beat, which a waiter must have seen stand still itself; no
 * time of day is compared, so that neither sleep nor a clock that is set makes a live owner look dead.
 *
 * @see Dijkstra, Cooperating Sequential Processes (EWD 123), section 2.1, on Dekker's solution
 */
export function createLock(claims: Claims, options: LockOptions): Lock {
  const { self, isAlive, clock, timeLimit = 60_000 } = options;
  let queue: Promise<unknown> = Promise.resolve();

  const randomHex = (): string => Buffer.from(options.random(8)).toString('hex');

  /** Sleeps for a moment that differs between two who collided; returns how many milliseconds of it count. */
  async function pause(): Promise<number> {
    const [spread = 0] = options.random(1);
    const before = clock.monotonic();
    await clock.sleep(25 + (spread * 100) / 255);
    return Math.min(clock.monotonic() - before, longestStep);
  }

  async function acquire(): Promise<Result<string>> {
    const watch = watchStillness(claims);
    let waited = 0;
    for (let failures = 0; failures < mostFailures; ) {
      const attempt = await claim(watch).catch(() => 'failed' as const);
      if (attempt !== 'failed' && attempt !== 'taken') return success(attempt.name);
      failures = attempt === 'failed' ? failures + 1 : 0;
      if (waited >= timeLimit) return failure({ code: 'busyElsewhere' });
      const passed = await pause();
      waited += passed;
      watch.pass(passed);
    }
    return failure({ code: 'storageFailed' });
  }

  async function claim(watch: StillnessWatch): Promise<'taken' | { readonly name: string }> {
    for (const name of await claims.names()) {
      if (!(await isDead(name, watch))) return 'taken';
      await claims.remove(name);
    }
    const name = `${self.place}-${self.pid}-${self.run}-${randomHex()}`;
    let isMine = false;
    try {
      await claims.make(name);
      const [first, second] = await claims.names();
      isMine = first === name && second === undefined;
    } finally {
      if (!isMine) await claims.remove(name);
    }
    return isMine ? { name } : 'taken';
  }

  async function isDead(name: string, watch: StillnessWatch): Promise<boolean> {
    const [place, pid, run] = name.split('-');
    if (place === self.place) {
      if (!isAlive(Number(pid))) return true;
      // This process has the id that a dead one had: common where each app has its own small range of ids.
      if (Number(pid) === self.pid && run !== self.run) return true;
    }
    return (await watch.stillness(name)) >= longestStillness;
  }

  async function keepBeating(name: string, released: AbortSignal): Promise<void> {
    for (let count = 1; !released.aborted; count += 1) {
      await clock.sleep(beatPause, released).catch(() => undefined);
      // A beat that is missed is made up for by the next one.
      if (!released.aborted) await claims.beat(name, count).catch(() => undefined);
    }
  }

  async function holdAlone<Value>(
    work: (isStillMine: () => Promise<boolean>) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const claimed = await acquire();
    if (!claimed.ok) return claimed;
    const name = claimed.value;
    const released = new AbortController();
    const beating = keepBeating(name, released.signal);
    try {
      return await work(() =>
        claims.beatOf(name).then(
          (beat) => beat !== null,
          () => false,
        ),
      );
    } finally {
      released.abort();
      await beating;
      // A claim that can't be removed stands still from now on.
      await claims.remove(name).catch(() => undefined);
    }
  }

  return {
    hold(work) {
      const turn = queue.then(() => holdAlone(work));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** What one waiter has seen of the beats of others. */
interface StillnessWatch {
  /** For how many milliseconds of this waiter's own time the beat has not changed; infinitely long when it is gone. */
  stillness(name: string): Promise<number>;
  /** Lets time pass. */
  pass(ms: number): void;
}

function watchStillness(claims: Pick<Claims, 'beatOf'>): StillnessWatch {
  let now = 0;
  const seen = new Map<string, { readonly beat: number; readonly since: number }>();
  return {
    async stillness(name) {
      const beat = await claims.beatOf(name);
      if (beat === null) return Number.POSITIVE_INFINITY;
      const last = seen.get(name);
      if (last?.beat === beat) return now - last.since;
      seen.set(name, { beat, since: now });
      return 0;
    },
    pass(ms) {
      now += ms;
    },
  };
}
