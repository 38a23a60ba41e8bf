import { describe, expect, test } from 'vitest';
import type { CellValue, Column } from '../../../electron/contract/rows.ts';
import { cellFilter } from '../../../renderer/filters/cell-filter.ts';
import { columnOf, finds, speakers, wordingFor } from './typed-by.ts';

const state = columnOf('enum', { enumLabels: { New: 'Нов', Old: 'Стар', Older: 'Стар' } });
const customer = { set: 'Crm_Sales_Customers', id: 'c1', text: 'Nordic Timber AS' };

const cells: readonly (readonly [Column, CellValue, CellValue])[] = [
  [columnOf('text'), 'A "quoted" or *starred* text', 'another'],
  [columnOf('text'), '(empty)', null],
  [columnOf('text'), '', 'a'],
  [columnOf('text'), null, 'a'],
  [columnOf('integer'), '-5', '5'],
  [columnOf('decimal'), '1234.567', '1234.56'],
  [columnOf('percent'), '0.125', '0.12'],
  [columnOf('amount'), { value: '1234.50', unit: 'EUR' }, { value: '1234.50', unit: 'BGN' }],
  [columnOf('quantity'), { value: '0.25', unit: 'бр.' }, { value: '0.2', unit: 'бр.' }],
  [columnOf('quantity'), { value: '3', unit: '' }, { value: '4', unit: '' }],
  [columnOf('date'), '2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z'],
  // Half past one at night in Sofia: it is the next day there.
  [columnOf('dateTime'), '2026-06-30T22:30:00Z', '2026-06-30T20:00:00Z'],
  [state, 'Older', 'Old'],
  [state, 'New', 'Old'],
  [columnOf('boolean'), false, true],
  [columnOf('multilingual'), { translations: { en: 'Chair', bg: 'Стол' } }, { translations: {} }],
  [columnOf('custom'), { value: 'blue', description: null }, { value: 'red', description: null }],
  [columnOf('guid'), '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8', null],
];

describe('a filter by the value of a cell', () => {
  test.each(speakers)('finds the cell and not another one, typed in $language', (speaker) => {
    for (const [column, value, other] of cells) {
      const filter = cellFilter(value, column, wordingFor(speaker));
      const text = filter?.text ?? '';
      expect([text, finds(text, value, column, speaker)]).toEqual([text, true]);
      expect([text, finds(text, other, column, speaker)]).toEqual([text, false]);
    }
  });

  test('of a reference is the record itself', () => {
    const [speaker] = speakers;
    expect(cellFilter(customer, columnOf('reference'), wordingFor(speaker))).toEqual({
      text: '',
      chosen: [customer],
    });
    const unnamed = { ...customer, text: null };
    expect(cellFilter(unnamed, columnOf('reference'), wordingFor(speaker))?.chosen).toEqual([
      { ...customer, text: 'c1' },
    ]);
  });

  test('is not offered for what can’t be typed', () => {
    const wording = wordingFor(speakers[0]);
    expect(cellFilter('a\nb', columnOf('text'), wording)).toBeNull();
    expect(cellFilter('a'.repeat(500), columnOf('text'), wording)).toBeNull();
    expect(cellFilter('iVBORw0KGgo=', columnOf('binary'), wording)).toBeNull();
    expect(cellFilter({ raw: '???' }, columnOf('amount'), wording)).toBeNull();
  });
});
