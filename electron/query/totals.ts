import type { CellValue, Sum, Totals } from '../contract/rows.ts';
import { compareCells, digitsOf, unitOf } from './cell-order.ts';
import { isEmptyCell } from './cell-text.ts';
import { addDecimals } from './decimal.ts';
import type { Field } from './member.ts';

/** Adds up the cells of one column as they come. */
export interface Tally {
  add(cells: readonly CellValue[]): void;
  totals(): Totals;
}

const added: ReadonlySet<Field['column']['type']> = new Set([
  'integer',
  'decimal',
  'amount',
  'quantity',
]);

/** Begins to add up a column, to the last digit. */
export function createTally(field: Field, language: string): Tally {
  const isAdded = added.has(field.column.type);
  const compare = compareCells(field, language);
  const byUnit = new Map<string, Sum>();
  let count = 0;
  let smallest: CellValue = null;
  let largest: CellValue = null;

  function addNumber(cell: CellValue): void {
    const digits = digitsOf(cell);
    if (digits === undefined) return;
    const unit = unitOf(cell);
    const sum = byUnit.get(unit) ?? { value: '0', unit, count: 0 };
    byUnit.set(unit, { unit, value: addDecimals(sum.value, digits), count: sum.count + 1 });
  }

  return {
    add(cells) {
      for (const cell of cells) {
        if (isEmptyCell(cell)) continue;
        if (isAdded) addNumber(cell);
        if (count === 0 || compare(cell, smallest) < 0) smallest = cell;
        if (count === 0 || compare(cell, largest) > 0) largest = cell;
        count += 1;
      }
    },
    totals: () => ({
      count,
      sums: [...byUnit.values()].toSorted((a, b) =>
        a.unit < b.unit ? -1 : Number(a.unit > b.unit),
      ),
      smallest,
      largest,
    }),
  };
}

/** Adds up the cells of one column, to the last digit. */
export function totalsOf(field: Field, cells: readonly CellValue[], language: string): Totals {
  const tally = createTally(field, language);
  tally.add(cells);
  return tally.totals();
}
