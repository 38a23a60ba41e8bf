import { useEffect, useEffectEvent, useState } from 'react';
import type { Failure, FailureCode } from '../../electron/contract/failure.ts';

/** What must be so before something is asked. */
export interface Asking {
  readonly accountKey: string;
  /** It is certain who is there, so that what is on this computer may be shown. */
  readonly allowed: boolean;
  /** Somebody is signed in, so that the instance may be asked. */
  readonly signedIn: boolean;
  /** The instance answered, as far as is known. */
  readonly online: boolean;
  /** The instance can't be reached. */
  readonly offline: boolean;
  /** How often it could be reached again since this window was opened. */
  readonly returns: number;
}

const unreachable: ReadonlySet<FailureCode> = new Set([
  'offline',
  'hostNotFound',
  'hostUnreachable',
]);

/** Whether the instance could not be reached, for which there is the state chip. */
export function isUnreachable({ code }: Failure): boolean {
  return unreachable.has(code);
}

const passing: ReadonlySet<FailureCode> = new Set([
  ...unreachable,
  'needsSignIn',
  'storageLocked',
  'noLicenceSeat',
  'tooManyRequests',
  'serverUnavailable',
]);

/** Whether a failure goes away by itself: the state chip tells of it, and what failed is tried again then. */
export function isPassing({ code }: Failure): boolean {
  return passing.has(code);
}

/**
 * Goes on by itself when what stood in the way is gone: the network is back, somebody signed in, or the pause is over
 * that the instance asked for, which the main process tells.
 *
 * @param failure - why the last request failed; null when it did not
 * @param retry - asks once more
 */
export function useRetryWhenBack(asking: Asking, failure: Failure | null, retry: () => void) {
  const { signedIn, online } = asking;
  const goOn = useEffectEvent(() => {
    if (failure !== null && isPassing(failure)) retry();
  });
  useEffect(() => {
    if (signedIn && online) goOn();
    const onOnline = () => goOn();
    window.addEventListener('online', onOnline);
    return () => window.removeEventListener('online', onOnline);
  }, [signedIn, online]);
}

/** Counts how often the instance could be reached again. */
export function useReturns(offline: boolean): number {
  const [seen, setSeen] = useState({ offline, returns: 0 });
  if (seen.offline !== offline) {
    setSeen({ offline, returns: seen.returns + (offline ? 0 : 1) });
  }
  return seen.returns;
}
