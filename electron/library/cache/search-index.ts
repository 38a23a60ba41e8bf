import { fold } from '../../query/fold.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { findSet, knownSet } from './entity-sets.ts';
import { rowsTable, type SetTable, searchTable } from './set-table.ts';

const rowsInSlice = 1000;

/** The index knows infixes of this many letters and more. */
const shortestInfix = 3;

/**
 * Makes the full-text index over a set's folded text (FTS5's trigram tokenizer, https://sqlite.org/fts5.html#the_trigram_tokenizer),
 * which finds infixes in every script. It holds no text of its own; triggers keep it true from its first moment, and the rows
 * that were there before are put in slice by slice, also by a later process.
 */
export function* buildSearchIndex(connection: Connection, name: string): Slices {
  connection.transaction(() => startIndex(connection, knownSet(connection, name)))();
  while (connection.transaction(() => indexSlice(connection, name))()) yield;
}

function startIndex(connection: Connection, set: SetTable): void {
  if (set.searchIndex !== 'none') return;
  const rows = rowsTable(set, set.generation);
  const search = searchTable(set, set.generation);
  connection.exec(`
    CREATE VIRTUAL TABLE ${search} USING fts5(
      folded, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
    );
    CREATE TRIGGER ${search}_insert AFTER INSERT ON ${rows} BEGIN
      DELETE FROM ${search} WHERE rowid = new.number;
      INSERT INTO ${search} (rowid, folded) VALUES (new.number, new.folded);
    END;
    CREATE TRIGGER ${search}_update AFTER UPDATE OF folded ON ${rows} WHEN new.folded <> old.folded BEGIN
      DELETE FROM ${search} WHERE rowid = old.number;
      INSERT INTO ${search} (rowid, folded) VALUES (new.number, new.folded);
    END;
    CREATE TRIGGER ${search}_delete AFTER DELETE ON ${rows} BEGIN
      DELETE FROM ${search} WHERE rowid = old.number;
    END;
  `);
  noteProgress(connection, set, 'building', 0);
}

/** Indexes some more rows. @returns whether there may be more */
function indexSlice(connection: Connection, name: string): boolean {
  const set = findSet(connection, name);
  if (set?.searchIndex !== 'building') return false;
  const rows = rowsTable(set, set.generation);
  const from = connection
    .prepare<[number], number>('SELECT search_indexed FROM entity_set WHERE number = ?')
    .pluck()
    .get(set.number);
  const last = connection
    .prepare<[number, number], number | null>(
      `SELECT max(number) FROM (SELECT number FROM ${rows} WHERE number > ? ORDER BY number LIMIT ?)`,
    )
    .pluck()
    .get(from ?? 0, rowsInSlice);
  if (last === null || last === undefined) {
    noteProgress(connection, set, 'ready', from ?? 0);
    return false;
  }
  connection
    .prepare(
      `INSERT OR REPLACE INTO ${searchTable(set, set.generation)} (rowid, folded)
       SELECT number, folded FROM ${rows} WHERE number > ? AND number <= ?`,
    )
    .run(from ?? 0, last);
  noteProgress(connection, set, 'building', last);
  return true;
}

function noteProgress(
  connection: Connection,
  set: SetTable,
  progress: SetTable['searchIndex'],
  indexed: number,
): void {
  connection
    .prepare('UPDATE entity_set SET search_index = ?, search_indexed = ? WHERE number = ?')
    .run(progress, indexed, set.number);
}

/** SQL with its parameters. */
export interface InfixSql {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/**
 * The condition that a row's folded text has an infix, by reading the text. It speaks of all searched columns together; a
 * condition on one of them has to look at that one again.
 */
export function containing(infix: string): InfixSql {
  return { sql: 'instr(folded, ?) > 0', parameters: [fold(infix)] };
}

/** Selects the numbers of the rows of which that is true; null where the index is not ready, or the infix too short for it. */
export function indexedContaining(set: SetTable, infix: string): InfixSql | null {
  const folded = fold(infix);
  // The index's own language of queries ends at the character NUL.
  const isFound = Array.from(folded).length >= shortestInfix && !folded.includes('\0');
  if (set.searchIndex !== 'ready' || !isFound) return null;
  const search = searchTable(set, set.generation);
  return {
    sql: `SELECT rowid AS number FROM ${search} WHERE ${search} MATCH ?`,
    parameters: [`"${folded.replaceAll('"', '""')}"`],
  };
}
