import type { Failure } from '../contract/failure.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Library } from '../library/library.ts';
import type { Answer, Given, OperationName } from '../library/process/operations.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';

/** Asks the account's library, see {@link Library.ask}. */
export type AskLibrary = Library['ask'];

/** The library as the syncing part asks it: with the contract's failures, and not any more after the end. */
export type Store = <Name extends OperationName>(
  name: Name,
  given: Given<Name>,
) => Promise<Result<Answer<Name>>>;

const ended: Failure = { code: 'cancelled' };

/** @param end after which nothing is asked and nothing is answered */
export function createStore(askLibrary: AskLibrary, end: AbortSignal): Store {
  return async (name, given) => {
    if (end.aborted) return failure(ended);
    const outcome = await askLibrary(name, given);
    if (end.aborted) return failure(ended);
    return outcome.ok ? success(outcome.value) : failure(copyFailure(outcome.error));
  };
}
