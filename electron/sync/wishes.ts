import { failure, type Result } from '../contract/result.ts';
import type { HeldSet } from './held-set.ts';

/** Somebody waits until a set has been brought up to date. */
export interface Wish {
  readonly held: HeldSet;
  /** Aborts the run when nobody waits any more. */
  readonly abort: AbortController;
  /** Tells all who wait how it ended. */
  readonly settle: (outcome: Result<null>) => void;
}

/** Sets that somebody wants brought up to date now. */
export interface Wishes {
  /** Adds a wish, or joins the one for the same set. @returns how it ended; `cancelled` when the signal aborts before */
  add(held: HeldSet, signal: AbortSignal): Promise<Result<null>>;
  /** The one that was wished first of those that may begin and have not. It stays open, for others to join, until it is settled. */
  next(mayBegin: (held: HeldSet) => boolean): Wish | null;
  /** Cancels all of them. */
  dispose(): void;
}

interface OpenWish extends Wish {
  readonly outcome: Promise<Result<null>>;
  waiting: number;
  hasBegun: boolean;
}

const cancelled = failure({ code: 'cancelled' });

/** Nothing is wished yet. */
export function createWishes(): Wishes {
  const open = new Set<OpenWish>();

  function make(held: HeldSet): OpenWish {
    const { promise: outcome, resolve } = Promise.withResolvers<Result<null>>();
    const wish: OpenWish = {
      ...{ held, outcome, abort: new AbortController(), waiting: 0, hasBegun: false },
      settle(how) {
        open.delete(wish);
        resolve(how);
      },
    };
    open.add(wish);
    return wish;
  }

  function leave(wish: OpenWish): void {
    wish.waiting -= 1;
    if (wish.waiting > 0) return;
    wish.abort.abort();
    wish.settle(cancelled);
  }

  return {
    add(held, signal) {
      const wish = [...open].find((each) => each.held === held) ?? make(held);
      wish.waiting += 1;
      return new Promise((resolve) => {
        const onAbort = (): void => {
          resolve(cancelled);
          leave(wish);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        void wish.outcome.then((outcome) => {
          signal.removeEventListener('abort', onAbort);
          resolve(outcome);
        });
      });
    },
    next(mayBegin) {
      const wish = [...open].find(({ held, hasBegun }) => !hasBegun && mayBegin(held));
      if (wish === undefined) return null;
      wish.hasBegun = true;
      return wish;
    },
    dispose() {
      for (const { abort, settle } of [...open]) {
        abort.abort();
        settle(cancelled);
      }
    },
  };
}
