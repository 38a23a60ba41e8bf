/** An answer that was found by looking through the rows. */
export interface FoundRows {
  /** The numbers of its rows, in its order. */
  readonly numbers: Float64Array;
  /** Every value that it took to find them, and every one that they show, is here. */
  readonly isExact: boolean;
  /** Of the set's rows, which the numbers are of. */
  readonly generation: number;
  /** The part of the set that was looked through; null for all of its rows. */
  readonly part: number | null;
  /** In which state the rows were when the looking began. */
  readonly state: string;
}

/** The last few answers, so that paging through one does not look through all rows again. */
export interface KeptAnswers {
  /** An answer that is still true; undefined when there is none. */
  find(query: string, state: string): FoundRows | undefined;
  keep(query: string, found: FoundRows): void;
}

/** @param limit how many answers are kept; the one used longest ago goes first */
export function createKeptAnswers(limit = 8): KeptAnswers {
  const byQuery = new Map<string, FoundRows>();

  function keep(query: string, found: FoundRows): void {
    // A Map keeps the order of insertion, so the first key is the oldest.
    byQuery.delete(query);
    byQuery.set(query, found);
    const oldest = byQuery.keys().next();
    if (byQuery.size > limit && oldest.done !== true) byQuery.delete(oldest.value);
  }

  return {
    find(query, state) {
      const found = byQuery.get(query);
      if (found?.state !== state) return undefined;
      keep(query, found);
      return found;
    },
    keep,
  };
}
