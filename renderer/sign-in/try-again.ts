import { useMutation } from '@tanstack/react-query';
import type { Failure } from '../../electron/contract/failure.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';

/** What is tried again by itself later, tried at once. */
export interface TryAgain {
  readonly start: () => void;
  readonly running: boolean;
  readonly failure: Failure | null;
  /** It was tried, and for all that is known here that was all. */
  readonly inVain: boolean;
  /** What came of it is of no interest any more. */
  readonly forget: () => void;
}

/** Tries at once what the main process would try again by itself: a renewal, a save, the keyring, a refused app. */
export function useTryAgain(): TryAgain {
  const erp = useErp();
  const attempt = useMutation({ mutationFn: () => unwrapped(erp.tryAgain()) });
  return {
    start: attempt.mutate,
    running: attempt.isPending,
    failure: attempt.isPending ? null : failureOf(attempt.error),
    inVain: attempt.isSuccess,
    forget: attempt.reset,
  };
}
