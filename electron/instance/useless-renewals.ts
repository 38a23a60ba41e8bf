import type { Clock } from './clock.ts';

/** Remembers that new tokens are refused as well, so that an API that takes none does not use up one after the other. */
export interface UselessRenewals {
  /** Whether another token may help in place of one that was refused. */
  mayHelp(refused: string): boolean;
  /** A token that came in place of a refused one was refused, too, or was not. */
  note(token: string, isRefused: boolean): void;
}

const firstPauseMs = 60_000;
const longestPauseMs = 15 * 60_000;

/**
 * Nothing was refused yet. Each renewal uses up a refresh token and may be the one whose answer is lost, so after one that did
 * not help there is a pause, and a longer one each time. Only the token that was refused has to wait: one that has run out since
 * has another reason.
 */
export function createUselessRenewals({ now }: Pick<Clock, 'now'>): UselessRenewals {
  let last: { readonly token: string; readonly at: number } | null = null;
  let inARow = 0;

  return {
    mayHelp(refused) {
      if (last?.token !== refused) return true;
      const pause = Math.min(firstPauseMs * 2 ** (inARow - 1), longestPauseMs);
      // The clock may have been set back meanwhile.
      return Math.abs(now() - last.at) >= pause;
    },
    note(token, isRefused) {
      last = isRefused ? { token, at: now() } : null;
      inARow = isRefused ? inARow + 1 : 0;
    },
  };
}
