import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { allSets } from './entity-sets.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** Bytes in use in a database, without the pages that are free. */
export function usedBytes(connection: Connection): number {
  const pragma = (name: string): number => Number(connection.pragma(name, { simple: true }));
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

/**
 * Makes room: drops results, those first that were not used for the longest time, and the rows that no other result shows, until
 * the database fits the limit. Sets that the user keeps offline lose nothing, so the limit may be missed by what they take.
 */
export function* evict(connection: Connection, limit: number): Slices {
  if (usedBytes(connection) <= limit) return;
  // One result more than has to go would be dropped if its rows went later: orphans of before come first.
  dropOrphans(connection);
  while (usedBytes(connection) > limit) {
    const oldest = connection
      .prepare<[], number>(
        `SELECT result.number FROM result JOIN entity_set ON entity_set.number = entity_set
         WHERE NOT kept ORDER BY used_at LIMIT 1`,
      )
      .pluck()
      .get();
    if (oldest === undefined) break;
    connection.transaction(() => {
      connection.prepare('DELETE FROM result_row WHERE result = ?').run(oldest);
      connection.prepare('DELETE FROM result WHERE number = ?').run(oldest);
    })();
    dropOrphans(connection);
    yield;
  }
  connection.pragma('incremental_vacuum');
}

function dropOrphans(connection: Connection): void {
  for (const set of allSets(connection)) {
    if (!set.isKept) dropOrphansOf(connection, set);
  }
}

function dropOrphansOf(connection: Connection, set: SetTable): void {
  connection.transaction(() => {
    const { changes } = connection
      .prepare(
        `DELETE FROM ${rowsTable(set, set.generation)} WHERE id NOT IN (
           SELECT id FROM result_row JOIN result ON result.number = result WHERE entity_set = ?
         )`,
      )
      .run(set.number);
    if (changes === 0) return;
    connection
      .prepare('UPDATE entity_set SET complete_at = NULL, sync = NULL WHERE number = ?')
      .run(set.number);
  })();
}
