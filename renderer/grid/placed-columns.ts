import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useMemo } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { PlacedColumn } from './grid-row.tsx';
import { namingColumn } from './naming-column.ts';

/** Knows what of the grid is in sight. */
export type DivVirtualizer = Virtualizer<HTMLDivElement, Element>;

/**
 * The columns to draw: those in sight, the frozen ones, which always are, the active one, which `aria-activedescendant` needs to
 * exist, and the one that names the rows, for those who hear its name with a cell far to the right.
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
    const drawn = new Set([...items.map(({ index }) => index), active, namingColumn(columns)]);
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
  if (column === undefined) return [];
  const isNaming = index === namingColumn(columns);
  return [{ column, index, start, size, isFrozen: index < frozen, isNaming }];
}

/** The width that the drawn cells of a column need, in CSS pixels. */
export function contentWidth(grid: Element, column: number): number {
  const range = document.createRange();
  const cells = [...grid.querySelectorAll(`[aria-colindex="${column + 1}"]`)];
  const needed = cells.map((cell) => {
    const label = cell.querySelector('.grid-header-label');
    range.selectNodeContents(label ?? cell);
    return range.getBoundingClientRect().width + (label === null ? 20 : 40);
  });
  return Math.max(...needed);
}
