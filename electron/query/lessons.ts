import type { WantedTotal } from '../contract/rows.ts';

/**
 * What an instance refused although its model, or ERP.net's documentation, promised it. The names of features are those of
 * `termFeature`, `orderFeature`, `totalFeature` and `searchFeature`.
 */
export interface Lessons {
  isRefused(set: string, feature: string): boolean;
  learn(set: string, features: readonly string[]): void;
  /** Everything learned, to be kept. */
  all(): readonly string[];
  /** Takes over what {@link Lessons.all} told earlier, of this version of the instance. */
  take(known: readonly string[]): void;
}

/** For plans that are not asked of an instance: what it refuses is of no concern there. */
export const noLessons: Pick<Lessons, 'isRefused'> = { isRefused: () => false };

/** Makes lessons of which none is learned yet. */
export function createLessons(): Lessons {
  const refused = new Set<string>();
  const name = (set: string, feature: string): string => `${set}: ${feature}`;
  return {
    isRefused: (set, feature) => refused.has(name(set, feature)),
    learn(set, features) {
      for (const feature of features) refused.add(name(set, feature));
    },
    all: () => [...refused],
    take(known) {
      for (const each of known) refused.add(each);
    },
  };
}

/** Under this name it is learned that a set can't be searched. */
export const searchFeature = '$search';

/** Under this name it is learned that the server does not add up a column of a set in some way. */
export function totalFeature(wanted: WantedTotal, column: string): string {
  return `$apply ${wanted} ${column}`;
}

/** Under this name it is learned that a set can't be ordered by a column. */
export function orderFeature(column: string): string {
  return `$orderby ${column}`;
}
