import type { Connection } from '../database/cipher.ts';
import { changeLog, isSameRow, silent } from './changes.ts';
import { findSet } from './entity-sets.ts';
import { pictureLog } from './pictures.ts';
import { noteFilled, noteRowChange } from './row-counts.ts';
import { mergeRows } from './row-merge.ts';
import { type RowRecord, readRecord, rowColumns } from './row-reading.ts';
import {
  insertRecord,
  type KeptRow,
  keptRow,
  type ReceivedRows,
  receivedColumns,
  recordColumns,
  toRecord,
} from './row-record.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/**
 * Which of two states of a row counts: the later one by its age, or the one that is written, whatever the clock has done since.
 * A pull is sure to ask again for what it has seen too early, so what it brings may always count.
 */
export type Precedence = 'later' | 'written';

/** Answers overtake each other by seconds; a row from further ahead, in milliseconds, was seen by a clock that was wrong. */
const aheadMs = 24 * 60 * 60 * 1000;

function isAhead(known: KeptRow | null, fresh: KeptRow): boolean {
  return known !== null && known.seenAt - fresh.seenAt > aheadMs;
}

/**
 * Keeps rows that an answer brought, inside the caller's transaction. What is known of a row from other answers stays with its
 * age; the same answer twice changes nothing.
 *
 * @param language of the translations that are ordered by
 */
export function writeRows(
  connection: Connection,
  set: SetTable,
  received: ReceivedRows,
  language: string,
  precedence: Precedence = 'later',
): void {
  const columns = receivedColumns(set, received);
  const find = findKeptRow(connection, set);
  const insert = connection.prepare<unknown[]>(insertOrReplace(set));
  const isComparable = received.isComparable !== false;
  const log = isComparable ? changeLog(connection, set, received.receivedAt) : silent;
  const pictures = pictureLog(connection, set);
  let added = 0;
  let changed = 0;
  for (const row of received.rows) {
    const fresh = keptRow(row, columns, received.receivedAt);
    const known = find(row.id);
    if (known === null) added += 1;
    const isOverruled = precedence === 'written' || isAhead(known, fresh);
    const older = known !== null && isOverruled ? aged(known, fresh.seenAt) : known;
    const merged = older === null ? fresh : mergeRows(fresh, older);
    insert.run(...toRecord(set, merged, language));
    if (known !== null && isSameRow(known, merged)) continue;
    changed += 1;
    log.note(known, merged);
    if (known !== null) pictures.changed(row.id);
  }
  log.end();
  if (changed > 0) noteRowChange(connection, set, added);
  if (added > 0) {
    const left = set.columns.filter((column) => column.isFilled && !columns.includes(column));
    noteFilled(connection, set, left, false);
  }
}

/**
 * Keeps rows that were asked for again, as far as they are still here: one that a sweep has taken away meanwhile does not come
 * back by an answer from before.
 */
export function renewRows(
  connection: Connection,
  name: string,
  received: ReceivedRows,
  language: string,
): void {
  connection.transaction(() => {
    const set = findSet(connection, name);
    if (set === null) return;
    const find = findKeptRow(connection, set);
    const rows = received.rows.filter(({ id }) => find(id) !== null);
    writeRows(connection, set, { ...received, rows }, language);
  })();
}

/** An upsert and not `INSERT OR REPLACE`: the row keeps its number, which the search index knows it by. */
function insertOrReplace(set: SetTable): string {
  const changes = recordColumns(set).map((name) => `${name} = excluded.${name}`);
  return insertRecord(set, set.generation, `ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`);
}

/** Finds what is known of a row, by its id. */
function findKeptRow(connection: Connection, set: SetTable): (id: string) => KeptRow | null {
  const find = connection
    .prepare<[string], RowRecord>(
      `SELECT ${rowColumns(set.columns)} FROM ${rowsTable(set, set.generation)} WHERE id = ?`,
    )
    .raw();
  return (id) => {
    const record = find.get(id);
    return record === undefined ? null : readRecord(record, set.columns);
  };
}

/** A state of a row as if nothing of it had been seen after a time. */
function aged(row: KeptRow, at: number): KeptRow {
  const ages = Object.entries(row.older).map(
    ([column, age]) => [column, Math.min(age, at)] as const,
  );
  return { ...row, seenAt: Math.min(row.seenAt, at), older: Object.fromEntries(ages) };
}

/**
 * Removes rows that the instance no longer has, inside the caller's transaction.
 * @param at when that was learned, in milliseconds since 1970
 */
export function deleteRows(
  connection: Connection,
  set: SetTable,
  ids: readonly string[],
  at: number,
): void {
  const find = findKeptRow(connection, set);
  const remove = connection.prepare<[string]>(
    `DELETE FROM ${rowsTable(set, set.generation)} WHERE id = ?`,
  );
  const log = changeLog(connection, set, at);
  const pictures = pictureLog(connection, set);
  let removed = 0;
  for (const id of ids) {
    const known = find(id);
    if (known === null) continue;
    log.note(known, null);
    remove.run(id);
    pictures.removed(id);
    removed += 1;
  }
  log.end();
  if (removed > 0) noteRowChange(connection, set, -removed);
}
