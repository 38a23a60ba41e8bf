import type { Connection } from '../database/cipher.ts';
import { changeLog, mostChanges } from './changes.ts';
import { type RowRecord, readRecord, rowColumns } from './row-reading.ts';
import type { KeptRow } from './row-record.ts';
import { rowsTable, type SetTable, valueColumn } from './set-table.ts';

/** What {@link noteReplacement} notes. */
export interface Replacement {
  /** When this computer learned of the changes, in milliseconds since 1970. */
  readonly at: number;
  /** Values of both generations mean the same: they are of one language. */
  readonly isComparable: boolean;
}

/**
 * Notes what changes when a whole generation takes the place of the rows of a set, inside the caller's transaction: rows that
 * are new, that are gone, and that have other values in columns which both know.
 */
export function noteReplacement(
  connection: Connection,
  set: SetTable,
  staging: number,
  { at, isComparable }: Replacement,
): void {
  if (!set.isKept || set.completeAt === null) return;
  const log = changeLog(connection, set, at);
  const [before, after] = [rowsTable(set, set.generation), rowsTable(set, staging)];
  const find = (table: string): ((id: string) => KeptRow | null) => {
    const statement = connection
      .prepare<[string], RowRecord>(`SELECT ${rowColumns(set.columns)} FROM ${table} WHERE id = ?`)
      .raw();
    return (id) => {
      const record = statement.get(id);
      return record === undefined ? null : readRecord(record, set.columns);
    };
  };
  const [findBefore, findAfter] = [find(before), find(after)];
  for (const id of touchedIds(connection, set, [before, after], isComparable)) {
    log.note(findBefore(id), findAfter(id));
  }
  log.end();
}

/** Ids that one of the tables lacks, or whose rows may differ: no more of each kind than can be kept. */
function touchedIds(
  connection: Connection,
  set: SetTable,
  [before, after]: readonly [string, string],
  isComparable: boolean,
): readonly string[] {
  const ids = (sql: string): readonly string[] =>
    connection.prepare<[number], string>(`${sql} LIMIT ?`).pluck().all(mostChanges);
  const lacking = (one: string, other: string): readonly string[] =>
    ids(
      `SELECT id FROM ${one} WHERE NOT EXISTS (SELECT 1 FROM ${other} WHERE ${other}.id = ${one}.id)`,
    );
  const differing = set.columns
    .map(valueColumn)
    // Where one of them is not known the comparison is not true.
    .map((value) => `${before}.${value} <> ${after}.${value}`);
  const changed =
    isComparable && differing.length > 0
      ? ids(`SELECT id FROM ${after} JOIN ${before} USING (id) WHERE ${differing.join(' OR ')}`)
      : [];
  return [...lacking(before, after), ...changed, ...lacking(after, before)];
}
