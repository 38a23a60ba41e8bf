import type { Clock } from './clock.ts';
import { isInterrupted } from './patience.ts';

/** Whether the computer is about to sleep, or asleep. */
export interface Suspension {
  isAnnounced(): boolean;
  suspend(): void;
  resume(): void;
  /** Resolves when the computer is awake; at once when nothing was announced. */
  awake(): Promise<void>;
}

/** A sleep that was announced and did not come holds things up for this long at most, in milliseconds. */
const longestWait = 30_000;

/** @param signal lets all who wait go on. */
export function createSuspension(clock: Pick<Clock, 'sleep'>, signal: AbortSignal): Suspension {
  let announced: PromiseWithResolvers<void> | null = null;

  function resume(): void {
    announced?.resolve();
    announced = null;
  }

  return {
    isAnnounced: () => announced !== null,
    suspend() {
      announced ??= Promise.withResolvers<void>();
    },
    resume,
    async awake() {
      // Computers fall asleep again as soon as they have woken up.
      while (announced !== null) {
        const waitedFor = announced;
        const isTired = await Promise.race([
          waitedFor.promise.then(() => false),
          isInterrupted(clock, longestWait, signal).then(() => true),
        ]);
        if (isTired && announced === waitedFor) resume();
      }
    },
  };
}
