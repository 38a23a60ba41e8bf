import type { Connection } from '../database/cipher.ts';
import { preparedOnce } from '../database/prepared-once.ts';
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

const values = preparedOnce((connection, sql) =>
  connection.prepare<unknown[], number>(sql).pluck(),
);
const places = preparedOnce((connection, sql) =>
  connection.prepare<[number], [unknown, string]>(sql).raw(),
);

function stretches(
  connection: Connection,
  set: SetTable,
  { key, isDescending, rest }: IndexedOrder,
): readonly Stretch[] {
  const table = rowsTable(set, set.generation);
  const numbers = (where: string, order: readonly string[]) =>
    values(
      connection,
      `SELECT number FROM ${table} WHERE ${where} ORDER BY ${order.join(', ')} LIMIT ? OFFSET ?`,
    );
  const count = (where: string, ...parameters: readonly unknown[]): number =>
    values(connection, `SELECT count(*) FROM ${table} WHERE ${where}`).get(...parameters) ?? 0;

  const ordered = (where: string, size: number, order: readonly string[]): Stretch => ({
    size,
    read: (offset, limit) => numbers(where, order).all(limit, offset),
  });
  if (key === null) return [ordered('true', set.rows, rest)];
  // This is the very order of the index, in which what is empty comes first.
  if (!isDescending && rest.length === 1) return [ordered('true', set.rows, [key, ...rest])];

  const [direction, back] = isDescending ? ['DESC', 'ASC'] : ['ASC', 'DESC'];
  const [before, from] = isDescending ? ['>', '<='] : ['<', '>='];
  const empty = count(`${key} IS NULL`);
  const size = set.rows - empty;
  const filled: Stretch = {
    size,
    read(offset, limit) {
      // An index is passed entry by entry, so the nearer end is begun with.
      const isNear = offset < size / 2;
      const way = isNear ? direction : back;
      const place = places(
        connection,
        `SELECT ${key}, id FROM ${table} WHERE ${key} IS NOT NULL
         ORDER BY ${key} ${way}, id ${way} LIMIT 1 OFFSET ?`,
      );
      const [first, id] = place.get(isNear ? offset : size - 1 - offset) ?? [null, ''];
      // To count from the beginning of the equal ones is a short way; from the beginning of all it would be gone twice.
      const equals = count(`${key} = ? AND id ${before} ?`, first, id);
      const order = [`${key} ${direction}`, ...rest];
      return numbers(`${key} ${from} ?`, order).all(first, limit, equals);
    },
  };
  const unfilled = ordered(`${key} IS NULL`, empty, rest);
  return isDescending ? [filled, unfilled] : [unfilled, filled];
}
