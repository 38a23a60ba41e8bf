import type { Connection } from '../database/cipher.ts';
import type { SetTable } from './set-table.ts';

/**
 * Rows of a set are all here, and from now on it is noted what changes among them, unless it was before. Inside the caller's
 * transaction.
 * @param at in milliseconds since 1970
 */
export function beginLooking(connection: Connection, { number }: SetTable, at: number): void {
  connection
    .prepare('UPDATE entity_set SET looked_at = coalesce(looked_at, ?) WHERE number = ?')
    .run(at, number);
}

/** Nobody is told any more what has changed in a set. Inside the caller's transaction. */
export function stopLooking(connection: Connection, { number }: SetTable): void {
  connection.prepare('DELETE FROM row_change WHERE entity_set = ?').run(number);
  connection.prepare('UPDATE entity_set SET looked_at = NULL WHERE number = ?').run(number);
}
