import type { Preparing } from '../cache/wanted-indexes.ts';
import type { Outcome } from '../outcome.ts';
import type { WriterLink } from './writer-link.ts';

/**
 * Has the writer make indexes that queries turned out to want, behind everything else it has to do. While one is being made it is
 * not asked for again, and after a failure not at all: queries are answered without it.
 */
export function createPreparations(writer: Pick<WriterLink, 'performUnasked'>): Preparing {
  const asked = new Set<string>();

  function once(key: string, work: () => Promise<Outcome<unknown>>): void {
    if (asked.has(key)) return;
    asked.add(key);
    void work().then(({ ok }) => {
      if (ok) asked.delete(key);
    });
  }

  return {
    order(column) {
      once(JSON.stringify(column), () => writer.performUnasked('prepareOrder', column));
    },
    search(set) {
      once(set, () => writer.performUnasked('buildSearchIndex', { set }));
    },
  };
}
