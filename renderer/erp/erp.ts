import { createContext, useContext } from 'react';
import type { Failure } from '../../electron/contract/failure.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import type { Result } from '../../electron/contract/result.ts';

declare global {
  interface Window {
    /** What the preload script offers; the only way out of this page. */
    readonly erp: ErpApi;
  }
}

/** The main process, as components see it; tests put another one here. */
export const ErpContext = createContext<ErpApi | null>(null);

/** The main process. */
export function useErp(): ErpApi {
  const erp = useContext(ErpContext);
  if (erp === null) throw new Error('ErpContext is missing');
  return erp;
}

/** Carries a {@link Failure} through TanStack Query, which knows failures as thrown errors only. */
class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/**
 * The value of a successful answer.
 *
 * @throws FailureError for a failed one, for TanStack Query to catch
 */
export async function unwrapped<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new FailureError(result.error);
  return result.value;
}

/** The failure that TanStack Query caught; what we did not throw ourselves is a fault of ours. */
export function failureOf(error: Error | null): Failure | null {
  if (error === null) return null;
  return error instanceof FailureError
    ? error.failure
    : { code: 'internal', detail: error.message };
}

/** A name for a request that may be cancelled; unique in this window. */
export function newTicket(): string {
  return crypto.randomUUID();
}

/**
 * Runs a request under a ticket that is cancelled in the main process as soon as TanStack Query loses interest.
 *
 * @param signal - TanStack Query's signal
 * @param request - starts the request with the ticket
 */
export async function withTicket<Value>(
  erp: ErpApi,
  signal: AbortSignal,
  request: (ticket: string) => Promise<Result<Value>>,
): Promise<Value> {
  const ticket = newTicket();
  const cancel = () => void erp.cancelRequest({ ticket });
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await unwrapped(request(ticket));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
