import { compareDecimals, createDecimalSum, type DecimalSum, isDecimal } from './decimal.ts';
import type { CellValue, UnitTotals } from './rows.ts';

/** Adds up numbers as they come, those of each currency and unit apart. */
export interface UnitTally {
  add(cell: CellValue): void;
  /** In the alphabetical order of the units. */
  totals(): readonly UnitTotals[];
}

interface Running {
  readonly sum: DecimalSum;
  smallest: string;
  largest: string;
  count: number;
}

/** The number of a cell and what it counts; undefined where it holds none. */
function numberOf(cell: CellValue): { readonly value: string; readonly unit: string } | undefined {
  if (typeof cell === 'string') return isDecimal(cell) ? { value: cell, unit: '' } : undefined;
  return cell !== null && typeof cell === 'object' && 'unit' in cell ? cell : undefined;
}

/** Begins with nothing. */
export function createUnitTally(): UnitTally {
  const byUnit = new Map<string, Running>();
  return {
    add(cell) {
      const number = numberOf(cell);
      if (number === undefined) return;
      const { value, unit } = number;
      const known = byUnit.get(unit);
      if (known === undefined) {
        const sum = createDecimalSum();
        sum.add(value);
        byUnit.set(unit, { sum, smallest: value, largest: value, count: 1 });
        return;
      }
      known.sum.add(value);
      known.count += 1;
      if (compareDecimals(value, known.smallest) < 0) known.smallest = value;
      if (compareDecimals(value, known.largest) > 0) known.largest = value;
    },
    totals: () =>
      [...byUnit]
        .map(([unit, { sum, ...rest }]) => ({ unit, sum: sum.value(), ...rest }))
        .toSorted((a, b) => (a.unit < b.unit ? -1 : Number(a.unit > b.unit))),
  };
}
