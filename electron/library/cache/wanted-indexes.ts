import type { LocalQuery } from '../../query/local-query.ts';
import type { Connection } from '../database/cipher.ts';
import { findSet } from './entity-sets.ts';
import { unpreparedColumns } from './index-order.ts';
import { looksForText } from './narrowing.ts';
import type { OrderedColumn } from './sort-columns.ts';

/** Has indexes made that would have spared looking through all rows. */
export interface Preparing {
  order(column: OrderedColumn): void;
  search(set: string): void;
}

/** Looking through fewer rows takes no time that anybody would notice. */
const manyRows = 5000;

/**
 * Asks for the indexes by which a query would be answered without looking through all rows, where there are many and all of them
 * are here: others may lack values, and are looked through all the same.
 */
export function askForIndexes(connection: Connection, query: LocalQuery, prepare: Preparing): void {
  const set = findSet(connection, query.set);
  if (set === null || set.completeAt === null || set.rows < manyRows) return;
  for (const { column, enumValues } of unpreparedColumns(connection, set, query)) {
    prepare.order({ set: set.name, column: column.name, enumValues });
  }
  // One that is being made may be left from a process that ended in the middle of it.
  if (looksForText(query) && set.searchIndex !== 'ready') prepare.search(set.name);
}
