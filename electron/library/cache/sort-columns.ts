import type { CellValue } from '../../contract/rows.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { parseCells } from './cell-text.ts';
import { allSets, findSet, forgetKeys, generationsOf, knownSet } from './entity-sets.ts';
import {
  keyColumn,
  keyIndex,
  rowsTable,
  type SetColumn,
  type SetTable,
  valueColumn,
} from './set-table.ts';
import { type SortKey, sortKey } from './sort-key.ts';

const rowsInSlice = 5000;

/**
 * Keeps sort keys of a column from now on, fills those of the rows that are there, and makes the index. Kept on demand,
 * because few of a set's columns are ever ordered by.
 */
export function* prepareOrder(
  connection: Connection,
  name: string,
  columnName: string,
  language: string,
): Slices {
  const set = knownSet(connection, name);
  const column = set.columns.find((one) => one.name === columnName);
  if (column === undefined || hasKeyIndex(connection, set, column)) return;
  connection.transaction(() => startKeys(connection, set, column))();
  let from = 0;
  for (;;) {
    const last = fillKeys(connection, set, column, from, language);
    if (last === null) break;
    from = last;
    yield;
  }
  const current = findSet(connection, name);
  // A full pull that ended meanwhile has brought its own keys and made its own indexes.
  if (current?.generation === set.generation) indexKeys(connection, set, set.generation, column);
}

/** Whether rows can be read in a column's order without reading all of them. */
export function hasKeyIndex(connection: Connection, set: SetTable, column: SetColumn): boolean {
  const index = keyIndex(rowsTable(set, set.generation), column);
  return (
    column.isSorted &&
    connection
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?`)
      .get(index) !== undefined
  );
}

/** Makes the index over a column's keys. */
export function indexKeys(
  connection: Connection,
  set: SetTable,
  generation: number,
  column: SetColumn,
): void {
  const table = rowsTable(set, generation);
  connection.exec(
    `CREATE INDEX IF NOT EXISTS ${keyIndex(table, column)} ON ${table} (${keyColumn(column)})`,
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
    .prepare('UPDATE set_column SET sorted = 1 WHERE entity_set = ? AND number = ?')
    .run(set.number, column.number);
}

/** Fills the keys of one slice of rows. @returns the number of its last row; null when none was left */
function fillKeys(
  connection: Connection,
  set: SetTable,
  column: SetColumn,
  from: number,
  language: string,
): number | null {
  const current = findSet(connection, set.name);
  if (current === null || current.generation !== set.generation) return null;
  const table = rowsTable(set, set.generation);
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
      update.run(sortKey(column.type, cells[index] ?? null, language), number);
    });
    return rows.at(-1)?.[0] ?? null;
  })();
}

const languageSetting = 'language';

/** Notes the language that texts are ordered by. Keys of multi-language columns made for another one are forgotten. */
export function orderInLanguage(connection: Connection, language: string): void {
  const known = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE name = ?')
    .pluck()
    .get(languageSetting);
  if (known === language) return;
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
