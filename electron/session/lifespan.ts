import type { Clock } from './clock.ts';

/**
 * Counts down from a number of milliseconds.
 *
 * The monotonic clock may stand still while the computer sleeps, and the wall clock can be set back; whichever says
 * that more time has passed is believed, so that what has expired is never taken for alive.
 *
 * @returns a function that tells how many milliseconds are left; negative once it is over.
 */
export function startLifespan(ms: number, clock: Pick<Clock, 'now' | 'monotonic'>): () => number {
  const wallStart = clock.now();
  const monotonicStart = clock.monotonic();
  return () => ms - Math.max(clock.now() - wallStart, clock.monotonic() - monotonicStart);
}
