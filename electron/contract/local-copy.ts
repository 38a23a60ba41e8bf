import { z } from 'zod';
import type { Failure } from './failure.ts';
import { structuredQuery } from './query.ts';
import type { CellValue } from './rows.ts';

const setName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/);

/** Arguments of the requests about one set of the local copy. */
export const copiedSetArguments = z.strictObject({ set: setName });

/**
 * Some rows of a set: those that a query of it finds, with words such as `(current month)` as they were typed, so that it
 * always means the rows of today.
 */
export const keptPart = structuredQuery
  .pick({ where: true, search: true })
  .extend({
    /** What narrows the rows, as the person read it who chose them. Two parts with other words are the same. */
    words: z.array(z.string().max(2000)).max(100),
  })
  .refine(({ where, search }) => where.length > 0 || search !== '');

/** Some rows of a set. */
export type KeptPart = z.infer<typeof keptPart>;

/** What is kept of a set: without `part` all of its rows. */
const keptRows = { set: setName, part: keptPart.optional() };

/** Arguments of `stopKeeping`. */
export const stopKeepingArguments = z.strictObject(keptRows);

/** A set, or a part of one, that is kept for its own sake. */
export type KeptRows = z.infer<typeof stopKeepingArguments>;

/** Arguments of `estimateKeeping` and `keepOffline`. */
export const keepOfflineArguments = z.strictObject({
  ...keptRows,
  /** Sets to keep along with it: what it refers to, and what belongs to it. */
  along: z.array(setName).max(50),
  /** Pictures are left out unless they are wished for. */
  withPictures: z.boolean(),
});

/** What to keep offline. */
export type KeepOffline = z.infer<typeof keepOfflineArguments>;

/** What keeping would take, as far as can be told before. */
export interface KeepingEstimate {
  readonly rows: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** The instance can't tell the rows of the part from others: all rows of the set would be kept. */
  readonly isWhole: boolean;
}

/** What is kept of a set's pictures. */
export interface KeptPictures {
  readonly here: number;
  /** Left out, because they are too large, or no pictures that a window shows. */
  readonly leftOut: number;
  /** Pictures take as much room as they may, and no more are fetched. */
  readonly isFull: boolean;
}

/** A set, or a part of one, that the user keeps offline. */
export interface KeptSet {
  readonly set: string;
  /** The rows that are kept, as they were chosen; null for all of them. */
  readonly part: KeptPart | null;
  /** The set that it is kept along with; null for one that was chosen itself. */
  readonly along: string | null;
  /**
   * - `waiting`: its turn has not come, or nobody is there, or the instance can't be reached.
   * - `pulling`: all of it is being fetched for the first time, or again.
   * - `following`: what has changed is being fetched.
   * - `upToDate`: nothing to do until `dueAt`.
   * - `failed`: it could not be fetched, see `failure`; it is tried again.
   */
  readonly status: 'waiting' | 'pulling' | 'following' | 'upToDate' | 'failed';
  /** Rows fetched by the pull under way; rows on this computer when none is. */
  readonly rows: number;
  /** Rows that the set had when it was counted; null while that is not known. */
  readonly total: number | null;
  /** As of when all of its rows are on this computer, in milliseconds since 1970; null while they are not. */
  readonly completeAt: number | null;
  readonly failure: Failure | null;
  /** Absent where no pictures are kept. */
  readonly pictures?: KeptPictures;
}

/** All that is kept offline. */
export interface KeptSets {
  readonly sets: readonly KeptSet[];
  /** The user has stopped the fetching for a while. */
  readonly isPaused: boolean;
  /** Nothing is fetched in the background because the connection is metered. Absent where it is not. */
  readonly isHeldBack?: boolean;
}

/** What had to be mended in the local copy. Times in milliseconds since 1970. */
export type CopyMending =
  | { readonly kind: 'stateRestored'; readonly asOf: number }
  | { readonly kind: 'stateLost' }
  | { readonly kind: 'cacheRebuilt' };

/**
 * How the local copy of the account in force fares.
 * - `opening`: nothing is known yet.
 * - `locked`: the last contact with the instance is longer ago than the administrator allows; signing in opens it again.
 * - `unavailable`: it can't be used now; browsing online works all the same.
 */
export type CopyState = (
  | { readonly status: 'opening' }
  | { readonly status: 'open' }
  | { readonly status: 'locked'; readonly days: number }
  | {
      readonly status: 'unavailable';
      readonly because:
        | 'newerSchema'
        | 'wrongKey'
        | 'keyring'
        | 'diskFull'
        | 'unreadable'
        | 'failing';
    }
) & { readonly mendings: readonly CopyMending[] };

/** One row of a kept set that is not as it was when the user last looked. */
export interface RowChange {
  readonly id: string;
  readonly kind: 'new' | 'changed' | 'deleted';
  /** Display text. */
  readonly title: string | null;
  /** When this computer learned of it, in milliseconds since 1970. */
  readonly at: number;
  /** What the changed columns held before, by name; of a deleted row all that is known. */
  readonly before: Readonly<Record<string, CellValue>>;
}

/** What has changed in a set since the user last looked. */
export interface SetChanges {
  /** When that was, in milliseconds since 1970; null when nothing was noted yet. */
  readonly since: number | null;
  /** Newest first, 1,000 at most. */
  readonly rows: readonly RowChange[];
  /** All of them, those beyond the limit too. */
  readonly count: number;
}
