import type { CellValue, Sum, Totals } from '../contract/rows.ts';
import { digitsOf, unitOf } from './cell-order.ts';
import { isEmptyCell } from './cell-text.ts';
import { createDecimalSum, type DecimalSum } from './decimal.ts';
import type { Field } from './member.ts';
import { compareSortKeys, type SortKey, sortKey } from './sort-key.ts';

/** Adds up the cells of one column as they come. */
export interface Tally {
  add(cells: readonly CellValue[]): void;
  totals(): Totals;
}

const addedTypes: ReadonlySet<Field['column']['type']> = new Set([
  'integer',
  'decimal',
  'amount',
  'quantity',
]);

/** A cell with the key that it is ordered by. */
interface Extreme {
  readonly cell: CellValue;
  readonly key: SortKey;
}

/** Begins to add up a column, to the last digit. */
export function createTally(field: Field, language: string): Tally {
  const isAdded = addedTypes.has(field.column.type);
  const byUnit = new Map<string, { readonly sum: DecimalSum; count: number }>();
  let count = 0;
  let smallest: Extreme = { cell: null, key: null };
  let largest: Extreme = { cell: null, key: null };

  function addNumber(cell: CellValue): void {
    const digits = digitsOf(cell);
    if (digits === undefined) return;
    const unit = unitOf(cell);
    const known = byUnit.get(unit) ?? { sum: createDecimalSum(), count: 0 };
    known.sum.add(digits);
    known.count += 1;
    byUnit.set(unit, known);
  }

  function sums(): Sum[] {
    return [...byUnit]
      .map(([unit, { sum, count: added }]) => ({ value: sum.value(), unit, count: added }))
      .toSorted((a, b) => (a.unit < b.unit ? -1 : Number(a.unit > b.unit)));
  }

  return {
    add(cells) {
      for (const cell of cells) {
        if (isEmptyCell(cell)) continue;
        if (isAdded) addNumber(cell);
        const key = sortKey(field, cell, language);
        if (count === 0 || compareSortKeys(key, smallest.key) < 0) smallest = { cell, key };
        if (count === 0 || compareSortKeys(key, largest.key) > 0) largest = { cell, key };
        count += 1;
      }
    },
    totals: () => ({ count, sums: sums(), smallest: smallest.cell, largest: largest.cell }),
  };
}

/** Adds up the cells of one column, to the last digit. */
export function totalsOf(field: Field, cells: readonly CellValue[], language: string): Totals {
  const tally = createTally(field, language);
  tally.add(cells);
  return tally.totals();
}
