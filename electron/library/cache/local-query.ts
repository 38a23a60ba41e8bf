import type { Totals } from '../../contract/rows.ts';
import type { LocalQuery } from '../../query/local-query.ts';
import { createTally } from '../../query/totals.ts';
import type { Connection } from '../database/cipher.ts';
import { LibraryError } from '../database/fault.ts';
import type { Slices } from '../database/slices.ts';
import { type AskedPart, findRows, foundPart, indexedPart } from './answer-part.ts';
import { findSet } from './entity-sets.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { decidingFields, matchingRows } from './matching-rows.ts';
import { oldestOf, readRows } from './page-rows.ts';
import { pageText } from './row-reading.ts';
import { completeSince, partOf, stateOf } from './set-states.ts';
import type { SetTable } from './set-table.ts';
import { askForIndexes, type Preparing } from './wanted-indexes.ts';

/** What local queries are answered with. */
export interface LocalAnswering {
  readonly connection: Connection;
  /** Of the translations that texts are ordered by. */
  readonly language: string;
  readonly answers: KeptAnswers;
  readonly prepare: Preparing;
}

/** One page of a query's answer from the rows that are here. */
export interface LocalPage {
  /** The JSON of its `AgedRow`s. */
  readonly rows: string;
  /** Rows of the whole answer. */
  readonly total: number;
  /** Rows of the set that are here. */
  readonly known: number;
  /**
   * All rows of the set are here, and of those that paths lead to by which rows are chosen or ordered, as far as is known; when
   * that was found, in milliseconds since 1970.
   */
  readonly completeAt: number | null;
  /** Another one means that places in the answer may have moved. */
  readonly state: string;
  /**
   * Every value that decides which rows belong to the answer and in what order is here, and every value of the set's own that the
   * answer shows. What is shown of other sets may be missing; the rows tell.
   */
  readonly isExact: boolean;
  /** The age of the oldest value on the page; of an empty page, of the row that came last. Milliseconds since 1970. */
  readonly oldest: number;
}

/** What columns of an answer come to. */
export interface LocalTotals {
  /** Parallel to the columns that were asked for. */
  readonly columns: readonly Totals[];
  /** Rows that were added up. */
  readonly rows: number;
  readonly completeAt: number | null;
  /** As of a page: nothing that decides or is added up is missing. */
  readonly isExact: boolean;
}

/** The set, unless nothing of it is here. */
function setAtHand(connection: Connection, name: string): SetTable | null {
  const set = findSet(connection, name);
  return set === null || (set.rows === 0 && set.completeAt === null) ? null : set;
}

function partNumber(connection: Connection, query: LocalQuery): number | null {
  return partOf(connection, query)?.number ?? null;
}

/**
 * Answers a query from the rows that are here: the same rows, in the same order, as `localAnswer` picks from rows at hand.
 * @returns null when nothing of the set is here
 */
export function* queryRows(answering: LocalAnswering, given: AskedPart): Slices<LocalPage | null> {
  const { query } = given;
  const { connection, language, answers, prepare } = answering;
  const key = JSON.stringify(query);
  let found = answers.find(key, stateOf(connection, query)) ?? null;

  function page(): LocalPage | null | undefined {
    const set = setAtHand(connection, query.set);
    if (set === null) return null;
    // Numbers are of one generation's table.
    const part =
      found?.generation === set.generation && found.part === partNumber(connection, query)
        ? foundPart(found, given)
        : indexedPart(connection, set, given, language);
    if (part === null) return undefined;
    const { numbers, total, isExact, state } = part;
    const rows = readRows(connection, set, query, numbers);
    return {
      ...{ rows: pageText(rows), total, isExact, state },
      known: set.rows,
      completeAt: completeSince(connection, { ...query, fields: decidingFields(query) }),
      oldest: oldestOf(connection, set, rows),
    };
  }

  for (;;) {
    const answer = connection.transaction(page)();
    if (answer !== undefined) return answer;
    found = yield* findRows(connection, query, language);
    if (found !== null) answers.keep(key, found);
    askForIndexes(connection, query, prepare);
  }
}

/**
 * Adds up columns over all rows that belong to a query's answer.
 * @returns null when nothing of the set is here
 * @throws LibraryError `badRequest` for a column that is none of the query's fields
 */
export function* queryTotals(
  { connection }: LocalAnswering,
  { query, columns }: { readonly query: LocalQuery; readonly columns: readonly string[] },
): Slices<LocalTotals | null> {
  const fields = decidingFields({ ...query, order: [] }, columns);
  const places = columns.map((name) => fields.findIndex(({ path }) => path === name));
  if (places.includes(-1)) throw new LibraryError({ code: 'badRequest', detail: 'columns' });
  for (;;) {
    if (setAtHand(connection, query.set) === null) return null;
    const tallies = places
      .flatMap((place) => fields.slice(place, place + 1))
      .map((field) => createTally(field));
    let counted = 0;
    const end = yield* matchingRows(connection, query, {
      fields,
      columns: [],
      take(rows) {
        counted += rows.length;
        for (const [index, tally] of tallies.entries()) {
          tally.add(rows.map(({ cells }) => cells[places[index] ?? 0] ?? null));
        }
      },
    });
    if (end === null) continue;
    return {
      columns: tallies.map((tally) => tally.totals()),
      rows: counted,
      completeAt: completeSince(connection, { ...query, fields }),
      isExact: end.isKnown,
    };
  }
}
