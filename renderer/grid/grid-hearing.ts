import { type KeyboardEvent, type MouseEvent, type RefObject, useRef } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { useCellActs } from './cell-acts.ts';
import type { useColumnHand } from './column-hand.ts';
import { cellAfter, type GridCell, type GridExtent, leadsToLastRow } from './grid-cursor.ts';
import { cellAt, isResizer } from './grid-target.ts';
import type { useSelecting } from './selecting.ts';
import type { useWidthHand } from './width-hand.ts';

interface GridHearingOptions {
  readonly grid: RefObject<HTMLTableElement | null>;
  readonly columns: readonly Column[];
  readonly active: GridCell;
  /** How far the cursor can go, and how far it goes with a page. */
  readonly extent: () => GridExtent;
  readonly moveTo: (cell: GridCell) => void;
  /** Somebody has gone to the last row, wherever that is. */
  readonly onLastRow: () => void;
  /** The edge of a column is being dragged. */
  readonly isResizing: boolean;
  readonly selecting: ReturnType<typeof useSelecting>;
  readonly columnHand: ReturnType<typeof useColumnHand>;
  readonly widthHand: ReturnType<typeof useWidthHand>;
  readonly acts: ReturnType<typeof useCellActs>;
  readonly onOrder: (column: Column, joined: boolean) => void;
}

/** Hears the keys and the mouse for the whole grid, and tells whom they are for. */
export function useGridHearing(options: GridHearingOptions) {
  const { grid, columns, active, selecting, columnHand, widthHand, acts, onOrder } = options;
  const pressedOnEdge = useRef(false);

  function onHeaderKey(event: KeyboardEvent): boolean {
    const column = columns[active.column];
    if (active.row !== 0 || column === undefined) return false;
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    const orders = event.key === 'Enter' || event.key === ' ';
    if (orders) onOrder(column, event.shiftKey);
    return orders || widthHand.onKey(event, active.column);
  }

  return {
    onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
      if (event.target !== event.currentTarget) return;
      const extent = options.extent();
      const handled =
        onHeaderKey(event) ||
        columnHand.onKey(event) ||
        selecting.onKey(event, extent) ||
        acts.onKey(event);
      const target = handled ? null : cellAfter(active, event, extent);
      if (target !== null) {
        selecting.clear();
        options.moveTo(target);
        if (leadsToLastRow(event)) options.onLastRow();
      }
      if (handled || target !== null) event.preventDefault();
    },

    onMouseDown(event: MouseEvent<HTMLTableElement>) {
      pressedOnEdge.current = isResizer(event.target);
      const cell = cellAt(event.target);
      if (cell === null) return;
      // Cells must not take the focus from the grid, which outlives them.
      event.preventDefault();
      grid.current?.focus({ preventScroll: true });
      if (cell.row === 0 && !pressedOnEdge.current) columnHand.press(cell.column, event);
      selecting.onPress(cell, event);
    },

    onMouseMove(event: MouseEvent<HTMLTableElement>) {
      const isDragging = event.buttons === 1 && columnHand.drag === null && !options.isResizing;
      const cell = isDragging ? cellAt(event.target) : null;
      if (cell !== null) selecting.onDrag(cell);
    },

    onContextMenu(event: MouseEvent<HTMLTableElement>) {
      const cell = cellAt(event.target);
      if (cell?.row !== 0) return;
      event.preventDefault();
      columnHand.openMenu(cell.column);
    },

    onClick(event: MouseEvent<HTMLTableElement>) {
      const cell = cellAt(event.target);
      const column = columns[cell?.column ?? -1];
      if (cell !== null && (event.ctrlKey || event.metaKey) && acts.actOn('openInTab', cell))
        return;
      // A dragged edge may be let go over its own header, which is no click on that header.
      if (cell?.row !== 0 || column === undefined) return;
      if (pressedOnEdge.current || columnHand.wasDrag()) return;
      onOrder(column, event.shiftKey);
    },

    onDoubleClick(event: MouseEvent<HTMLTableElement>) {
      const cell = cellAt(event.target);
      if (cell === null || columns[cell.column] === undefined || acts.actOn('open', cell)) return;
      if (isResizer(event.target)) widthHand.fit(cell.column);
    },
  };
}
