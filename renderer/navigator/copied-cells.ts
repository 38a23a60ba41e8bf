import type { CellValue, Column, Row } from '../../electron/contract/rows.ts';
import { fullLabel } from '../columns/path-columns.ts';
import type { CellRange } from '../grid/cell-range.ts';
import type { Formats } from '../values/formats.ts';
import { plainText, shownValue } from '../values/shown-value.ts';

/** Words that copied cells are written with. */
export interface CopyWords {
  readonly yes: string;
  readonly no: string;
  /** The header of the currencies or units of a column. */
  readonly unitOf: (column: Column) => string;
}

/** A spreadsheet takes a text that begins like this for a formula. */
const likeFormula = /^[=+\-@]/;

/** A text as one cell of a table whose cells are told apart by tabs, and never as a formula. */
function tableText(text: string): string {
  const safe = likeFormula.test(text) ? `'${text}` : text;
  return /["\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isMeasured({ type }: Column): boolean {
  return type === 'amount' || type === 'quantity';
}

function numberOf(value: CellValue): string | null {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' && 'unit' in value ? value.value : null;
}

/** A cell as a spreadsheet of the same locale reads it: numbers ungrouped, days and times by their digits. */
function cellTexts(
  value: CellValue,
  column: Column,
  formats: Formats,
  words: CopyWords,
): readonly string[] {
  const shown = shownValue(value, column, formats);
  const number = shown.kind === 'number' ? numberOf(value) : null;
  if (isMeasured(column)) {
    return number === null
      ? [tableText(shown.text), '']
      : [formats.plainNumber(number), tableText(shown.unit)];
  }
  if (number !== null) return [formats.plainNumber(number)];
  if (typeof value === 'string' && column.type === 'date') return [value.slice(0, 10)];
  if (typeof value === 'string' && column.type === 'dateTime') return [formats.date.plain(value)];
  return [tableText(plainText(shown, words))];
}

function headers(column: Column, words: CopyWords): readonly string[] {
  const own = tableText(fullLabel(column));
  return isMeasured(column) ? [own, tableText(words.unitOf(column))] : [own];
}

/** Selected cells: the rows that are here, from top to bottom, and the columns from left to right. */
export interface SelectedCells {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The place of the first column among all. */
  readonly left: number;
}

/** The cells of a range, as far as their rows are here. */
export function selectedCells(
  { top, bottom, left, right }: CellRange,
  columns: readonly Column[],
  rowAt: (place: number) => Row | undefined,
): SelectedCells {
  const rows: Row[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const found = rowAt(row - 1);
    if (found !== undefined) rows.push(found);
  }
  return { columns: columns.slice(left, right + 1), rows, left };
}

/** One cell as it is shown. */
export function cellText(
  { columns, rows, left }: SelectedCells,
  formats: Formats,
  words: CopyWords,
) {
  const [column] = columns;
  const value = rows[0]?.cells[left] ?? null;
  return column === undefined ? '' : plainText(shownValue(value, column, formats), words);
}

/**
 * Cells as a table that a spreadsheet takes: tabs between columns, a line for each row. Amounts and quantities take two columns,
 * because a spreadsheet reads no number that has its currency beside it.
 */
export function tableOf(
  { columns, rows, left }: SelectedCells,
  hasHeaders: boolean,
  formats: Formats,
  words: CopyWords,
): string {
  const lines = rows.map(({ cells }) =>
    columns.flatMap((column, index) =>
      cellTexts(cells[left + index] ?? null, column, formats, words),
    ),
  );
  const head = hasHeaders ? [columns.flatMap((column) => headers(column, words))] : [];
  return [...head, ...lines].map((line) => line.join('\t')).join('\n');
}
