import { useSyncExternalStore } from 'react';

const tick = 250;

/**
 * The time, again four times a second while somebody needs it.
 *
 * @param running - false stops the clock, which costs nothing then
 * @returns milliseconds since 1970, to the quarter of a second
 */
export function useNow(running: boolean): number {
  return useSyncExternalStore(running ? tellTime : beStill, timeNow);
}

// A quarter of a second long the same, because React asks more than once; rounded up, so that five minutes begin at 5:00.
function timeNow(): number {
  return Math.ceil(Date.now() / tick) * tick;
}

function tellTime(listener: () => void): () => void {
  const interval = setInterval(listener, tick);
  return () => clearInterval(interval);
}

function beStill(): () => void {
  return () => {};
}
