import type { Connection } from '../database/cipher.ts';
import type { IndexedOrder } from './index-order.ts';
import { rowsTable, type SetTable } from './set-table.ts';

/** A stretch of rows in an order, out of which a page is taken. */
interface Stretch {
  /** Rows in it. */
  readonly size: number;
  /** The numbers of rows from a place in it on. */
  readonly read: (offset: number, limit: number) => readonly number[];
}

/**
 * The numbers of a page of all rows, in an order that indexes give. An index says where the page begins; only the rows that
 * are equal to its first one by the first key have to be ordered by the rest.
 */
export function indexedRows(
  connection: Connection,
  set: SetTable,
  order: IndexedOrder,
  offset: number,
  limit: number,
): readonly number[] {
  const numbers: number[] = [];
  let left = offset;
  for (const { size, read } of stretches(connection, set, order)) {
    if (left < size) numbers.push(...read(left, limit - numbers.length));
    if (numbers.length === limit) break;
    left = Math.max(left - size, 0);
  }
  return numbers;
}

function stretches(
  connection: Connection,
  set: SetTable,
  { key, isDescending, rest }: IndexedOrder,
): readonly Stretch[] {
  const table = rowsTable(set, set.generation);
  const numbers = (where: string, order: readonly string[]) =>
    connection
      .prepare<unknown[], number>(
        `SELECT number FROM ${table} WHERE ${where} ORDER BY ${order.join(', ')} LIMIT ? OFFSET ?`,
      )
      .pluck();
  const one = (select: string, ...parameters: readonly unknown[]): unknown =>
    connection
      .prepare(`SELECT ${select}`)
      .pluck()
      .get(...parameters);

  const ordered = (where: string, size: number, order: readonly string[]): Stretch => ({
    size,
    read: (offset, limit) => numbers(where, order).all(limit, offset),
  });
  if (key === null) return [ordered('true', set.rows, rest)];
  // This is the very order of the index, in which what is empty comes first.
  if (!isDescending && rest.length === 1) return [ordered('true', set.rows, [key, ...rest])];

  const [direction, before, from] = isDescending ? ['DESC', '>', '<='] : ['ASC', '<', '>='];
  const empty = Number(one(`count(*) FROM ${table} WHERE ${key} IS NULL`));
  const filled: Stretch = {
    size: set.rows - empty,
    read(offset, limit) {
      const [first, id] = connection
        .prepare<[number], [unknown, string]>(
          `SELECT ${key}, id FROM ${table} WHERE ${key} IS NOT NULL
           ORDER BY ${key} ${direction}, id ${direction} LIMIT 1 OFFSET ?`,
        )
        .raw()
        .get(offset) ?? [null, ''];
      // To count from the beginning of the equal ones is a short way; from the beginning of all it would be gone twice.
      const equals = one(`count(*) FROM ${table} WHERE ${key} = ? AND id ${before} ?`, first, id);
      const order = [`${key} ${direction}`, ...rest];
      return numbers(`${key} ${from} ?`, order).all(first, limit, Number(equals));
    },
  };
  const unfilled = ordered(`${key} IS NULL`, empty, rest);
  return isDescending ? [filled, unfilled] : [unfilled, filled];
}
