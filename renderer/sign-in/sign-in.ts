import { useMutation } from '@tanstack/react-query';
import type { Failure } from '../../electron/contract/failure.ts';
import type { SignInArguments } from '../../electron/contract/session.ts';
import { failureOf, unwrapped, useErp } from '../erp/erp.ts';

/** The sign-in as the screens see it. */
export interface SignIn {
  readonly start: (argument: SignInArguments) => void;
  readonly running: boolean;
  /** Why the last attempt failed; null when it was cancelled by the user's own hand. */
  readonly failure: Failure | null;
  /** Forgets how the last attempt ended: people have gone on to something else. */
  readonly forget: () => void;
}

/** Signs in and remembers how it ended while the screens change. */
export function useSignIn(onSignedIn: () => void): SignIn {
  const erp = useErp();
  const attempt = useMutation({
    mutationFn: (argument: SignInArguments) => unwrapped(erp.signIn(argument)),
    onSuccess: onSignedIn,
  });
  const failure = attempt.isPending ? null : failureOf(attempt.error);
  return {
    start: attempt.mutate,
    running: attempt.isPending,
    failure: failure?.code === 'cancelled' ? null : failure,
    forget: attempt.reset,
  };
}
