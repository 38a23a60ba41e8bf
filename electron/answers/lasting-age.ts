import { findMember } from '../query/member.ts';
import type { AskedQuery } from './asked-query.ts';

/**
 * Whether a column may change without its row: display texts of references belong to other rows, and what the server works out
 * follows from whatever it likes. None of that moves `AggregateLastUpdateTimeUtc`, by which kept rows are followed.
 */
function isLoose({ plain, models }: AskedQuery, path: string): boolean {
  const member = findMember(models, plain.set, path);
  return member === undefined || member.column.type === 'reference' || member.facts.isCalculated;
}

/**
 * As of when an answer from rows that are followed holds, in milliseconds since 1970: as of the last follow, but for columns
 * that change without their rows. Where such a column is shown, as of its oldest value on the page; where one decides which
 * rows there are or in what order, as of the last full pull.
 *
 * @param times of the last follow, of the last full pull, and of the oldest value on the page
 */
export function lastingAge(
  asked: AskedQuery,
  times: {
    readonly completeAt: number;
    readonly pulledAt: number | null;
    readonly oldest: number;
  },
): number {
  const { columns, where, order, search } = asked.plain;
  const deciding = [...where.flat().map(({ path }) => path), ...order.map(({ column }) => column)];
  // A search looks into the display text of the row, which is worked out.
  const isDecided = search !== '' || deciding.some((path) => isLoose(asked, path));
  const isShown = columns.some((path) => isLoose(asked, path));
  const { completeAt, pulledAt, oldest } = times;
  if (isDecided) return Math.min(completeAt, pulledAt ?? oldest);
  return isShown ? Math.min(completeAt, oldest) : completeAt;
}
