import type { Connection } from '../database/cipher.ts';
import { type AgedRow, agedRows, type RowRecord } from './row-reading.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** Reads rows by their numbers, in that order, those that are still there. */
export function readRows(
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
export function oldestOf(connection: Connection, set: SetTable, rows: readonly AgedRow[]): number {
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
