import type { Connection } from '../database/cipher.ts';
import type { Migration } from '../database/migration.ts';
import { rowsTable, type SetColumn, type SetTable } from './set-table.ts';

/**
 * What is known of a set's rows without looking at them: how many there are, whether they are still those of an earlier look,
 * and which columns have a value in every one of them.
 */
export const rowCountMigration: Migration = (connection) => {
  connection.exec(`
    ALTER TABLE entity_set ADD COLUMN row_count INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE entity_set ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE set_column ADD COLUMN filled INTEGER NOT NULL DEFAULT 0;
  `);
  const tables = connection
    .prepare<[], [number, string]>(
      `SELECT number, 'rows_' || number || '_' || generation FROM entity_set`,
    )
    .raw()
    .all();
  for (const [number, table] of tables) {
    connection.exec(
      `UPDATE entity_set SET row_count = (SELECT count(*) FROM ${table}) WHERE number = ${number}`,
    );
  }
};

/**
 * Notes that rows of the generation that is read have changed, inside the caller's transaction.
 * @param added how many rows more there are now; negative for fewer
 */
export function noteRowChange(connection: Connection, { number }: SetTable, added: number): void {
  connection
    .prepare(
      'UPDATE entity_set SET changes = changes + 1, row_count = row_count + ? WHERE number = ?',
    )
    .run(added, number);
}

/** Notes that a whole generation has taken the place of the rows, inside the caller's transaction. */
export function countRows(connection: Connection, set: SetTable, generation: number): void {
  connection
    .prepare(
      `UPDATE entity_set SET changes = changes + 1,
         row_count = (SELECT count(*) FROM ${rowsTable(set, generation)}) WHERE number = ?`,
    )
    .run(set.number);
}

/** Notes of columns whether every row has a value of theirs, inside the caller's transaction. */
export function noteFilled(
  connection: Connection,
  set: SetTable,
  columns: readonly SetColumn[],
  isFilled: boolean,
): void {
  const note = connection.prepare(
    'UPDATE set_column SET filled = ? WHERE entity_set = ? AND number = ?',
  );
  for (const { number } of columns) note.run(isFilled ? 1 : 0, set.number, number);
}
