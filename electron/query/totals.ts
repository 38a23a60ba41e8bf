import type { CellValue, Totals } from '../contract/rows.ts';
import { createUnitTally } from '../contract/unit-tally.ts';
import { isEmptyCell } from './cell-text.ts';
import { isNumeric } from './condition-fit.ts';
import type { Field } from './member.ts';

/** Adds up the cells of one column as they come. */
export interface Tally {
  add(cells: readonly CellValue[]): void;
  totals(): Totals;
}

/** Begins to add up a column, to the last digit. */
export function createTally({ column }: Pick<Field, 'column'>): Tally {
  const isAdded = isNumeric(column.type);
  const numbers = createUnitTally();
  let count = 0;
  return {
    add(cells) {
      for (const cell of cells) {
        if (isEmptyCell(cell)) continue;
        count += 1;
        if (isAdded) numbers.add(cell);
      }
    },
    totals: () => ({ count, byUnit: numbers.totals() }),
  };
}

/** Adds up the cells of one column, to the last digit. */
export function totalsOf(field: Pick<Field, 'column'>, cells: readonly CellValue[]): Totals {
  const tally = createTally(field);
  tally.add(cells);
  return tally.totals();
}
