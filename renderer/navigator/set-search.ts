import type { OtherSetNames } from '../../electron/contract/model-search.ts';
import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import { findNames, nameIndex } from '../find/found-names.ts';
import { nameSearch } from '../find/name-match.ts';

/** A set that was found, and by what it was found if that is neither its label nor its technical name. */
export interface FoundSet {
  readonly set: EntitySetSummary;
  readonly otherName: string | null;
  /** The lower the better the name answers. */
  readonly rank: number;
}

/** Finds sets among all of an instance. */
export type SetSearch = (text: string) => readonly FoundSet[];

/** What comes first of the names of a set: its label, then the last part of its technical name, then that as a whole. */
const ownNames = 3;

/** Prepares the search for sets by label, technical name, label in another language, and names of before. */
export function setSearch(
  sets: readonly EntitySetSummary[],
  others: readonly OtherSetNames[],
): SetSearch {
  const othersBySet = new Map(others.map((each) => [each.set, each]));
  const named = sets.map((set) => {
    const { labels = [], oldNames = [] } = othersBySet.get(set.name) ?? {};
    const last = set.name.slice(set.name.lastIndexOf('_') + 1);
    const names = [set.label, last, set.name, ...labels, ...oldNames];
    return { thing: { set, names }, names };
  });
  const index = nameIndex(named);
  return (text) => {
    const search = nameSearch(text);
    if (search === null) return [];
    return findNames(index, search).map(({ thing: { set, names }, match: { rank, by } }) => ({
      set,
      otherName: by < ownNames ? null : (names[by] ?? null),
      rank,
    }));
  };
}
