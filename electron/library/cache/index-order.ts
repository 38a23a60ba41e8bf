import type { LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { madeUp } from './row-reading.ts';
import { keyColumn, rowsTable, type SetColumn, type SetTable } from './set-table.ts';
import { hasEnumOrder, hasKeyIndex, orderLanguage } from './sort-columns.ts';

/** Orders of more columns than these are not worth their upkeep: every index is written with every row. */
const mostIndexes = 6;

/** The columns of a query's order as they are kept; undefined where one is not, or not as the query knows it. */
function orderColumns(set: SetTable, { order, fields }: LocalQuery) {
  return order.map((item) => {
    const field = fields.find(({ path }) => path === item.column);
    const column = set.columns.find(({ name }) => name === item.column);
    if (field === undefined || column === undefined) return undefined;
    return column.type === field.column.type ? { item, field, column } : undefined;
  });
}

function hasOwnIds(connection: Connection, set: SetTable): boolean {
  const table = rowsTable(set, set.generation);
  const next = connection
    .prepare<[string], string>(`SELECT id FROM ${table} WHERE id >= ? ORDER BY id LIMIT 1`)
    .pluck()
    .get(madeUp);
  return next === undefined || !next.startsWith(madeUp);
}

/**
 * The terms of an `ORDER BY` that is exactly the order of a query, and that indexes give; null when it takes looking at all
 * rows. Rows that are equal come by their id, as `rowOrder` has them.
 * @param language of the translations that texts are ordered by
 */
export function indexedOrder(
  connection: Connection,
  set: SetTable,
  query: LocalQuery,
  language: string,
): string | null {
  const terms = orderColumns(set, query).map((found) => {
    if (found === undefined) return null;
    const { item, field, column } = found;
    const isOrdered =
      column.isFilled &&
      hasEnumOrder(column, field.facts.enumValues) &&
      hasKeyIndex(connection, set, column) &&
      (column.type !== 'multilingual' || orderLanguage(connection) === language);
    return isOrdered
      ? `${keyColumn(column)} ${item.direction === 'descending' ? 'DESC' : 'ASC'}`
      : null;
  });
  // Rows of views have no id by which they could be told apart.
  if (terms.includes(null) || !hasOwnIds(connection, set)) return null;
  return [...terms, 'id'].join(', ');
}

/** The columns of a query's order that would have to be prepared in order to read rows by indexes. */
export function unpreparedColumns(
  connection: Connection,
  set: SetTable,
  query: LocalQuery,
): readonly { readonly column: SetColumn; readonly enumValues: readonly string[] }[] {
  const prepared = set.columns.filter(({ isSorted }) => isSorted).length;
  return orderColumns(set, query)
    .flatMap((found) => {
      if (found === undefined) return [];
      const { column, field } = found;
      const { enumValues } = field.facts;
      const isPrepared = hasEnumOrder(column, enumValues) && hasKeyIndex(connection, set, column);
      return isPrepared ? [] : [{ column, enumValues }];
    })
    .slice(0, Math.max(mostIndexes - prepared, 0));
}
