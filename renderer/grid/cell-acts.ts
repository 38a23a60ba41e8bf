import type { KeyboardEvent } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import { useCommand } from '../commands/command.ts';
import { type CellRange, rangeBetween } from './cell-range.ts';
import type { GridCell } from './grid-cursor.ts';
import type { GridRows } from './grid-rows.ts';
import { type ActedCell, type RowAct, rowActOf } from './row-act.ts';

interface CellActsOptions {
  readonly columns: readonly Column[];
  readonly rows: GridRows;
  readonly active: GridCell;
  /** The selected cells; null for none but the active one. */
  readonly range: CellRange | null;
  readonly onCopy: (range: CellRange, isTable: boolean) => void;
  readonly onAct: (act: RowAct, cell: ActedCell) => void;
}

/** Lets somebody copy cells, and do something with the row of one. */
export function useCellActs(options: CellActsOptions) {
  const { columns, rows, active, range, onCopy, onAct } = options;

  /** @returns whether there is something to copy */
  function copy(isWide: boolean): boolean {
    if (range === null && rows.at(active.row - 1) === undefined) return false;
    const cell = rangeBetween(active, active);
    const line = { ...cell, left: 0, right: columns.length - 1 };
    onCopy(range ?? (isWide ? line : cell), isWide);
    return true;
  }
  const isOffered = rows.count > 0;
  useCommand('copyCell', () => copy(false), { hearsOwnKeys: true, isOffered });
  useCommand('copyRow', () => copy(true), { hearsOwnKeys: true, isOffered });

  /** @returns whether there is such a row */
  function actOn(act: RowAct, cell: GridCell): boolean {
    const row = cell.row === 0 ? undefined : rows.at(cell.row - 1);
    const column = columns[cell.column];
    if (row === undefined || column === undefined) return false;
    const value = row.cells[cell.column] ?? null;
    onAct(act, { row, place: cell.row - 1, column, value });
    return true;
  }

  function onCopyKey(event: KeyboardEvent): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.code !== 'KeyC') return false;
    return copy(event.shiftKey);
  }

  return {
    actOn,
    /** Ctrl+C and Ctrl+Shift+C copy; Enter, Space and F12 lead to the record. */
    onKey(event: KeyboardEvent): boolean {
      if (onCopyKey(event)) return true;
      const act = rowActOf(event);
      return act !== null && actOn(act, active);
    },
  };
}
