import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { cacheMigrations } from '../../../electron/library/cache/cache-schema.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../electron/library/cache/staging.ts';
import { type Connection, connect, pageSize } from '../../../electron/library/database/cipher.ts';
import { removeDatabase } from '../../../electron/library/database/database-files.ts';
import { migrate } from '../../../electron/library/database/migration.ts';
import { doAll } from '../../../electron/library/database/slices.ts';
import { mostRowsInText } from '../../../electron/library/process/rows-text.ts';
import { columns, orders, set } from './orders.ts';

export const benchKey = new Uint8Array(32).map((_, index) => index * 3 + 1);

/**
 * How a copy is encrypted: as the app's, not at all, as SQLCipher does (AES-256 in CBC mode, and HMAC-SHA512), or by the only cipher
 * that libsql has: AES-256 in CBC mode of SQLite3 Multiple Ciphers, which it bundles, too; nothing there notices a changed page.
 */
export type Cipher = 'aegis' | 'none' | 'sqlcipher' | 'aes256cbc';

export const ciphers = ['aegis', 'none', 'sqlcipher', 'aes256cbc'] as const;

/** Opens a copy's cache, with the same settings whatever the cipher. */
export function openCopy(folder: string, cipher: Cipher): Connection {
  const path = join(folder, `${cipher}.db`);
  const connection =
    cipher === 'aegis'
      ? connect({ path, key: benchKey, worth: 'rebuildable', access: 'readWrite' })
      : connectOtherwise(path, cipher);
  migrate(connection, cacheMigrations);
  return connection;
}

function connectOtherwise(path: string, cipher: Cipher): Connection {
  const connection = new Database(path, { timeout: 5000 });
  if (cipher !== 'none') {
    connection.pragma(`cipher = '${cipher}'`);
    connection.pragma(`key = "x'${Buffer.from(benchKey).toString('hex')}'"`);
  }
  for (const setting of [
    `page_size = ${pageSize}`,
    'temp_store = MEMORY',
    'mmap_size = 0',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'cache_size = -32000',
    'synchronous = NORMAL',
    'auto_vacuum = INCREMENTAL',
    'journal_mode = WAL',
    'journal_size_limit = 16777216',
  ]) {
    connection.pragma(setting);
  }
  return connection;
}

/** What something took by the clock, and of the processor's time, in milliseconds. */
export interface Effort {
  readonly clock: number;
  readonly processor: number;
}

/** Pulls a whole set into a new copy, as the first load of a kept set does; making up the rows does not count. */
export function load(folder: string, cipher: Cipher, rows: number): Effort {
  removeDatabase(join(folder, `${cipher}.db`));
  const connection = openCopy(folder, cipher);
  const receivedAt = 1_700_000_000_000;
  let [clock, processor] = [0, 0];
  const timed = (work: () => void): void => {
    const [start, before] = [performance.now(), process.cpuUsage()];
    work();
    clock += performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    processor += (user + system) / 1000;
  };
  timed(() => startStaging(connection, set, columns, '""'));
  for (let from = 0; from < rows; from += mostRowsInText) {
    const until = Math.min(from + mostRowsInText, rows);
    const page = { set, columns, rows: orders(from, until), receivedAt, sync: `"${from}"` };
    timed(() => writeStagedPage(connection, page, 'bg'));
  }
  timed(() => doAll(publishStaging(connection, set, receivedAt, '""')));
  connection.close();
  return { clock, processor };
}
