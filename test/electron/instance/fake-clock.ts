import type { Clock } from '../../../electron/instance/clock.ts';

/** Time that a test moves. */
export interface FakeClock extends Clock {
  /** Lets time pass, calling what falls due on the way, in order. */
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  timers(): number;
}

/** Lets everything run that only waits for promises. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A clock that begins at `start` and stands still. */
export function createFakeClock(start = 1_750_000_000_000): FakeClock {
  let now = start;
  let timers: { at: number; run: () => void }[] = [];

  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
        await settled();
      }
      now = end;
      await settled();
    },
    timers: () => timers.length,
  };
}
