import type { WriterLink } from './writer-link.ts';

/** Notes which results were read, so that eviction takes others first. */
export interface UseLog {
  note(query: string): void;
  /** Writes down what was noted. */
  flush(): Promise<void>;
}

/** Results noted before they are written down together: a write for every read would be many. */
const mostNoted = 20;

/** @param now milliseconds since 1970 */
export function createUseLog(writer: WriterLink, now: () => number): UseLog {
  const noted = new Set<string>();

  async function flush(): Promise<void> {
    if (noted.size === 0) return;
    const queries = [...noted];
    noted.clear();
    await writer.performUnasked('touchResults', { queries, at: now() });
  }

  return {
    note(query) {
      noted.add(query);
      if (noted.size >= mostNoted) void flush();
    },
    flush,
  };
}
