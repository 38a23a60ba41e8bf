/**
 * Why the local copy could not do something, as stable codes.
 *
 * - `diskFull`: the disk has no room; nothing was changed.
 * - `damaged`: what was needed is damaged on the disk. The process heals by itself; asking again may succeed.
 * - `unreadable`: the file exists and the system does not let it be read or written.
 * - `wrongKey`: the files were written under another key; nothing was touched.
 * - `newerSchema`: a later version of the app wrote the files; nothing was touched.
 * - `unknownSet`: nothing of the entity set is kept here.
 * - `badRequest`: the request does not have the agreed shape.
 * - `cancelled`: nobody waits any more.
 * - `lost`: the process ended before it answered; whether it had written is not known.
 * - `closed`: the local copy is not open.
 */
export const libraryFailureCodes = [
  'diskFull',
  'damaged',
  'unreadable',
  'wrongKey',
  'newerSchema',
  'unknownSet',
  'badRequest',
  'cancelled',
  'lost',
  'closed',
] as const;

/** A stable code out of {@link libraryFailureCodes}. */
export type LibraryFailureCode = (typeof libraryFailureCodes)[number];

/** An error of the local copy as a value. */
export interface LibraryFailure {
  readonly code: LibraryFailureCode;
  /** SQLite's or the system's code, for diagnostics; never data. */
  readonly detail?: string;
}

/** What a fallible function of the local copy returns. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: LibraryFailure };

/** Wraps a value. */
export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

/** Wraps a failure. */
export function failed(
  code: LibraryFailureCode,
  detail?: string,
): { ok: false; error: LibraryFailure } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } };
}
