import type { Column, Row } from '../../electron/contract/rows.ts';

/** Rows that are looked through: a navigator has few currencies, and they come early. */
const mostRows = 500;

/** The currencies or units of a column, as far as the first rows tell, in alphabetical order. */
export function seenUnits(
  rows: readonly Row[],
  columns: readonly Column[],
  path: string,
): readonly string[] {
  const place = columns.findIndex(({ name }) => name === path);
  const units = new Set<string>();
  for (const { cells } of rows.slice(0, mostRows)) {
    const cell = cells[place];
    if (cell !== null && typeof cell === 'object' && 'unit' in cell) units.add(cell.unit);
  }
  units.delete('');
  return [...units].toSorted((one, other) => one.localeCompare(other));
}
