import type { Connection } from '../database/cipher.ts';
import { knownSet } from './entity-sets.ts';
import { deleteRows } from './row-writing.ts';
import { rowsTable, type SetTable } from './set-table.ts';
import { noteSync } from './sync-state.ts';

/** Begins a sweep for rows that the instance has deleted. */
export function startSweep(connection: Connection, name: string, sync: string): void {
  connection.transaction(() => {
    const set = knownSet(connection, name);
    connection.prepare('DELETE FROM sweep WHERE entity_set = ?').run(set.number);
    connection
      .prepare(
        `UPDATE entity_set SET swept_to =
           (SELECT coalesce(max(number), 0) FROM ${rowsTable(set, set.generation)})
         WHERE number = ?`,
      )
      .run(set.number);
    noteSync(connection, set.number, sync);
  })();
}

/** Notes ids that the instance has, with the place where the sweep goes on. */
export function writeSweptIds(
  connection: Connection,
  name: string,
  ids: readonly string[],
  sync: string,
): void {
  connection.transaction(() => {
    const set = knownSet(connection, name);
    connection.prepare('INSERT INTO sweep VALUES (?, ?)').run(set.number, JSON.stringify(ids));
    noteSync(connection, set.number, sync);
  })();
}

/**
 * Ends a sweep: deletes the rows whose ids did not come. Rows that came here since its beginning stay, because they may have
 * been made after the sweep had passed their place; their numbers tell, which no clock can set back.
 *
 * @param at when it ended, in milliseconds since 1970
 * @returns the ids of the deleted rows
 */
export function finishSweep(
  connection: Connection,
  name: string,
  at: number,
  sync: string,
): readonly string[] {
  return connection.transaction(() => {
    const set = knownSet(connection, name);
    const gone = notIn(idsBefore(connection, set), seenIds(connection, set.number));
    deleteRows(connection, set, gone, at);
    connection.prepare('DELETE FROM sweep WHERE entity_set = ?').run(set.number);
    noteSync(connection, set.number, sync);
    return gone;
  })();
}

/**
 * The ids of the rows that were here when the sweep under way began. The plus sign has them read from the index of the ids, which
 * knows the numbers too and is a small part of the table.
 */
function idsBefore(connection: Connection, set: SetTable): readonly string[] {
  return connection
    .prepare<[number], string>(
      `SELECT id FROM ${rowsTable(set, set.generation)}
       WHERE +number <= (SELECT swept_to FROM entity_set WHERE number = ?)`,
    )
    .pluck()
    .all(set.number);
}

function seenIds(connection: Connection, set: number): readonly string[] {
  const pages = connection
    .prepare<[number], string>('SELECT ids FROM sweep WHERE entity_set = ?')
    .pluck()
    .all(set);
  return pages.flatMap((page) => {
    const ids: unknown = JSON.parse(page);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  });
}

/**
 * Those ids that are not among others. To walk through both in their order takes two thirds of looking each of half a million up in
 * a set, where every one of them is somewhere else in memory; SQLite takes longer than either.
 */
function notIn(ids: readonly string[], others: readonly string[]): readonly string[] {
  const sorted = others.toSorted();
  let at = 0;
  return ids.toSorted().filter((id) => {
    while ((sorted[at] ?? id) < id) at += 1;
    return sorted[at] !== id;
  });
}
