import type { Clock } from './clock.ts';
import type { Presence } from './presence.ts';

/** Looks for the way back to an instance that can't be reached. */
export interface WayBack {
  /** The instance can't be reached: it is looked for from here on. */
  lose(): void;
  /** It was reached: nobody looks any more. */
  find(): void;
  dispose(): void;
}

/** What the way back is looked for with. */
export interface WayBackOptions {
  readonly clock: Clock;
  readonly presence: Presence;
  /** Asks something that takes no licence seat and needs no token; never rejects. */
  readonly isThere: (signal: AbortSignal) => Promise<boolean>;
  /** Told once the instance answers. */
  readonly onFound: () => void;
}

/** Between one look and the next, in milliseconds; the last one is repeated. */
const pauses = [2000, 4000, 8000, 15_000, 30_000] as const;
/** An instance that is lost again sooner than this, in milliseconds, was not really there. */
const steadyMs = 60_000;

/**
 * Asks now and then, at growing pauses, while somebody is there to see it: the system tells when a cable is plugged in, but not
 * when a server, a router or a private network comes back.
 */
export function createWayBack({ clock, presence, isThere, onFound }: WayBackOptions): WayBack {
  let isLost = false;
  let round = 0;
  let foundAt = Number.NEGATIVE_INFINITY;
  /** Somebody was away when it was time to look. */
  let isDue = false;
  let stopTimer: (() => void) | null = null;
  let asking: AbortController | null = null;
  const stopWatching = presence.onChange(() => {
    if (isDue) look();
  });

  function wait(): void {
    const pause = pauses[Math.min(round, pauses.length - 1)] ?? 0;
    round += 1;
    stopTimer = clock.after(pause, look);
  }

  function look(): void {
    stopTimer = null;
    isDue = !presence.isPresent();
    if (!isDue && isLost) void ask();
  }

  async function ask(): Promise<void> {
    const own = new AbortController();
    asking = own;
    const isFound = await isThere(own.signal);
    if (own.signal.aborted) return;
    asking = null;
    if (!isFound) return wait();
    settle();
    foundAt = clock.now();
    onFound();
  }

  function settle(): void {
    isLost = false;
    isDue = false;
    stopTimer?.();
    stopTimer = null;
    asking?.abort();
    asking = null;
  }

  return {
    lose() {
      if (isLost) return;
      isLost = true;
      if (Math.abs(clock.now() - foundAt) > steadyMs) round = 0;
      wait();
    },
    find: settle,
    dispose() {
      settle();
      stopWatching();
    },
  };
}
