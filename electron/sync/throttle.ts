import type { Clock } from '../instance/clock.ts';

/** Does something often asked for not more often than is of use. */
export interface Throttle {
  /** Does it at once, or as soon as the pause after the last time is over. */
  run(): void;
  /** Does it no more. */
  dispose(): void;
}

/** @param pauseMs between two times, in milliseconds */
export function createThrottle(
  clock: Pick<Clock, 'after'>,
  pauseMs: number,
  work: () => void,
): Throttle {
  let stopTimer: (() => void) | null = null;
  let isWanted = false;
  let isOver = false;

  function begin(): void {
    isWanted = false;
    stopTimer = clock.after(pauseMs, () => {
      stopTimer = null;
      if (isWanted) begin();
    });
    work();
  }

  return {
    run() {
      if (isOver) return;
      if (stopTimer === null) begin();
      else isWanted = true;
    },
    dispose() {
      isOver = true;
      stopTimer?.();
    },
  };
}
