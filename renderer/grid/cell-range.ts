import type { GridCell } from './grid-cursor.ts';

/** A rectangle of selected cells; rows count from 1, as those of a {@link GridCell}, columns from 0. Both ends belong to it. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The rectangle with two cells at its corners; the headers belong to no selection. */
export function rangeBetween(from: GridCell, to: GridCell): CellRange {
  return {
    top: Math.max(1, Math.min(from.row, to.row)),
    bottom: Math.max(1, from.row, to.row),
    left: Math.min(from.column, to.column),
    right: Math.max(from.column, to.column),
  };
}

/** Whether a row has selected cells. @param row from 1 */
export function isRowWithin(range: CellRange | null, row: number): range is CellRange {
  return range !== null && row >= range.top && row <= range.bottom;
}

/** Whether a cell is selected. */
export function isWithin(range: CellRange | null, { row, column }: GridCell): boolean {
  return isRowWithin(range, row) && column >= range.left && column <= range.right;
}
