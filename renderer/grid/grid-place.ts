import { useCallback } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { NavigatorTab } from '../../electron/contract/workspace.ts';
import type { GridCell } from './grid-cursor.ts';
import type { GridRows } from './grid-rows.ts';
import type { RowScroll, RowsInSight } from './row-scroll.ts';
import { useSightTold } from './row-window.ts';

/** Where somebody is in the rows: the first one in sight, CSS pixels from the left, and the cell with the cursor. */
export type GridPlace = Pick<NavigatorTab, 'scroll' | 'active'>;

/** Where somebody begins who was not here before. */
export const atTheTop: GridPlace = { scroll: { row: 0, left: 0 }, active: null };

interface Told {
  readonly rows: GridRows;
  readonly columns: readonly Column[];
  readonly onPlace: (place: GridPlace) => void;
}

interface ToldPlace {
  readonly scroll: RowScroll;
  readonly left: number;
  readonly active: GridCell;
}

/** Tells where somebody is, whenever they are somewhere else. */
export function usePlaceTold(
  { rows, columns, onPlace }: Told,
  { scroll, left, active }: ToldPlace,
) {
  const id = rows.at(active.row - 1)?.id ?? null;
  const column = columns[active.column]?.name;
  const tell = useCallback(
    ({ first }: RowsInSight) => {
      const place = { row: Math.max(active.row - 1, 0), id };
      onPlace({
        scroll: { row: first, left },
        active: column === undefined ? null : { ...place, column },
      });
    },
    [onPlace, left, active.row, id, column],
  );
  useSightTold(scroll, tell);
}
