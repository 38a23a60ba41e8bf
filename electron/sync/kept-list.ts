import { z } from 'zod';
import { type KeepOffline, keepOfflineArguments } from '../contract/local-copy.ts';
import { parsedJson } from '../disk/parsed-json.ts';

const keptList = z.object({
  /** Sets that the user has chosen, each with what is kept along with it. */
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

/** A set that is kept, for its own sake or along with another. */
export interface WantedSet {
  readonly set: string;
  /** The set that it is kept along with; null for one that was chosen itself. */
  readonly along: string | null;
  readonly withPictures: boolean;
}

/** Reads the list as it is kept; what can't be read counts as an empty one. */
export function parseList(text: string): KeptList {
  return parsedJson(text, keptList) ?? emptyList;
}

/** All sets to keep, each once: what was chosen, then what comes along. */
export function wantedSets({ chosen }: KeptList): readonly WantedSet[] {
  const wanted = new Map<string, WantedSet>();
  for (const { set, withPictures } of chosen) wanted.set(set, { set, along: null, withPictures });
  for (const { set: main, along, withPictures } of chosen) {
    for (const set of along) {
      const known = wanted.get(set);
      if (known === undefined) wanted.set(set, { set, along: main, withPictures });
      else wanted.set(set, { ...known, withPictures: known.withPictures || withPictures });
    }
  }
  return [...wanted.values()];
}

/** The list with one more choice, or another one about the same set. */
export function withChoice(list: KeptList, choice: KeepOffline): KeptList {
  const along = [...new Set(choice.along)].filter((set) => set !== choice.set);
  const others = list.chosen.filter(({ set }) => set !== choice.set);
  return { ...list, chosen: [...others, { ...choice, along }] };
}

/** The list without a set, whether it was chosen or came along, and without what came along only for it. */
export function withoutSet(list: KeptList, set: string): KeptList {
  const chosen = list.chosen
    .filter((choice) => choice.set !== set)
    .map((choice) => ({ ...choice, along: choice.along.filter((each) => each !== set) }));
  return { ...list, chosen };
}
