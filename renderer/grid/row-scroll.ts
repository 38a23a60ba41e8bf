import {
  clamped,
  isScaled,
  offsetAfter,
  type ScrollPlace,
  type ScrollScale,
  topOf,
} from './scroll-scale.ts';

/** Which rows are in sight. */
export interface RowsInSight {
  /** Places of the first and the last one, from 0. */
  readonly first: number;
  readonly last: number;
  /** What lies between a row's place among all rows and in the scrolled element, in CSS pixels. */
  readonly shift: number;
}

/** What there is to scroll. In CSS pixels. */
export interface RowsExtent {
  /** All places, with the one below the last row if there is something. */
  readonly count: number;
  /** What covers rows at the upper edge. */
  readonly above: number;
}

/** The part of an element that scrolling takes. */
export interface Scroller {
  scrollTop: number;
  readonly clientHeight: number;
  getBoundingClientRect(): { readonly top: number };
  addEventListener(type: 'scroll', listener: () => void, options: { passive: true }): void;
  removeEventListener(type: 'scroll', listener: () => void): void;
}

/** Scrolls rows that are all equally high; five million are no more work than fifty. */
export interface RowScroll {
  readonly get: () => RowsInSight;
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes over the element that scrolls, until the returned function is called. */
  readonly attach: (scroller: Scroller) => () => void;
  /** Looks at how much of it is in sight, and where. */
  readonly measure: () => void;
  /** Tells what there is to scroll, after the element has its new height. */
  readonly extend: (extent: RowsExtent) => void;
  /**
   * Brings a row in sight, with as little movement as that takes.
   *
   * @param below - what covers rows at the lower edge, in CSS pixels
   */
  readonly reveal: (place: number, below: number) => void;
  /** Moves the rows by whole ones, for others that came or went above. */
  readonly moveBy: (rows: number) => void;
  readonly toTop: () => void;
  /** Nothing is above what is in sight. */
  readonly isAtTop: () => boolean;
}

/** Milliseconds without scrolling, after which the scrollbar shows where somebody has got to step by step. */
const restAfter = 150;

/**
 * Makes a scroll that no element belongs to yet.
 *
 * @param rowHeight - in CSS pixels
 * @param start - the first row in sight at the beginning
 */
export function createRowScroll(rowHeight: number, start: number): RowScroll {
  let element: Scroller | null = null;
  let extent: RowsExtent = { count: 0, above: 0 };
  let scale: ScrollScale = { length: 0, sight: 0 };
  let place: ScrollPlace = { offset: start * rowHeight, top: 0 };
  let inSight: RowsInSight = { first: start, last: start, shift: 0 };
  /** Where the element begins in the window, in CSS pixels; null while nobody knows. */
  let edge: number | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function look() {
    const { offset, top } = place;
    const lastPlace = Math.max(0, extent.count - 1);
    const first = Math.min(Math.floor(offset / rowHeight), lastPlace);
    const below = Math.ceil((offset + scale.sight - extent.above) / rowHeight) - 1;
    const last = Math.max(first, Math.min(below, lastPlace));
    const shift = top - offset;
    if (first === inSight.first && last === inSight.last && shift === inSight.shift) return;
    inSight = { first, last, shift };
    for (const listener of listeners) listener();
  }

  function go(wanted: number) {
    if (element === null) return;
    const offset = clamped(wanted, scale);
    element.scrollTop = topOf(offset, scale);
    const top = element.scrollTop;
    place = { offset: isScaled(scale) ? offset : top, top };
    look();
  }

  function onScroll() {
    const top = element?.scrollTop ?? 0;
    if (top === place.top) return;
    place = { offset: offsetAfter(place, top, scale), top };
    look();
    clearTimeout(rest);
    if (isScaled(scale)) rest = setTimeout(() => go(place.offset), restAfter);
  }

  function measure() {
    const sight = element?.clientHeight ?? 0;
    // What is not shown has no height, and keeps its place.
    if (sight === 0) return;
    scale = { length: extent.above + extent.count * rowHeight, sight };
    stayUnderTheEyes(element?.getBoundingClientRect().top ?? 0);
    look();
  }

  /** Something has come or gone above the element: the rows stay where they are on the screen. */
  function stayUnderTheEyes(now: number) {
    const moved = now - (edge ?? now);
    edge = now;
    if (moved !== 0 && place.offset > 0) go(place.offset + moved);
  }

  return {
    get: () => inSight,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach: (scroller) => {
      element = scroller;
      scroller.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        clearTimeout(rest);
        scroller.removeEventListener('scroll', onScroll);
        element = null;
      };
    },
    measure,
    extend: (next) => {
      extent = next;
      measure();
      if (scale.sight > 0) go(place.offset);
    },
    reveal: (row, covered) => {
      const highest = row * rowHeight;
      const lowest = extent.above + (row + 1) * rowHeight + covered - scale.sight;
      if (place.offset > highest) go(highest);
      else if (place.offset < lowest) go(lowest);
    },
    moveBy: (rows) => {
      if (rows !== 0) go(place.offset + rows * rowHeight);
    },
    toTop: () => go(0),
    isAtTop: () => place.offset === 0,
  };
}
