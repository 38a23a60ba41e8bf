import type { Failure } from '../contract/failure.ts';
import type { Clock } from './clock.ts';
import { patientCodes } from './error-answer.ts';

/** A pause that the server asks for. */
export interface AskedPause {
  /** Begins the pause that a failure asks for, if it asks for one. @returns the failure with the time when the pause ends */
  begin(error: Failure): Failure;
  /** What is left of it, in milliseconds, and why; null when there is none. */
  left(): { readonly ms: number; readonly reason: Failure } | null;
  end(): void;
}

/** How long to pause after a 429 that does not say. */
const unsaidPauseMs = 2000;

/** No pause yet. @param onOver told when a pause has lasted its time */
export function createAskedPause(clock: Clock, onOver: () => void): AskedPause {
  let pause: { readonly until: number; readonly reason: Failure } | null = null;
  /** Ends the timer of the pause, which runs on when somebody sets the clock back. */
  let stopTimer: (() => void) | null = null;

  function end(): void {
    stopTimer?.();
    stopTimer = null;
    pause = null;
  }

  return {
    begin(error) {
      const unsaid = error.code === 'tooManyRequests' ? clock.now() + unsaidPauseMs : undefined;
      const retryAt = error.retryAt ?? unsaid;
      if (retryAt === undefined || !patientCodes.has(error.code)) return error;
      const reason = { ...error, retryAt };
      end();
      pause = { until: retryAt, reason };
      stopTimer = clock.after(Math.max(0, retryAt - clock.now()), () => {
        end();
        onOver();
      });
      return reason;
    },
    left: () => pause && { ms: pause.until - clock.now(), reason: pause.reason },
    end,
  };
}
