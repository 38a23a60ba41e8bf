import type { Row } from '../../contract/rows.ts';
import type { LocalField, PartMark } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { cellSource, isFilled } from './cell-source.ts';
import { findSet } from './entity-sets.ts';
import { type FieldCells, fieldCells } from './field-cells.ts';
import { candidates, type Narrowing } from './narrowing.ts';
import { partNarrowing } from './parts.ts';
import { madeUp } from './row-reading.ts';
import { partOf, touchedSets } from './set-states.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** Row numbers that one slice looks through. */
const numbersInSlice = 2000;
/** Rows that one slice fetches one by one. */
const candidatesInSlice = 500;

/** What is wanted of a set's rows. */
export interface RowScan {
  readonly set: string;
  /** Where this part of the set is whole, only its rows are looked at. */
  readonly within?: PartMark | undefined;
  /** What the cells of the rows are. */
  readonly fields: readonly LocalField[];
  /** Columns of which it is enough to know whether every row has them. */
  readonly columns: readonly string[];
  /** Rows for which one of these does not hold are of no interest. */
  readonly narrowings: (set: SetTable) => readonly Narrowing[];
  /** The rows come a slice at a time, by their numbers. */
  readonly take: (rows: readonly ScannedRow[]) => void;
}

/** A row, and its number in its table. */
export interface ScannedRow extends Row {
  readonly number: number;
}

/** Number, id, title, whether a column that is only to be there is not, then the JSON of each source. */
type ScanRecord = [number, string, string | null, number, ...(string | null)[]];

/** How many of them come before those of the fields. */
const ownSources = 4;

/** Which rows a slice reads, and where the next one begins; null at the end. */
interface Reach {
  readonly records: readonly ScanRecord[];
  readonly next: number | null;
}

/** What is known at the end of a scan. */
export interface ScanEnd {
  /** Every field and column of each row is here. */
  readonly isKnown: boolean;
  /** Of the rows, by which their numbers are of one table. */
  readonly generation: number;
  /** The part of the set that was looked through; null for all of its rows. */
  readonly part: number | null;
}

/**
 * Reads the rows of a set as they are while it passes them.
 * @returns null when other rows have taken the place of these meanwhile
 */
export function* scanRows(connection: Connection, scan: RowScan): Slices<ScanEnd | null> {
  const begun = connection.transaction(() => beginScan(connection, scan))();
  if (begun === null) return null;
  const { generation, part, reading, read, tables, before } = begun;
  let isKnown = true;
  for (let from: number | null = 0; from !== null; ) {
    const place: number = from;
    const slice = connection.transaction(() =>
      tables() === before ? sliceOf(read(place), reading) : null,
    )();
    if (slice === null) return null;
    isKnown &&= slice.isKnown;
    scan.take(slice.rows);
    from = slice.next;
    if (from !== null) yield;
  }
  return { isKnown, generation, part };
}

function beginScan(connection: Connection, scan: RowScan) {
  const set = findSet(connection, scan.set);
  if (set === null) return null;
  const reading = fieldCells(connection, set, scan.fields);
  const sources = ['number', 'id', 'title', lacking(set, scan.columns), ...reading.sources];
  const select = `SELECT ${sources.join(', ')} FROM ${rowsTable(set, set.generation)}`;
  const part = partOf(connection, scan);
  const within = part === null ? [] : [partNarrowing(set, part)];
  const all = [...within, ...scan.narrowings(set)];
  const numbers = candidates(connection, set, all);
  const read =
    numbers === null
      ? readRange(connection, set, select, all)
      : readNumbers(connection, select, numbers, within);
  const tables = tablesOf(connection, scan);
  const { generation } = set;
  return { generation, part: part?.number ?? null, reading, read, tables, before: tables() };
}

/** Reads all rows by their numbers, those that the narrowings let through. */
function readRange(
  connection: Connection,
  set: SetTable,
  select: string,
  all: readonly Narrowing[],
): (from: number) => Reach {
  const conditions = ['number > ?', 'number <= ?', ...all.map(({ tried }) => tried.sql)];
  const parameters = all.flatMap(({ tried }) => tried.parameters);
  const rows = connection
    .prepare<unknown[], ScanRecord>(`${select} WHERE ${conditions.join(' AND ')} ORDER BY number`)
    .raw();
  const following = connection
    .prepare<[number], number>(
      `SELECT number FROM ${rowsTable(set, set.generation)} WHERE number > ? ORDER BY number LIMIT 1`,
    )
    .pluck();
  return (from) => {
    const to = from + numbersInSlice;
    const records = rows.all(from, to, ...parameters);
    // Rows that are gone leave gaps, which may be long ones.
    const next = following.get(to);
    return { records, next: next === undefined ? null : next - 1 };
  };
}

/** Reads rows whose numbers are known. @param within narrowings that may not be left out */
function readNumbers(
  connection: Connection,
  select: string,
  numbers: readonly number[],
  within: readonly Narrowing[],
): (from: number) => Reach {
  const conditions = ['number = ?', ...within.map(({ tried }) => tried.sql)];
  const parameters = within.flatMap(({ tried }) => tried.parameters);
  const row = connection
    .prepare<unknown[], ScanRecord>(`${select} WHERE ${conditions.join(' AND ')}`)
    .raw();
  return (from) => {
    const next = from + candidatesInSlice;
    const records = numbers.slice(from, next).flatMap((number) => {
      const record = row.get(number, ...parameters);
      // Removed since the index told of it.
      return record === undefined ? [] : [record];
    });
    return { records, next: next >= numbers.length ? null : next };
  };
}

/** Tells in which tables the rows of the sets are that are read. */
function tablesOf(connection: Connection, scan: RowScan): () => string {
  const generation = connection
    .prepare<[string], number>('SELECT generation FROM entity_set WHERE name = ?')
    .pluck();
  const sets = touchedSets(scan);
  return () => sets.map((name) => generation.get(name) ?? 'none').join(' ');
}

/** SQL that holds for a row that lacks one of the columns. */
function lacking(set: SetTable, columns: readonly string[]): string {
  const sources = columns
    .filter((name) => !isFilled(set, name))
    .map((name) => cellSource(set, name) ?? 'NULL');
  return sources.length === 0 ? '0' : sources.map((source) => `${source} IS NULL`).join(' OR ');
}

function sliceOf({ records, next }: Reach, reading: FieldCells) {
  let isKnown = true;
  const cells = reading.read(records, ownSources);
  const rows = records.map(([number, id, title, lacks], index): ScannedRow => {
    const read = cells[index];
    isKnown &&= lacks === 0 && read?.unknown.length === 0;
    return { number, id: id.startsWith(madeUp) ? null : id, title, cells: read?.cells ?? [] };
  });
  return { rows, isKnown, next };
}
