import type { Connection } from '../database/cipher.ts';
import { ensureSet, type KnownColumn, knownSet } from './entity-sets.ts';
import { beginLooking } from './looked-at.ts';
import { ensurePart, findPart, type NamedPart, type PartRecord } from './parts.ts';
import { noteRowChange } from './row-counts.ts';
import type { IdentifiedRow } from './row-record.ts';
import { deleteRows, writeRows } from './row-writing.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** The beginning of a run. */
export interface PartRunStart extends NamedPart {
  readonly columns: readonly KnownColumn[];
  /** Where the run goes on, in the syncing part's own words (JSON). */
  readonly sync: string;
}

/** Begins a pull or a sweep of a part: what it does not see of its rows is no row of the part any more at its end. */
export function startPartRun(
  connection: Connection,
  { set: name, part, columns, sync }: PartRunStart,
): void {
  connection.transaction(() => {
    const set = ensureSet(connection, name, columns);
    const { number } = ensurePart(connection, set, part);
    connection
      .prepare('UPDATE part SET run = run + 1, sync = ? WHERE number = ?')
      .run(sync, number);
  })();
}

/** What a page of a pull of a part, or of what has changed in its set, brings. */
export interface PartPage extends NamedPart {
  readonly columns: readonly KnownColumn[];
  readonly rows: readonly IdentifiedRow[];
  /** Ids of rows that belong to the part; of the other rows only those are kept that are known. */
  readonly members: readonly string[];
  /** Rows that the instance does not have any more. */
  readonly deletedIds: readonly string[];
  readonly receivedAt: number;
  /** Values that differ from those that are here have changed: they are of the same language. */
  readonly isComparable: boolean;
  /** As of when the rows of a part that is whole are those of the instance, in milliseconds since 1970. */
  readonly completeAt?: number | undefined;
  /** Where the run goes on, in the syncing part's own words (JSON). */
  readonly sync: string;
}

/** Keeps a page together with the place where the run goes on. */
export function writePartPage(connection: Connection, page: PartPage, language: string): void {
  connection.transaction(() => {
    const set = ensureSet(connection, page.set, page.columns);
    const part = ensurePart(connection, set, page.part);
    const members = new Set(page.members);
    const isKnown = knownRows(connection, set);
    const rows = page.rows.filter(({ id }) => members.has(id) || isKnown(id));
    const columns = page.columns.map(({ name }) => name);
    const { receivedAt, isComparable } = page;
    const [own, strangers] = [true, false].map((isOwn) =>
      page.rows.flatMap(({ id }) => (members.has(id) === isOwn ? [id] : [])),
    );
    // A change counts of rows that belong to the part before it or after it.
    const joined = join(connection, part, own ?? []);
    writeRows(connection, set, { columns, rows, receivedAt, isComparable }, language, 'written');
    const left = leave(connection, part, strangers ?? []);
    deleteRows(connection, set, page.deletedIds, receivedAt);
    leaveAll(connection, set, page.deletedIds);
    if (joined || left) noteRowChange(connection, set, 0);
    connection
      .prepare(
        `UPDATE part SET sync = ?, complete_at = iif(complete_at IS NULL, NULL, coalesce(?, complete_at))
         WHERE number = ?`,
      )
      .run(page.sync, page.completeAt ?? null, part.number);
  })();
}

function knownRows(connection: Connection, set: SetTable): (id: string) => boolean {
  const find = connection
    .prepare<[string], number>(`SELECT 1 FROM ${rowsTable(set, set.generation)} WHERE id = ?`)
    .pluck();
  return (id) => find.get(id) !== undefined;
}

/** Rows become rows of a part. @returns whether one of them was none before */
function join(
  connection: Connection,
  { number, run }: PartRecord,
  ids: readonly string[],
): boolean {
  const isHere = connection
    .prepare<[number, string], number>('SELECT here FROM part_row WHERE part = ? AND id = ?')
    .pluck();
  const write = connection.prepare(
    `INSERT INTO part_row (part, id, run, here) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET run = excluded.run, here = 1`,
  );
  let isChanged = false;
  for (const id of ids) {
    isChanged ||= isHere.get(number, id) !== 1;
    write.run(number, id, run);
  }
  return isChanged;
}

/** Rows are no longer rows of a part. @returns whether one of them was before */
function leave(connection: Connection, { number }: PartRecord, ids: readonly string[]): boolean {
  const remove = connection.prepare('DELETE FROM part_row WHERE part = ? AND id = ?');
  return ids.reduce((sum, id) => sum + remove.run(number, id).changes, 0) > 0;
}

function leaveAll(connection: Connection, set: SetTable, ids: readonly string[]): void {
  const remove = connection.prepare(
    'DELETE FROM part_row WHERE id = ? AND part IN (SELECT number FROM part WHERE entity_set = ?)',
  );
  for (const id of ids) remove.run(id, set.number);
}

/** Ids that a sweep of a part has seen. */
export interface SweptPartIds extends NamedPart {
  readonly ids: readonly string[];
  readonly sync: string;
}

/** Notes ids that the instance has of a part, with the place where the sweep goes on. */
export function writePartIds(
  connection: Connection,
  { set: name, part: partName, ids, sync }: SweptPartIds,
): void {
  connection.transaction(() => {
    const { number, run } = ensurePart(connection, knownSet(connection, name), partName);
    const write = connection.prepare(
      `INSERT INTO part_row (part, id, run, here) VALUES (?, ?, ?, 0)
       ON CONFLICT DO UPDATE SET run = excluded.run`,
    );
    for (const id of ids) write.run(number, id, run);
    connection.prepare('UPDATE part SET sync = ? WHERE number = ?').run(sync, number);
  })();
}

/** Ids about which a sweep and the rows here say different things. */
export interface DoubtfulIds {
  /** Rows of the part that the sweep has not seen: they have left it, or are deleted. */
  readonly unseen: readonly string[];
  /** What the sweep has seen and is no row of the part here. */
  readonly missing: readonly string[];
}

/** What a sweep that has read all ids has left in doubt. @param limit of each kind */
export function doubtfulIds(
  connection: Connection,
  { set, part, limit }: NamedPart & { readonly limit: number },
): DoubtfulIds {
  return connection.transaction(() => {
    const found = findPart(connection, knownSet(connection, set), part);
    if (found === null) return { unseen: [], missing: [] };
    const { number, run } = found;
    const ids = (condition: string): readonly string[] =>
      connection
        .prepare<[number, number, number], string>(
          `SELECT id FROM part_row WHERE part = ? AND ${condition} LIMIT ?`,
        )
        .pluck()
        .all(number, run, limit);
    return { unseen: ids('run < ?'), missing: ids('run = ? AND here = 0') };
  })();
}

/** The end of a run, and what is known then. */
export interface PartRunEnd extends NamedPart {
  readonly sync: string;
  /** Of a pull: what the part means whose rows are all here now, and as of when in milliseconds since 1970. */
  readonly whole?: { readonly meaning: string; readonly at: number } | undefined;
}

/** Ends a run: what it has not seen is no row of the part any more. The rows themselves stay as ones that are known. */
export function endPartRun(connection: Connection, { set, part, sync, whole }: PartRunEnd): void {
  connection.transaction(() => {
    const table = knownSet(connection, set);
    const { number, run } = ensurePart(connection, table, part);
    const { changes } = connection
      .prepare('DELETE FROM part_row WHERE part = ? AND (run < ? OR here = 0)')
      .run(number, run);
    connection.prepare('UPDATE part SET sync = ? WHERE number = ?').run(sync, number);
    if (whole !== undefined) {
      connection
        .prepare('UPDATE part SET meaning = ?, complete_at = ? WHERE number = ?')
        .run(whole.meaning, whole.at, number);
      beginLooking(connection, table, whole.at);
    }
    if (changes > 0 || whole !== undefined) noteRowChange(connection, table, 0);
  })();
}
