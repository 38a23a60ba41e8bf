import type { Totals } from '../../contract/rows.ts';
import type { LocalField, LocalQuery } from '../../query/local-query.ts';
import { groupsTest, type RowPlace, rowPlaces, searchTest } from '../../query/local-rows.ts';
import { searchedColumns } from '../../query/searched-columns.ts';
import { createTally } from '../../query/totals.ts';
import type { Connection } from '../database/cipher.ts';
import { LibraryError } from '../database/fault.ts';
import type { Slices } from '../database/slices.ts';
import { isEverywhere } from './cell-source.ts';
import { findSet } from './entity-sets.ts';
import { indexedOrder, unpreparedColumns } from './index-order.ts';
import { indexedRows } from './indexed-rows.ts';
import type { FoundRows, KeptAnswers } from './kept-answers.ts';
import { looksForText, narrowings } from './narrowing.ts';
import { type AgedRow, agedRows, type RowRecord } from './row-reading.ts';
import { scanRows } from './row-scan.ts';
import { rowsTable, type SetTable } from './set-table.ts';
import type { OrderedColumn } from './sort-columns.ts';
import { mergedRuns } from './sorted-runs.ts';

/** What local queries are answered with. */
export interface LocalAnswering {
  readonly connection: Connection;
  /** Of the translations that texts are ordered by. */
  readonly language: string;
  readonly answers: KeptAnswers;
  readonly prepare: Preparing;
}

/** Has indexes made that would have spared looking through all rows. */
export interface Preparing {
  order(column: OrderedColumn): void;
  search(set: string): void;
}

/** Looking through fewer rows takes no time that anybody would notice. */
const manyRows = 5000;

/** One page of a query's answer from the rows that are here. */
export interface LocalPage {
  readonly rows: readonly AgedRow[];
  /** Rows of the whole answer. */
  readonly total: number;
  /** Rows of the set that are here. */
  readonly known: number;
  /**
   * All rows of the set, and of those that paths lead to, are here, as far as is known; when that was found, in milliseconds
   * since 1970.
   */
  readonly completeAt: number | null;
  /** Another one means that places in the answer may have moved. */
  readonly state: string;
  /**
   * Every value that decides which rows belong to the answer and in what order, and every value that the answer shows, is
   * here: each column is known of each row, and each path leads to rows that are here.
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

/** The fields by which rows are chosen and ordered, and others that are wanted. */
function decidingFields(
  { fields, where, search, order }: LocalQuery,
  others: readonly string[] = [],
): readonly LocalField[] {
  const own = fields.filter(({ names }) => names.length === 1);
  const paths = new Set([
    ...others,
    ...where.flat().map(({ path }) => path),
    ...order.map(({ column }) => column),
    ...(search === '' ? [] : searchedColumns(own.map(({ column }) => column))),
  ]);
  return fields.filter(({ path }) => paths.has(path));
}

/** The sets whose rows a query looks at. */
function touchedSets({ set, fields }: LocalQuery): readonly string[] {
  return [...new Set([set, ...fields.flatMap((field) => field.sets)])];
}

/** When the set was found complete that has been so for the longest; null when one is not. */
function completeSince(connection: Connection, query: LocalQuery): number | null {
  const times = touchedSets(query).map((name) => findSet(connection, name)?.completeAt ?? null);
  return times.reduce((least, time) =>
    least === null || time === null ? null : Math.min(least, time),
  );
}

/** The state of all rows that a query looks at: the same text means the same answer. */
function stateOf(connection: Connection, query: LocalQuery): string {
  return touchedSets(query)
    .map((name) => {
      const found = findSet(connection, name);
      return found === null ? '' : `${found.generation}.${found.changes}`;
    })
    .join(' ');
}

/** Looks through the rows of the set for those of the answer, and puts them in its order. */
function* findRows(
  { connection, language }: LocalAnswering,
  query: LocalQuery,
): Slices<FoundRows | null> {
  const fields = decidingFields(query);
  const belongs = groupsTest(query.where, fields);
  const isFound = searchTest(query.search, fields);
  const { placeOf, compare } = rowPlaces(query.order, fields, language);
  const runs: (RowPlace & { readonly number: number })[][] = [];
  const state = stateOf(connection, query);
  const isExact = yield* scanRows(connection, {
    set: query.set,
    fields,
    columns: query.columns,
    narrowings: (set) => narrowings(connection, set, query),
    take(rows) {
      const found = rows.filter((row) => belongs(row) && isFound(row));
      const run = found.map((row) => {
        const { id, keys } = placeOf(row);
        return { number: row.number, id, keys };
      });
      runs.push(run.sort(compare));
    },
  });
  const set = findSet(connection, query.set);
  if (isExact === null || set === null) return null;
  const ordered = yield* mergedRuns(runs, compare);
  const numbers = Float64Array.from(ordered, ({ number }) => number);
  return { numbers, isExact, state, generation: set.generation };
}

/** A part of an answer: the numbers of its rows, and how many the whole has. */
interface AnswerPart {
  readonly numbers: Iterable<number>;
  readonly total: number;
  readonly isExact: boolean;
}

/** Which part of which answer is wanted. */
interface AskedPart {
  readonly query: LocalQuery;
  readonly offset: number;
  readonly limit: number;
}

function keptPart({ numbers, isExact }: FoundRows, { offset, limit }: AskedPart): AnswerPart {
  return { numbers: numbers.subarray(offset, offset + limit), total: numbers.length, isExact };
}

/** A part of all rows, in an order that indexes give; null when it takes looking through the rows. */
function indexedPart(
  { connection, language }: LocalAnswering,
  set: SetTable,
  { query, offset, limit }: AskedPart,
): AnswerPart | null {
  if (query.where.length > 0 || query.search !== '') return null;
  const order = indexedOrder(connection, set, query, language);
  if (order === null) return null;
  const numbers = indexedRows(connection, set, order, offset, limit);
  const isExact = query.columns.every((name) => isEverywhere(connection, set, name));
  return { numbers, total: set.rows, isExact };
}

function askForIndexes({ connection, prepare }: LocalAnswering, query: LocalQuery): void {
  const set = findSet(connection, query.set);
  if (set === null || set.rows < manyRows) return;
  for (const { column, enumValues } of unpreparedColumns(connection, set, query)) {
    prepare.order({ set: set.name, column: column.name, enumValues });
  }
  if (looksForText(query) && set.searchIndex === 'none') {
    prepare.search(set.name);
  }
}

function readPage(
  connection: Connection,
  set: SetTable,
  columns: readonly string[],
  numbers: Iterable<number>,
): readonly AgedRow[] {
  const { select, toRow } = agedRows(set, columns);
  const find = connection
    .prepare<[number], RowRecord>(
      `SELECT ${select} FROM ${rowsTable(set, set.generation)} WHERE number = ?`,
    )
    .raw();
  return [...numbers].flatMap((number) => {
    // A row may have been removed while the others were looked through.
    const record = find.get(number);
    return record === undefined ? [] : [toRow(record)];
  });
}

/** The age of the oldest value that rows show; of none, that of the row that came last. */
function oldestOf(connection: Connection, set: SetTable, rows: readonly AgedRow[]): number {
  if (rows.length > 0) {
    return Math.min(...rows.flatMap(({ seenAt, older = {} }) => [seenAt, ...Object.values(older)]));
  }
  const last = connection
    .prepare<[], number>(
      `SELECT seen_at FROM ${rowsTable(set, set.generation)} ORDER BY number DESC LIMIT 1`,
    )
    .pluck()
    .get();
  return last ?? set.completeAt ?? 0;
}

/** The set, unless nothing of it is here. */
function setAtHand(connection: Connection, name: string): SetTable | null {
  const set = findSet(connection, name);
  return set === null || (set.rows === 0 && set.completeAt === null) ? null : set;
}

/**
 * Answers a query from the rows that are here: the same rows, in the same order, as `localAnswer` picks from rows at hand.
 * @returns null when nothing of the set is here
 */
export function* queryRows(answering: LocalAnswering, given: AskedPart): Slices<LocalPage | null> {
  const { query } = given;
  const { connection, answers } = answering;
  const key = JSON.stringify(query);
  let found = answers.find(key, stateOf(connection, query)) ?? null;

  function page(): LocalPage | null | undefined {
    const set = setAtHand(connection, query.set);
    if (set === null) return null;
    // Numbers are of one generation's table.
    const part =
      found?.generation === set.generation
        ? keptPart(found, given)
        : indexedPart(answering, set, given);
    if (part === null) return undefined;
    const rows = readPage(connection, set, query.columns, part.numbers);
    return {
      rows,
      total: part.total,
      known: set.rows,
      completeAt: completeSince(connection, query),
      state: stateOf(connection, query),
      isExact: part.isExact,
      oldest: oldestOf(connection, set, rows),
    };
  }

  for (;;) {
    const answer = connection.transaction(page)();
    if (answer !== undefined) return answer;
    found = yield* findRows(answering, query);
    if (found !== null) answers.keep(key, found);
    askForIndexes(answering, query);
  }
}

/**
 * Adds up columns over all rows that belong to a query's answer.
 * @returns null when nothing of the set is here
 * @throws LibraryError `badRequest` for a column that is none of the query's fields
 */
export function* queryTotals(
  { connection, language }: LocalAnswering,
  { query, columns }: { readonly query: LocalQuery; readonly columns: readonly string[] },
): Slices<LocalTotals | null> {
  const fields = decidingFields({ ...query, order: [] }, columns);
  const places = columns.map((name) => fields.findIndex(({ path }) => path === name));
  if (places.includes(-1)) throw new LibraryError({ code: 'badRequest', detail: 'columns' });
  const belongs = groupsTest(query.where, fields);
  const isFound = searchTest(query.search, fields);
  for (;;) {
    const set = setAtHand(connection, query.set);
    if (set === null) return null;
    const tallies = places
      .flatMap((place) => fields.slice(place, place + 1))
      .map((field) => createTally(field, language));
    let counted = 0;
    const isExact = yield* scanRows(connection, {
      set: query.set,
      fields,
      columns: [],
      narrowings: (table) => narrowings(connection, table, query),
      take(rows) {
        const found = rows.filter((row) => belongs(row) && isFound(row));
        counted += found.length;
        for (const [index, tally] of tallies.entries()) {
          tally.add(found.map(({ cells }) => cells[places[index] ?? 0] ?? null));
        }
      },
    });
    if (isExact === null) continue;
    return {
      columns: tallies.map((tally) => tally.totals()),
      rows: counted,
      completeAt: completeSince(connection, query),
      isExact,
    };
  }
}
