import type { PartMark } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import type { Migration } from '../database/migration.ts';
import { ensureSet, findSet } from './entity-sets.ts';
import { stopLooking } from './looked-at.ts';
import type { Narrowing } from './narrowing.ts';
import { noteRowChange } from './row-counts.ts';
import { rowsTable, type SetTable } from './set-table.ts';
import type { SyncState } from './sync-state.ts';

/**
 * - `part`: parts of sets that are kept offline. `meaning`: what the part meant when all of its rows were here. `run`: the number
 *   of the newest pull or sweep of it.
 * - `part_row`: the rows of a part. `run`: the newest run that has seen the row. `here`: 0 for one that a sweep has seen and that
 *   is not known to be a row of the part yet.
 */
export const partsMigration: Migration = (connection) => {
  connection.exec(`
    CREATE TABLE part (
      number INTEGER PRIMARY KEY,
      entity_set INTEGER NOT NULL REFERENCES entity_set (number),
      name TEXT NOT NULL,
      meaning TEXT,
      complete_at INTEGER,
      sync TEXT,
      run INTEGER NOT NULL DEFAULT 0,
      UNIQUE (entity_set, name)
    ) STRICT;
    CREATE TABLE part_row (
      part INTEGER NOT NULL REFERENCES part (number),
      id TEXT NOT NULL,
      run INTEGER NOT NULL,
      here INTEGER NOT NULL,
      PRIMARY KEY (part, id)
    ) STRICT, WITHOUT ROWID;
  `);
};

/** A part of a set, by name. */
export interface NamedPart {
  readonly set: string;
  readonly part: string;
}

/** What is kept of a part. */
export interface PartRecord {
  readonly number: number;
  readonly meaning: string | null;
  readonly complete_at: number | null;
  readonly sync: string | null;
  readonly run: number;
}

/** What is kept of a part; null when nothing is. */
export function findPart(connection: Connection, set: SetTable, name: string): PartRecord | null {
  const record = connection
    .prepare<[number, string], PartRecord>(
      'SELECT number, meaning, complete_at, sync, run FROM part WHERE entity_set = ? AND name = ?',
    )
    .get(set.number, name);
  return record ?? null;
}

/** A part, which is made if it is not kept yet. Inside the caller's transaction. */
export function ensurePart(connection: Connection, set: SetTable, name: string): PartRecord {
  const found = findPart(connection, set, name);
  if (found !== null) return found;
  const { lastInsertRowid } = connection
    .prepare('INSERT INTO part (entity_set, name) VALUES (?, ?)')
    .run(set.number, name);
  const number = Number(lastInsertRowid);
  return { number, meaning: null, complete_at: null, sync: null, run: 0 };
}

/** Rows of a part that are all here. */
export interface WholePart {
  readonly number: number;
  /** As of when, in milliseconds since 1970. */
  readonly completeAt: number;
}

/** A part, if all the rows that it means are here; null else. */
export function wholePart(connection: Connection, set: SetTable, mark: PartMark): WholePart | null {
  const found = findPart(connection, set, mark.part);
  if (found === null || found.complete_at === null || found.meaning !== mark.meaning) return null;
  return { number: found.number, completeAt: found.complete_at };
}

/** Tells which rows belong to parts of a set that are whole; null when it has no such part. */
export function rowsOfWholeParts(
  connection: Connection,
  set: SetTable,
): ((id: string) => boolean) | null {
  const wholes = connection
    .prepare<[number], number>(
      'SELECT number FROM part WHERE entity_set = ? AND complete_at IS NOT NULL',
    )
    .pluck()
    .all(set.number);
  if (wholes.length === 0) return null;
  const find = connection
    .prepare<[number, string], number>(
      'SELECT 1 FROM part_row WHERE part = ? AND id = ? AND here = 1',
    )
    .pluck();
  return (id) => wholes.some((part) => find.get(part, id) !== undefined);
}

/** What holds for the rows of a part and for no others. */
export function partNarrowing(set: SetTable, { number }: WholePart): Narrowing {
  const table = rowsTable(set, set.generation);
  return {
    // Each row looks for itself: a list of all of them would be made anew for every slice.
    tried: {
      sql: `EXISTS (SELECT 1 FROM part_row WHERE part = ? AND part_row.id = ${table}.id AND here = 1)`,
      parameters: [number],
    },
    indexed: {
      sql: `SELECT number FROM part_row JOIN ${table} USING (id) WHERE part = ? AND here = 1`,
      parameters: [number],
    },
  };
}

/** All parts that are kept. */
export function listParts(connection: Connection): readonly NamedPart[] {
  return connection
    .prepare<[], NamedPart>(
      `SELECT entity_set.name AS "set", part.name AS part
       FROM part JOIN entity_set ON entity_set.number = entity_set ORDER BY part.number`,
    )
    .all();
}

/** How far the pulls of a part are; null when it is not kept. */
export function readPartState(connection: Connection, { set, part }: NamedPart): SyncState | null {
  return connection.transaction(() => {
    const table = findSet(connection, set);
    const found = table === null ? null : findPart(connection, table, part);
    if (table === null || found === null) return null;
    const rows = connection
      .prepare<[number], number>('SELECT count(*) FROM part_row WHERE part = ? AND here = 1')
      .pluck()
      .get(found.number);
    const { sync, complete_at: completeAt } = found;
    return { sync, completeAt, rows: rows ?? 0, changes: table.changes };
  })();
}

/** Keeps a part, whose rows eviction then leaves alone; or no longer, and its rows stay until room is needed. */
export function keepPart(connection: Connection, part: NamedPart, isKept: boolean): void {
  connection.transaction(() => {
    const set = isKept ? ensureSet(connection, part.set, []) : findSet(connection, part.set);
    if (set === null) return;
    if (isKept) {
      ensurePart(connection, set, part.part);
      return;
    }
    const found = findPart(connection, set, part.part);
    if (found === null) return;
    connection.prepare('DELETE FROM part_row WHERE part = ?').run(found.number);
    connection.prepare('DELETE FROM part WHERE number = ?').run(found.number);
    if (!set.isKept && !hasParts(connection, set)) stopLooking(connection, set);
    noteRowChange(connection, set, 0);
  })();
}

function hasParts(connection: Connection, { number }: SetTable): boolean {
  const find = connection.prepare<[number], number>('SELECT 1 FROM part WHERE entity_set = ?');
  return find.get(number) !== undefined;
}
