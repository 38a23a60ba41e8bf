import type { LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { preparedOnce } from '../database/prepared-once.ts';
import { cellText } from './cell-text.ts';
import { fieldCells, type RowCells } from './field-cells.ts';
import { type AgedRowText, agedRows, ownSources, type RowRecord } from './row-reading.ts';
import { isPath, rowsTable, type SetTable } from './set-table.ts';

const rowRecords = preparedOnce((connection, sql) =>
  connection.prepare<[string], RowRecord>(sql).raw(),
);

/** Reads rows by their numbers, in that order, those that are still there. */
export function readRows(
  connection: Connection,
  set: SetTable,
  { columns, fields }: Pick<LocalQuery, 'columns' | 'fields'>,
  numbers: Iterable<number>,
): readonly AgedRowText[] {
  const { select, toText } = agedRows(set, columns);
  const paths = fields.filter(({ path }) => isPath(path) && columns.includes(path));
  const reading = fieldCells(connection, set, paths);
  const records = rowRecords(
    connection,
    // A row may have been removed while the others were looked through.
    `SELECT ${[select, ...reading.sources].join(', ')}
     FROM (SELECT key AS place, value AS wanted FROM json_each(?))
     CROSS JOIN ${rowsTable(set, set.generation)} ON number = wanted ORDER BY place`,
  ).all(JSON.stringify([...numbers]));
  if (paths.length === 0) return records.map((record) => toText(record));
  const places = columns.map((name) => paths.findIndex(({ path }) => path === name));
  const found = reading.read(records, ownSources + columns.length);
  return records.map((record, index) => {
    const followed = cellTexts(found[index]);
    const [, , , , ...own] = record;
    return toText(
      record,
      places.map((place, column) => (place < 0 ? own[column] : followed[place]) ?? null),
    );
  });
}

/** The JSON of cells at the end of paths; null for those that are not here. */
function cellTexts({ cells, unknown }: RowCells = noCells): readonly (string | null)[] {
  return cells.map((cell, place) => (unknown.includes(place) ? null : cellText(cell)));
}

const noCells: RowCells = { cells: [], unknown: [] };

/** The age of the oldest value that rows show; of none, that of the row that came last. */
export function oldestOf(
  connection: Connection,
  set: SetTable,
  rows: readonly AgedRowText[],
): number {
  if (rows.length > 0) return Math.min(...rows.map(({ oldest }) => oldest));
  const last = connection
    .prepare<[], number>(
      `SELECT seen_at FROM ${rowsTable(set, set.generation)} ORDER BY number DESC LIMIT 1`,
    )
    .pluck()
    .get();
  return last ?? set.completeAt ?? 0;
}
