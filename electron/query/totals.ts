import type { CellValue, Sum, Totals } from '../contract/rows.ts';
import { compareCells, digitsOf, unitOf } from './cell-order.ts';
import { isEmptyCell } from './cell-text.ts';
import { addDecimals } from './decimal.ts';
import type { Field } from './member.ts';

function sumsOf(cells: readonly CellValue[]): Sum[] {
  const byUnit = new Map<string, Sum>();
  for (const cell of cells) {
    const digits = digitsOf(cell);
    if (digits === undefined) continue;
    const unit = unitOf(cell);
    const sum = byUnit.get(unit) ?? { value: '0', unit, count: 0 };
    byUnit.set(unit, { unit, value: addDecimals(sum.value, digits), count: sum.count + 1 });
  }
  return [...byUnit.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : Number(a.unit > b.unit)));
}

/** Adds up the cells of one column, to the last digit. */
export function totalsOf(member: Field, cells: readonly CellValue[], language: string): Totals {
  const { type } = member.column;
  const present = cells.filter((cell) => !isEmptyCell(cell));
  const isCounted = ['integer', 'decimal', 'amount', 'quantity'].includes(type);
  const compare = compareCells(member, language);
  const [first = null] = present;
  return {
    count: present.length,
    sums: isCounted ? sumsOf(present) : [],
    smallest: present.reduce((least, cell) => (compare(cell, least) < 0 ? cell : least), first),
    largest: present.reduce((most, cell) => (compare(cell, most) > 0 ? cell : most), first),
  };
}
