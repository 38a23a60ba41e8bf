import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { createRowScroll, type RowScroll, type RowsInSight } from './row-scroll.ts';

/** Rows drawn above and below those in sight, so that a step of the wheel finds them there. */
const overscan = 8;

interface RowScrollOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  /** All places, with the one below the last row if there is something. */
  readonly count: number;
  /** In CSS pixels, as is what covers rows at the upper edge. */
  readonly rowHeight: number;
  readonly above: number;
  /** The first row in sight at the beginning. */
  readonly start: number;
}

/** Scrolls the rows of an element. It is not drawn anew for that; what is, asks for {@link useDrawnRows}. */
export function useRowScroll(options: RowScrollOptions): RowScroll {
  const { scroller, count, rowHeight, above, start } = options;
  const [scroll] = useState(() => createRowScroll(rowHeight, start));
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const detach = scroll.attach(element);
    const observer = new ResizeObserver(scroll.measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      detach();
    };
  }, [scroller, scroll]);
  useLayoutEffect(() => scroll.extend({ count, above }), [scroll, count, above]);
  return scroll;
}

/** Tells which rows are in sight, now and whenever it changes. */
export function useSightTold(scroll: RowScroll, onSight: (sight: RowsInSight) => void) {
  useEffect(() => {
    onSight(scroll.get());
    return scroll.subscribe(() => onSight(scroll.get()));
  }, [scroll, onSight]);
}

/** The rows to draw. */
interface DrawnRows {
  /** Their places. */
  readonly drawn: readonly number[];
  /** What lies between a row's place among all rows and in the scrolled element, in CSS pixels. */
  readonly shift: number;
  /** At least as many as are drawn at once; the same number for as long as the height is the same. */
  readonly slots: number;
}

/** The rows in sight, and some around them. */
export function useDrawnRows(scroll: RowScroll, count: number): DrawnRows {
  const { first, last, shift } = useSyncExternalStore(scroll.subscribe, scroll.get);
  const drawn = useMemo(() => {
    const from = Math.max(0, first - overscan);
    const to = Math.min(count - 1, last + overscan);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  }, [first, last, count]);
  return { drawn, shift, slots: 2 ** Math.ceil(Math.log2(last - first + 2 * overscan + 2)) };
}
