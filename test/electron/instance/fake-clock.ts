import type { Clock } from '../../../electron/instance/clock.ts';

/** Time that a test moves. */
export interface FakeClock extends Clock {
  /** Lets time pass, calling what falls due on the way, in order. */
  advance(ms: number): Promise<void>;
  /** Somebody sets the clock: no timer notices. */
  set(by: number): void;
  /** How many timers wait. */
  timers(): number;
}

/** Lets everything run that only waits for promises. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A clock that begins at `start` and stands still. */
export function createFakeClock(start = 1_750_000_000_000): FakeClock {
  let passed = 0;
  let wall = start;
  let timers: { at: number; run: () => void }[] = [];

  return {
    now: () => wall + passed,
    after(ms, run) {
      const timer = { at: passed + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const end = passed + ms;
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        passed = Math.max(passed, due.at);
        due.run();
        await settled();
      }
      passed = end;
      await settled();
    },
    set(by) {
      wall += by;
    },
    timers: () => timers.length,
  };
}
