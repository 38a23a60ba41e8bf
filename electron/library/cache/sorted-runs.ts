import type { Slices } from '../database/slices.ts';

/** Compares two items; negative when the first comes first. */
export type Compare<Item> = (a: Item, b: Item) => number;

const mergedInSlice = 10_000;

/**
 * Merges runs that are in order each into one, in slices; what is equal stays in the order of the runs.
 */
export function* mergedRuns<Item>(
  runs: readonly (readonly Item[])[],
  compare: Compare<Item>,
): Slices<readonly Item[]> {
  let left = runs;
  while (left.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (let index = 0; index < left.length; index += 2) {
      merged.push(yield* mergedPair(left[index] ?? [], left[index + 1] ?? [], compare));
    }
    left = merged;
  }
  return left[0] ?? [];
}

function* mergedPair<Item>(
  first: readonly Item[],
  second: readonly Item[],
  compare: Compare<Item>,
): Slices<readonly Item[]> {
  const merged: Item[] = [];
  let [atFirst, atSecond] = [0, 0];
  for (;;) {
    const [one, other] = [first[atFirst], second[atSecond]];
    if (one === undefined) return merged.concat(second.slice(atSecond));
    if (other === undefined) return merged.concat(first.slice(atFirst));
    if (compare(one, other) <= 0) {
      merged.push(one);
      atFirst += 1;
    } else {
      merged.push(other);
      atSecond += 1;
    }
    if (merged.length % mergedInSlice === 0) yield;
  }
}
