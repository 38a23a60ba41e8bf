import { describe, expect, it } from 'vitest';
import type { CellValue, Column, ColumnType } from '../../../electron/contract/rows.ts';
import { createFormats } from '../../../renderer/values/formats.ts';
import { inCell, plainText, shownValue } from '../../../renderer/values/shown-value.ts';

const english = createFormats('en', 'en-GB', 'Europe/Sofia');
const bulgarian = createFormats('bg', 'bg', 'Europe/Sofia');
const words = { yes: 'Yes', no: 'No' };

function column(type: ColumnType, more: Partial<Column> = {}): Column {
  return { name: 'X', label: 'X', type, orderable: false, shownByDefault: true, ...more };
}

function text(value: CellValue, type: ColumnType, more: Partial<Column> = {}): string {
  return plainText(shownValue(value, column(type, more), english), words);
}

it('stands in a cell with as much as a line has room for', () => {
  const long = inCell(shownValue('x'.repeat(5_000_000), column('text'), english));
  expect(long.text).toBe(`${'x'.repeat(1000)}…`);
  const translations = { en: 'short', bg: '🦊'.repeat(5000) };
  const { text: shown, title } = inCell(
    shownValue({ translations }, column('multilingual'), english),
  );
  expect([shown, title.length, title.isWellFormed()]).toEqual(['short', 1001, true]);
  const short = shownValue('a text', column('text'), english);
  expect(inCell(short)).toBe(short);
});

describe('a value', () => {
  it('of an amount has two digits, more when they count, and its currency', () => {
    expect(text({ value: '1234.5', unit: 'EUR' }, 'amount', { scale: 5 })).toBe('1,234.50 EUR');
    expect(text({ value: '0.12345', unit: 'BGN' }, 'amount', { scale: 5 })).toBe('0.12345 BGN');
    expect(text({ value: '7', unit: '' }, 'amount', { scale: 0 })).toBe('7');
  });

  it('below zero says so', () => {
    expect(shownValue({ value: '-3', unit: 'EUR' }, column('amount'), english)).toMatchObject({
      text: '-3.00',
      negative: true,
    });
  });

  it('of a quantity has its unit and only the digits that count', () => {
    expect(text({ value: '12.500', unit: 'kg' }, 'quantity', { scale: 3 })).toBe('12.5 kg');
  });

  it('leaves room for the digits of its column that it has not, so that digits stand under digits', () => {
    const room = (value: string, type: ColumnType, scale?: number, formats = english) =>
      shownValue({ value, unit: 'kg' }, column(type, scale === undefined ? {} : { scale }), formats)
        .padding;
    expect(room('12.5', 'quantity', 3)).toBe('00');
    expect(room('1000', 'quantity', 3)).toBe('.000');
    expect(room('1000', 'quantity', 3, bulgarian)).toBe(',000');
    expect(room('7', 'amount', 5)).toBe('000');
    expect(room('0.1234', 'quantity', 3)).toBe('');
    expect(room('7', 'amount', 0)).toBe('');
    expect(room('12', 'quantity')).toBe('');
    expect(shownValue('0.15', column('percent', { scale: 6 }), english).padding).toBe('');
  });

  it('of a percentage is the fraction times a hundred', () => {
    expect(text('0.125000', 'percent', { scale: 6 })).toBe('12.5%');
  });

  it('with more digits than a floating-point number has loses none', () => {
    expect(text('12345678901234567890.123', 'decimal')).toBe('12,345,678,901,234,567,890.123');
    expect(text('9007199254740993', 'integer')).toBe('9,007,199,254,740,993');
  });

  it('of an enum has its label, and its own name when the model has no label', () => {
    const enumLabels = { Released: 'Released to execution' };
    expect(text('Released', 'enum', { enumLabels })).toBe('Released to execution');
    expect(text('Unheard', 'enum', { enumLabels })).toBe('Unheard');
  });

  it('of a reference has its text; its key, quietly, when there is none', () => {
    expect(text({ set: 'S', id: 'k', text: 'Nordic' }, 'reference')).toBe('Nordic');
    const shown = shownValue({ set: 'S', id: 'k', text: null }, column('reference'), english);
    expect(shown).toMatchObject({ text: 'k', quiet: true });
  });

  it('in several languages is in the language of the window, then in English, then in any', () => {
    const both = { translations: { en: 'Door', bg: 'Врата' } };
    expect(shownValue(both, column('multilingual'), bulgarian).text).toBe('Врата');
    expect(shownValue(both, column('multilingual'), english).text).toBe('Door');
    expect(shownValue(both, column('multilingual'), english).title).toBe('EN: Door\nBG: Врата');
    const noBulgarian = { translations: { de: 'Tür', bg: '', en: 'Door' } };
    expect(shownValue(noBulgarian, column('multilingual'), bulgarian).text).toBe('Door');
    expect(text({ translations: { de: 'Tür', en: '' } }, 'multilingual')).toBe('Tür');
    expect(text({ translations: {} }, 'multilingual')).toBe('');
  });

  it('of a moment tells it in UTC on hover', () => {
    const shown = shownValue('2026-07-31T22:30:00Z', column('dateTime'), english);
    expect(shown.text).toBe('01/08/2026, 01:30');
    expect(shown.title).toBe('31/07/2026, 22:30:00 UTC');
  });

  it('of a column that says UTC is in UTC', () => {
    const created = { ...column('dateTime'), name: 'CreationTimeUtc' };
    expect(shownValue('2026-07-31T22:30:00Z', created, english).text).toBe('31/07/2026, 22:30:00');
  });

  it('of yes and no is a mark with a name', () => {
    expect(shownValue(true, column('boolean'), english).kind).toBe('yes');
    expect(text(false, 'boolean')).toBe('No');
  });

  it('of a custom property is its value, with the description on hover', () => {
    const value = { value: 'B', description: { en: 'Blue', bg: 'Синьо' } };
    expect(shownValue(value, column('custom'), bulgarian)).toMatchObject({
      text: 'B',
      title: 'Синьо',
    });
  });

  it('in HTML is one line of its words', () => {
    const markup = { markup: 'html' } as const;
    expect(text('<p>Steel <b>bolt</b></p><p>&nbsp;DIN 933</p>', 'text', markup)).toBe(
      'Steel bolt DIN 933',
    );
    expect(shownValue('<p></p>', column('text', markup), english).kind).toBe('empty');
  });

  it('that does not have the shape of its column is shown as it came', () => {
    expect(shownValue({ raw: '{"a":1}' }, column('amount'), english)).toMatchObject({
      text: '{"a":1}',
      quiet: true,
    });
    expect(text('not a number', 'decimal')).toBe('not a number');
  });

  it('that is missing is empty in every column', () => {
    for (const type of ['text', 'amount', 'reference', 'boolean', 'dateTime'] as const) {
      expect(shownValue(null, column(type), english).kind).toBe('empty');
    }
  });
});
