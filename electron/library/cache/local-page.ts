import type { RowsQuery } from '../../contract/rows.ts';
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
  readonly query: RowsQuery;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Reads rows of a set in the order of a column, those only whose text has every searched word; null when nothing of the set is
 * kept. Empty values come first when ascending, and rows that are equal stay in the order in which they came.
 */
export function readLocalPage(connection: Connection, range: LocalRange): LocalPage | null {
  return connection.transaction(() => {
    const set = findSet(connection, range.query.set);
    if (set === null) return null;
    const { select, toRow } = agedRows(set, range.query.columns);
    const { where, parameters } = searched(set, range.query.search);
    const order = orderOf(connection, set, range.query.order);
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
      isUnordered: range.query.order !== null && order === null,
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

function orderOf(connection: Connection, set: SetTable, order: RowsQuery['order']): string | null {
  if (order === null) return null;
  const column = set.columns.find(({ name }) => name === order.column);
  if (column === undefined || !hasKeyIndex(connection, set, column)) return null;
  const direction = order.direction === 'ascending' ? 'ASC' : 'DESC';
  return `${keyColumn(column)} ${direction}, number ${direction}`;
}
