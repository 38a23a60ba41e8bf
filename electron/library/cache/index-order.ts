import type { OrderItem } from '../../contract/query.ts';
import type { LocalField, LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { preparedOnce } from '../database/prepared-once.ts';
import { madeUp } from './row-reading.ts';
import { keyColumn, rowsTable, type SetColumn, type SetTable } from './set-table.ts';
import { hasEnumOrder, hasKeyIndex, orderLanguage } from './sort-columns.ts';

/** Orders of more columns than these are not worth their upkeep: every index is written with every row. */
const mostIndexes = 6;

/** A column of an order as the query has it, and as it is kept. */
interface OrderColumn {
  readonly item: OrderItem;
  readonly field: LocalField;
  readonly column: SetColumn;
}

/** The columns of a query's order; undefined where one is not kept, or not as the query knows it. */
function orderColumns(
  set: SetTable,
  { order, fields }: LocalQuery,
): readonly (OrderColumn | undefined)[] {
  return order.map((item) => {
    const field = fields.find(({ path }) => path === item.column);
    const column = set.columns.find(({ name }) => name === item.column);
    if (field === undefined || column === undefined) return undefined;
    return column.type === field.column.type ? { item, field, column } : undefined;
  });
}

const ids = preparedOnce((connection, sql) => connection.prepare<[string], string>(sql).pluck());

function hasOwnIds(connection: Connection, set: SetTable): boolean {
  const table = rowsTable(set, set.generation);
  const next = ids(connection, `SELECT id FROM ${table} WHERE id >= ? ORDER BY id LIMIT 1`).get(
    madeUp,
  );
  return next === undefined || !next.startsWith(madeUp);
}

/** An order of rows that indexes give: by keys, and equal rows by their id, as `rowOrder` has them. */
export interface IndexedOrder {
  /** The column of the first key, which has the index; null for an order by id alone. */
  readonly key: string | null;
  readonly isDescending: boolean;
  /** The terms of an `ORDER BY` after the first key. */
  readonly rest: readonly string[];
}

/**
 * The order of a query, if indexes give exactly that; null when it takes looking at all rows.
 * @param language of the translations that texts are ordered by
 */
export function indexedOrder(
  connection: Connection,
  set: SetTable,
  query: LocalQuery,
  language: string,
): IndexedOrder | null {
  const isOrdered = ({ field, column }: OrderColumn): boolean =>
    column.isFilled &&
    hasEnumOrder(column, field.facts.enumValues) &&
    hasKeyIndex(connection, set, column) &&
    (column.type !== 'multilingual' || orderLanguage(connection) === language);
  const columns = orderColumns(set, query);
  const prepared = columns.flatMap((each) => (each !== undefined && isOrdered(each) ? [each] : []));
  // Rows of views have no id by which they could be told apart.
  if (prepared.length < columns.length || !hasOwnIds(connection, set)) return null;
  const [first, ...others] = prepared;
  const terms = others.map(({ item, column }) => `${keyColumn(column)} ${sqlDirection(item)}`);
  return {
    key: first === undefined ? null : keyColumn(first.column),
    isDescending: first?.item.direction === 'descending',
    rest: [...terms, 'id'],
  };
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
      return isPrepared || !column.isFilled ? [] : [{ column, enumValues }];
    })
    .slice(0, Math.max(mostIndexes - prepared, 0));
}

function sqlDirection({ direction }: OrderItem): string {
  return direction === 'descending' ? 'DESC' : 'ASC';
}
