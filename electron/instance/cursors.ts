/** Addresses of following pages, by opaque cursors: the window never gets to see, or to make, an address. */
export interface Cursors {
  /** Keeps an address and returns its cursor. */
  keep(entry: CursorEntry): string;
  /** The entry of a cursor; undefined when it was never given out, or so long ago that it was dropped. */
  find(cursor: string): CursorEntry | undefined;
}

/** What a cursor stands for. */
interface CursorEntry {
  /** The server's `@odata.nextLink`, as sent. */
  readonly nextLink: string;
  /** The query that it continues. */
  readonly query: string;
}

/** @param limit how many cursors are kept; the one used longest ago goes first. */
export function createCursors(random: () => string, limit = 1000): Cursors {
  // A Map keeps the order of insertion, so the first key is the oldest.
  const entries = new Map<string, CursorEntry>();

  function put(cursor: string, entry: CursorEntry): void {
    entries.delete(cursor);
    entries.set(cursor, entry);
    const oldest = entries.keys().next();
    if (entries.size > limit && !oldest.done) entries.delete(oldest.value);
  }

  return {
    keep(entry) {
      const cursor = random();
      put(cursor, entry);
      return cursor;
    },
    find(cursor) {
      const entry = entries.get(cursor);
      if (entry !== undefined) put(cursor, entry);
      return entry;
    },
  };
}
