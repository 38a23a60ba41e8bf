import type { CellValue } from '../../contract/rows.ts';
import { type SortKey, sortKey } from '../../query/sort-key.ts';
import type { Connection } from '../database/cipher.ts';
import type { Migration } from '../database/migration.ts';
import { preparedOnce } from '../database/prepared-once.ts';
import type { Slices } from '../database/slices.ts';
import { parseCells } from './cell-text.ts';
import { allSets, findSet, forgetKeys, generationsOf, knownSet } from './entity-sets.ts';
import {
  cellKind,
  keyColumn,
  keyIndex,
  rowsTable,
  type SetColumn,
  type SetTable,
  valueColumn,
} from './set-table.ts';

const rowsInSlice = 1000;

/** Notes with the sort keys of an enum by which order of its values they were made; keys made without are made anew. */
export const enumOrderMigration: Migration = (connection) => {
  connection.exec(`ALTER TABLE set_column ADD COLUMN enum_values TEXT NOT NULL DEFAULT ''`);
  const indexes = connection
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB 'rows_*_k[0-9]*'`,
    )
    .pluck()
    .all();
  for (const index of indexes) connection.exec(`DROP INDEX ${index}`);
  connection.exec('UPDATE set_column SET sorted = 0');
};

/** A column whose rows are to be read in its order. */
export interface OrderedColumn {
  readonly set: string;
  readonly column: string;
  /** Names of an enum's values from the smallest to the largest; none for other types. */
  readonly enumValues: readonly string[];
}

/**
 * Keeps sort keys of a column from now on, fills those of the rows that are there, and makes the index. Kept on demand,
 * because few of a set's columns are ever ordered by.
 */
export function* prepareOrder(
  connection: Connection,
  { set: name, column: columnName, enumValues }: OrderedColumn,
  language: string,
): Slices {
  const set = knownSet(connection, name);
  const column = set.columns.find((one) => one.name === columnName);
  if (column === undefined) return;
  if (hasEnumOrder(column, enumValues) && hasKeyIndex(connection, set, column)) return;
  const keyed = { ...column, isSorted: true, enumValues };
  connection.transaction(() => {
    forgetKeys(connection, set, column);
    startKeys(connection, set, keyed);
  })();
  const filled = new Set<number>();
  for (;;) {
    // A full pull may begin or end meanwhile; the pages that it had staged before have no keys yet.
    const current = knownSet(connection, name);
    const generation = generationsOf(current).find((each) => !filled.has(each));
    if (generation === undefined) break;
    yield* fillKeys(connection, current, generation, keyed, language);
    filled.add(generation);
  }
  indexKeys(connection, knownSet(connection, name), keyed);
}

/** Whether the keys of a column are by this order of an enum's values. */
export function hasEnumOrder(column: SetColumn, enumValues: readonly string[]): boolean {
  return column.type !== 'enum' || column.enumValues.join('\n') === enumValues.join('\n');
}

const indexes = preparedOnce((connection, sql) => connection.prepare<[string]>(sql));
const indexSql = `SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`;

/** Whether rows can be read in a column's order without reading all of them. */
export function hasKeyIndex(connection: Connection, set: SetTable, column: SetColumn): boolean {
  const index = keyIndex(rowsTable(set, set.generation), column);
  return column.isSorted && indexes(connection, indexSql).get(index) !== undefined;
}

/** Makes the index over a column's keys in a generation's table; equal keys are by id, as answers are. */
export function indexKeys(
  connection: Connection,
  set: SetTable,
  column: SetColumn,
  generation = set.generation,
): void {
  const table = rowsTable(set, generation);
  connection.exec(
    `CREATE INDEX IF NOT EXISTS ${keyIndex(table, column)} ON ${table} (${keyColumn(column)}, id)`,
  );
}

function startKeys(connection: Connection, set: SetTable, column: SetColumn): void {
  for (const generation of generationsOf(set)) {
    const table = rowsTable(set, generation);
    const exists = connection
      .prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?')
      .get(table, keyColumn(column));
    if (exists === undefined)
      connection.exec(`ALTER TABLE ${table} ADD COLUMN ${keyColumn(column)}`);
  }
  connection
    .prepare(
      'UPDATE set_column SET sorted = 1, enum_values = ? WHERE entity_set = ? AND number = ?',
    )
    .run(column.enumValues.join('\n'), set.number, column.number);
}

/** Fills the keys of a generation's rows. */
function* fillKeys(
  connection: Connection,
  set: SetTable,
  generation: number,
  column: SetColumn,
  language: string,
): Slices {
  for (let from: number | null = 0; from !== null; ) {
    const current = findSet(connection, set.name);
    // Rows that others have taken the place of need no keys.
    if (current === null || !generationsOf(current).includes(generation)) return;
    from = fillSlice(connection, rowsTable(set, generation), column, from, language);
    yield;
  }
}

/** @returns the number of the slice's last row; null when none was left */
function fillSlice(
  connection: Connection,
  table: string,
  column: SetColumn,
  from: number,
  language: string,
): number | null {
  return connection.transaction(() => {
    const rows = connection
      .prepare<[number, number], [number, string | null]>(
        `SELECT number, ${valueColumn(column)} FROM ${table} WHERE number > ? ORDER BY number LIMIT ?`,
      )
      .raw()
      .all(from, rowsInSlice);
    const update = connection.prepare<[SortKey, number]>(
      `UPDATE ${table} SET ${keyColumn(column)} = ? WHERE number = ?`,
    );
    const cells: readonly CellValue[] = parseCells(rows.map(([, text]) => text));
    rows.forEach(([number], index) => {
      update.run(sortKey(cellKind(column), cells[index] ?? null, language), number);
    });
    return rows.at(-1)?.[0] ?? null;
  })();
}

const languageSetting = 'language';

/** The language that the keys of texts in several languages are of; null when no writer has noted one. */
export function orderLanguage(connection: Connection): string | null {
  const known = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE name = ?')
    .pluck()
    .get(languageSetting);
  return known ?? null;
}

/** Notes the language that texts are ordered by. Keys of multi-language columns made for another one are forgotten. */
export function orderInLanguage(connection: Connection, language: string): void {
  if (orderLanguage(connection) === language) return;
  connection.transaction(() => {
    for (const set of allSets(connection)) {
      for (const column of set.columns) {
        if (column.isSorted && column.type === 'multilingual') forgetKeys(connection, set, column);
      }
    }
    connection
      .prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
      .run(languageSetting, language);
  })();
}
