/**
 * The time of the simulated instance.
 *
 * Two things are kept apart. `advance` lets time pass for the server: tokens age, idle sessions end, and its
 * answers state the later time. `skew` makes the server's clock wrong: what it states in its answers differs from the
 * client's clock, but nothing ages.
 */
export interface Clock {
  /** Milliseconds since 1970 by which the server measures every lifetime. */
  now: () => number;
  /** Milliseconds since 1970 that the server states: `Date` headers, `iat`, `nbf` and `exp` claims. */
  stated: () => number;
}

/** A clock that a test moves. */
export interface AdjustableClock extends Clock {
  /** Lets `ms` milliseconds pass for the server. */
  advance: (ms: number) => void;
  /** Sets how far the stated time is ahead of (or, negative, behind) the true time. */
  skew: (ms: number) => void;
  /** Back to the true time. */
  reset: () => void;
}

/** @param wall the true time in milliseconds since 1970; a test with a made-up time passes its own. */
export function createClock(wall: () => number): AdjustableClock {
  let advanced = 0;
  let skewed = 0;
  return {
    now: () => wall() + advanced,
    stated: () => wall() + advanced + skewed,
    advance(ms) {
      advanced += ms;
    },
    skew(ms) {
      skewed = ms;
    },
    reset() {
      advanced = 0;
      skewed = 0;
    },
  };
}
