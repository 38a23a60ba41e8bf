import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageSize, type Worth } from './cipher.ts';

/** What the beginning of a database file tells before anything is decrypted. */
export type Header = 'absent' | 'empty' | 'plausible' | 'damaged';

/**
 * Looks at the part of a file that the cipher leaves readable, and so unauthenticated: bytes 16 to 23, with the size of a
 * page, the file format and the bytes reserved on every page (https://sqlite.org/fileformat2.html#the_database_header).
 * SQLite believes them, and would take rows apart at the wrong places after one flipped bit.
 *
 * @param path of the database; beside it may lie its write-ahead log
 * @throws the system's errors other than a missing file
 */
export function inspectHeader(path: string, worth: Worth): Header {
  const head = readHead(path);
  if (head === null) return 'absent';
  if (head.size === 0) return 'empty';
  if (head.size < pageSize) return 'damaged';
  const [sizeHigh, sizeLow, writeVersion, readVersion, reserved, ...fractions] = head.bytes;
  const isPlausible =
    sizeHigh === pageSize >> 8 &&
    sizeLow === (pageSize & 255) &&
    reserved === reservedByAegis &&
    fractions.join() === '64,32,32' &&
    writeVersion === readVersion &&
    isVersionOf(worth, writeVersion, path);
  return isPlausible ? 'plausible' : 'damaged';
}

/** A nonce of 32 bytes and a tag of 32 (AEGIS-256). */
const reservedByAegis = 64;
const rollbackJournal = 1;
const writeAheadLog = 2;

function isVersionOf(worth: Worth, version: number | undefined, path: string): boolean {
  if (worth === 'precious') return version === rollbackJournal;
  // A file that is still in its first state has no log yet; one that says so beside a log has lost a bit.
  return version === writeAheadLog || (version === rollbackJournal && !hasLog(path));
}

function hasLog(path: string): boolean {
  return (readHead(`${path}-wal`)?.size ?? 0) > 0;
}

function readHead(path: string): { readonly size: number; readonly bytes: Buffer } | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    const bytes = Buffer.alloc(8);
    readSync(file, bytes, 0, bytes.length, 16);
    return { size: fstatSync(file).size, bytes };
  } finally {
    closeSync(file);
  }
}
