import type { RequestRecord } from '../contract/diagnostics.ts';
import type { Library } from '../library/library.ts';
import type { OperationName } from '../library/process/operations.ts';

/** What the window reads; everything else is the copy's own business. */
const reads: ReadonlySet<OperationName> = new Set([
  ...(['queryRows', 'queryTotals', 'readResult', 'readRow', 'readPicture'] as const),
]);

/** An answer of the local copy, as requests are listed. */
export type CopyAnswer = Omit<RequestRecord, 'id'>;

/**
 * The same way to ask the local copy, of which each reading is told that the window waits for.
 * @param onAnswer told once it has answered
 */
export function watchCopy(
  ask: Library['ask'],
  { clock, onAnswer }: { clock: { now(): number }; onAnswer: (answer: CopyAnswer) => void },
): Library['ask'] {
  return async (name, given, signal) => {
    const at = clock.now();
    const outcome = await ask(name, given, signal);
    if (reads.has(name)) {
      const error = outcome.ok ? null : outcome.error.code;
      const path = `${name}${setIn(given)}`;
      const ms = Math.max(0, clock.now() - at);
      onAnswer({ at, source: 'copy', method: 'READ', path, status: null, error, ms, bytes: 0 });
    }
    return outcome;
  };
}

function setIn(given: object): string {
  const asked = 'query' in given && typeof given.query === 'object' ? given.query : given;
  const set = asked !== null && 'set' in asked ? asked.set : null;
  return typeof set === 'string' ? `/${set}` : '';
}
