import type { KeptRows } from './kept-rows.ts';
import type { AskPage } from './pages.ts';
import type { PulledSet } from './pulled-set.ts';
import type { SyncRecord } from './sync-record.ts';

/** What a run over one set works with. */
export interface Run {
  readonly set: PulledSet;
  readonly ask: AskPage;
  /** Where its rows are written. */
  readonly rows: KeptRows;
  /** Milliseconds since 1970 by this computer's clock. */
  readonly now: () => number;
  /** Takes note of how far the run has come, after each commit. */
  readonly note: (record: SyncRecord) => void;
}
