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

/** Two runs, and how far they have been merged. */
interface Merging<Item> {
  readonly first: readonly Item[];
  readonly second: readonly Item[];
  atFirst: number;
  atSecond: number;
  readonly merged: Item[];
}

function* mergedPair<Item>(
  first: readonly Item[],
  second: readonly Item[],
  compare: Compare<Item>,
): Slices<readonly Item[]> {
  const merging: Merging<Item> = { first, second, atFirst: 0, atSecond: 0, merged: [] };
  while (mergeSome(merging, compare)) yield;
  const { atFirst, atSecond, merged } = merging;
  return merged.concat(first.slice(atFirst), second.slice(atSecond));
}

/** A function of its own, because a loop inside of a generator takes twice as long. @returns whether both have items left */
function mergeSome<Item>(merging: Merging<Item>, compare: Compare<Item>): boolean {
  const { first, second, merged } = merging;
  for (let count = 0; count < mergedInSlice; count += 1) {
    const one = first[merging.atFirst];
    const other = second[merging.atSecond];
    if (one === undefined || other === undefined) return false;
    if (compare(one, other) <= 0) {
      merged.push(one);
      merging.atFirst += 1;
    } else {
      merged.push(other);
      merging.atSecond += 1;
    }
  }
  return true;
}
