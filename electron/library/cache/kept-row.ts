import type { Connection } from '../database/cipher.ts';
import { findSet } from './entity-sets.ts';
import { agedRows, type RowRecord } from './row-reading.ts';
import { rowsTable } from './set-table.ts';

/** Names a row, and what is to be read of it. */
export interface RowQuestion {
  readonly set: string;
  readonly id: string;
  readonly columns: readonly string[];
}

/** The JSON of one `AgedRow` by its id, with what is known of the asked columns; null when it is not here. */
export function readRow(
  connection: Connection,
  { set: name, id, columns }: RowQuestion,
): string | null {
  const set = findSet(connection, name);
  if (set === null) return null;
  const { select, toText } = agedRows(set, columns);
  const record = connection
    .prepare<[string], RowRecord>(
      `SELECT ${select} FROM ${rowsTable(set, set.generation)} WHERE id = ?`,
    )
    .raw()
    .get(id);
  return record === undefined ? null : toText(record).text;
}
