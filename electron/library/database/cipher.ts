// The tests have a project of their own, which finds the declaration by this line alone.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./sqlite-module.d.ts" />
import Database from 'better-sqlite3-multiple-ciphers';

/** An open connection. */
export type Connection = Database;

/** Bytes of a page. Twice SQLite's default, because each page costs the cipher a beginning and an end. */
export const pageSize = 8192;

/**
 * What a database is worth, which decides how it is written.
 *
 * - `precious`: a commit survives a power cut (`synchronous = FULL`), and is written to the database itself. A write-ahead log
 *   would be faster, but SQLite takes a damaged place in it for its end, and would go back to an earlier state in silence.
 * - `rebuildable`: a write-ahead log, so that reading and writing don't wait for each other; a power cut may cost the last
 *   commits, never their order (`synchronous = NORMAL`).
 */
export type Worth = 'precious' | 'rebuildable';

/** How a connection is opened. */
export interface ConnectionOptions {
  /** Absolute path; a file that does not exist is made unless it is only to be read. */
  readonly path: string;
  /** `keyLength` random bytes. */
  readonly key: Uint8Array;
  readonly worth: Worth;
  /** A connection that only reads can't take the writer's lock by mistake. */
  readonly access: 'readWrite' | 'read';
}

/**
 * Opens a connection with the cipher AEGIS, which authenticates every page, under a raw key: no time goes into deriving one.
 *
 * Temporary tables, sorters and statement journals stay in memory, because SQLite writes them to disk unencrypted, and the
 * file is not mapped into memory. A new file's pages can be given back one by one as the local copy shrinks.
 * See https://utelle.github.io/SQLite3MultipleCiphers/docs/ciphers/cipher_aegis/.
 *
 * @throws SQLite's errors; a wrong key shows at the first read only
 */
export function connect({ path, key, worth, access }: ConnectionOptions): Connection {
  const connection = new Database(path, { timeout: 5000 });
  try {
    connection.pragma(`cipher = 'aegis'`);
    const passphrase = rawKey(key);
    connection.key(passphrase);
    passphrase.fill(0);
    // Tells a new file only; SQLite reads it from one that exists.
    connection.pragma(`page_size = ${pageSize}`);
    connection.pragma('temp_store = MEMORY');
    connection.pragma('mmap_size = 0');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    connection.pragma('cache_size = -32000');
    connection.pragma(`synchronous = ${worth === 'precious' ? 'FULL' : 'NORMAL'}`);
    if (access === 'read') {
      connection.pragma('query_only = ON');
    } else {
      // Setting it writes to the file, be it to the same value, and a file of a newer schema is not to be touched.
      const isNew = connection.pragma('page_count', { simple: true }) === 0;
      if (isNew) connection.pragma('auto_vacuum = INCREMENTAL');
      connection.pragma(`journal_mode = ${worth === 'precious' ? 'TRUNCATE' : 'WAL'}`);
      // What a large transaction left behind is cut off at the next checkpoint instead of staying for ever.
      connection.pragma('journal_size_limit = 16777216');
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** `raw:` and the key in hexadecimal, written without a string that could not be wiped afterwards. */
function rawKey(key: Uint8Array): Buffer {
  const digits = Buffer.from('0123456789abcdef', 'latin1');
  const passphrase = Buffer.alloc(4 + 2 * key.length);
  passphrase.write('raw:', 'latin1');
  key.forEach((byte, index) => {
    passphrase[4 + 2 * index] = digits[byte >> 4] ?? 0;
    passphrase[5 + 2 * index] = digits[byte & 15] ?? 0;
  });
  return passphrase;
}
