/** Time as the instance code sees it, so that tests decide when it passes. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after `ms` milliseconds; the returned function prevents that. */
  after(ms: number, run: () => void): () => void;
}

/** The time of this computer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
