import type { Connection } from '../database/cipher.ts';
import { LibraryError } from '../database/fault.ts';
import type { Slices } from '../database/slices.ts';
import { ensureSet, findSet, type KnownColumn, knownSet } from './entity-sets.ts';
import { beginLooking } from './looked-at.ts';
import { notePictures } from './pictures.ts';
import { noteReplacement, type Replacement } from './replacement.ts';
import { countRows, noteFilled } from './row-counts.ts';
import {
  type IdentifiedRow,
  insertRecord,
  keptRow,
  receivedColumns,
  toRecord,
} from './row-record.ts';
import {
  createIdIndex,
  createRowsTable,
  keyColumn,
  rowsTable,
  type SetTable,
  searchTable,
  valueColumn,
} from './set-table.ts';
import { hasKeyIndex, indexKeys } from './sort-columns.ts';
import { noteSync } from './sync-state.ts';

/** A page of a full pull. */
export interface StagedPage {
  readonly set: string;
  readonly columns: readonly KnownColumn[];
  readonly rows: readonly IdentifiedRow[];
  readonly receivedAt: number;
  /** Where the pull goes on, in the syncing part's own words (JSON). */
  readonly sync: string;
}

/** Begins a full pull of a set that is kept; what an earlier one has staged is dropped. The rows that are there stay until the new ones are whole. */
export function startStaging(
  connection: Connection,
  name: string,
  columns: readonly KnownColumn[],
  sync: string,
): void {
  connection.transaction(() => {
    const set = ensureSet(connection, name, columns);
    if (set.staging !== null) connection.exec(`DROP TABLE ${rowsTable(set, set.staging)}`);
    // A new number even then, because the dropped table's indexes may have been named after the old one.
    const staging = (set.staging ?? set.generation) + 1;
    connection.exec(createRowsTable(set, staging));
    connection
      .prepare('UPDATE entity_set SET staging = ?, sync = ?, kept = 1 WHERE number = ?')
      .run(staging, sync, set.number);
  })();
}

/**
 * Keeps a page of a full pull with the place where it goes on, in a table without any index: nine times as fast as with them.
 * A page that comes twice is sorted out at the end.
 *
 * @throws LibraryError `badRequest` when no full pull is under way
 */
export function writeStagedPage(connection: Connection, page: StagedPage, language: string): void {
  connection.transaction(() => {
    const set = ensureSet(connection, page.set, page.columns);
    if (set.staging === null) throw new LibraryError({ code: 'badRequest', detail: 'staging' });
    const names = page.columns.map(({ name }) => name);
    const columns = receivedColumns(set, { ...page, columns: names });
    const insert = connection.prepare<unknown[]>(insertRecord(set, set.staging));
    for (const row of page.rows) {
      insert.run(...toRecord(set, keptRow(row, columns, page.receivedAt), language));
    }
    noteSync(connection, set.number, page.sync);
  })();
}

/**
 * Ends a full pull: makes the indexes, one commit each, then puts the new rows in the place of the old. Interrupted, it is
 * simply called again.
 *
 * @param at as of when all rows are here, in milliseconds since 1970
 * @param sync where the incremental pulls go on
 * @param replacement how what has changed is noted
 */
export function* publishStaging(
  connection: Connection,
  name: string,
  at: number,
  sync: string,
  replacement: Replacement = { at, isComparable: true },
): Slices {
  const set = knownSet(connection, name);
  const { staging } = set;
  if (staging === null) return;
  // Another pull may begin between two slices; then this one is given up.
  const isUnderWay = (): boolean => findSet(connection, name)?.staging === staging;
  makeIdsUnique(connection, set, staging);
  yield;
  // A column without an index is still being prepared, and so are its keys in the new rows.
  for (const column of set.columns.filter((each) => hasKeyIndex(connection, set, each))) {
    if (!isUnderWay()) return;
    indexKeys(connection, set, column, staging);
    yield;
  }
  connection.transaction(() => {
    if (!isUnderWay()) return;
    const current = knownSet(connection, name);
    carryOver(connection, current, staging);
    noteReplacement(connection, current, staging, replacement);
    notePictures(connection, current, staging);
    takeOver(connection, current, staging);
    connection
      .prepare('UPDATE entity_set SET complete_at = ?, sync = ? WHERE number = ?')
      .run(at, sync, set.number);
    beginLooking(connection, set, replacement.at);
  })();
}

/** Of the same row twice the later one counts: a page came again, or the row had moved in between. */
function makeIdsUnique(connection: Connection, set: SetTable, staging: number): void {
  const table = rowsTable(set, staging);
  try {
    connection.exec(createIdIndex(set, staging));
  } catch (error) {
    if (!isUniquenessBroken(error)) throw error;
    connection.transaction(() => {
      connection.exec(
        `DELETE FROM ${table} WHERE number NOT IN (SELECT max(number) FROM ${table} GROUP BY id)`,
      );
      connection.exec(createIdIndex(set, staging));
    })();
  }
}

function isUniquenessBroken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

function takeOver(connection: Connection, set: SetTable, staging: number): void {
  countRows(connection, set, staging);
  connection.exec(`DROP TABLE IF EXISTS ${searchTable(set, set.generation)}`);
  connection.exec(`DROP TABLE ${rowsTable(set, set.generation)}`);
  // A sweep that was under way knows the old rows only.
  connection.prepare('DELETE FROM sweep WHERE entity_set = ?').run(set.number);
  connection
    .prepare(
      `UPDATE entity_set SET generation = staging, staging = NULL, search_index = 'none',
         search_indexed = 0 WHERE number = ?`,
    )
    .run(set.number);
}

/** Takes along what only the old rows know: columns that other queries asked for and the pull did not. */
function carryOver(connection: Connection, set: SetTable, staging: number): void {
  const [from, to] = [rowsTable(set, set.generation), rowsTable(set, staging)];
  for (const column of set.columns) {
    const value = valueColumn(column);
    // A pull asks for the same columns on every page, so its first row tells.
    const isPulled = connection
      .prepare(`SELECT ${value} IS NOT NULL FROM ${to} LIMIT 1`)
      .pluck()
      .get();
    noteFilled(connection, set, [column], isPulled === 1);
    if (isPulled === 1) continue;
    const key = keyColumn(column);
    const keys = column.isSorted ? `, ${key} = known.${key}` : '';
    connection.exec(`
      UPDATE ${to} SET ${value} = known.${value}${keys},
        older = json_set(coalesce(${to}.older, '{}'), '$."${column.number}"',
          coalesce(known.older ->> '$."${column.number}"', known.seen_at))
      FROM ${from} AS known WHERE known.id = ${to}.id AND known.${value} IS NOT NULL
    `);
  }
}
