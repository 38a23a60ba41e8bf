import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useMemo } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { PlacedColumn } from './grid-row.tsx';

/** Knows what of the grid is in sight. */
export type DivVirtualizer = Virtualizer<HTMLDivElement, Element>;

/**
 * The columns to draw: those in sight, the frozen ones, which always are, and the active one, which `aria-activedescendant` needs
 * to exist.
 */
export function usePlacedColumns(
  columns: readonly Column[],
  virtualizer: DivVirtualizer,
  active: number,
  frozen: number,
): readonly PlacedColumn[] {
  const items = virtualizer.getVirtualItems();
  return useMemo(() => {
    const all = virtualizer.measurementsCache;
    const drawn = new Set([...items.map(({ index }) => index), active]);
    return all
      .filter(({ index }) => index < frozen || drawn.has(index))
      .flatMap((item) => placed(columns, item, frozen));
  }, [columns, items, virtualizer, active, frozen]);
}

/** All columns where they stand, for what is drawn under each of them. */
export function useAllColumns(
  columns: readonly Column[],
  virtualizer: DivVirtualizer,
  frozen: number,
): readonly PlacedColumn[] {
  const all = virtualizer.measurementsCache;
  return useMemo(
    () => all.flatMap((item) => placed(columns, item, frozen)),
    [all, columns, frozen],
  );
}

function placed(
  columns: readonly Column[],
  { index, start, size }: VirtualItem,
  frozen: number,
): readonly PlacedColumn[] {
  const column = columns[index];
  return column === undefined ? [] : [{ column, index, start, size, isFrozen: index < frozen }];
}

/** The width that the drawn cells of a column need, in CSS pixels. */
export function contentWidth(grid: Element, column: number): number {
  const range = document.createRange();
  const cells = [...grid.querySelectorAll(`[aria-colindex="${column + 1}"]`)];
  const needed = cells.map((cell) => {
    range.selectNodeContents(cell.querySelector('.grid-header-label') ?? cell);
    return range.getBoundingClientRect().width + (cell.tagName === 'TH' ? 40 : 20);
  });
  return Math.max(...needed);
}
