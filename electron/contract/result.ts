import type { Failure } from './failure.ts';

/** What every fallible function of the app returns: a value, or a {@link Failure}. Nothing is thrown across a boundary. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: Failure };

/** Wraps a value as a success. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** Wraps an error as a failure. */
export function failure(error: Failure): { ok: false; error: Failure } {
  return { ok: false, error };
}
