import { type Result, success } from '../contract/result.ts';
import type { Replacement } from '../library/cache/replacement.ts';
import type { IdentifiedRow } from '../library/cache/row-record.ts';
import { type PackedRows, packsInMessages } from './packed-rows.ts';
import { inMessages } from './pages.ts';
import type { PulledSet } from './pulled-set.ts';
import type { Store } from './store.ts';

/** Rows of one page, and where the run goes on before and behind it, in the syncing part's own words. */
export interface KeptPage {
  readonly rows: readonly IdentifiedRow[];
  readonly receivedAt: number;
  readonly before: string;
  readonly behind: string;
}

/** Likewise, of a pull. */
export interface PulledPage extends Omit<KeptPage, 'rows'> {
  readonly rows: readonly PackedRows[];
}

/** What is known at the end of a pull. */
export interface PullEnd {
  readonly sync: string;
  /** The shape of the rows that were pulled. */
  readonly shape: string;
  /** As of when all rows are here, in milliseconds since 1970. */
  readonly at: number;
  readonly replacement: Replacement;
}

/** Ids about which a sweep and the rows here say different things. */
export interface Doubts {
  /** Rows here that the sweep has not seen: they are deleted, or belong to what is kept no longer. */
  readonly unseen: readonly string[];
  /** What the sweep has seen and is not here. */
  readonly missing: readonly string[];
}

/**
 * Where the rows of what is kept are written: each page in one commit with the place where the run goes on. After an end in
 * between a page comes again, and what came twice is one row.
 */
export interface KeptRows {
  startPull(sync: string): Promise<Result<null>>;
  /** @param isComparable values that differ from those of an earlier pull have changed, and are not only in another language */
  writePulled(page: PulledPage, isComparable: boolean): Promise<Result<null>>;
  endPull(end: PullEnd): Promise<Result<null>>;
  /** @param completeAt of the last page: as of when what is kept is the same here and there */
  writeChanged(page: KeptPage, completeAt: number | null): Promise<Result<null>>;
  startSweep(sync: string): Promise<Result<null>>;
  writeSwept(ids: readonly string[], sync: string): Promise<Result<null>>;
  /** What a sweep that has read all ids leaves in doubt, so that it is to be asked for; so many of each kind at most. */
  doubts(limit: number): Promise<Result<Doubts>>;
  /** Writes what became of doubts: rows that were asked for, which of them are kept, and what is deleted. */
  settle(
    page: Pick<KeptPage, 'rows' | 'receivedAt'>,
    members: readonly string[],
    deletedIds: readonly string[],
    sync: string,
  ): Promise<Result<null>>;
  endSweep(at: number, sync: string): Promise<Result<null>>;
  /** Writes nothing but where the runs go on. */
  writeRecord(sync: string, at: number): Promise<Result<null>>;
}

/** The rows of a whole set: a pull fills a table of its own, which takes the place of the old one when it is whole. */
export function wholeSetRows(store: Store, { name: set, columns }: PulledSet): KeptRows {
  const nothing = { set, columns: [], rows: [], deletedIds: [] };
  return {
    startPull: (sync) => store('startStaging', { set, columns, sync }),
    writePulled: ({ rows, receivedAt, before, behind }) =>
      packsInMessages(rows, (some, isLast) =>
        store('writeStagedPage', {
          ...{ set, columns, rows: some, receivedAt },
          sync: isLast ? behind : before,
        }),
      ),
    endPull: ({ sync, at, replacement }) => store('publishStaging', { set, at, sync, replacement }),
    writeChanged: ({ rows, receivedAt, before, behind }, completeAt) =>
      inMessages(rows, (some, isLast) =>
        store('writeSyncPage', {
          ...{ set, columns, rows: some, deletedIds: [], receivedAt },
          sync: isLast ? behind : before,
          ...(isLast && completeAt !== null ? { completeAt } : {}),
        }),
      ),
    startSweep: (sync) => store('startSweep', { set, sync }),
    writeSwept: (ids, sync) => store('writeSweptIds', { set, ids, sync }),
    // What the sweep has not seen is deleted, and a count tells of what is missing.
    doubts: () => Promise.resolve(success({ unseen: [], missing: [] })),
    settle: () => Promise.resolve(success(null)),
    endSweep: (at, sync) => store('finishSweep', { set, at, sync }),
    writeRecord: (sync, receivedAt) => store('writeSyncPage', { ...nothing, receivedAt, sync }),
  };
}
