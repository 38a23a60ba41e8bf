import type { KeyboardEvent, RefObject } from 'react';
import type { Column } from '../../electron/contract/rows.ts';
import type { ColumnWidths } from './column-model.ts';
import { boundedWidth, startingWidth, widthStep } from './column-width.ts';
import { contentWidth } from './placed-columns.ts';

interface WidthHandOptions {
  readonly columns: readonly Column[];
  readonly widths: ColumnWidths;
  /** Widths as they are, by place, in CSS pixels. */
  readonly sizes: readonly number[];
  readonly grid: RefObject<HTMLElement | null>;
  readonly onWidths: (widths: ColumnWidths) => void;
}

/** Lets somebody change how wide columns are, other than by dragging their edges. */
export function useWidthHand({ columns, widths, sizes, grid, onWidths }: WidthHandOptions) {
  function change(column: Column, width: number) {
    onWidths({ ...widths, [column.name]: boundedWidth(width) });
  }

  return {
    /** As wide as what is drawn in the column needs. */
    fit(place: number) {
      const column = columns[place];
      if (column === undefined || grid.current === null) return;
      change(column, contentWidth(grid.current, place));
    },

    /** Shift with an arrow makes the column at a place narrower or wider; tells whether it was that. */
    onKey({ key, shiftKey }: KeyboardEvent, place: number): boolean {
      const column = columns[place];
      const step = key === 'ArrowLeft' ? -widthStep : Number(key === 'ArrowRight') * widthStep;
      if (!shiftKey || step === 0 || column === undefined) return false;
      change(column, (sizes[place] ?? startingWidth(column)) + step);
      return true;
    },
  };
}
