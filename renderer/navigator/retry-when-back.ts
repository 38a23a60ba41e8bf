import { useEffect, useEffectEvent } from 'react';
import type { Failure, FailureCode } from '../../electron/contract/failure.ts';

/** What must be so before the instance is asked. */
export interface Asking {
  readonly accountKey: string;
  /** Somebody is signed in. */
  readonly allowed: boolean;
  /** The instance answered, as far as is known. */
  readonly online: boolean;
}

const passing: ReadonlySet<FailureCode> = new Set([
  'offline',
  'needsSignIn',
  'storageLocked',
  'noLicenceSeat',
  'tooManyRequests',
  'serverUnavailable',
]);

/**
 * Goes on by itself when what stood in the way is gone: the network is back, somebody signed in, or the pause is over
 * that the instance asked for, which the main process tells.
 *
 * @param failure - why the last request failed; null when it did not
 * @param retry - asks once more
 */
export function useRetryWhenBack(asking: Asking, failure: Failure | null, retry: () => void) {
  const { allowed, online } = asking;
  const goOn = useEffectEvent(() => {
    if (failure !== null && passing.has(failure.code)) retry();
  });
  useEffect(() => {
    if (allowed && online) goOn();
    const onOnline = () => goOn();
    window.addEventListener('online', onOnline);
    return () => window.removeEventListener('online', onOnline);
  }, [allowed, online]);
}
