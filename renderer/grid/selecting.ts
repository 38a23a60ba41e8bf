import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useState } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import { type CellRange, isWithin, rangeBetween } from './cell-range.ts';
import { cellAfter, type GridCell, type GridExtent } from './grid-cursor.ts';

/** A selection as somebody makes it: it begins at one cell and reaches to another. */
interface Reach {
  readonly from: GridCell;
  readonly to: GridCell;
}

interface SelectingOptions {
  readonly columns: readonly Column[];
  /** What the rows answer: cells of another answer are others. */
  readonly question: string;
  readonly active: GridCell;
  /** Makes a cell the active one where it is: what is under the mouse must not move away from it. */
  readonly setActive: (cell: GridCell) => void;
  /** Makes a cell the active one, and shows it. */
  readonly moveTo: (cell: GridCell) => void;
  readonly onSelect: (range: CellRange | null) => void;
}

/** Lets somebody select cells: by keys with Shift, with the mouse, or all of them. */
export function useSelecting(options: SelectingOptions) {
  const { columns, question, active, setActive, moveTo, onSelect } = options;
  const [state, setState] = useState<{
    readonly reach: Reach | null;
    readonly columns: readonly Column[];
    readonly question: string;
  }>({ reach: null, columns, question });
  const isSame = state.columns === columns && state.question === question;
  const reach = isSame ? state.reach : null;
  const range = useMemo(
    () => (reach === null ? null : rangeBetween(reach.from, reach.to)),
    [reach],
  );
  useEffect(() => onSelect(range), [onSelect, range]);

  function select(next: Reach | null) {
    if (next !== null || reach !== null) setState({ reach: next, columns, question });
  }

  /** Everything between where the selection began and a cell. */
  function reachTo(cell: GridCell): GridCell {
    const to = { ...cell, row: Math.max(cell.row, 1) };
    select({ from: reach?.from ?? active, to });
    return to;
  }

  return {
    range,
    clear: () => select(null),

    /** Shift with a key that moves, Ctrl+A for all cells and Escape for none; tells whether it was one of them. */
    onKey(event: KeyboardEvent, extent: GridExtent): boolean {
      const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
      if ((ctrlKey || metaKey) && !shiftKey && !altKey && event.code === 'KeyA') {
        const to = { row: extent.rows - 1, column: extent.columns - 1 };
        if (to.row > 0) select({ from: { row: 1, column: 0 }, to });
        return to.row > 0;
      }
      if (key === 'Escape' && reach !== null) {
        select(null);
        return true;
      }
      if (!shiftKey || active.row === 0) return false;
      const pressed = { key, ctrlKey, altKey, metaKey, shiftKey: false };
      const to = cellAfter(reach?.to ?? active, pressed, extent);
      if (to !== null) moveTo(reachTo(to));
      return to !== null;
    },

    /** The mouse is pressed on a cell; a menu for what is selected leaves it so. */
    onPress(cell: GridCell, { button, shiftKey }: MouseEvent) {
      if (button !== 0 && isWithin(range, cell)) return;
      if (shiftKey && cell.row > 0 && active.row > 0) reachTo(cell);
      else select(null);
      setActive(cell);
    },

    /** The mouse has come over a cell while it is pressed. */
    onDrag(cell: GridCell) {
      const isThere = cell.row === active.row && cell.column === active.column;
      if (cell.row > 0 && active.row > 0 && !isThere) setActive(reachTo(cell));
    },
  };
}
