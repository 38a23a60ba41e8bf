import type { Connection } from '../database/cipher.ts';
import { ensureSet, findSet, type KnownColumn, knownSet } from './entity-sets.ts';
import type { IdentifiedRow } from './row-record.ts';
import { deleteRows, writeRows } from './row-writing.ts';

/** What a step of an incremental pull changes, all of it in one commit. */
export interface SyncPage {
  readonly set: string;
  readonly columns: readonly KnownColumn[];
  readonly rows: readonly IdentifiedRow[];
  readonly deletedIds: readonly string[];
  readonly receivedAt: number;
  /** Where the pull goes on, in the syncing part's own words (JSON): cursors, watermark. */
  readonly sync: string;
}

/** Keeps a page of changes together with the place where the pull goes on, so that neither is ever without the other. */
export function writeSyncPage(connection: Connection, page: SyncPage, language: string): void {
  connection.transaction(() => {
    const set = ensureSet(connection, page.set, page.columns);
    const columns = page.columns.map(({ name }) => name);
    writeRows(connection, set, { ...page, columns }, language);
    deleteRows(connection, set, page.deletedIds);
    noteSync(connection, set.number, page.sync);
  })();
}

/** Where the pull of a set goes on; null when there has been none. */
export function readSync(connection: Connection, name: string): string | null {
  const sync = connection
    .prepare<[string], string | null>('SELECT sync FROM entity_set WHERE name = ?')
    .pluck()
    .get(name);
  return sync ?? null;
}

/** Notes where the pull of a set goes on, inside the caller's transaction. */
export function noteSync(connection: Connection, set: number, sync: string): void {
  connection.prepare('UPDATE entity_set SET sync = ? WHERE number = ?').run(sync, set);
}

/** Marks a set as kept offline, which eviction leaves alone, or as no longer kept. */
export function keepSet(connection: Connection, name: string, isKept: boolean): void {
  connection.transaction(() => {
    const set = isKept ? ensureSet(connection, name, []) : findSet(connection, name);
    if (set === null) return;
    connection
      .prepare('UPDATE entity_set SET kept = ? WHERE number = ?')
      .run(isKept ? 1 : 0, set.number);
  })();
}

/** Forgets that a set is complete and where its pull goes on, so that it is pulled as a whole again. */
export function restartSync(connection: Connection, name: string): void {
  const set = knownSet(connection, name);
  connection
    .prepare('UPDATE entity_set SET sync = NULL, complete_at = NULL WHERE number = ?')
    .run(set.number);
}
