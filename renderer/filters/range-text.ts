import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import type { ColumnType } from '../../electron/contract/rows.ts';
import { typedDecimal, typedPercent, typedRange } from './expression-text.ts';

/** A range of numbers as somebody types it: an empty end is open, an empty unit is any. */
export interface TypedRange {
  readonly from: string;
  readonly to: string;
  readonly unit: string;
}

const noRange: TypedRange = { from: '', to: '', unit: '' };

/**
 * The range that an expression stands for, with numbers as they are typed.
 *
 * @param separator - between the whole part of a number and the rest
 */
export function rangeMeant(
  meaning: FilterMeaning | null,
  type: ColumnType,
  separator: string,
): TypedRange {
  const conditions = meaning !== null && 'conditions' in meaning ? meaning.conditions : [];
  const [condition, ...others] = conditions;
  if (condition === undefined || others.length > 0) return noRange;
  const typed = (decimal: string | null) =>
    decimal === null
      ? ''
      : typedDecimal(type === 'percent' ? typedPercent(decimal) : decimal, separator);
  if (condition.test === 'range' || condition.test === 'measure') {
    const unit = condition.test === 'measure' ? condition.unit : '';
    return { from: typed(condition.from), to: typed(condition.to), unit };
  }
  if (condition.test !== 'oneOf' || condition.values.length !== 1) return noRange;
  const [value] = condition.values;
  const number = typeof value === 'string' ? typed(value) : '';
  return { from: number, to: number, unit: '' };
}

/** A range as an expression: `1000..2000 EUR`, `..5`, `kg`; empty when nothing is said. */
export function rangeExpression({ from, to, unit }: TypedRange): string {
  return [typedRange(from.trim(), to.trim()), unit].filter((part) => part !== '').join(' ');
}
