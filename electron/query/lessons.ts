/**
 * What an instance refused although its model, or ERP.net's documentation, promised it. The names of features are those of
 * `termFeature`, `orderFeature` and `searchFeature`.
 */
export interface Lessons {
  isRefused(set: string, feature: string): boolean;
  learn(set: string, features: readonly string[]): void;
  /** Everything learned, to be kept. */
  all(): readonly string[];
}

/** @param known what was kept earlier, for this version of the instance */
export function createLessons(known: readonly string[] = []): Lessons {
  const refused = new Set(known);
  const name = (set: string, feature: string): string => `${set}: ${feature}`;
  return {
    isRefused: (set, feature) => refused.has(name(set, feature)),
    learn(set, features) {
      for (const feature of features) refused.add(name(set, feature));
    },
    all: () => [...refused],
  };
}

/** Under this name it is learned that a set can't be searched. */
export const searchFeature = '$search';

/** Under this name it is learned that a set can't be ordered by a column. */
export function orderFeature(column: string): string {
  return `$orderby ${column}`;
}
