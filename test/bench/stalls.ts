/** How long a process had no turn for anything else. */
export interface Stalls {
  /** Milliseconds by the clock between two turns of the event loop: the longest, and that of one in a hundred. */
  readonly longest: number;
  readonly oneInHundred: number;
  /**
   * The longest of them in milliseconds that its thread was at work meanwhile: on a machine that does other things, too, the system
   * takes the processor away in between, and the clock tells nothing of the process.
   */
  readonly longestAtWork: number;
  readonly turns: number;
}

/** A timer's pause, in milliseconds: nothing shorter is seen. */
const pause = 1;

/** What this thread has used of the processor, in milliseconds. */
function threadTime(): number {
  // Linux brings a thread's own figure up to date every few milliseconds, and with this question at once.
  process.cpuUsage();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Watches this process's event loop while something is done. */
export async function stallsDuring(work: () => Promise<unknown>): Promise<Stalls> {
  const gaps: { readonly clock: number; readonly atWork: number }[] = [];
  let [clock, used] = [performance.now(), threadTime()];
  const heart = setInterval(() => {
    const now = performance.now();
    const usedNow = threadTime();
    gaps.push({ clock: Math.max(0, now - clock - pause), atWork: usedNow - used });
    [clock, used] = [now, usedNow];
  }, pause);
  try {
    await work();
  } finally {
    clearInterval(heart);
  }
  const sorted = gaps.map((gap) => gap.clock).toSorted((a, b) => a - b);
  return {
    longest: sorted.at(-1) ?? Number.NaN,
    oneInHundred: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    longestAtWork: Math.max(...gaps.map((gap) => gap.atWork)),
    turns: gaps.length,
  };
}
