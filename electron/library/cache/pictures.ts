import type { Connection } from '../database/cipher.ts';
import type { Migration } from '../database/migration.ts';
import { findSet } from './entity-sets.ts';
import { rowsTable, type SetTable, valueColumn } from './set-table.ts';

/**
 * Pictures lie beside the rows, not in them: whoever looks through half a million rows reads no picture.
 *
 * - `state`: `here`, with its bytes; `none`, the row has none; `tooLarge` and `unreadable`, it was left out.
 * - `seen_at`: when it was asked for, in milliseconds since 1970; 0 when its row has changed since.
 */
export const picturesMigration: Migration = (connection) => {
  connection.exec(`
    CREATE TABLE picture (
      number INTEGER PRIMARY KEY,
      entity_set INTEGER NOT NULL REFERENCES entity_set (number),
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      seen_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      kind TEXT,
      size INTEGER NOT NULL,
      bytes BLOB,
      UNIQUE (entity_set, id, name)
    ) STRICT;
  `);
};

/** What became of a picture that was asked for. */
export type PictureState = 'here' | 'none' | 'tooLarge' | 'unreadable';

/** A picture of a row, as it is kept. */
export interface KeptPicture {
  readonly state: PictureState;
  /** Media type; null unless it is here. */
  readonly kind: string | null;
  /** In bytes; 0 where that is not known. */
  readonly size: number;
  /** In base64; null unless it is here. */
  readonly base64: string | null;
}

/** A picture to be kept, and where it belongs. */
export interface PlacedPicture extends KeptPicture {
  readonly id: string;
  readonly column: string;
}

/** Keeps pictures of rows that are here, in place of earlier ones. @param at when they came, in milliseconds since 1970 */
export function writePictures(
  connection: Connection,
  {
    set: name,
    at,
    pictures,
  }: { readonly set: string; readonly at: number; readonly pictures: readonly PlacedPicture[] },
): void {
  connection.transaction(() => {
    const set = findSet(connection, name);
    if (set === null) return;
    const write = connection.prepare(
      `INSERT OR REPLACE INTO picture (entity_set, id, name, seen_at, state, kind, size, bytes)
       SELECT ?, id, ?, ?, ?, ?, ?, ? FROM ${rowsTable(set, set.generation)} WHERE id = ?`,
    );
    for (const { id, column, state, kind, size, base64 } of pictures) {
      const bytes = base64 === null ? null : Buffer.from(base64, 'base64');
      write.run(set.number, column, at, state, kind, size, bytes, id);
    }
  })();
}

/** Reads the picture of a row; null when it was never asked for. */
export function readPicture(
  connection: Connection,
  { set, id, column }: { readonly set: string; readonly id: string; readonly column: string },
): KeptPicture | null {
  const kept = connection
    .prepare<
      string[],
      { state: PictureState; kind: string | null; size: number; bytes: Buffer | null }
    >(
      `SELECT state, kind, size, bytes FROM picture
       JOIN entity_set ON entity_set.number = entity_set
       WHERE entity_set.name = ? AND id = ? AND picture.name = ?`,
    )
    .get(set, id, column);
  if (kept === undefined) return null;
  const { bytes, ...picture } = kept;
  return { ...picture, base64: bytes === null ? null : bytes.toString('base64') };
}

const rowsOfPart = `SELECT id FROM part_row JOIN part ON part.number = part
  WHERE entity_set = ? AND part.name = ? AND here = 1`;

/** How many rows are looked at for missing pictures at a stretch. */
const rowsAtOnce = 5000;

/** Rows whose pictures are to be asked for. */
export interface MissingPictures {
  readonly ids: readonly string[];
  /** Where to look on; null at the end. */
  readonly next: number | null;
}

/**
 * Finds rows of which a picture was never asked for, or not since their last change or a point in time.
 *
 * @param part whose rows are looked at; null for all of the set
 * @param columns that hold pictures
 * @param since milliseconds since 1970
 * @param from where to look on; 0 at the beginning
 */
export function missingPictures(
  connection: Connection,
  {
    set: name,
    part,
    columns,
    since,
    from,
    limit,
  }: {
    readonly set: string;
    readonly part: string | null;
    readonly columns: readonly string[];
    readonly since: number;
    readonly from: number;
    readonly limit: number;
  },
): MissingPictures {
  const set = findSet(connection, name);
  if (set === null) return { ids: [], next: null };
  const table = rowsTable(set, set.generation);
  const looked = connection
    .prepare<unknown[], { readonly number: number; readonly id: string; readonly known: number }>(
      `SELECT number, id, (
         SELECT count(*) FROM picture WHERE entity_set = ? AND picture.id = ${table}.id
           AND seen_at >= ? AND name IN (SELECT value FROM json_each(?))
       ) AS known
       FROM ${table} WHERE number > ?${part === null ? '' : ` AND id IN (${rowsOfPart})`}
       ORDER BY number LIMIT ?`,
    )
    .all(
      ...[set.number, Math.max(1, since), JSON.stringify(columns), from],
      ...(part === null ? [] : [set.number, part]),
      rowsAtOnce,
    );
  const lacking = looked.filter(({ known }) => known < columns.length).slice(0, limit);
  const last = lacking.length === limit ? lacking.at(-1) : looked.at(-1);
  const isAtEnd = looked.length < rowsAtOnce && lacking.length < limit;
  return { ids: lacking.map(({ id }) => id), next: isAtEnd ? null : (last?.number ?? null) };
}

/** What is kept of pictures. */
export interface PictureCounts {
  readonly here: number;
  /** Left out, because they are too large or no pictures. */
  readonly leftOut: number;
  /** Of all sets together. */
  readonly bytes: number;
}

/** Counts the pictures of a set. */
export function countPictures(connection: Connection, name: string): PictureCounts {
  const counts = connection
    .prepare<[string], { readonly here: number | null; readonly leftOut: number | null }>(
      `SELECT sum(state = 'here') AS here, sum(state IN ('tooLarge', 'unreadable')) AS leftOut
       FROM picture JOIN entity_set ON entity_set.number = entity_set WHERE entity_set.name = ?`,
    )
    .get(name);
  const bytes = connection
    .prepare<[], number | null>(`SELECT sum(size) FROM picture WHERE state = 'here'`)
    .pluck()
    .get();
  return { here: counts?.here ?? 0, leftOut: counts?.leftOut ?? 0, bytes: bytes ?? 0 };
}

/** Drops the pictures of a set. */
export function dropPictures(connection: Connection, name: string): void {
  const set = findSet(connection, name);
  if (set === null) return;
  connection.prepare('DELETE FROM picture WHERE entity_set = ?').run(set.number);
}

/** Drops pictures of a set whose rows are not here any more, inside the caller's transaction. */
export function dropPicturesWithoutRow(connection: Connection, set: SetTable): void {
  const table = rowsTable(set, set.generation);
  connection
    .prepare(
      `DELETE FROM picture WHERE entity_set = ?
       AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${table}.id = picture.id)`,
    )
    .run(set.number);
}

/** Takes note of rows that change, inside the caller's transaction: their pictures may have changed with them. */
export function pictureLog(
  connection: Connection,
  set: SetTable,
): { readonly changed: (id: string) => void; readonly removed: (id: string) => void } {
  const doubt = connection.prepare(
    'UPDATE picture SET seen_at = 0 WHERE entity_set = ? AND id = ?',
  );
  const remove = connection.prepare('DELETE FROM picture WHERE entity_set = ? AND id = ?');
  return {
    changed: (id) => void doubt.run(set.number, id),
    removed: (id) => void remove.run(set.number, id),
  };
}

/** Likewise for a whole generation that takes the place of the rows of a set. */
export function notePictures(connection: Connection, set: SetTable, staging: number): void {
  const [before, after] = [rowsTable(set, set.generation), rowsTable(set, staging)];
  const hasPictures = connection
    .prepare('SELECT 1 FROM picture WHERE entity_set = ? LIMIT 1')
    .get(set.number);
  if (hasPictures === undefined) return;
  const differing = set.columns.map(
    (column) => `${before}.${valueColumn(column)} IS NOT ${after}.${valueColumn(column)}`,
  );
  dropPicturesWithoutRow(connection, { ...set, generation: staging });
  if (differing.length === 0) return;
  connection
    .prepare(
      `UPDATE picture SET seen_at = 0 WHERE entity_set = ? AND id IN (
         SELECT id FROM ${after} JOIN ${before} USING (id) WHERE ${differing.join(' OR ')}
       )`,
    )
    .run(set.number);
}
