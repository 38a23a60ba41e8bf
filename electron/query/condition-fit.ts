import { isDecimal } from '../contract/decimal.ts';
import type { ConditionValue } from '../contract/query.ts';
import type { ColumnType } from '../contract/rows.ts';
import { instantOf, partsOf } from './calendar-day.ts';
import type { Member } from './member.ts';
import type { PlainCondition } from './plain-query.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const numeric: ReadonlySet<ColumnType> = new Set([
  'integer',
  'decimal',
  'percent',
  'amount',
  'quantity',
]);

const textual: ReadonlySet<ColumnType> = new Set([
  'text',
  'multilingual',
  'custom',
  'reference',
  'other',
]);

/** Whether a column holds numbers, with or without a currency or unit. */
export function isNumeric(type: ColumnType): boolean {
  return numeric.has(type);
}

/** Whether a range of such values means something to everybody. */
function hasRanges({ column: { type } }: Member): boolean {
  return numeric.has(type) || ['date', 'dateTime', 'enum', 'text'].includes(type);
}

function isOneOfColumn({ column, facts }: Member, value: Exclude<ConditionValue, null>): boolean {
  const { type } = column;
  if (typeof value === 'object') return type === 'reference';
  if (typeof value === 'boolean') return type === 'boolean';
  if (type === 'reference' || type === 'boolean') return false;
  if (numeric.has(type)) return isDecimal(value);
  if (type === 'date') return partsOf(value) !== undefined;
  if (type === 'dateTime') return !Number.isNaN(instantOf(value));
  if (type === 'enum') return facts.enumValues.includes(value);
  if (type === 'guid') return guid.test(value);
  return true;
}

function boundsOf({ from, to }: { from: string | null; to: string | null }): readonly string[] {
  return [from, to].filter((bound) => bound !== null);
}

/** Whether a condition means something for what its path leads to: the kind of test, and the shape of its values. */
export function fits(member: Member, condition: PlainCondition): boolean {
  switch (condition.test) {
    case 'oneOf':
      return condition.values.every((value) => value === null || isOneOfColumn(member, value));
    case 'range':
      return (
        hasRanges(member) && boundsOf(condition).every((bound) => isOneOfColumn(member, bound))
      );
    case 'measure': {
      const { type } = member.column;
      const hasUnit = type === 'amount' || type === 'quantity';
      return hasUnit && boundsOf(condition).every((bound) => isOneOfColumn(member, bound));
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return textual.has(member.column.type);
    case 'notEmpty':
      return true;
  }
}
