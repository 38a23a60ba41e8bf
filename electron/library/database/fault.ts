import { done, type LibraryFailure, type Outcome } from '../outcome.ts';

/** Thrown inside the local copy to leave nested work with a failure; {@link guarded} turns it into a value again. */
export class LibraryError extends Error {
  readonly failure: LibraryFailure;

  constructor(failure: LibraryFailure) {
    super(failure.code);
    this.name = 'LibraryError';
    this.failure = failure;
  }
}

/**
 * Runs work on a database and returns what it throws as a value. Errors that are neither SQLite's nor the system's are
 * mistakes of this program and go on being thrown.
 */
export function guarded<Value>(work: () => Value): Outcome<Value> {
  try {
    return done(work());
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

/**
 * What an error of SQLite or of the file system means here, by its code (https://sqlite.org/rescode.html).
 * @throws the error itself when it has no such code
 */
export function failureOf(error: unknown): LibraryFailure {
  if (error instanceof LibraryError) return error.failure;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    throw error;
  const { code } = error;
  // A message tells which object is malformed, which helps, and quotes no value.
  if (isDamage(code)) return { code: 'damaged', detail: code };
  if (isFull(code)) return { code: 'diskFull', detail: code };
  if (isMistake(code)) throw error;
  return { code: 'unreadable', detail: code };
}

function isDamage(code: string): boolean {
  // A page that was cut off reads short; a page whose tag is wrong reads as corrupt, the first one as no database.
  return (
    code.startsWith('SQLITE_CORRUPT') ||
    code === 'SQLITE_NOTADB' ||
    code === 'SQLITE_IOERR_SHORT_READ' ||
    code === 'SQLITE_IOERR_DATA'
  );
}

function isFull(code: string): boolean {
  return (
    code === 'SQLITE_FULL' ||
    code === 'SQLITE_IOERR_WRITE' ||
    code === 'SQLITE_IOERR_SHMSIZE' ||
    code === 'SQLITE_IOERR_FSYNC' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT'
  );
}

function isMistake(code: string): boolean {
  return (
    code === 'SQLITE_ERROR' ||
    code === 'SQLITE_MISUSE' ||
    code === 'SQLITE_RANGE' ||
    code.startsWith('SQLITE_CONSTRAINT') ||
    code.startsWith('ERR_')
  );
}
