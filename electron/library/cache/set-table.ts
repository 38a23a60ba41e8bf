import type { ColumnType } from '../../contract/rows.ts';
import type { CellKind } from '../../query/member.ts';

/** A column of a set as it is kept. */
export interface SetColumn {
  /** Names the column in the table: `c3` has the value, `k3` the sort key. */
  readonly number: number;
  readonly name: string;
  readonly type: ColumnType;
  /** A sort key is kept beside each value. */
  readonly isSorted: boolean;
  /** Names of an enum's values from the smallest to the largest, as they were when the keys were made. */
  readonly enumValues: readonly string[];
  /** No row of the generation that is read lacks its value. */
  readonly isFilled: boolean;
}

/** How far the full-text index of a set is: none, being filled, or all rows in it. */
export type SearchIndex = 'none' | 'building' | 'ready';

/** What is kept of one entity set, and in which table. */
export interface SetTable {
  readonly number: number;
  readonly name: string;
  readonly generation: number;
  /** The generation that a full pull is filling; null when none is under way. */
  readonly staging: number | null;
  /** The user keeps the set offline: eviction leaves it alone. */
  readonly isKept: boolean;
  /** When the last full pull or deletion sweep ended, in milliseconds since 1970; null when the set is not complete. */
  readonly completeAt: number | null;
  readonly searchIndex: SearchIndex;
  /** Rows of the generation that is read. */
  readonly rows: number;
  /** Another number whenever a row of that generation has been added, changed or removed. */
  readonly changes: number;
  readonly columns: readonly SetColumn[];
}

/** Whether a column is one of what a reference leads to, `Customer/Number`; its values came with rows of this set. */
export function isPath(column: string): boolean {
  return column.includes('/');
}

/** What the cells of a column are ordered by. */
export function cellKind(column: SetColumn): CellKind {
  return { column, facts: column };
}

/** The table with the rows of a generation. */
export function rowsTable({ number }: SetTable, generation: number): string {
  return `rows_${number}_${generation}`;
}

/** The full-text index over `folded` of a generation. */
export function searchTable({ number }: SetTable, generation: number): string {
  return `search_${number}_${generation}`;
}

/** The column with a cell's JSON. */
export function valueColumn(column: Pick<SetColumn, 'number'>): string {
  return `c${column.number}`;
}

/** The column with a cell's sort key. */
export function keyColumn(column: Pick<SetColumn, 'number'>): string {
  return `k${column.number}`;
}

/** The index over a sort key. */
export function keyIndex(table: string, column: Pick<SetColumn, 'number'>): string {
  return `${table}_k${column.number}`;
}

/**
 * The statement that makes a table of rows, without indexes.
 *
 * `seen_at` is the age of the row's values, but for those that `older` lists by column number, which came with an earlier
 * answer. `folded` is the search text.
 */
export function createRowsTable(set: SetTable, generation: number): string {
  const columns = set.columns.flatMap((column) => [
    `${valueColumn(column)} TEXT`,
    ...(column.isSorted ? [keyColumn(column)] : []),
  ]);
  return `CREATE TABLE ${rowsTable(set, generation)} (${[
    'number INTEGER PRIMARY KEY',
    'id TEXT NOT NULL',
    'title TEXT',
    'seen_at INTEGER NOT NULL',
    'older TEXT',
    'folded TEXT NOT NULL',
    ...columns,
  ].join(', ')})`;
}

/** The statement that makes ids unique; a table without it is still being filled. */
export function createIdIndex(set: SetTable, generation: number): string {
  const table = rowsTable(set, generation);
  return `CREATE UNIQUE INDEX IF NOT EXISTS ${table}_id ON ${table} (id)`;
}
