import { guarded } from '../database/fault.ts';
import type { Slices } from '../database/slices.ts';
import { done, failed, type Outcome } from '../outcome.ts';

/** Reads that take long, done a slice at a time between everything else that is asked. */
export interface LongReads {
  /** Begins at once; resolves with what the last slice gives. */
  run(id: number, slices: Slices<unknown>): Promise<Outcome<unknown>>;
  /** Stops a read that nobody waits for any more. */
  cancel(id: number): void;
  /** Stops all of them, for their connection will be closed. */
  close(reason: 'closed' | 'damaged'): void;
}

/** @param later runs work after the messages that have arrived meanwhile */
export function createLongReads(later: (work: () => void) => void): LongReads {
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();

  function settle(id: number, outcome: Outcome<unknown>): void {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  }

  function advance(id: number, slices: Slices<unknown>): void {
    if (!waiting.has(id)) return;
    const step = guarded(() => slices.next());
    if (!step.ok) settle(id, step);
    else if (step.value.done === true) settle(id, done(step.value.value));
    else later(() => advance(id, slices));
  }

  return {
    run(id, slices) {
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        advance(id, slices);
      });
    },
    cancel(id) {
      settle(id, failed('cancelled'));
    },
    close(reason) {
      for (const id of [...waiting.keys()]) settle(id, failed(reason));
    },
  };
}
