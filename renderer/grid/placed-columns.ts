import type { Virtualizer } from '@tanstack/react-virtual';
import { useMemo } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { PlacedColumn } from './grid-row.tsx';

/** Knows what of the grid is in sight. */
export type DivVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** The columns to draw: those in sight and the active one, which `aria-activedescendant` needs to exist. */
export function usePlacedColumns(
  columns: readonly Column[],
  virtualizer: DivVirtualizer,
  active: number,
): readonly PlacedColumn[] {
  const items = virtualizer.getVirtualItems();
  return useMemo(() => {
    const all = virtualizer.measurementsCache;
    const activeItem = all[active];
    const missing = activeItem !== undefined && !items.some(({ index }) => index === active);
    return [...items, ...(missing ? [activeItem] : [])]
      .sort((left, right) => left.index - right.index)
      .flatMap(({ index, start, size }) => {
        const column = columns[index];
        return column === undefined ? [] : [{ column, index, start, size }];
      });
  }, [columns, items, virtualizer, active]);
}

/** All columns where they stand, for what is drawn under each of them. */
export function useAllColumns(
  columns: readonly Column[],
  virtualizer: DivVirtualizer,
): readonly PlacedColumn[] {
  const all = virtualizer.measurementsCache;
  return useMemo(
    () =>
      all.flatMap(({ index, start, size }) => {
        const column = columns[index];
        return column === undefined ? [] : [{ column, index, start, size }];
      }),
    [all, columns],
  );
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
