import type { Clock } from './clock.ts';

/**
 * How long a session without a call keeps its seat, in milliseconds.
 * @see ERP.net docs, auth/sessions/overview.md ("Session Expiration Basics")
 */
export const seatIdleMs = 20 * 60_000;
/** A seat that is being used moves with every answer; people are shown minutes. In milliseconds. */
const tellEveryMs = 30_000;

/**
 * The seat that the requests of an account take in the instance. ERP.net has no call that tells of it, so it is followed
 * by its rules: the first call takes it, every call keeps it, and twenty minutes without one give it back.
 * @see ERP.net docs, auth/sessions/license-slot.md
 */
export interface LicenceSeat {
  /** When it is given back if nothing more is asked, in milliseconds since 1970; null when none is taken. */
  until(): number | null;
  /** Takes note that a session answered now. True when somebody should be told at once, because none was taken before. */
  take(): boolean;
  /** Takes note that the instance has none for us. True when somebody should be told at once. */
  lose(): boolean;
  /** Tells nothing any more. */
  dispose(): void;
}

/** @param onMove called when {@link LicenceSeat.until} moved since it was told last, twice a minute at most, and at its end. */
export function createLicenceSeat(clock: Clock, onMove: () => void): LicenceSeat {
  let end: number | null = null;
  let told: number | null = null;
  let stopTimer: (() => void) | null = null;

  function until(): number | null {
    if (end === null) return null;
    // Somebody set the clock back: no seat is kept for longer than this.
    end = Math.min(end, clock.now() + seatIdleMs);
    return end > clock.now() ? end : null;
  }

  /** Looks again in a while, if there is anything to look at. */
  function watch(): void {
    stopTimer?.();
    stopTimer = null;
    told = until();
    if (told === null) return;
    stopTimer = clock.after(Math.min(tellEveryMs, told - clock.now()), () => {
      const before = told;
      watch();
      if (told !== before) onMove();
    });
  }

  return {
    until,
    take() {
      end = clock.now() + seatIdleMs;
      if (told !== null) return false;
      watch();
      return true;
    },
    lose() {
      const wasTaken = told !== null;
      end = null;
      watch();
      return wasTaken;
    },
    dispose() {
      stopTimer?.();
    },
  };
}
