import type { GridCell } from './grid-cursor.ts';

/** Whether the mouse is on the edge of a header, by which its column is made wider. */
export function isResizer(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-resizer]') !== null;
}

/** The cell that the mouse is on; null beside all of them. */
export function cellAt(target: EventTarget): GridCell | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest('[aria-colindex]');
  const row = cell?.closest('[aria-rowindex]');
  if (cell === null || row === null || row === undefined) return null;
  return {
    row: Number(row.getAttribute('aria-rowindex')) - 1,
    column: Number(cell.getAttribute('aria-colindex')) - 1,
  };
}
