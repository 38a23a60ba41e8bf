import type { Row } from '../../contract/rows.ts';
import type { Connection } from '../database/cipher.ts';
import type { Migration } from '../database/migration.ts';
import { ensureSet, findSet, type KnownColumn } from './entity-sets.ts';
import { agedRows, madeUp, pageText, type RowRecord } from './row-reading.ts';
import { writeRows } from './row-writing.ts';
import { rowsTable } from './set-table.ts';

/** One page of a query's answer, to be kept. */
export interface ResultPage {
  /** Names the query, with all that its rows and their order depend on. */
  readonly query: string;
  readonly set: string;
  readonly columns: readonly KnownColumn[];
  /** Names the run that the page belongs to: when its first answer came, in milliseconds since 1970. */
  readonly run: number;
  /** Rows before this page in its run: 0 starts a new run. */
  readonly position: number;
  readonly rows: readonly Row[];
  /** What the page after this one is asked with; null when this was the last. */
  readonly cursor: string | null;
  readonly receivedAt: number;
}

/** What is kept of a query's answer. */
export interface KeptResult {
  /** The JSON of its `AgedRow`s. */
  readonly rows: string;
  /** Rows of the answer that are kept, over all its pages. */
  readonly kept: number;
  /** Rows that the newest run has brought; those after them are from an earlier run. */
  readonly reached: number;
  /** The whole answer is kept. */
  readonly isComplete: boolean;
  /** What the page after `reached` is asked with; null when there is none. */
  readonly cursor: string | null;
  /** When the newest page came, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** How many rows the instance counted, and when; null when it was never asked. */
  readonly count: { readonly rows: number; readonly at: number } | null;
}

interface ResultRecord {
  readonly number: number;
  readonly cursor: string | null;
  readonly complete: number;
  readonly reached: number;
  readonly received_at: number;
  readonly row_count: number | null;
  readonly counted_at: number | null;
}

/** Which run the rows before `reached` are of. What was kept before is of none, so that no page goes on with it. */
export const resultRunMigration: Migration = (connection) => {
  connection.exec('ALTER TABLE result ADD COLUMN run INTEGER');
};

/**
 * Keeps a page: its rows in the set, its ids in their order in the result. A page that starts a new run leaves the longer tail
 * of the earlier run in place, less the rows that have moved up, until the new run has come as far.
 *
 * @param language of the translations that are ordered by
 */
export function writeResultPage(connection: Connection, page: ResultPage, language: string): void {
  connection.transaction(() => {
    const set = ensureSet(connection, page.set, page.columns);
    const isNext = page.position === 0 || page.position <= reachedBy(connection, page);
    const result = isNext ? ensureResult(connection, page, set.number) : 0;
    const rows = page.rows.map((row, index) => ({
      ...row,
      // A view's rows have no key of their own: they belong to their place in this result.
      id: row.id ?? `${madeUp}${result}.${page.position + index}`,
    }));
    const columns = page.columns.map(({ name }) => name);
    writeRows(connection, set, { columns, rows, receivedAt: page.receivedAt }, language);
    // A page before this one was not kept, so this one has no place; its rows are good for other questions.
    if (!isNext) return;
    placeRows(connection, result, page, rows);
    const reached = page.position + rows.length;
    if (page.cursor === null) {
      connection
        .prepare('DELETE FROM result_row WHERE result = ? AND position >= ?')
        .run(result, reached);
    }
    connection
      .prepare(
        `UPDATE result SET cursor = ?, complete = ?, reached = ?, run = ?, received_at = ?, used_at = ?
         WHERE number = ?`,
      )
      .run(
        page.cursor,
        page.cursor === null ? 1 : 0,
        reached,
        page.run,
        page.receivedAt,
        page.receivedAt,
        result,
      );
  })();
}

function ensureResult(connection: Connection, page: ResultPage, set: number): number {
  const find = connection
    .prepare<[string], number>('SELECT number FROM result WHERE query = ?')
    .pluck();
  const found = find.get(page.query);
  if (found !== undefined) return found;
  return Number(
    connection
      .prepare('INSERT INTO result (query, entity_set, received_at, used_at) VALUES (?, ?, ?, ?)')
      .run(page.query, set, page.receivedAt, page.receivedAt).lastInsertRowid,
  );
}

/** Rows that a run has brought without a gap; 0 unless it is the newest of its query. */
function reachedBy(connection: Connection, { query, run }: ResultPage): number {
  const reached = connection
    .prepare<[string, number], number>('SELECT reached FROM result WHERE query = ? AND run = ?')
    .pluck()
    .get(query, run);
  return reached ?? 0;
}

function placeRows(
  connection: Connection,
  result: number,
  { position }: ResultPage,
  rows: readonly { readonly id: string }[],
): void {
  const leave = connection.prepare('DELETE FROM result_row WHERE result = ? AND id = ?');
  const place = connection.prepare(
    'INSERT OR REPLACE INTO result_row (result, position, id) VALUES (?, ?, ?)',
  );
  rows.forEach(({ id }, index) => {
    leave.run(result, id);
    place.run(result, position + index, id);
  });
}

/** Keeps how many rows the instance counted. Nothing is kept for a query without a page. */
export function writeCount(connection: Connection, query: string, rows: number, at: number): void {
  connection
    .prepare('UPDATE result SET row_count = ?, counted_at = ? WHERE query = ?')
    .run(rows, at, query);
}

/** What is read of a result. */
export interface ResultRange {
  readonly query: string;
  readonly set: string;
  readonly columns: readonly string[];
  /** Rows to leave out before the first. */
  readonly offset: number;
  /** Rows at most. */
  readonly limit: number;
}

/** Reads rows of a kept result, in its order; null when nothing of it is kept. */
export function readResult(connection: Connection, range: ResultRange): KeptResult | null {
  return connection.transaction(() => {
    const result = connection
      .prepare<[string], ResultRecord>('SELECT * FROM result WHERE query = ?')
      .get(range.query);
    const set = findSet(connection, range.set);
    if (result === undefined || set === null) return null;
    const { select, toText } = agedRows(set, range.columns);
    const records = connection
      .prepare<unknown[], RowRecord>(
        // Rows that the instance has deleted since take no place.
        `SELECT ${select} FROM (
           SELECT position, id AS placed FROM result_row WHERE result = ?
         ) JOIN ${rowsTable(set, set.generation)} ON id = placed ORDER BY position LIMIT ? OFFSET ?`,
      )
      .raw()
      .all(result.number, range.limit, range.offset);
    const kept = connection
      .prepare<[number], number>(
        `SELECT count(*) FROM result_row JOIN ${rowsTable(set, set.generation)} USING (id) WHERE result = ?`,
      )
      .pluck()
      .get(result.number);
    return {
      rows: pageText(records.map((record) => toText(record))),
      kept: kept ?? 0,
      reached: result.reached,
      isComplete: result.complete === 1,
      cursor: result.cursor,
      receivedAt: result.received_at,
      count:
        result.row_count === null || result.counted_at === null
          ? null
          : { rows: result.row_count, at: result.counted_at },
    };
  })();
}

/** Marks results as used, so that eviction takes others first. */
export function touchResults(connection: Connection, queries: readonly string[], at: number): void {
  const touch = connection.prepare('UPDATE result SET used_at = max(used_at, ?) WHERE query = ?');
  connection.transaction(() => {
    for (const query of queries) touch.run(at, query);
  })();
}
