import type { Clock } from './clock.ts';
import { type ServerClock, smallestJump } from './server-clock.ts';
import type { Tokens } from './tokens.ts';

/** How old something is. */
export interface Age {
  /** In milliseconds. */
  readonly ms: number;
  /** False when this computer's clocks contradict each other, so that only the server can tell. */
  readonly isSure: boolean;
}

/**
 * Begins to follow the age of tokens.
 *
 * The server's clock counts where it is known. Without it the wall clock may have been set, and the monotonic clock may
 * have stood still while the computer slept: the greater age is believed for the time being, and marked as unsure
 * where it comes from the wall clock alone. So a clock that was set forward does not throw a good token away before the
 * server was asked for the time, and one that was set back does not keep a dead one.
 *
 * @param wereJustReceived false for tokens that were kept: then nothing tells how long the computer was off.
 */
export function followAge(
  tokens: Pick<Tokens, 'receivedAt' | 'serverTime'>,
  clock: Pick<Clock, 'now' | 'monotonic'>,
  server: Pick<ServerClock, 'now'>,
  wereJustReceived: boolean,
): () => Age {
  const atStart = clock.now() - tokens.receivedAt;
  const monotonicStart = clock.monotonic();
  // Kept tokens that seem to come from the future: the clock was set back, and they may be as old as you like.
  const isFromFuture = atStart < -smallestJump;
  return () => {
    const serverNow = server.now();
    if (serverNow !== null && tokens.serverTime !== null) {
      return { ms: serverNow - tokens.serverTime, isSure: true };
    }
    if (isFromFuture) return { ms: Number.POSITIVE_INFINITY, isSure: false };
    const wall = clock.now() - tokens.receivedAt;
    const counted = Math.max(atStart, 0) + clock.monotonic() - monotonicStart;
    const isAhead = wall > counted + smallestJump;
    return { ms: Math.max(wall, counted), isSure: wereJustReceived && !isAhead };
  };
}
