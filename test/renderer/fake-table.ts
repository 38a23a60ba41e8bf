import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { CellValue, EntitySetDetail, Row } from '../../electron/contract/rows.ts';
import { makeRow } from './fake-data.ts';
import { fakeTest } from './fake-meanings.ts';

/** One record of the fake instance: where it comes from decides its values, and how often it was changed. */
export interface FakeRecord {
  readonly place: number;
  readonly version: number;
}

/** The records of one set, in the instance's own order. */
export function recordsFrom(first: number, count: number): FakeRecord[] {
  return Array.from({ length: count }, (_, index) => ({ place: first + index, version: 0 }));
}

/** The path of a condition that makes no sense; null when all do. */
export function wrongCondition({ where }: StructuredQuery, set: EntitySetDetail): string | null {
  return where.flat().find((each) => fakeTest(set, each) === null)?.path ?? null;
}

/** The records that a query finds, in its order. */
export function found(
  records: readonly FakeRecord[],
  set: EntitySetDetail,
  query: StructuredQuery,
): readonly FakeRecord[] {
  const groups = query.where.map((group) =>
    group.map((each) => ({ path: each.path, test: fakeTest(set, each) })),
  );
  const matching = records.filter(
    (record) =>
      matchesSearch(record, query.search) &&
      groups.every((group) =>
        group.some(({ path, test }) => test?.(cellOf(record, set, path)) ?? false),
      ),
  );
  if (query.order.length === 0) return matching;
  const keyed = matching.map((record) => ({
    record,
    keys: query.order.map(({ column }) => textOf(cellOf(record, set, column))),
  }));
  keyed.sort((left, right) => {
    for (const [index, { direction }] of query.order.entries()) {
      const difference = compare(left.keys[index] ?? '', right.keys[index] ?? '');
      if (difference !== 0) return direction === 'ascending' ? difference : -difference;
    }
    return left.record.place - right.record.place;
  });
  return keyed.map(({ record }) => record);
}

/** A record as a row of the columns that a query wants. */
export function rowOf(
  { place, version }: FakeRecord,
  set: EntitySetDetail,
  names: readonly string[],
): Row {
  // All fake sets have the same columns, so that a path leads to the one of its last name.
  const columns = names.flatMap(
    (path) => set.columns.find(({ name }) => name === path.split('/').at(-1)) ?? [],
  );
  return makeRow(place, columns, version);
}

/** One cell of a record. */
export function cellOf(record: FakeRecord, set: EntitySetDetail, name: string): CellValue {
  return rowOf(record, set, [name]).cells[0] ?? null;
}

function matchesSearch({ place }: FakeRecord, search: string): boolean {
  if (search === '') return true;
  return search !== 'nothing' && place % 40 === 1;
}

function textOf(cell: CellValue): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  if ('unit' in cell) return cell.value;
  if ('translations' in cell) return Object.values(cell.translations).join(' ');
  if ('id' in cell) return cell.text ?? '';
  return 'raw' in cell ? cell.raw : cell.value;
}

function compare(left: string, right: string): number {
  const difference = Number(left) - Number(right);
  if (left !== '' && right !== '' && !Number.isNaN(difference)) return difference;
  return left.localeCompare(right);
}
