import { z } from 'zod';
import {
  type KeepOffline,
  type KeptPart,
  type KeptRows,
  keepOfflineArguments,
} from '../contract/local-copy.ts';
import { parsedJson } from '../disk/parsed-json.ts';
import { partName } from './part-name.ts';

const keptList = z.object({
  /** Sets and parts of sets that the user has chosen, each with what is kept along with it. */
  chosen: z.array(keepOfflineArguments).readonly(),
  isPaused: z.boolean(),
});

/**
 * What the user wants kept. It lies in the account's state, which outlives the cache: when the cache has to be rebuilt, all of
 * it is pulled again by itself.
 */
export type KeptList = z.infer<typeof keptList>;

/** Nothing is wanted. */
export const emptyList: KeptList = { chosen: [], isPaused: false };

/** A set or a part of one that is kept, for its own sake or along with another. */
export interface WantedSet {
  /** Another one for each; that of a whole set is its name. */
  readonly key: string;
  readonly set: string;
  /** The rows that are kept; null for all of them. */
  readonly part: (KeptPart & { readonly name: string }) | null;
  /** The set that it is kept along with; null for one that was chosen itself. */
  readonly along: string | null;
  readonly withPictures: boolean;
}

/** Reads the list as it is kept; what can't be read counts as an empty one. */
export function parseList(text: string): KeptList {
  return parsedJson(text, keptList) ?? emptyList;
}

/** Names what is kept: a set by its name, a part of one by what it means, too. */
function keyOf({ set, part }: KeptRows): string {
  return part === undefined ? set : `${set} ${partName(part)}`;
}

/**
 * All that is to be kept, each once: what was chosen, then what comes along. The parts of a set that is kept as a whole are kept
 * until all of it is here, and then they are among it.
 * @param complete sets of which all rows are here
 */
export function wantedSets(
  { chosen }: KeptList,
  complete: ReadonlySet<string> = new Set(),
): readonly WantedSet[] {
  const wanted = new Map<string, WantedSet>();
  for (const { set, part, withPictures } of chosen) {
    const key = keyOf({ set, part });
    const named = part === undefined ? null : { ...part, name: partName(part) };
    wanted.set(key, { key, set, part: named, along: null, withPictures });
  }
  for (const { set: main, along, withPictures } of chosen) {
    for (const set of along) {
      const known = wanted.get(set);
      const own = { key: set, set, part: null };
      if (known === undefined) wanted.set(set, { ...own, along: main, withPictures });
      else wanted.set(set, { ...known, withPictures: known.withPictures || withPictures });
    }
  }
  const isWhole = (set: string): boolean => wanted.has(set) && complete.has(set);
  return [...wanted.values()].filter(({ set, part }) => part === null || !isWhole(set));
}

/** The list with one more choice, or another one about the same rows. */
export function withChoice(list: KeptList, choice: KeepOffline): KeptList {
  const along = [...new Set(choice.along)].filter((set) => set !== choice.set);
  const others = list.chosen.filter((other) => keyOf(other) !== keyOf(choice));
  return { ...list, chosen: [...others, { ...choice, along }] };
}

/** The list with another name for a set, which the instance has renamed. */
export function withName(list: KeptList, before: string, now: string): KeptList {
  const nameOf = (set: string): string => (set === before ? now : set);
  const choices = list.chosen.map((choice) => ({
    ...choice,
    set: nameOf(choice.set),
    along: choice.along.map(nameOf),
  }));
  return choices.reduce(withChoice, { ...list, chosen: [] });
}

/**
 * The list without what was chosen, or without a set that came along, and without what came along only for it. With all rows of
 * a set its parts are gone, too.
 */
export function withoutRows(list: KeptList, rows: KeptRows): KeptList {
  const isGone = (choice: KeptRows): boolean => keyOf(choice) === keyOf(rows);
  if (rows.part !== undefined) {
    return { ...list, chosen: list.chosen.filter((choice) => !isGone(choice)) };
  }
  const isWholeChosen = list.chosen.some(isGone);
  const chosen = list.chosen.filter((choice) => !(isWholeChosen && choice.set === rows.set));
  return {
    ...list,
    chosen: chosen.map((choice) => ({
      ...choice,
      along: choice.along.filter((each) => each !== rows.set),
    })),
  };
}
