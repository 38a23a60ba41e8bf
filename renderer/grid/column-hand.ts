import { type KeyboardEvent, useState } from 'react';
import { type ColumnAct, placeAfterKey } from './column-act.ts';
import { type ColumnDrag, useColumnDrag } from './column-drag.ts';
import type { GridCell } from './grid-cursor.ts';

/** A header whose menu is open. */
interface OpenMenu {
  readonly place: number;
  readonly anchor: Element;
}

interface ColumnHandOptions {
  readonly columnCount: number;
  readonly active: GridCell;
  readonly setActive: (cell: GridCell) => void;
  readonly cellId: (row: number, column: number) => string;
  /** Null where columns stay as they are. */
  readonly onAct: ((act: ColumnAct) => void) | null;
}

/** Lets somebody move columns with the mouse and with keys, and open the menu of a header. */
export function useColumnHand(options: ColumnHandOptions) {
  const { columnCount, active, setActive, cellId, onAct } = options;
  const [menu, setMenu] = useState<OpenMenu | null>(null);

  function move({ from, to }: ColumnDrag) {
    onAct?.({ act: 'move', from, to });
    setActive({ ...active, column: to });
  }

  function openMenu(place: number) {
    const anchor = document.getElementById(cellId(0, place));
    if (anchor !== null && onAct !== null) setMenu({ place, anchor });
  }

  const { drag, press, wasDrag } = useColumnDrag(move);
  return {
    ...{ drag, wasDrag, menu, openMenu },
    press: onAct === null ? () => undefined : press,
    closeMenu: () => setMenu(null),

    /** Alt+Shift with an arrow moves the active column, Shift+F10 on a header opens its menu. */
    onKey(event: KeyboardEvent): boolean {
      if (onAct === null) return false;
      const to = placeAfterKey(event, active.column, columnCount);
      if (to !== null) move({ from: active.column, to });
      const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
      const opens = isMenuKey && active.row === 0;
      if (opens) openMenu(active.column);
      return to !== null || opens;
    },
  };
}

/** On which side of the column at a place a dragged one would be let go; null where it would not. */
export function dropSide(drag: ColumnDrag | null, place: number): 'before' | 'after' | null {
  if (drag === null || drag.to !== place || drag.from === place) return null;
  return drag.to < drag.from ? 'before' : 'after';
}
