import type { Clock } from './clock.ts';
import { isInterrupted } from './patience.ts';

/** Renews a sign-in that nobody uses before it dies of age. */
export interface KeepAlive {
  /** The computer goes to sleep: nothing starts from here on. */
  suspend(): void;
  /** The computer is awake: what is due follows after a random while. */
  resume(): void;
  /** Ends it for good. */
  stop(): void;
}

/** What is due is looked at this often at least, in milliseconds: a timer does not count the time asleep. */
const longestNap = 10 * 60_000;
/** The time between two tries of what is due, in milliseconds. */
const retryPause = 60_000;
/** The longest wait after waking up, in milliseconds: not all computers of a company at nine sharp. */
const widestJitter = 60_000;

/**
 * Watches over something that comes due.
 *
 * @param options.dueIn milliseconds until it is due, 0 or less when it is; null when it never will be as things stand.
 * @param options.renew does it; when it is still due afterwards, it is tried again.
 * @param options.random a number from 0 up to 1, 1 excluded.
 */
export function startKeepAlive(options: {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly dueIn: () => number | null;
  readonly renew: () => Promise<unknown>;
  readonly random: () => number;
}): KeepAlive {
  const { clock, dueIn, renew, random } = options;
  const stopped = new AbortController();
  let interruption = new AbortController();
  let isAsleep = false;
  let hasJustWoken = false;

  /** @returns whether it was interrupted. */
  function nap(ms: number): Promise<boolean> {
    const signal = AbortSignal.any([stopped.signal, interruption.signal]);
    return isInterrupted(clock, ms, signal);
  }

  async function watch(): Promise<void> {
    let pause = 0;
    while (!stopped.signal.aborted) {
      const due = isAsleep ? null : dueIn();
      if (due === null || due > 0) {
        pause = 0;
        if (await nap(Math.min(due ?? longestNap, longestNap))) continue;
      } else if (hasJustWoken || pause > 0) {
        const wait = hasJustWoken ? random() * widestJitter : pause;
        if (await nap(wait)) continue;
        hasJustWoken = false;
        pause = 0;
      } else {
        await renew();
        pause = retryPause;
      }
    }
  }

  function interrupt(): void {
    interruption.abort();
    interruption = new AbortController();
  }

  void watch();
  return {
    suspend() {
      isAsleep = true;
      interrupt();
    },
    resume() {
      isAsleep = false;
      hasJustWoken = true;
      interrupt();
    },
    stop: () => stopped.abort(),
  };
}
