import type { Failure, FailureCode } from '../contract/failure.ts';
import { failure, type Result } from '../contract/result.ts';
import type { DomainApi } from './domain-api.ts';

/** Reads that cost little each, so that several may go together. */
export interface SmallReads {
  /** How many may go together now; 1 for an instance that takes only one. */
  atOnce(): number;
  /** Asks for one. */
  one(address: string, signal: AbortSignal): Promise<Result<unknown>>;
  /** Asks for several together; null for one that has to be asked for alone. Never rejects. */
  several(
    addresses: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (Result<unknown> | null)[]>;
}

/** Ten cost no more than a long page, which a request that came meanwhile waits for as well. */
const most = 10;
/** So many batches in a row that came to nothing: whatever the reason, the next one would, too. */
const mostTroubles = 2;

/** Answers to a batch as a whole with which an instance, or what stands before it, says that it takes none. */
const refusals: ReadonlySet<FailureCode> = new Set(['serverError', 'notFound', 'noPermission']);

/** What may become of a batch, and not of the reads in it. */
const troubles: ReadonlySet<FailureCode> = new Set([
  ...(['answerIncomplete', 'answerNotUnderstood', 'answerTooLarge', 'foreignAddress'] as const),
  ...(['timedOut', 'hostUnreachable', 'serverUnavailable', 'internal'] as const),
]);

/** How many troubles a failure stands for; 0 for one that each read would have met by itself. */
function weight({ code, retryAt }: Failure): number {
  if (refusals.has(code)) return mostTroubles;
  return troubles.has(code) && retryAt === undefined ? 1 : 0;
}

/**
 * Sends small reads together, as long as the instance takes that: not every one need have `$batch`. What a batch did not bring
 * is asked for alone, so nothing is ever lost by trying.
 */
export function createSmallReads(api: Pick<DomainApi, 'getJson' | 'getJsonTogether'>): SmallReads {
  let inARow = 0;

  async function together(
    addresses: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly (Result<unknown> | null)[]>> {
    try {
      return await api.getJsonTogether(addresses, signal);
    } catch {
      return failure({ code: 'internal' });
    }
  }

  return {
    atOnce: () => (inARow < mostTroubles ? most : 1),
    one: (address, signal) => api.getJson(address, signal),
    async several(addresses, signal) {
      const answer = await together(addresses, signal);
      if (answer.ok) {
        inARow = 0;
        return answer.value;
      }
      const met = weight(answer.error);
      inARow += met;
      return addresses.map(() => (met === 0 ? answer : null));
    },
  };
}
