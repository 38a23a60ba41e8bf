import { z } from 'zod';
import { parsedJson } from '../disk/parsed-json.ts';
import { plainCondition } from '../library/process/shapes.ts';

/** Milliseconds since 1970 by this computer's clock: only for deciding when something is due. */
const time = z.number();

/** The server's address of the page after the last one that was kept; null before the first. */
const nextLink = z.string().nullable();

/** Which of the addresses by which a part is asked for; the first one where it is absent. */
const query = z.int().nonnegative().optional();

/** A full pull under way, beside rows of an earlier one. */
const pullProgress = z.object({
  startedAt: time,
  query,
  nextLink,
  /** All pages are staged; they have only to take the place of the old rows. */
  isRead: z.boolean(),
  /** The shape of the rows that are being pulled. */
  shape: z.string(),
  rows: z.int().nonnegative(),
  /** Rows that the server counted at the beginning. */
  total: z.int().nonnegative().nullable(),
  watermark: z.number().nullable(),
});

/** An incremental pull under way. */
const followProgress = z.object({ startedAt: time, nextLink, watermark: z.number().nullable() });

/** A sweep for deletions under way. */
const sweepProgress = z.object({
  startedAt: time,
  query,
  nextLink,
  isRead: z.boolean(),
  /** Ids that have come. */
  rows: z.int().nonnegative().default(0),
});

const syncRecord = z.object({
  /**
   * A digest of the columns and the language in which the rows here were pulled; null before the first full pull is whole.
   * Rows of another shape are pulled as a whole again.
   */
  shape: z.string().nullable(),
  /** The set tells when its rows were changed last, so that changes can be asked for. */
  isFollowed: z.boolean(),
  /**
   * A point in time in milliseconds since 1970 **by the server's clock**: every change after it, less the overlap, is still to
   * be asked for. Null when the server never told one: then all rows are.
   */
  watermark: z.number().nullable(),
  pulledAt: time.nullable(),
  followedAt: time.nullable(),
  sweptAt: time.nullable(),
  countedAt: time.nullable(),
  /** Rows that the server counted when it was last asked; null when it never was. */
  total: z.int().nonnegative().nullable(),
  /** Rows that stay here after a sweep beyond those that the server counts; null while a sweep has still to show them. */
  excess: z.int().nullable(),
  /** What a part meant when its rows were pulled; null for a whole set. */
  meaning: z
    .object({
      where: z.array(z.array(plainCondition).readonly()).readonly(),
      search: z.string(),
      /** Which rows belong to it follows from other rows, too, whose changes are not told of. */
      dependsOnOthers: z.boolean(),
    })
    .nullable()
    .default(null),
  pull: pullProgress.nullable(),
  follow: followProgress.nullable(),
  sweep: sweepProgress.nullable(),
});

/** Where the pulls of one set go on: kept in the library beside the rows, in the same commits. */
export type SyncRecord = z.infer<typeof syncRecord>;

/** The record of a set of which nothing has been pulled. */
export const emptyRecord: SyncRecord = {
  shape: null,
  isFollowed: false,
  watermark: null,
  pulledAt: null,
  followedAt: null,
  sweptAt: null,
  countedAt: null,
  total: null,
  excess: 0,
  meaning: null,
  pull: null,
  follow: null,
  sweep: null,
};

/** Writes a record as the library keeps it. */
export function recordText(record: SyncRecord): string {
  return JSON.stringify(record);
}

/** Reads a kept record. What another version of the app wrote and this one does not understand counts as none. */
export function parseRecord(text: string | null): SyncRecord | null {
  return text === null ? null : (parsedJson(text, syncRecord) ?? null);
}
