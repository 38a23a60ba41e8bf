/** Work that is done a slice at a time, so that whatever is more urgent gets in between. Each slice is a commit of its own. */
export type Slices = Generator<void, void, void>;

/** Does all of it at once. */
export function doAll(slices: Slices): void {
  while (slices.next().done !== true);
}
