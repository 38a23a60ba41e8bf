import { failure } from '../../../electron/contract/result.ts';
import type { Lock } from '../../../electron/disk/lock.ts';
import type { Clock } from '../../../electron/session/clock.ts';

/** A process, as far as a lock needs to know it. */
export interface Owner {
  readonly isDead: boolean;
}

/** How long a process waits for another one, in milliseconds. */
const timeLimit = 60_000;

/** One lock that several processes of a model want. */
export class SharedLock {
  /** Somebody took it from its owner meanwhile. */
  isLost = false;
  readonly #clock: Pick<Clock, 'sleep'>;
  #owner: Owner | null = null;
  #waiting: { readonly owner: Owner; readonly enter: () => void }[] = [];

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock;
  }

  /** The lock as a process sees it. */
  of(owner: Owner): Lock {
    return {
      hold: async (work) => {
        // What a dead process would do next does not happen.
        if (owner.isDead) return new Promise(() => undefined);
        if (!(await this.#enter(owner))) return failure({ code: 'busyElsewhere' });
        try {
          return await work(() => Promise.resolve(!this.isLost));
        } finally {
          this.release(owner);
        }
      },
    };
  }

  /** The owner lets go of it, or is dead. */
  release(owner: Owner): void {
    if (this.#owner !== owner) return;
    this.#waiting = this.#waiting.filter((one) => !one.owner.isDead);
    const next = this.#waiting.shift();
    this.#owner = next?.owner ?? null;
    next?.enter();
  }

  async #enter(owner: Owner): Promise<boolean> {
    if (this.#owner === null) {
      this.#owner = owner;
      return true;
    }
    const inside = Promise.withResolvers<boolean>();
    const entered = new AbortController();
    const entry = { owner, enter: () => inside.resolve(true) };
    this.#waiting.push(entry);
    void this.#clock.sleep(timeLimit, entered.signal).then(
      () => {
        this.#waiting = this.#waiting.filter((one) => one !== entry);
        inside.resolve(false);
      },
      () => undefined,
    );
    const isInside = await inside.promise;
    entered.abort();
    return isInside;
  }
}
