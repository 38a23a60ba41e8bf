import type { LocalQuery } from '../../query/local-query.ts';
import { type RowPlace, rowPlaces } from '../../query/local-rows.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { isEverywhere } from './cell-source.ts';
import { indexedOrder } from './index-order.ts';
import { indexedRows } from './indexed-rows.ts';
import type { FoundRows } from './kept-answers.ts';
import { decidingFields, matchingRows } from './matching-rows.ts';
import { stateOf } from './set-states.ts';
import { isPath, type SetTable } from './set-table.ts';
import { mergedRuns } from './sorted-runs.ts';

/** Which part of which answer is wanted. */
export interface AskedPart {
  readonly query: LocalQuery;
  readonly offset: number;
  readonly limit: number;
}

/** A part of an answer: the numbers of its rows, and how many the whole has. */
export interface AnswerPart {
  readonly numbers: Iterable<number>;
  readonly total: number;
  readonly isExact: boolean;
  /** The state of the rows in which this is the answer. */
  readonly state: string;
}

function ownColumns({ columns }: LocalQuery): readonly string[] {
  return columns.filter((name) => !isPath(name));
}

/** A part of an answer that was found by looking through the rows. */
export function foundPart(
  { numbers, isExact, state }: FoundRows,
  { offset, limit }: AskedPart,
): AnswerPart {
  const part = numbers.subarray(offset, offset + limit);
  return { numbers: part, total: numbers.length, isExact, state };
}

/**
 * A part of all rows, in an order that indexes give; null when it takes looking through the rows.
 * @param language of the translations that texts are ordered by
 */
export function indexedPart(
  connection: Connection,
  set: SetTable,
  { query, offset, limit }: AskedPart,
  language: string,
): AnswerPart | null {
  // A part of the set has conditions, and so has a query within it.
  if (query.where.length > 0 || query.search !== '') return null;
  const order = indexedOrder(connection, set, query, language);
  if (order === null) return null;
  return {
    numbers: indexedRows(connection, set, order, offset, limit),
    total: set.rows,
    isExact: ownColumns(query).every((name) => isEverywhere(connection, set, name)),
    state: stateOf(connection, query),
  };
}

/**
 * Looks through the rows of the set for those of the answer, and puts them in its order; null when others have taken their place
 * meanwhile.
 * @param language of the translations that texts are ordered by
 */
export function* findRows(
  connection: Connection,
  query: LocalQuery,
  language: string,
): Slices<FoundRows | null> {
  const fields = decidingFields(query);
  const { placeOf, compare } = rowPlaces(query.order, fields, language);
  const runs: (RowPlace & { readonly number: number })[][] = [];
  const state = stateOf(connection, query);
  const end = yield* matchingRows(connection, query, {
    fields,
    columns: ownColumns(query),
    take(rows) {
      const run = rows.map((row) => {
        const { id, keys } = placeOf(row);
        return { number: row.number, id, keys };
      });
      runs.push(run.sort(compare));
    },
  });
  if (end === null) return null;
  const ordered = yield* mergedRuns(runs, compare);
  const numbers = Float64Array.from(ordered, ({ number }) => number);
  const { isKnown: isExact, generation, part } = end;
  return { numbers, isExact, state, generation, part };
}
