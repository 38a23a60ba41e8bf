/** Pages without a row that are gone on from, one after the other. No instance is known to send more than one. */
const mostEmptyPages = 10;

/** The way through the pages of an answer, of which each tells where the next one is. */
export interface PageTrail {
  /** Whether no page has led there yet. */
  isNew(link: string): boolean;
  /**
   * Whether it may be gone on behind a page: not where that leads to one that was there already, and not behind many pages
   * without a row, which might go on for ever. The same page may be tried again afterwards.
   */
  leadsOn(page: { readonly isEmpty: boolean; readonly nextLink: string | null }): boolean;
}

/** @param first address of the first page */
export function createPageTrail(first: string): PageTrail {
  const followed = new Set([first]);
  let emptyPages = 0;
  return {
    isNew: (link) => !followed.has(link),
    leadsOn({ isEmpty, nextLink }) {
      if (nextLink === null) return true;
      const empty = isEmpty ? emptyPages + 1 : 0;
      if (followed.has(nextLink) || empty > mostEmptyPages) return false;
      followed.add(nextLink);
      emptyPages = empty;
      return true;
    },
  };
}
