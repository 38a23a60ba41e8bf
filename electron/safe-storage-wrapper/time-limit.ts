/** Calls `run` once after `ms` milliseconds; the returned function prevents that. */
export type After = (ms: number, run: () => void) => () => void;

/** The time of this computer. */
export const afterOnThisComputer: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * Waits for an answer, but not longer than `ms` milliseconds; null when it has not come by then. What comes later, a
 * failure too, is ignored.
 */
export function answerWithin<Answer extends object>(
  ms: number,
  after: After,
  answer: Promise<Answer>,
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const stop = after(ms, () => resolve(null));
    answer.finally(stop).then(resolve, reject);
  });
}
