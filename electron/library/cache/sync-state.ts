import type { Connection } from '../database/cipher.ts';
import { ensureSet, findSet, type KnownColumn } from './entity-sets.ts';
import { stopLooking } from './looked-at.ts';
import { dropPictures } from './pictures.ts';
import type { IdentifiedRow } from './row-record.ts';
import { deleteRows, writeRows } from './row-writing.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** What a step of an incremental pull changes, all of it in one commit. */
export interface SyncPage {
  readonly set: string;
  readonly columns: readonly KnownColumn[];
  readonly rows: readonly IdentifiedRow[];
  readonly deletedIds: readonly string[];
  readonly receivedAt: number;
  /** Of the last page: as of when all rows are here, in milliseconds since 1970. */
  readonly completeAt?: number | undefined;
  /** Where the pull goes on, in the syncing part's own words (JSON): cursors, watermark. */
  readonly sync: string;
}

/** Keeps a page of changes together with the place where the pull goes on, so that neither is ever without the other. */
export function writeSyncPage(connection: Connection, page: SyncPage, language: string): void {
  connection.transaction(() => {
    const set = ensureSet(connection, page.set, page.columns);
    const columns = page.columns.map(({ name }) => name);
    writeRows(connection, set, { ...page, columns }, language, 'written');
    deleteRows(connection, set, page.deletedIds, page.receivedAt);
    if (page.completeAt !== undefined) noteComplete(connection, set.number, page.completeAt);
    noteSync(connection, set.number, page.sync);
  })();
}

/** A set that is not complete does not become so by a page of changes. */
function noteComplete(connection: Connection, set: number, at: number): void {
  connection
    .prepare('UPDATE entity_set SET complete_at = ? WHERE number = ? AND complete_at IS NOT NULL')
    .run(at, set);
}

/** Where the pull of a set goes on; null when there has been none. */
export function readSync(connection: Connection, name: string): string | null {
  const sync = connection
    .prepare<[string], string | null>('SELECT sync FROM entity_set WHERE name = ?')
    .pluck()
    .get(name);
  return sync ?? null;
}

/** How far the pulls of a set are. */
export interface SyncState {
  readonly sync: string | null;
  readonly completeAt: number | null;
  /** Rows on this computer, without those that a full pull under way has staged. */
  readonly rows: number;
  /** Another number whenever a row has been added, changed or removed. */
  readonly changes: number;
}

/** How far the pulls of a set are; null when nothing of it is kept. */
export function readSyncState(connection: Connection, name: string): SyncState | null {
  return connection.transaction(() => {
    const set = findSet(connection, name);
    if (set === null) return null;
    const { completeAt, rows, changes } = set;
    return { sync: readSync(connection, name), completeAt, rows, changes };
  })();
}

/** Notes where the pull of a set goes on, inside the caller's transaction. */
export function noteSync(connection: Connection, set: number, sync: string): void {
  connection.prepare('UPDATE entity_set SET sync = ? WHERE number = ?').run(sync, set);
}

/**
 * Marks a set as kept offline, which eviction leaves alone, or as no longer kept: then its rows stay until room is needed, but
 * nothing is known any more of their being all there are.
 */
export function keepSet(connection: Connection, name: string, isKept: boolean): void {
  connection.transaction(() => {
    const set = isKept ? ensureSet(connection, name, []) : findSet(connection, name);
    if (set === null) return;
    connection
      .prepare('UPDATE entity_set SET kept = ? WHERE number = ?')
      .run(isKept ? 1 : 0, set.number);
    if (!isKept) forgetPulls(connection, set);
  })();
}

function forgetPulls(connection: Connection, set: SetTable): void {
  if (set.staging !== null) connection.exec(`DROP TABLE ${rowsTable(set, set.staging)}`);
  connection.prepare('DELETE FROM sweep WHERE entity_set = ?').run(set.number);
  stopLooking(connection, set);
  dropPictures(connection, set.name);
  connection
    .prepare(
      'UPDATE entity_set SET staging = NULL, sync = NULL, complete_at = NULL WHERE number = ?',
    )
    .run(set.number);
}
