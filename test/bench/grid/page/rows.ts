import type { CellValue, Column, Row } from '../../../../electron/contract/rows.ts';
import { createFormats } from '../../../../renderer/values/formats.ts';
import { plainText, shownValue } from '../../../../renderer/values/shown-value.ts';

/** Rows of a block. */
export const blockSize = 100;
/** Milliseconds until a block is there. */
const latency = 30;

export const formats = createFormats('en', 'en-GB', 'Europe/Sofia');
const words = { yes: 'yes', no: 'no' };

/** Twenty columns as documents have them. */
export const columns: readonly Column[] = Array.from({ length: 20 }, (_, place) => {
  const types = ['text', 'date', 'amount', 'reference', 'decimal'] as const;
  const type = types[place % types.length] ?? 'text';
  const facts = { orderable: false, shownByDefault: true };
  return { name: `Column${place}`, label: `Column ${place}`, type, ...facts };
});

function cellOf(row: number, place: number): CellValue {
  const number = (row * 7919 + place * 104_729) % 1_000_000;
  const type = columns[place]?.type;
  if (type === 'date') {
    return `2026-${String((number % 12) + 1).padStart(2, '0')}-${String((number % 28) + 1).padStart(2, '0')}`;
  }
  if (type === 'amount') {
    return { value: `${number}.${number % 90}5`, unit: number % 3 === 0 ? 'EUR' : 'BGN' };
  }
  if (type === 'reference') {
    return { set: 'Customers', id: `c${number}`, text: `Клиент ${number} ЕООД` };
  }
  return type === 'decimal' ? `${number}.125` : `${row}`;
}

/** A row by its place. */
function rowAt(place: number): Row {
  return {
    id: `row-${place}`,
    title: null,
    cells: columns.map((_, column) => cellOf(place, column)),
  };
}

/** Rows from a place on, as late as they come from elsewhere. */
export async function rowsFrom(first: number, count: number): Promise<readonly Row[]> {
  await new Promise((resolve) => setTimeout(resolve, latency));
  return Array.from({ length: Math.max(0, count) }, (_, index) => rowAt(first + index));
}

/** What a cell says, in all grids the same. */
export function textOf(row: Row, column: number): string {
  const facts = columns[column];
  const value = row.cells[column] ?? null;
  return facts === undefined ? '' : plainText(shownValue(value, facts, formats), words);
}
