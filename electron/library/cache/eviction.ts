import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { allSets, knownSet } from './entity-sets.ts';
import { dropPicturesWithoutRow } from './pictures.ts';
import { noteRowChange } from './row-counts.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** Bytes in use in a database, without the pages that are free. */
export function usedBytes(connection: Connection): number {
  const pragma = (name: string): number => Number(connection.pragma(name, { simple: true }));
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

/** Once room has to be made, a tenth more is made, so that it need not be made again at once. */
const filledShare = 0.9;

/**
 * Makes room: drops results, those first that were not used for the longest time, and the rows that no other result shows, until
 * what is not kept offline fits the limit. Sets and parts of sets that the user keeps lose nothing and do not count,
 * nor does the model.
 */
export function* evict(connection: Connection, limit: number): Slices {
  if (usedBytes(connection) <= limit + knownKeptBytes(connection)) return;
  const kept = yield* measureKeptBytes(connection);
  if (usedBytes(connection) <= limit + kept) return;
  // One result more than has to go would be dropped if its rows went later: orphans of before come first.
  for (const set of allSets(connection)) {
    if (set.isKept) continue;
    dropOrphans(connection, set);
    yield;
  }
  while (usedBytes(connection) > limit * filledShare + kept) {
    const oldest = connection
      .prepare<[], { readonly result: number; readonly name: string }>(
        `SELECT result.number AS result, name FROM result
         JOIN entity_set ON entity_set.number = entity_set
         WHERE NOT kept ORDER BY used_at LIMIT 1`,
      )
      .get();
    if (oldest === undefined) break;
    dropResult(connection, oldest);
    yield;
  }
  connection.pragma('incremental_vacuum');
}

const keptSetting = 'keptBytes';

function knownKeptBytes(connection: Connection): number {
  const known = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE name = ?')
    .pluck()
    .get(keptSetting);
  return Number(known ?? '0');
}

/** How much of what is here of a set is kept: all of it, or the rows of its parts. */
function keptShare(connection: Connection, set: SetTable): number {
  if (set.isKept) return 1;
  const rows = connection
    .prepare<[number], number>(`SELECT count(*) FROM (${rowsOfParts})`)
    .pluck()
    .get(set.number);
  return Math.min(1, (rows ?? 0) / Math.max(1, set.rows));
}

/** The ids of the rows of all parts of a set. */
const rowsOfParts = `SELECT DISTINCT id FROM part_row JOIN part ON part.number = part
  WHERE entity_set = ? AND here = 1`;

/** The trees of tables, with their indexes. */
function treesOf(connection: Connection, ...tables: readonly string[]): readonly string[] {
  return tables.flatMap((pattern) =>
    connection
      .prepare<[string], string>(
        'SELECT name FROM sqlite_schema WHERE tbl_name GLOB ? AND rootpage > 0',
      )
      .pluck()
      .all(pattern),
  );
}

/**
 * Counts the pages of all that belongs to what is kept, pictures included, and of the model. It reads each of them, and is done only when the file
 * has grown.
 */
function* measureKeptBytes(connection: Connection): Generator<void, number, void> {
  const bytesOf = (tree: string): number =>
    connection
      .prepare<[string], number | null>('SELECT sum(pgsize) FROM dbstat WHERE name = ?')
      .pluck()
      .get(tree) ?? 0;
  let bytes = bytesOf('part_row');
  for (const tree of treesOf(connection, 'model*', 'picture')) {
    bytes += bytesOf(tree);
    yield;
  }
  for (const set of allSets(connection)) {
    const share = keptShare(connection, set);
    if (share === 0) continue;
    const tables = [`rows_${set.number}_*`, `search_${set.number}_*`];
    for (const tree of treesOf(connection, ...tables)) {
      bytes += Math.ceil(bytesOf(tree) * share);
      yield;
    }
  }
  connection
    .prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
    .run(keptSetting, String(bytes));
  return bytes;
}

/** Drops rows of a set that no result shows. */
function dropOrphans(connection: Connection, set: SetTable): void {
  connection.transaction(() => {
    const { changes } = connection
      .prepare(
        `DELETE FROM ${rowsTable(set, set.generation)} WHERE id NOT IN (
           SELECT id FROM result_row JOIN result ON result.number = result WHERE entity_set = ?
         ) AND id NOT IN (${rowsOfParts})`,
      )
      .run(set.number, set.number);
    noteDropped(connection, set, changes);
  })();
}

/** Drops a result with those of its rows that nothing else shows; no other row is looked at. */
function dropResult(
  connection: Connection,
  { result, name }: { readonly result: number; readonly name: string },
): void {
  connection.transaction(() => {
    const set = knownSet(connection, name);
    const { changes } = connection
      .prepare(
        `DELETE FROM ${rowsTable(set, set.generation)}
         WHERE id IN (SELECT id FROM result_row WHERE result = ?) AND id NOT IN (
           SELECT id FROM result JOIN result_row ON result = result.number
           WHERE entity_set = ? AND result.number <> ?
         ) AND id NOT IN (${rowsOfParts})`,
      )
      .run(result, set.number, result, set.number);
    connection.prepare('DELETE FROM result_row WHERE result = ?').run(result);
    connection.prepare('DELETE FROM result WHERE number = ?').run(result);
    noteDropped(connection, set, changes);
  })();
}

function noteDropped(connection: Connection, set: SetTable, rows: number): void {
  if (rows === 0) return;
  noteRowChange(connection, set, -rows);
  dropPicturesWithoutRow(connection, set);
  connection
    .prepare('UPDATE entity_set SET complete_at = NULL, sync = NULL WHERE number = ?')
    .run(set.number);
}
