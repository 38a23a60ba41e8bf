import type { Clock } from './clock.ts';

/** The pause before a round of tries, counted from 0; the last of the pauses is repeated. */
export function pauseBefore(round: number, pauses: readonly number[]): number {
  return pauses[Math.min(round, pauses.length - 1)] ?? 0;
}

/** Sleeps for `ms` milliseconds; returns whether the signal came first. */
export function isInterrupted(
  clock: Pick<Clock, 'sleep'>,
  ms: number,
  signal: AbortSignal,
): Promise<boolean> {
  return clock.sleep(ms, signal).then(
    () => false,
    () => true,
  );
}
