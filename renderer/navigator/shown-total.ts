import type { ColumnTotal } from '../../electron/contract/column-total.ts';
import { dividedBy, normalDecimal } from '../../electron/contract/decimal.ts';
import type { Column, UnitTotals } from '../../electron/contract/rows.ts';
import type { Formats } from '../values/formats.ts';
import { type ShownValue, shownValue } from '../values/shown-value.ts';

/** People count in hundredths, whatever they have the average of. */
const averageScale = 2;

/** The average of numbers that count the same, with as many digits as their sum has; null where nobody counted them. */
export function averageOf({ sum, count }: UnitTotals): string | null {
  if (sum === null || count === null || count === 0) return null;
  return dividedBy(sum, count, Math.max(averageScale, normalDecimal(sum).fraction.length));
}

/** What is told of numbers that count the same, as an exact decimal; null where it is not known. */
export function toldTotal(totals: UnitTotals, total: ColumnTotal): string | null {
  switch (total) {
    case 'none':
      return null;
    case 'average':
      return averageOf(totals);
    case 'count':
      return totals.count === null ? null : String(totals.count);
    case 'sum':
    case 'smallest':
    case 'largest':
      return totals[total];
  }
}

/** A total as a cell of its column would be shown; a count has no currency. */
export function shownTotal(
  { unit }: UnitTotals,
  value: string,
  total: ColumnTotal,
  column: Column,
  formats: Formats,
): ShownValue {
  const isMeasure = column.type === 'amount' || column.type === 'quantity';
  if (total === 'count') return shownValue(value, { ...column, type: 'integer' }, formats);
  return shownValue(isMeasure ? { value, unit } : value, column, formats);
}
