/** The tallest an element is made, in CSS pixels: beyond 33.5 million Chromium cuts it off. */
const tallest = 30_000_000;

/** All rows one below the other, and the part of it that is in sight. In CSS pixels. */
export interface ScrollScale {
  /** Of the rows with all that is around them, as if nothing limited it. */
  readonly length: number;
  /** Of what is in sight. */
  readonly sight: number;
}

/** Where somebody is: how far down in the rows, and where the scrollbar is for that. */
export interface ScrollPlace {
  readonly offset: number;
  readonly top: number;
}

/** How tall the element is that the scrollbar belongs to. */
export function scrolledHeight({ length }: ScrollScale): number {
  return Math.min(length, tallest);
}

/** Whether the scrollbar moves less than the rows do, because there are too many of them. */
export function isScaled({ length }: ScrollScale): boolean {
  return length > tallest;
}

/** Where the scrollbar is for a place in the rows. */
export function topOf(offset: number, scale: ScrollScale): number {
  const { way, track } = ways(scale);
  return way === track ? offset : (offset / way) * track;
}

/**
 * Where in the rows somebody is after the scrollbar has moved. Where all rows have room it is the same place. Where they
 * have not, a step (of the wheel, a key, a finger) is as long in the rows as it is on the screen, and a leap goes where the
 * scrollbar says.
 */
export function offsetAfter(before: ScrollPlace, top: number, scale: ScrollScale): number {
  const { way, track } = ways(scale);
  if (way === track) return top;
  if (top <= 0) return 0;
  if (top >= track - 1) return way;
  const step = top - before.top;
  const isLeap = Math.abs(step) > scale.sight * 3;
  return isLeap ? (top / track) * way : clamped(before.offset + step, scale);
}

/** The nearest place that there is. */
export function clamped(offset: number, scale: ScrollScale): number {
  return Math.max(0, Math.min(offset, ways(scale).way));
}

/** How far the rows can move, and how far the scrollbar. */
function ways(scale: ScrollScale) {
  return {
    way: Math.max(0, scale.length - scale.sight),
    track: Math.max(0, scrolledHeight(scale) - scale.sight),
  };
}
