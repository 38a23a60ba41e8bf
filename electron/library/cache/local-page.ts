import type { OrderItem } from '../../contract/query.ts';
import type { Connection } from '../database/cipher.ts';
import { findSet } from './entity-sets.ts';
import { type AgedRow, agedRows, type RowRecord } from './row-reading.ts';
import { containing } from './search-index.ts';
import { keyColumn, rowsTable, type SetTable } from './set-table.ts';
import { hasKeyIndex } from './sort-columns.ts';

/** Rows of a set out of the local copy alone. */
export interface LocalPage {
  readonly rows: readonly AgedRow[];
  /** All rows of the set are here, as far as is known; when that was found, in milliseconds since 1970. */
  readonly completeAt: number | null;
  /** The order that was asked for is not prepared: the rows are in no particular order. */
  readonly isUnordered: boolean;
}

/** Which rows are read. */
export interface LocalRange {
  readonly set: string;
  readonly columns: readonly string[];
  /** Words, each of which a row's text has to contain; empty for all rows. */
  readonly search: string;
  /** The first counts most. */
  readonly order: readonly OrderItem[];
  readonly offset: number;
  readonly limit: number;
}

/**
 * Reads rows of a set in the order of a column, those only whose text has every searched word; null when nothing of the set is
 * kept. Empty values come first when ascending, and rows that are equal stay in the order in which they came.
 */
export function readLocalPage(connection: Connection, range: LocalRange): LocalPage | null {
  return connection.transaction(() => {
    const set = findSet(connection, range.set);
    if (set === null) return null;
    const { select, toRow } = agedRows(set, range.columns);
    const { where, parameters } = searched(set, range.search);
    const order = orderOf(connection, set, range.order);
    const records = connection
      .prepare<unknown[], RowRecord>(
        `SELECT ${select} FROM ${rowsTable(set, set.generation)} WHERE ${where}
         ORDER BY ${order ?? 'number'} LIMIT ? OFFSET ?`,
      )
      .raw()
      .all(...parameters, range.limit, range.offset);
    return {
      rows: records.map(toRow),
      completeAt: set.completeAt,
      isUnordered: order === null,
    };
  })();
}

function searched(set: SetTable, search: string): { where: string; parameters: string[] } {
  const words = search.split(/\s+/).filter((word) => word !== '');
  const conditions = words.map((word) => containing(set, word));
  return {
    where: ['true', ...conditions.map(({ sql }) => sql)].join(' AND '),
    parameters: conditions.map(({ parameter }) => parameter),
  };
}

/** The `ORDER BY` of an order whose every column has an index over its keys; null when one has not. */
function orderOf(
  connection: Connection,
  set: SetTable,
  order: readonly OrderItem[],
): string | null {
  const terms = order.map((item) => {
    const column = set.columns.find(({ name }) => name === item.column);
    if (column === undefined || !hasKeyIndex(connection, set, column)) return null;
    return `${keyColumn(column)} ${sqlDirection(item)}`;
  });
  if (terms.includes(null)) return null;
  return [...terms, `number ${sqlDirection(order[0])}`].join(', ');
}

function sqlDirection(item: OrderItem | undefined): string {
  return item?.direction === 'descending' ? 'DESC' : 'ASC';
}
