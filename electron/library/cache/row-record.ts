import type { CellValue, Row } from '../../contract/rows.ts';
import { type SortKey, sortKey } from '../../query/sort-key.ts';
import { cellText } from './cell-text.ts';
import { searchedTypes, searchText } from './search-text.ts';
import {
  cellKind,
  keyColumn,
  rowsTable,
  type SetColumn,
  type SetTable,
  valueColumn,
} from './set-table.ts';

/** Rows that an answer of the instance brought; the cells of each run parallel to `columns`. */
export interface ReceivedRows {
  readonly columns: readonly string[];
  readonly rows: readonly IdentifiedRow[];
  /** When the instance answered, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** Values that differ from those that are here are no changes: their texts may be in another language. */
  readonly isComparable?: boolean | undefined;
}

/** A row with a key under which it is kept. */
export interface IdentifiedRow extends Row {
  readonly id: string;
}

/** What is kept of one row before it becomes a record: values and their ages by column, both absent where unknown. */
export interface KeptRow {
  readonly id: string;
  readonly title: string | null;
  readonly seenAt: number;
  readonly cells: ReadonlyMap<SetColumn, CellValue>;
  readonly older: Readonly<Record<string, number>>;
}

/** The statement that puts records into a table; `ending` says what happens to a row that is there. */
export function insertRecord(set: SetTable, generation: number, ending = ''): string {
  const names = recordColumns(set);
  const places = names.map(() => '?').join(', ');
  return `INSERT INTO ${rowsTable(set, generation)} (${names.join(', ')}) VALUES (${places}) ${ending}`;
}

/** The columns of a record, in the order of {@link toRecord}. */
export function recordColumns(set: SetTable): readonly string[] {
  const cells = set.columns.flatMap((column) =>
    column.isSorted ? [valueColumn(column), keyColumn(column)] : [valueColumn(column)],
  );
  return ['id', 'title', 'seen_at', 'older', 'folded', ...cells];
}

/** The values of a record in the order of {@link recordColumns}. */
export function toRecord(set: SetTable, row: KeptRow, language: string): readonly SortKey[] {
  const searched: CellValue[] = [];
  const cells: SortKey[] = [];
  for (const column of set.columns) {
    const cell = row.cells.get(column);
    cells.push(cell === undefined ? null : cellText(cell));
    if (column.isSorted) cells.push(sortKey(cellKind(column), cell ?? null, language));
    if (cell !== undefined && searchedTypes.has(column.type)) searched.push(cell);
  }
  const older = Object.keys(row.older).length === 0 ? null : JSON.stringify(row.older);
  return [row.id, row.title, row.seenAt, older, searchText(row.title, searched), ...cells];
}

/** The columns of an answer as the set has them, in the answer's order. */
export function receivedColumns(
  set: SetTable,
  { columns }: ReceivedRows,
): readonly (SetColumn | undefined)[] {
  const byName = new Map(set.columns.map((column) => [column.name, column]));
  return columns.map((name) => byName.get(name));
}

/** A received row as it would be kept if nothing of it were known. */
export function keptRow(
  row: IdentifiedRow,
  columns: readonly (SetColumn | undefined)[],
  seenAt: number,
): KeptRow {
  const cells = new Map<SetColumn, CellValue>();
  columns.forEach((column, index) => {
    const cell = row.cells[index];
    if (column !== undefined && cell !== undefined) cells.set(column, cell);
  });
  return { id: row.id, title: row.title, seenAt, cells, older: {} };
}
