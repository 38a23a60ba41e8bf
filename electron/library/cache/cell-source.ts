import type { Connection } from '../database/cipher.ts';
import { rowsTable, type SetTable, valueColumn } from './set-table.ts';

/**
 * Where the JSON of a set's cells is, by the name of their column, as SQL over the set's table; null when the column is not
 * kept. What every row is kept with stands in for a column that was never asked for.
 */
export function cellSource(set: SetTable, name: string): string | null {
  const column = set.columns.find((one) => one.name === name);
  if (column !== undefined) return valueColumn(column);
  if (name === 'Id') return 'json_quote(id)';
  return name === 'DisplayText' ? 'json_quote(title)' : null;
}

/** Whether every row of the set is known to have a cell of that name. */
export function isFilled(set: SetTable, name: string): boolean {
  const column = set.columns.find((one) => one.name === name);
  return column === undefined ? cellSource(set, name) !== null : column.isFilled;
}

/** Whether every row of the set has a cell of that name, found out by looking where it is not known. */
export function isEverywhere(connection: Connection, set: SetTable, name: string): boolean {
  if (isFilled(set, name)) return true;
  const source = cellSource(set, name);
  const table = rowsTable(set, set.generation);
  const lacking = `SELECT 1 FROM ${table} WHERE ${source ?? 'NULL'} IS NULL LIMIT 1`;
  return connection.prepare(lacking).get() === undefined;
}
