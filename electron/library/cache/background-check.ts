import type { Connection } from '../database/cipher.ts';
import { LibraryError } from '../database/fault.ts';
import { isSound } from '../database/opening.ts';
import type { Slices } from '../database/slices.ts';

/**
 * Looks through the whole database, a table with its indexes at a time: every page's tag and the order inside.
 * @throws LibraryError `damaged`, or SQLite's errors of damage
 */
export function* checkAll(connection: Connection): Slices {
  const tables = connection
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`)
    .pluck()
    .all();
  for (const table of tables) {
    // A table may have been replaced since the list was made.
    const exists = connection.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table);
    if (exists !== undefined && !isSound(connection, table)) {
      throw new LibraryError({ code: 'damaged', detail: 'quick_check' });
    }
    yield;
  }
}
