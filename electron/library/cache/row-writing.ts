import type { Connection } from '../database/cipher.ts';
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
): void {
  const columns = receivedColumns(set, received);
  const find = findKeptRow(connection, set);
  const insert = connection.prepare<unknown[]>(insertOrReplace(set));
  let added = 0;
  for (const row of received.rows) {
    const fresh = keptRow(row, columns, received.receivedAt);
    const known = find(row.id);
    if (known === null) added += 1;
    const merged = known === null ? fresh : mergeRows(fresh, known);
    insert.run(...toRecord(set, merged, language));
  }
  if (received.rows.length > 0) noteRowChange(connection, set, added);
  if (added > 0) {
    const left = set.columns.filter((column) => column.isFilled && !columns.includes(column));
    noteFilled(connection, set, left, false);
  }
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

/** Removes rows that the instance no longer has, inside the caller's transaction. */
export function deleteRows(connection: Connection, set: SetTable, ids: readonly string[]): void {
  const remove = connection.prepare<[string]>(
    `DELETE FROM ${rowsTable(set, set.generation)} WHERE id = ?`,
  );
  let removed = 0;
  for (const id of ids) removed += remove.run(id).changes;
  if (removed > 0) noteRowChange(connection, set, -removed);
}
