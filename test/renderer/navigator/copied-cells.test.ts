import { describe, expect, test } from 'vitest';
import type { CellValue, Column, ColumnType } from '../../../electron/contract/rows.ts';
import {
  type CopyWords,
  cellText,
  selectedCells,
  tableOf,
} from '../../../renderer/navigator/copied-cells.ts';
import { selectionTotals } from '../../../renderer/navigator/selection-statistics.tsx';
import { createFormats } from '../../../renderer/values/formats.ts';

const bulgarian = createFormats('bg', 'bg-BG', 'Europe/Sofia');
const words: CopyWords = {
  yes: 'да',
  no: 'не',
  unitOf: ({ label }) => `${label} (валута)`,
};

function column(name: string, type: ColumnType): Column {
  return { name, label: name, type, orderable: false, shownByDefault: true };
}

const columns = [
  column('No', 'text'),
  column('Total', 'amount'),
  column('Day', 'date'),
  column('Time', 'dateTime'),
  column('Share', 'percent'),
];
const row = (...cells: CellValue[]) => ({ id: '1', title: null, cells });
const euro = (value: string) => ({ value, unit: 'EUR' });
const rows = [
  row('A1', euro('1234567.50'), '2026-11-20T00:00:00Z', '2026-11-20T22:15:30Z', '0.125'),
  row('=SUM(1)', { value: '-5', unit: 'BGN' }, null, null, null),
];
const range = { top: 1, bottom: 2, left: 0, right: 4 };
const all = selectedCells(range, columns, (place) => rows[place]);

describe('copied cells', () => {
  test('are read by a spreadsheet of the locale: numbers ungrouped, currencies apart, days by their digits', () => {
    expect(tableOf(all, true, bulgarian, words).split('\n')).toEqual([
      'No\tTotal\tTotal (валута)\tDay\tTime\tShare',
      'A1\t1234567,50\tEUR\t2026-11-20\t2026-11-21 00:15:30\t0,125',
      "'=SUM(1)\t-5\tBGN\t\t\t",
    ]);
  });

  test('are a part of the columns, and of the rows those that are here', () => {
    const part = { top: 1, bottom: 3, left: 1, right: 1 };
    const cells = selectedCells(part, columns, (place) => (place === 1 ? undefined : rows[0]));
    expect(tableOf(cells, false, bulgarian, words)).toBe('1234567,50\tEUR\n1234567,50\tEUR');
  });

  test('keep tabs, lines and quotes within their cell', () => {
    const odd = [row('one\ttwo\n"three"')];
    const cells = selectedCells({ ...range, right: 0 }, columns, (place) => odd[place]);
    expect(tableOf(cells, false, bulgarian, words)).toBe('"one\ttwo\n""three"""');
  });

  test('that are only one are copied as they are shown', () => {
    const one = selectedCells({ top: 1, bottom: 1, left: 1, right: 1 }, columns, () => rows[0]);
    expect(cellText(one, createFormats('en', 'en-GB', 'UTC'), words)).toBe('1,234,567.50 EUR');
  });
});

test('selected numbers are added up per currency, whatever column they are in', () => {
  expect(selectionTotals(all)).toEqual([
    { unit: '', sum: '0.125', smallest: '0.125', largest: '0.125', count: 1 },
    { unit: 'BGN', sum: '-5', smallest: '-5', largest: '-5', count: 1 },
    { unit: 'EUR', sum: '1234567.5', smallest: '1234567.50', largest: '1234567.50', count: 1 },
  ]);
});
