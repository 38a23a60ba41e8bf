import type { Connection } from '../database/cipher.ts';
import { knownSet } from './entity-sets.ts';
import { noteRowChange } from './row-counts.ts';
import { rowsTable } from './set-table.ts';
import { noteSync } from './sync-state.ts';

/** Begins a sweep for rows that the instance has deleted. */
export function startSweep(connection: Connection, name: string, sync: string): void {
  connection.transaction(() => {
    const set = knownSet(connection, name);
    connection.prepare('DELETE FROM sweep WHERE entity_set = ?').run(set.number);
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
 * Ends a sweep: deletes the rows whose ids did not come. Rows seen since its beginning stay, because they may have been made
 * after the sweep had passed their place.
 *
 * @param startedAt when the sweep began, in milliseconds since 1970
 * @returns the ids of the deleted rows
 */
export function finishSweep(
  connection: Connection,
  name: string,
  startedAt: number,
  sync: string,
): readonly string[] {
  return connection.transaction(() => {
    const set = knownSet(connection, name);
    const table = rowsTable(set, set.generation);
    const seen = seenIds(connection, set.number);
    const ids = connection.prepare<[], string>(`SELECT id FROM ${table}`).pluck().all();
    const gone = ids.filter((id) => !seen.has(id));
    const remove = connection
      .prepare<[string, number], string>(
        `DELETE FROM ${table} WHERE id = ? AND seen_at < ? RETURNING id`,
      )
      .pluck();
    const deleted = gone.flatMap((id) => remove.get(id, startedAt) ?? []);
    if (deleted.length > 0) noteRowChange(connection, set, -deleted.length);
    connection.prepare('DELETE FROM sweep WHERE entity_set = ?').run(set.number);
    connection
      .prepare('UPDATE entity_set SET complete_at = ? WHERE number = ? AND complete_at IS NOT NULL')
      .run(startedAt, set.number);
    noteSync(connection, set.number, sync);
    return deleted;
  })();
}

/** A set in memory compares half a million ids in half the time that SQLite needs to sort them. */
function seenIds(connection: Connection, set: number): ReadonlySet<unknown> {
  const pages = connection
    .prepare<[number], string>('SELECT ids FROM sweep WHERE entity_set = ?')
    .pluck()
    .all(set);
  const seen = new Set<unknown>();
  for (const page of pages) {
    const ids: unknown = JSON.parse(page);
    if (Array.isArray(ids)) for (const id of ids) seen.add(id);
  }
  return seen;
}
