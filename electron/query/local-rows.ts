import type { OrderItem } from '../contract/query.ts';
import type { Row } from '../contract/rows.ts';
import type { Language } from '../instance/model.ts';
import { compareCells } from './cell-order.ts';
import { cellTest } from './cell-test.ts';
import { foundTexts } from './cell-text.ts';
import { fold } from './fold.ts';
import type { Member } from './member.ts';
import type { PlainGroup } from './plain-query.ts';
import { searchedColumns } from './searched-columns.ts';
import { compareSortKeys, sortKey } from './sort-key.ts';

/** Whether a row belongs to an answer. */
export type RowTest = (row: Row) => boolean;
/** Which of two rows comes first. */
export type CompareRows = (a: Row, b: Row) => number;

const everyRow: RowTest = () => true;

/**
 * Tests rows as the groups of a query want them: each group by one of its conditions.
 * @param fields what the cells of the rows are
 */
export function groupsTest(groups: readonly PlainGroup[], fields: readonly Member[]): RowTest {
  const indexes = new Map(fields.map(({ path }, index) => [path, index]));
  const tests = groups.map((group) =>
    group.flatMap((condition) => {
      const index = indexes.get(condition.path);
      const field = index === undefined ? undefined : fields[index];
      if (index === undefined || field === undefined) return [];
      const test = cellTest(field, condition);
      return [(row: Row) => test(row.cells[index] ?? null)];
    }),
  );
  if (tests.length === 0) return everyRow;
  return (row) => tests.every((group) => group.some((test) => test(row)));
}

/** Tests whether a text is in a row's display text or in one of its columns of text. */
export function searchTest(search: string, fields: readonly Member[]): RowTest {
  if (search === '') return everyRow;
  const sought = fold(search);
  const own = fields.filter(({ names }) => names.length === 1);
  const searched = new Set(searchedColumns(own.map(({ column }) => column)));
  const indexes = fields.flatMap(({ path }, index) => (searched.has(path) ? [index] : []));
  return ({ title, cells }) =>
    (title !== null && fold(title).includes(sought)) ||
    indexes.some((index) => foundTexts(cells[index] ?? null).some((text) => text.includes(sought)));
}

/** One column of an order, and where its cells are. */
interface OrderStep {
  readonly index: number;
  readonly field: Member;
  readonly sign: 1 | -1;
}

function orderSteps(order: readonly OrderItem[], fields: readonly Member[]): OrderStep[] {
  return order.flatMap(({ column, direction }) => {
    const index = fields.findIndex(({ path }) => path === column);
    const field = fields[index];
    if (field === undefined) return [];
    return [{ index, field, sign: direction === 'descending' ? -1 : 1 }];
  });
}

/** Orders rows by columns; those that are equal by their key, as the server pages them. */
export function rowOrder(
  order: readonly OrderItem[],
  fields: readonly Member[],
  language: Language,
): CompareRows {
  const steps = orderSteps(order, fields).map(({ index, field, sign }) => {
    const compare = compareCells(field, language);
    return (a: Row, b: Row) => sign * compare(a.cells[index] ?? null, b.cells[index] ?? null);
  });
  return (a, b) => {
    for (const step of steps) {
      const difference = step(a, b);
      if (difference !== 0) return difference;
    }
    return byId(a, b);
  };
}

/** Rows in the order that {@link rowOrder} tells, many at once: the key of each cell is worked out only once. */
export function inOrder(
  rows: readonly Row[],
  order: readonly OrderItem[],
  fields: readonly Member[],
  language: Language,
): Row[] {
  const steps = orderSteps(order, fields);
  const keyed = rows.map((row) => ({
    row,
    keys: steps.map(({ index, field }) => sortKey(field, row.cells[index] ?? null, language)),
  }));
  keyed.sort((a, b) => {
    for (const [at, { sign }] of steps.entries()) {
      const difference = compareSortKeys(a.keys[at] ?? null, b.keys[at] ?? null);
      if (difference !== 0) return sign * difference;
    }
    return byId(a.row, b.row);
  });
  return keyed.map(({ row }) => row);
}

function byId(a: Row, b: Row): number {
  const [left, right] = [a.id ?? '', b.id ?? ''];
  return left < right ? -1 : Number(left > right);
}
