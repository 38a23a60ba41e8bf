import { type RefObject, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createRowScroll, type RowScroll } from './row-scroll.ts';
import { scrolledHeight } from './scroll-scale.ts';

/** Rows drawn above and below those in sight, so that a step of the wheel finds them there. */
const overscan = 8;

/** The rows in sight of very many. */
export interface RowWindow {
  /** Places of the first and the last row in sight, from 0. */
  readonly first: number;
  readonly last: number;
  /** Places of the rows to draw. */
  readonly drawn: readonly number[];
  /** Top edge of a row in the scrolled element, in CSS pixels. */
  readonly topOf: (place: number) => number;
  /** Height of the scrolled element, in CSS pixels. */
  readonly height: number;
  readonly scroll: RowScroll;
}

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** All places, with the one below the last row if there is something. */
  readonly count: number;
  /** In CSS pixels, as is what covers rows at the upper edge. */
  readonly rowHeight: number;
  readonly above: number;
  /** The first row in sight at the beginning. */
  readonly start: number;
}

/** Tells which rows to draw, and where. */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { scroller, count, rowHeight, above, start } = options;
  const [scroll] = useState(() => createRowScroll(rowHeight, start));
  const { first, last, shift } = useSyncExternalStore(scroll.subscribe, scroll.get);

  useLayoutEffect(() => {
    const element = scroller.current;
    return element === null ? undefined : scroll.attach(element);
  }, [scroller, scroll]);
  useLayoutEffect(() => {
    scroll.extend({ count, above });
  }, [scroll, count, above]);

  const drawn = useMemo(() => {
    const from = Math.max(0, first - overscan);
    const to = Math.min(count - 1, last + overscan);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  }, [first, last, count]);
  return {
    ...{ first, last, drawn, scroll },
    topOf: (row) => above + row * rowHeight + shift,
    height: scrolledHeight({ length: above + count * rowHeight, sight: 0 }),
  };
}
