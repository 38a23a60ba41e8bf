import type { Row } from '../../contract/rows.ts';
import type { LocalField, LocalQuery } from '../../query/local-query.ts';
import { groupsTest, searchTest } from '../../query/local-rows.ts';
import { searchedColumns } from '../../query/searched-columns.ts';
import type { Connection } from '../database/cipher.ts';
import type { Slices } from '../database/slices.ts';
import { narrowings } from './narrowing.ts';
import { type ScanEnd, type ScannedRow, scanRows } from './row-scan.ts';

/** What is done with the rows that belong to a query's answer. */
export interface Matching {
  /** What their cells are. */
  readonly fields: readonly LocalField[];
  /** Columns of which it is enough to know whether every row has them. */
  readonly columns: readonly string[];
  /** They come a slice at a time, in the order in which they are kept. */
  readonly take: (rows: readonly ScannedRow[]) => void;
}

/** The fields by which rows are chosen and ordered, and others that are wanted. */
export function decidingFields(
  { fields, where, search, order }: LocalQuery,
  others: readonly string[] = [],
): readonly LocalField[] {
  const own = fields.filter(({ names }) => names.length === 1);
  const paths = new Set([
    ...others,
    ...where.flat().map(({ path }) => path),
    ...order.map(({ column }) => column),
    ...(search === '' ? [] : searchedColumns(own.map(({ column }) => column))),
  ]);
  return fields.filter(({ path }) => paths.has(path));
}

/**
 * Looks through the rows of a set for those that belong to a query's answer.
 * @returns null when other rows have taken their place meanwhile, and all that was taken is of no use
 */
export function* matchingRows(
  connection: Connection,
  query: LocalQuery,
  { fields, columns, take }: Matching,
): Slices<ScanEnd | null> {
  const belongs = groupsTest(query.where, fields);
  const isFound = searchTest(query.search, fields);
  const isMatch = (row: Row): boolean => belongs(row) && isFound(row);
  return yield* scanRows(connection, {
    ...{ set: query.set, within: query.within, fields, columns },
    narrowings: (set) => narrowings(connection, set, query),
    take: (rows) => take(rows.filter(isMatch)),
  });
}
