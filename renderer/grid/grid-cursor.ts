/** A cell of the grid: row 0 is the row of headers, columns count from 0. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** What the keys need to know of the grid. */
export interface GridExtent {
  /** Rows with the row of headers. */
  readonly rows: number;
  readonly columns: number;
  /** Whole rows in sight. */
  readonly page: number;
}

/** A key press as far as it matters here. */
export interface GridKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * Where a key leads to, by the WAI-ARIA grid pattern.
 *
 * @returns null when the key does not move
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/#keyboardinteraction
 */
export function cellAfter(cell: GridCell, pressed: GridKey, extent: GridExtent): GridCell | null {
  if (pressed.altKey || pressed.shiftKey || extent.columns === 0) return null;
  const far = pressed.ctrlKey || pressed.metaKey;
  const target = far ? farTarget(cell, pressed.key, extent) : nearTarget(cell, pressed.key, extent);
  if (target === null) return null;
  return {
    row: clamp(target.row, extent.rows),
    column: clamp(target.column, extent.columns),
  };
}

/** Whether a key leads to the last row, wherever that is. */
export function leadsToLastRow({ key, ctrlKey, metaKey, shiftKey, altKey }: GridKey): boolean {
  const far = (ctrlKey || metaKey) && !shiftKey && !altKey;
  return far && (key === 'End' || key === 'ArrowDown');
}

function nearTarget(cell: GridCell, key: string, extent: GridExtent): GridCell | null {
  switch (key) {
    case 'ArrowUp':
      return { ...cell, row: cell.row - 1 };
    case 'ArrowDown':
      return { ...cell, row: cell.row + 1 };
    case 'ArrowLeft':
      return { ...cell, column: cell.column - 1 };
    case 'ArrowRight':
      return { ...cell, column: cell.column + 1 };
    case 'Home':
      return { ...cell, column: 0 };
    case 'End':
      return { ...cell, column: extent.columns - 1 };
    case 'PageUp':
      // Paging stops at the first row; to the headers it is one more step.
      return { ...cell, row: Math.min(cell.row, Math.max(1, cell.row - extent.page)) };
    case 'PageDown':
      return { ...cell, row: cell.row + extent.page };
    default:
      return null;
  }
}

function farTarget(cell: GridCell, key: string, extent: GridExtent): GridCell | null {
  switch (key) {
    case 'Home':
      return { row: 1, column: 0 };
    case 'End':
      return { row: extent.rows - 1, column: extent.columns - 1 };
    case 'ArrowUp':
      return { ...cell, row: 1 };
    case 'ArrowDown':
      return { ...cell, row: extent.rows - 1 };
    case 'ArrowLeft':
      return { ...cell, column: 0 };
    case 'ArrowRight':
      return { ...cell, column: extent.columns - 1 };
    default:
      return null;
  }
}

function clamp(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
