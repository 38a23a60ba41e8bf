/** How much of the window frozen columns may take, or there would be nothing left to scroll. */
const mostOfSight = 0.6;

/**
 * How many of the first columns stay in sight: as many as are wanted, while others have room beside them.
 *
 * @param sizes - widths in CSS pixels
 * @param sight - width of the window in CSS pixels; 0 while that is not known
 */
export function frozenCount(sizes: readonly number[], wanted: number, sight: number): number {
  let width = 0;
  for (let count = 0; count < Math.min(wanted, sizes.length); count += 1) {
    width += sizes[count] ?? 0;
    if (sight > 0 && width > sight * mostOfSight) return count;
  }
  return Math.min(wanted, sizes.length);
}

/** The width of the first columns together, in CSS pixels. */
export function widthOf(sizes: readonly number[], count: number): number {
  return sizes.slice(0, count).reduce((sum, size) => sum + size, 0);
}
