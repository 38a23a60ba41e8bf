import type { LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { fieldCells, type RowCells } from './field-cells.ts';
import { type AgedRow, agedRows, ownSources, type RowRecord } from './row-reading.ts';
import { isPath, rowsTable, type SetTable } from './set-table.ts';

/** Reads rows by their numbers, in that order, those that are still there. */
export function readRows(
  connection: Connection,
  set: SetTable,
  { columns, fields }: Pick<LocalQuery, 'columns' | 'fields'>,
  numbers: Iterable<number>,
): readonly AgedRow[] {
  const { select, toRow } = agedRows(set, columns);
  const paths = fields.filter(({ path }) => isPath(path) && columns.includes(path));
  const reading = fieldCells(connection, set, paths);
  const find = connection
    .prepare<[number], RowRecord>(
      `SELECT ${[select, ...reading.sources].join(', ')} FROM ${rowsTable(set, set.generation)} WHERE number = ?`,
    )
    .raw();
  const records = [...numbers].flatMap((number) => {
    // A row may have been removed while the others were looked through.
    const record = find.get(number);
    return record === undefined ? [] : [record];
  });
  const rows = records.map(toRow);
  if (paths.length === 0) return rows;
  const names = paths.map(({ path }) => path);
  return reading
    .read(records, ownSources + columns.length)
    .flatMap((cells, index) =>
      rows.slice(index, index + 1).map((row) => withPaths(row, columns, names, cells)),
    );
}

/** A row with the cells that its paths lead to. */
function withPaths(
  row: AgedRow,
  columns: readonly string[],
  paths: readonly string[],
  found: RowCells,
): AgedRow {
  const places = columns.map((name) => paths.indexOf(name));
  const unknown = columns.filter((name, index) => {
    const place = places[index] ?? -1;
    return place < 0 ? row.unknown?.includes(name) : found.unknown.includes(place);
  });
  const { unknown: _, ...known } = row;
  return {
    ...known,
    cells: places.map(
      (place, index) => (place < 0 ? row.cells : found.cells)[place < 0 ? index : place] ?? null,
    ),
    ...(unknown.length > 0 ? { unknown } : {}),
  };
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
