import { useSyncExternalStore } from 'react';

/**
 * Something that is read off the clock, again whenever it changes.
 *
 * @param read - receives milliseconds since 1970; what it returns is compared by `Object.is`
 */
export function useClockReading<Reading extends number | boolean | null>(
  read: (now: number) => Reading,
): Reading {
  return useSyncExternalStore(tellSeconds, () => read(Date.now()));
}

/** Begun minutes until a moment, at least 1; null for no moment. Both in milliseconds since 1970. */
export function minutesUntil(moment: number | null, now: number): number | null {
  return moment === null ? null : Math.max(1, Math.ceil((moment - now) / 60_000));
}

// By the second rather than at the very moment: a computer that slept has missed the moment.
function tellSeconds(listener: () => void): () => void {
  const interval = setInterval(listener, 1000);
  return () => clearInterval(interval);
}
