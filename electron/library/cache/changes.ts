import { isDeepStrictEqual } from 'node:util';
import type { RowChange, SetChanges } from '../../contract/local-copy.ts';
import type { CellValue } from '../../contract/rows.ts';
import type { Connection } from '../database/cipher.ts';
import type { Migration } from '../database/migration.ts';
import { isCell } from './cell-text.ts';
import { findSet } from './entity-sets.ts';
import { rowsOfWholeParts } from './parts.ts';
import type { KeptRow } from './row-record.ts';
import { isPath, type SetTable } from './set-table.ts';

/**
 * - `row_change`: the rows of sets kept offline that are not as they were when the user last looked, each once; the greatest
 *   number is the newest. `before` has the old values by column name, JSON.
 * - `looked_at`: when the user last looked at what has changed in a set, or when there was something to change first.
 * - `swept_to`: the greatest number of a row when the sweep under way began.
 */
export const changesMigration: Migration = (connection) => {
  connection.exec(`
    CREATE TABLE row_change (
      number INTEGER PRIMARY KEY,
      entity_set INTEGER NOT NULL REFERENCES entity_set (number),
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT,
      at INTEGER NOT NULL,
      before TEXT NOT NULL,
      UNIQUE (entity_set, id)
    ) STRICT;
    CREATE INDEX row_change_order ON row_change (entity_set, number);
    ALTER TABLE entity_set ADD COLUMN looked_at INTEGER;
    ALTER TABLE entity_set ADD COLUMN swept_to INTEGER NOT NULL DEFAULT 0;
  `);
};

/** Changes that are kept of a set; beyond it the oldest go. */
export const mostChanges = 10_000;

/** Members that change with every change, and tell nobody anything. */
const bookkeeping: ReadonlySet<string> = new Set(['AggregateLastUpdateTimeUtc', 'ObjectVersion']);

/** The values of a row by column name, as far as they are known and tell anything. */
type Values = Readonly<Record<string, CellValue>>;

/** A change as it is noted, for a row whose id is known. */
type Noted = Pick<RowChange, 'kind' | 'before'>;

function valuesOf({ cells }: KeptRow): Values {
  return Object.fromEntries(
    [...cells].flatMap(([{ name }, cell]) =>
      // What a reference leads to belongs to another row.
      bookkeeping.has(name) || isPath(name) ? [] : [[name, cell]],
    ),
  );
}

/** The columns of one state that are known and different in the other, with the values of the first. */
function differences(before: Values, after: Values): Values {
  return Object.fromEntries(
    Object.entries(before).filter(
      ([name, cell]) => Object.hasOwn(after, name) && !isDeepStrictEqual(cell, after[name]),
    ),
  );
}

/** Whether two states of a row differ in any value, or one knows what the other does not. */
export function isSameRow(one: KeptRow, other: KeptRow): boolean {
  if (one.title !== other.title || one.cells.size !== other.cells.size) return false;
  return [...one.cells].every(([column, cell]) => isDeepStrictEqual(cell, other.cells.get(column)));
}

/** What a row was when the user last looked, from what was noted since and what it is now; null when there was none. */
function baseline(noted: Noted | null, known: Values | null): Values | null {
  if (noted === null) return known;
  if (noted.kind === 'new') return null;
  return noted.kind === 'deleted' ? noted.before : { ...known, ...noted.before };
}

/** How a row differs from what it was; null when it does not. */
function change(before: Values | null, after: Values | null): Noted | null {
  if (before === null) return after === null ? null : { kind: 'new', before: {} };
  if (after === null) return { kind: 'deleted', before };
  const changed = differences(before, after);
  return Object.keys(changed).length === 0 ? null : { kind: 'changed', before: changed };
}

/** Notes how rows change, in the transaction that changes them. */
export interface ChangeLog {
  /** @param known the row as it was, null for a new one; @param row as it is, null for one that is gone */
  note(known: KeptRow | null, row: KeptRow | null): void;
  /** Drops the oldest beyond the limit. */
  end(): void;
}

/** Notes nothing. */
export const silent: ChangeLog = { note: () => undefined, end: () => undefined };

/** Of which rows of a set the changes are noted: of all, of those of its whole parts, or of none. */
function watchedRows(connection: Connection, set: SetTable): ((id: string) => boolean) | null {
  if (set.isKept && set.completeAt !== null) return () => true;
  return rowsOfWholeParts(connection, set);
}

/**
 * The log of a set, inside the caller's transaction. Only what is kept offline and complete has one: of other rows one is new
 * because somebody has looked at it.
 *
 * @param at when this computer learned of the changes, in milliseconds since 1970
 */
export function changeLog(connection: Connection, set: SetTable, at: number): ChangeLog {
  const isWatched = watchedRows(connection, set);
  if (isWatched === null) return silent;
  const find = connection.prepare<[number, string], { kind: string; before: string }>(
    'SELECT kind, before FROM row_change WHERE entity_set = ? AND id = ?',
  );
  const remove = connection.prepare('DELETE FROM row_change WHERE entity_set = ? AND id = ?');
  const insert = connection.prepare(
    'INSERT INTO row_change (entity_set, id, kind, title, at, before) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let count = 0;

  return {
    note(known, row) {
      const { id, title } = row ?? known ?? {};
      if (id === undefined || !isWatched(id)) return;
      const found = find.get(set.number, id);
      const noted = found === undefined ? null : parseNoted(found.kind, found.before);
      const before = baseline(noted, known && valuesOf(known));
      const now = change(before, row && valuesOf(row));
      if (isDeepStrictEqual(now, noted)) return;
      if (noted !== null) remove.run(set.number, id);
      if (now === null) return;
      insert.run(set.number, id, now.kind, title ?? null, at, JSON.stringify(now.before));
      count += 1;
    },
    end() {
      if (count > 0) trim(connection, set.number);
    },
  };
}

function trim(connection: Connection, set: number): void {
  connection
    .prepare(
      `DELETE FROM row_change WHERE entity_set = ? AND number <= (
         SELECT number FROM row_change WHERE entity_set = ? ORDER BY number DESC LIMIT 1 OFFSET ?
       )`,
    )
    .run(set, set, mostChanges);
}

function parseNoted(kind: string, before: string): Noted {
  return { kind: kindOf(kind), before: parseValues(before) };
}

function kindOf(kind: string): RowChange['kind'] {
  return kind === 'new' || kind === 'deleted' ? kind : 'changed';
}

/** Written by this program, read back as they are. */
function parseValues(text: string): Values {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([name, cell]: [string, unknown]) =>
      isCell(cell) ? [[name, cell]] : [],
    ),
  );
}

interface ChangeRecord {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly at: number;
  readonly before: string;
}

/** Which changes of a set are read. */
export interface ChangesRange {
  readonly set: string;
  readonly offset: number;
  readonly limit: number;
}

/** Changes, and the number of the newest of all. */
export interface NumberedChanges extends SetChanges {
  readonly newest: number;
}

/** What has changed in a set since the user last looked, the newest first. */
export function readChanges(connection: Connection, range: ChangesRange): NumberedChanges {
  return connection.transaction(() => {
    const set = findSet(connection, range.set);
    if (set === null) return { since: null, rows: [], count: 0, newest: 0 };
    const since = connection
      .prepare<[number], number | null>('SELECT looked_at FROM entity_set WHERE number = ?')
      .pluck()
      .get(set.number);
    const count = connection
      .prepare<[number], number>('SELECT count(*) FROM row_change WHERE entity_set = ?')
      .pluck()
      .get(set.number);
    const records = connection
      .prepare<[number, number, number], ChangeRecord>(
        `SELECT id, kind, title, at, before FROM row_change WHERE entity_set = ?
         ORDER BY number DESC LIMIT ? OFFSET ?`,
      )
      .all(set.number, range.limit, range.offset);
    const rows = records.map(({ kind, before, ...rest }) => ({
      ...rest,
      ...parseNoted(kind, before),
    }));
    const newest = connection
      .prepare<[number], number | null>('SELECT max(number) FROM row_change WHERE entity_set = ?')
      .pluck()
      .get(set.number);
    return { since: since ?? null, rows, count: count ?? 0, newest: newest ?? 0 };
  })();
}

/**
 * The user has looked: what they were shown is forgotten, and what has come since stays.
 * @param seen number of the newest change that was shown
 * @param at in milliseconds since 1970
 */
export function forgetChanges(
  connection: Connection,
  { set: name, seen, at }: { readonly set: string; readonly seen: number; readonly at: number },
): void {
  connection.transaction(() => {
    const set = findSet(connection, name);
    if (set === null) return;
    connection
      .prepare('DELETE FROM row_change WHERE entity_set = ? AND number <= ?')
      .run(set.number, seen);
    connection.prepare('UPDATE entity_set SET looked_at = ? WHERE number = ?').run(at, set.number);
  })();
}
