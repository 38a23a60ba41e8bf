import type { Row } from '../../contract/rows.ts';
import type { LocalField } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { cellSource, isFilled } from './cell-source.ts';
import { findSet } from './entity-sets.ts';
import { type FieldCells, fieldCells } from './field-cells.ts';
import { madeUp } from './row-reading.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** Row numbers that one slice looks through. */
const numbersInSlice = 2000;

/** What is wanted of a set's rows. */
export interface RowScan {
  readonly set: string;
  /** What the cells of the rows are. */
  readonly fields: readonly LocalField[];
  /** Columns of which it is enough to know whether every row has them. */
  readonly columns: readonly string[];
  /** The rows come a slice at a time, by their numbers. */
  readonly take: (rows: readonly ScannedRow[]) => void;
}

/** A row, and its number in its table. */
export interface ScannedRow extends Row {
  readonly number: number;
}

/** Number, id, title, whether a column that is only to be there is not, then the JSON of each source. */
type ScanRecord = [number, string, string | null, number, ...(string | null)[]];

/**
 * Reads all rows of a set as they are while it passes them.
 * @returns whether every field and column of every row is here; null when other rows have taken the place of these meanwhile
 */
export function* scanRows(connection: Connection, scan: RowScan): Slices<boolean | null> {
  const begun = findSet(connection, scan.set);
  if (begun === null) return null;
  const reading = fieldCells(connection, begun, scan.fields);
  const tables = generations(connection, scan);
  let isKnown = true;
  for (let from = 0; ; from += numbersInSlice) {
    const slice = connection.transaction(() => {
      if (generations(connection, scan) !== tables) return null;
      return readSlice(connection, begun, scan, reading, from);
    })();
    if (slice === null) return null;
    isKnown &&= slice.isKnown;
    scan.take(slice.rows);
    if (slice.isLast) return isKnown;
    yield;
  }
}

/** The sets that are read with the tables that hold their rows now. */
function generations(connection: Connection, { set, fields }: RowScan): string {
  const sets = [...new Set([set, ...fields.flatMap((field) => field.sets)])];
  return sets
    .map((name) => `${name} ${findSet(connection, name)?.generation ?? 'unknown'}`)
    .join('\n');
}

/** SQL that holds for a row that lacks one of the columns. */
function lacking(set: SetTable, columns: readonly string[]): string {
  const sources = columns
    .filter((name) => !isFilled(set, name))
    .map((name) => cellSource(set, name) ?? 'NULL');
  return sources.length === 0 ? '0' : sources.map((source) => `${source} IS NULL`).join(' OR ');
}

interface ScannedSlice {
  readonly rows: readonly ScannedRow[];
  readonly isKnown: boolean;
  readonly isLast: boolean;
}

function readSlice(
  connection: Connection,
  set: SetTable,
  { columns }: RowScan,
  reading: FieldCells,
  from: number,
): ScannedSlice {
  const table = rowsTable(set, set.generation);
  const select = ['number', 'id', 'title', lacking(set, columns), ...reading.sources].join(', ');
  const records = connection
    .prepare<[number, number], ScanRecord>(
      `SELECT ${select} FROM ${table} WHERE number > ? AND number <= ? ORDER BY number`,
    )
    .raw()
    .all(from, from + numbersInSlice);
  const last = connection.prepare<[], number | null>(`SELECT max(number) FROM ${table}`).pluck();
  const read = reading.read(records.map(([, , , , ...texts]) => texts));
  const rows = records.map(
    ([number, id, title], index): ScannedRow => ({
      ...{ number, title },
      id: id.startsWith(madeUp) ? null : id,
      cells: read[index]?.cells ?? [],
    }),
  );
  return {
    rows,
    isKnown: read.every((each) => each.isKnown) && records.every(([, , , lacks]) => lacks === 0),
    isLast: from + numbersInSlice >= (last.get() ?? 0),
  };
}
