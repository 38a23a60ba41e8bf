import {
  matchName,
  type NameMatch,
  type NameSearch,
  type SearchedName,
  searchedName,
} from './name-match.ts';

/** Something that was found by one of its names. */
export interface Found<Thing> {
  readonly thing: Thing;
  readonly match: NameMatch;
}

/** Something that can be found, with its names: first what people know it by. */
export interface NamedThing<Thing> {
  readonly thing: Thing;
  readonly names: readonly string[];
}

/** Things prepared for being found by their names. */
export type NameIndex<Thing> = readonly {
  readonly thing: Thing;
  readonly name: SearchedName;
}[];

const { compare } = new Intl.Collator();

/** Prepares things for many searches. Among equal matches those with short names come first, then by alphabet. */
export function nameIndex<Thing>(things: readonly NamedThing<Thing>[]): NameIndex<Thing> {
  return things
    .toSorted(({ names: [left = ''] }, { names: [right = ''] }) => {
      return left.length - right.length || compare(left, right);
    })
    .map(({ thing, names }) => ({ thing, name: searchedName(names) }));
}

/** What a search finds, the best first. */
export function findNames<Thing>(
  index: NameIndex<Thing>,
  search: NameSearch,
): readonly Found<Thing>[] {
  const found: Found<Thing>[] = [];
  for (const { thing, name } of index) {
    const match = matchName(search, name);
    if (match !== null) found.push({ thing, match });
  }
  return found.sort((left, right) => left.match.rank - right.match.rank);
}
