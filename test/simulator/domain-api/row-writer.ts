import type { DatabaseSync } from 'node:sqlite';
import type { EntitySet } from '../data/model.ts';
import { columnValues, type RowInput } from './row-values.ts';
import { columnsOf, quoted, tableColumns } from './tables.ts';

/** Prepares the insertion of rows into one set; everything that does not change a row is done once. */
export function rowWriter(database: DatabaseSync, set: EntitySet): (row: RowInput) => void {
  const stored = set.attributes.filter((attribute) => columnsOf(attribute).length > 0);
  const columns = tableColumns(set);
  const statement = database.prepare(
    `INSERT INTO ${quoted(set.name)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row) => {
    const values = stored.flatMap((attribute) =>
      columnValues(attribute, row[attribute.name] ?? null),
    );
    for (const { name } of set.references) {
      const id = row[name] ?? null;
      if (id !== null && typeof id !== 'string') throw new TypeError(`${name} is no guid`);
      values.push(id);
    }
    statement.run(...values);
  };
}
