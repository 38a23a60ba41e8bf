import { useCallback, useEffect, useRef } from 'react';
import type { ActedCell, RowAct } from '../grid/row-act.ts';
import { type RowPages, rowAt } from '../rows/row-pages.ts';
import { useGoing } from '../workspace/going.ts';

/** How many records of a list one can walk through from one of them in each direction. */
const reach = 50;

/** Ids of the rows around a place, in their order. */
export function idsAround(pages: RowPages, place: number): readonly string[] {
  const from = Math.max(0, place - reach);
  return Array.from({ length: 2 * reach }, (_, index) => rowAt(pages, from + index)?.id).filter(
    (id) => id !== null && id !== undefined,
  );
}

/**
 * Does with rows what somebody wants: opens their records, or follows a reference of theirs.
 *
 * @param beside - shows the record of the active row beside the rows, or with `isToggled` not any more; where there is no room for
 * that, records are opened in place of the rows
 */
export function useRowActs(
  set: string,
  pages: RowPages,
  beside: ((isToggled: boolean) => void) | null = null,
): (act: RowAct, cell: ActedCell) => void {
  const going = useGoing();
  const latest = useRef({ going, pages, beside });
  useEffect(() => {
    latest.current = { going, pages, beside };
  });
  return useCallback(
    (act, { row, place, value }) => {
      const now = latest.current;
      if (act === 'follow') {
        if (typeof value !== 'object' || value === null || !('id' in value)) return;
        return now.going.toRecord({ ...value, title: value.text, list: [] }, false);
      }
      // Rows of views are no records.
      if (row.id === null) return;
      if (act === 'toggleDetails') return now.beside?.(true);
      if (act === 'open' && now.beside !== null) return now.beside(false);
      const list = idsAround(now.pages, place);
      now.going.toRecord({ set, id: row.id, title: row.title, list }, act === 'openInTab');
    },
    [set],
  );
}
