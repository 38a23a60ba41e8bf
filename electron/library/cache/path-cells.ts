import type { CellValue } from '../../contract/rows.ts';
import type { LocalField } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { cellSource } from './cell-source.ts';
import { parseCells } from './cell-text.ts';
import { findSet } from './entity-sets.ts';
import { rowsTable } from './set-table.ts';

/** A cell, if it is here. */
export interface FoundCell {
  readonly cell: CellValue;
  readonly isKnown: boolean;
}

/** What is not here. */
export const unknownCell: FoundCell = { cell: null, isKnown: false };
const nothing: FoundCell = { cell: null, isKnown: true };

/**
 * Follows the rest of a path from the cell that its first name has, through the rows that are here. What an empty reference
 * leads to is empty; a row that is not here leaves open what it holds. Each reference is followed once, so what is returned
 * is good for one reading.
 */
export function pathCells(
  connection: Connection,
  { names, sets }: LocalField,
): (first: CellValue) => FoundCell {
  return followed(connection, names.slice(1), sets);
}

function followed(
  connection: Connection,
  [name, ...names]: readonly string[],
  [set = '', ...sets]: readonly string[],
): (cell: CellValue) => FoundCell {
  if (name === undefined) return (cell) => ({ cell, isKnown: true });
  const read = cellsById(connection, set, name);
  const goOn = followed(connection, names, sets);
  const known = new Map<string, FoundCell>();
  return (cell) => {
    if (cell === null) return nothing;
    if (typeof cell !== 'object' || !('id' in cell)) return unknownCell;
    const { id } = cell;
    const before = known.get(id);
    if (before !== undefined) return before;
    const next = read(id);
    const found = next === undefined ? unknownCell : goOn(next);
    known.set(id, found);
    return found;
  };
}

/** Reads a column's cell of a row; undefined when it is not here. */
function cellsById(
  connection: Connection,
  name: string,
  column: string,
): (id: string) => CellValue | undefined {
  const set = findSet(connection, name);
  const source = set && cellSource(set, column);
  if (set === null || source === null) return () => undefined;
  const find = connection
    .prepare<[string], string | null>(
      `SELECT ${source} FROM ${rowsTable(set, set.generation)} WHERE id = ?`,
    )
    .pluck();
  return (id) => {
    const text = find.get(id) ?? null;
    return text === null ? undefined : parseCells([text])[0];
  };
}
