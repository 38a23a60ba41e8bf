import type { Statement } from 'better-sqlite3-multiple-ciphers';
import type { ColumnType } from '../../contract/rows.ts';
import type { Connection } from '../database/cipher.ts';
import { LibraryError } from '../database/fault.ts';
import { noteRowChange } from './row-counts.ts';
import {
  createIdIndex,
  createRowsTable,
  keyIndex,
  rowsTable,
  type SetColumn,
  type SetTable,
  valueColumn,
} from './set-table.ts';

/** A column as whoever brings rows knows it. */
export interface KnownColumn {
  readonly name: string;
  readonly type: ColumnType;
}

interface SetRecord {
  readonly number: number;
  readonly name: string;
  readonly generation: number;
  readonly staging: number | null;
  readonly kept: number;
  readonly complete_at: number | null;
  readonly search_index: SetTable['searchIndex'];
  readonly row_count: number;
  readonly changes: number;
}

interface ColumnRecord {
  readonly number: number;
  readonly name: string;
  readonly type: ColumnType;
  readonly sorted: number;
  readonly filled: number;
  readonly enum_values: string;
}

/** The statements that tell of a set. Nearly everything begins with them, so each connection prepares them once. */
const statements = new WeakMap<
  Connection,
  {
    readonly set: Statement<[string], SetRecord>;
    readonly columns: Statement<[number], ColumnRecord>;
  }
>();

function statementsOf(connection: Connection) {
  const known = statements.get(connection);
  if (known !== undefined) return known;
  const prepared = {
    set: connection.prepare<[string], SetRecord>(
      `SELECT number, name, generation, staging, kept, complete_at, search_index, row_count, changes
       FROM entity_set WHERE name = ?`,
    ),
    columns: connection.prepare<[number], ColumnRecord>(
      `SELECT number, name, type, sorted, filled, enum_values FROM set_column
       WHERE entity_set = ? ORDER BY number`,
    ),
  };
  statements.set(connection, prepared);
  return prepared;
}

/** What is kept of a set; null when nothing is. */
export function findSet(connection: Connection, name: string): SetTable | null {
  const record = statementsOf(connection).set.get(name);
  if (record === undefined) return null;
  return {
    number: record.number,
    name: record.name,
    generation: record.generation,
    staging: record.staging,
    isKept: record.kept === 1,
    completeAt: record.complete_at,
    searchIndex: record.search_index,
    rows: record.row_count,
    changes: record.changes,
    columns: columnsOf(connection, record.number),
  };
}

/** What is kept of a set. @throws LibraryError `unknownSet` when nothing is */
export function knownSet(connection: Connection, name: string): SetTable {
  const set = findSet(connection, name);
  if (set === null) throw new LibraryError({ code: 'unknownSet' });
  return set;
}

/** All sets of which something is kept. */
export function allSets(connection: Connection): readonly SetTable[] {
  const names = connection
    .prepare<[], string>('SELECT name FROM entity_set ORDER BY name')
    .pluck()
    .all();
  return names.map((name) => knownSet(connection, String(name)));
}

function columnsOf(connection: Connection, set: number): readonly SetColumn[] {
  return statementsOf(connection)
    .columns.all(set)
    .map(({ number, name, type, sorted, filled, enum_values: enumValues }) => ({
      ...{ number, name, type },
      isSorted: sorted === 1,
      enumValues: enumValues === '' ? [] : enumValues.split('\n'),
      isFilled: filled === 1,
    }));
}

/** The set's table with at least these columns; what is missing is made. Inside the caller's transaction. */
export function ensureSet(
  connection: Connection,
  name: string,
  columns: readonly KnownColumn[],
): SetTable {
  const set = findSet(connection, name) ?? addSet(connection, name);
  const known = new Map(set.columns.map((column) => [column.name, column]));
  const missing = columns.filter((column) => !known.has(column.name));
  const retyped = columns.flatMap(({ name: column, type }) => {
    const kept = known.get(column);
    return kept === undefined || kept.type === type ? [] : [{ ...kept, type }];
  });
  if (missing.length === 0 && retyped.length === 0) return set;
  missing.forEach((column, index) => {
    addColumn(connection, set, { ...column, number: set.columns.length + index });
  });
  for (const column of retyped) changeType(connection, set, column);
  return { ...set, columns: columnsOf(connection, set.number) };
}

function addSet(connection: Connection, name: string): SetTable {
  connection.prepare('INSERT INTO entity_set (name) VALUES (?)').run(name);
  const set = knownSet(connection, name);
  connection.exec(createRowsTable(set, set.generation));
  connection.exec(createIdIndex(set, set.generation));
  return set;
}

/** The generations of a set that exist: what is read, and what a full pull is filling. */
export function generationsOf({ generation, staging }: SetTable): readonly number[] {
  return staging === null ? [generation] : [generation, staging];
}

function addColumn(
  connection: Connection,
  set: SetTable,
  column: KnownColumn & { readonly number: number },
): void {
  connection
    .prepare('INSERT INTO set_column (entity_set, number, name, type) VALUES (?, ?, ?, ?)')
    .run(set.number, column.number, column.name, column.type);
  for (const generation of generationsOf(set)) {
    const table = rowsTable(set, generation);
    connection.exec(`ALTER TABLE ${table} ADD COLUMN ${valueColumn(column)} TEXT`);
  }
}

/** A column whose type the model has changed: what it held has another shape, and counts as not known any more. */
function changeType(connection: Connection, set: SetTable, column: SetColumn): void {
  connection
    .prepare('UPDATE set_column SET type = ?, filled = 0 WHERE entity_set = ? AND number = ?')
    .run(column.type, set.number, column.number);
  forgetKeys(connection, set, column);
  for (const generation of generationsOf(set)) {
    connection.exec(`UPDATE ${rowsTable(set, generation)} SET ${valueColumn(column)} = NULL`);
  }
  noteRowChange(connection, set, 0);
}

/** Drops the index over a column's sort keys and marks the keys as not kept. */
export function forgetKeys(connection: Connection, set: SetTable, column: SetColumn): void {
  for (const generation of generationsOf(set)) {
    connection.exec(`DROP INDEX IF EXISTS ${keyIndex(rowsTable(set, generation), column)}`);
  }
  connection
    .prepare(
      `UPDATE set_column SET sorted = 0, enum_values = '' WHERE entity_set = ? AND number = ?`,
    )
    .run(set.number, column.number);
}
