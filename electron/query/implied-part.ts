import { canonicalQuery } from './canonical-query.ts';
import { cellTest } from './cell-test.ts';
import { fold } from './fold.ts';
import type { Field } from './member.ts';
import type { PlainCondition, PlainGroup, PlainQuery } from './plain-query.ts';

/** Which rows of a set are meant. */
export type RowsMeant = Pick<PlainQuery, 'where' | 'search'>;

/** What is known of the member at the end of a path; undefined when nothing is. */
export type FieldOf = (path: string) => Field | undefined;

/**
 * Whether every row that a query finds belongs to a part of the set, as far as the conditions tell: true is certain, false is
 * not. Each group of the part has to follow from one of the query's.
 * @param fieldOf what the conditions' paths lead to
 */
export function isWithinPart(query: RowsMeant, part: RowsMeant, fieldOf: FieldOf): boolean {
  if (part.search !== '' && fold(part.search) !== fold(query.search)) return false;
  return part.where.every((wide) => query.where.some((narrow) => follows(narrow, wide, fieldOf)));
}

/** Whether a group holds wherever another one does: each condition of that leads to one of its own. */
function follows(narrow: PlainGroup, wide: PlainGroup, fieldOf: FieldOf): boolean {
  return narrow.every((one) =>
    wide.some((other) => one.path === other.path && leadsTo(one, other, fieldOf(one.path))),
  );
}

/** Whether what passes a condition passes another one about the same column. */
function leadsTo(narrow: PlainCondition, wide: PlainCondition, field: Field | undefined): boolean {
  if (isSame(narrow, wide)) return true;
  if (field === undefined) return false;
  if (narrow.test === 'oneOf') {
    return narrow.values.every((value) => isAmong(value, wide) || passes(value, wide, field));
  }
  if (narrow.test === 'range') {
    if (wide.test === 'range') return isRangeIn(narrow, wide, field);
    // An empty text comes before all others, so only a range that begins somewhere leaves it out.
    return wide.test === 'notEmpty' && narrow.from !== null;
  }
  if (!('text' in narrow)) return false;
  // A custom property without a value may have descriptions in which texts are found.
  return wide.test === 'notEmpty' ? field.column.type !== 'custom' : isTextIn(narrow, wide);
}

/** Whether two conditions are written alike but for the order of values. */
function isSame(one: PlainCondition, other: PlainCondition): boolean {
  const [a, b] = [one, other].map((condition) =>
    JSON.stringify(canonicalQuery({ ...nothingElse, where: [[condition]] }).where),
  );
  return a === b;
}

const nothingElse = { set: '', columns: [], search: '', order: [] };

type SoughtValue = (PlainCondition & { test: 'oneOf' })['values'][number];

function isAmong(value: SoughtValue, wide: PlainCondition): boolean {
  return wide.test === 'oneOf' && isSame({ ...wide, values: [value, ...wide.values] }, wide);
}

/** Types whose cells are no more than the value that they are compared with. */
const plainTypes: ReadonlySet<Field['column']['type']> = new Set([
  ...(['text', 'integer', 'decimal', 'percent', 'amount', 'quantity'] as const),
  ...(['date', 'dateTime', 'enum'] as const),
]);

/** Whether a cell that equals a value passes a test: the value itself stands for all of them. */
function passes(value: SoughtValue, wide: PlainCondition, field: Field): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return plainTypes.has(field.column.type) && cellTest(field, wide)(value);
}

type Range = PlainCondition & { test: 'range' };

/** Ends that lie in a range have between them nothing but the range's. */
function isRangeIn(narrow: Range, wide: Range, field: Field): boolean {
  const isBetween = cellTest(field, wide);
  return (['from', 'to'] as const).every((end) => {
    const inner = narrow[end];
    return wide[end] === null || (inner !== null && isBetween(inner));
  });
}

type TextTest = PlainCondition & { test: 'contains' | 'startsWith' | 'endsWith' };

function isTextIn({ test, text }: TextTest, wide: PlainCondition): boolean {
  if (!('text' in wide)) return false;
  const [inner, outer] = [fold(text), fold(wide.text)];
  if (wide.test === 'contains') return inner.includes(outer);
  if (wide.test !== test) return false;
  return test === 'startsWith' ? inner.startsWith(outer) : inner.endsWith(outer);
}
