import type { Claims, LockOptions } from '../../../../electron/disk/lock.ts';
import type { RunningProcess } from '../../../../electron/disk/running-process.ts';

/** A process of a {@link ClaimWorld}. */
export interface SimulatedProcess {
  readonly claims: Claims;
  readonly options: LockOptions;
  /** It does nothing more, and its id is free. */
  kill(): void;
  /** It does nothing more until it is resumed; its id stays in use. */
  stop(): void;
  resume(): void;
  /** Lets it take its turn among all others. */
  step(): Promise<void>;
}

interface Action {
  readonly process: { isStopped: boolean; isDead: boolean };
  readonly due: number;
  readonly run: () => void;
}

/**
 * A computer whose processes share claims, and on which nothing happens by itself: each operation on a claim and each
 * end of a sleep is one step, and the test decides whose step is next. A listing is as weak as real ones are: it shows
 * what was there from its first to its last step, in no order of time, and leaves out what came or went meanwhile.
 */
export class ClaimWorld {
  readonly claims = new Map<string, number>();
  #actions: Action[] = [];
  #now = 0;
  #alive = new Set<number>();
  #random = 0;

  /** @param self what its claims say of it */
  start(self: RunningProcess, timeLimit = Number.POSITIVE_INFINITY): SimulatedProcess {
    const { claims } = this;
    const process = { isStopped: false, isDead: false };
    this.#alive.add(self.pid);
    const step = (ms = 0, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const action = { process, due: this.#now + ms, run: resolve };
        this.#actions.push(action);
        const wake = (): void => {
          this.#actions = this.#actions.filter((other) => other !== action);
          resolve();
        };
        signal?.addEventListener('abort', wake, { once: true });
      });
    return {
      claims: {
        async names() {
          await step();
          const before = [...claims.keys()];
          await step();
          return before.filter((name) => claims.has(name)).toSorted();
        },
        async make(name) {
          await step();
          claims.set(name, 0);
          await step();
        },
        async beat(name, count) {
          await step();
          if (claims.has(name)) claims.set(name, count);
        },
        async beatOf(name) {
          await step();
          return claims.get(name) ?? null;
        },
        async remove(name) {
          await step();
          claims.delete(name);
        },
      },
      options: {
        self,
        isAlive: (pid) => this.#alive.has(pid),
        random: (bytes) => {
          this.#random += 1;
          const content = Buffer.alloc(Math.max(bytes, 4));
          content.writeUInt32LE((this.#random * 2_654_435_761) % 2 ** 32);
          return content.subarray(0, bytes);
        },
        clock: { monotonic: () => this.#now, sleep: step },
        timeLimit,
      },
      kill: () => {
        process.isDead = true;
        this.#alive.delete(self.pid);
      },
      stop: () => {
        process.isStopped = true;
      },
      resume: () => {
        process.isStopped = false;
      },
      step: () => step(),
    };
  }

  /** The computer sleeps: for the processes' clocks the time passes at once. */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /**
   * Lets one process do one step.
   * @param choice which of those that can; time passes only when nobody else can do anything
   * @returns false when nobody will ever do anything again
   */
  async step(choice: number): Promise<boolean> {
    await settle();
    this.#actions = this.#actions.filter(({ process }) => !process.isDead);
    const able = this.#actions.filter(({ process }) => !process.isStopped);
    const soonest = Math.min(...able.map(({ due }) => due));
    if (!Number.isFinite(soonest)) return false;
    this.#now = Math.max(this.#now, soonest);
    const ready = able.filter(({ due }) => due <= this.#now);
    const chosen = ready[choice % ready.length];
    this.#actions = this.#actions.filter((action) => action !== chosen);
    chosen?.run();
    await settle();
    return true;
  }

  /** Lets everybody run, in turn, until a promise is settled. */
  async runUntil<Value>(promise: Promise<Value>): Promise<Value> {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    promise.then(over, over);
    for (let choice = 0; !isOver; choice += 1) {
      if (!(await this.step(choice))) throw new Error('Everybody waits for ever');
    }
    return promise;
  }
}

/** Lets everything run that waits for nothing but its turn. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
