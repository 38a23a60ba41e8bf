import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDecimals, compareDecimals } from '../../../electron/contract/decimal.ts';
import type { CellValue } from '../../../electron/contract/rows.ts';
import { compareCells } from '../../../electron/query/cell-order.ts';
import { cellTest } from '../../../electron/query/cell-test.ts';
import { compareFolded, fold } from '../../../electron/query/fold.ts';
import { findMember } from '../../../electron/query/member.ts';
import type { PlainCondition } from '../../../electron/query/plain-query.ts';
import { totalsOf } from '../../../electron/query/totals.ts';
import { models } from './sample-models.ts';

function memberAt(path: string) {
  const member = findMember(models, 'Crm_Sales_SalesOrders', path);
  if (member === undefined) throw new Error(path);
  return member;
}

const customer = (text: string | null): CellValue => ({
  set: 'Crm_Sales_Customers',
  id: '0B7A9E64-83d2-4f5b-a6c7-21d94e50f3b8',
  text,
});
const name = (bg: string, en = ''): CellValue => ({ translations: { bg, en } });
const euro = (value: string): CellValue => ({ value, unit: 'EUR' });
const lev = (value: string): CellValue => ({ value, unit: 'BGN' });
const blue: CellValue = { value: 'blue', description: { bg: 'Синьо' } };

function isLike(cell: CellValue, condition: PlainCondition): boolean {
  return cellTest(memberAt(condition.path), condition)(cell);
}

describe('a cell', () => {
  test.each<[CellValue, PlainCondition]>([
    ['Стол', { test: 'contains', path: 'DocumentNo', text: 'СТО' }],
    ['Стол', { test: 'oneOf', path: 'DocumentNo', values: ['x', 'стол'] }],
    ['трамва\u0438\u0306', { test: 'endsWith', path: 'DocumentNo', text: 'Й' }],
    ['б', { test: 'range', path: 'DocumentNo', from: 'А', to: 'В' }],
    ['', { test: 'oneOf', path: 'DocumentNo', values: [null] }],
    [name('', ''), { test: 'oneOf', path: 'Name', values: [null] }],
    [name('Стол', 'Chair'), { test: 'contains', path: 'Name', text: 'hai' }],
    [name('Стол', 'Chair'), { test: 'oneOf', path: 'Name', values: ['СТОЛ'] }],
    [blue, { test: 'contains', path: 'Color', text: 'син' }],
    [blue, { test: 'oneOf', path: 'Color', values: ['BLUE'] }],
    [customer('Иван'), { test: 'startsWith', path: 'Customer', text: 'ив' }],
    [
      customer(null),
      {
        test: 'oneOf',
        path: 'Customer',
        values: [{ set: 'Crm_Sales_Customers', id: '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8' }],
      },
    ],
    [
      euro('90071992547409.93'),
      { test: 'range', path: 'Total', from: '90071992547409.93', to: null },
    ],
    [lev('5.00'), { test: 'oneOf', path: 'Total', values: ['5'] }],
    [lev('5.00'), { test: 'measure', path: 'Total', from: '5', to: null, unit: 'bgn' }],
    [euro('-5'), { test: 'measure', path: 'Total', from: null, to: null, unit: 'EUR' }],
    ['Planned', { test: 'range', path: 'State', from: 'New', to: 'Released' }],
    ['2026-02-28T23:00:00Z', { test: 'range', path: 'DocumentDate', from: null, to: '2026-02-28' }],
    [
      '2026-02-28T23:30:00+02:00',
      { test: 'range', path: 'CreationTime', from: '2026-02-28T21:30:00Z', to: null },
    ],
    [false, { test: 'oneOf', path: 'Void', values: [false] }],
    ['a', { test: 'notEmpty', path: 'DocumentNo' }],
  ])('%j is like %j', (cell, condition) => {
    expect(isLike(cell, condition)).toBe(true);
  });

  test.each<[CellValue, PlainCondition]>([
    [null, { test: 'range', path: 'Total', from: null, to: '5' }],
    [lev('5.00'), { test: 'measure', path: 'Total', from: '5', to: null, unit: 'EUR' }],
    [euro('4.99'), { test: 'measure', path: 'Total', from: '5', to: null, unit: 'EUR' }],
    [null, { test: 'measure', path: 'Total', from: null, to: null, unit: 'EUR' }],
    [null, { test: 'contains', path: 'DocumentNo', text: 'a' }],
    [null, { test: 'oneOf', path: 'Void', values: [false] }],
    [null, { test: 'notEmpty', path: 'Customer' }],
    ['', { test: 'notEmpty', path: 'DocumentNo' }],
    ['ё', { test: 'contains', path: 'DocumentNo', text: 'е' }],
    [
      euro('90071992547409.92'),
      { test: 'range', path: 'Total', from: '90071992547409.93', to: null },
    ],
    [{ raw: '5' }, { test: 'range', path: 'Total', from: '1', to: '9' }],
    ['Closed', { test: 'range', path: 'State', from: 'New', to: 'Released' }],
    ['Unheard', { test: 'range', path: 'State', from: 'New', to: null }],
    [blue, { test: 'oneOf', path: 'Color', values: ['синьо'] }],
    ['2026-03-01T00:00:00Z', { test: 'range', path: 'DocumentDate', from: null, to: '2026-02-28' }],
  ])('%j is not like %j', (cell, condition) => {
    expect(isLike(cell, condition)).toBe(false);
  });
});

describe('cells of a column', () => {
  test.each<[string, readonly CellValue[]]>([
    ['DocumentNo', [null, '', 'A', 'b', 'C', 'а', 'Б', 'в', 'Я']],
    ['Name', [null, name('ябълка', 'apple'), name('боб', 'Bean'), name('вар')]],
    ['Total', [null, euro('-5'), lev('-4.99'), euro('0'), lev('2'), euro('2.00'), euro('10')]],
    ['Days', [null, '-10', '-9', '0', '9', '10', '123456789012345678901']],
    ['State', [null, 'New', 'Planned', 'Released', 'Closed']],
    ['Void', [null, false, true]],
    ['Customer', [null, customer(null), customer('Ана'), customer('иван')]],
    ['DocumentDate', [null, '2025-12-31T00:00:00Z', '2026-01-01T00:00:00Z']],
    ['CreationTime', [null, '2026-01-01T00:30:00+02:00', '2026-01-01T00:00:00Z']],
    ['Color', [null, blue, { value: 'Red', description: null }]],
  ])(
    'of %s are ordered with nothing first, then from the smallest to the largest',
    (path, cells) => {
      const compare = compareCells(memberAt(path), 'en');
      for (let index = 1; index < cells.length; index += 1) {
        const [less = null, more = null] = cells.slice(index - 1, index + 1);
        expect(compare(less, more)).toBeLessThan(0);
        expect(compare(more, less)).toBeGreaterThan(0);
      }
      for (const cell of cells) expect(Math.abs(compare(cell, cell))).toBe(0);
    },
  );

  test('of several languages are ordered in that of the app', () => {
    const cells = [name('ябълка', 'apple'), name('боб', 'Bean')] as const;
    expect(compareCells(memberAt('Name'), 'en')(...cells)).toBeLessThan(0);
    expect(compareCells(memberAt('Name'), 'bg')(...cells)).toBeGreaterThan(0);
  });

  test('add up exactly, each currency apart', () => {
    const cells = [euro('0.1'), euro('0.2'), lev('-5'), null, euro('90071992547409.93')];
    expect(totalsOf(memberAt('Total'), cells)).toEqual({
      count: 4,
      byUnit: [
        { unit: 'BGN', sum: '-5', smallest: '-5', largest: '-5', count: 1 },
        {
          unit: 'EUR',
          sum: '90071992547410.23',
          smallest: '0.1',
          largest: '90071992547409.93',
          count: 3,
        },
      ],
    });
    expect(totalsOf(memberAt('DocumentNo'), ['1', '', '2', null])).toEqual({
      count: 2,
      byUnit: [],
    });
    expect(totalsOf(memberAt('Total'), [])).toEqual({ count: 0, byUnit: [] });
  });
});

describe('decimals', () => {
  const scale = 6;
  const decimal = fc
    .tuple(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.nat(scale), fc.nat(3))
    .map(([digits, places, zeros]) => {
      const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
      const fraction = text.slice(text.length - places);
      const point = places === 0 ? '' : `.${fraction}${'0'.repeat(zeros)}`;
      return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - places)}${point}`;
    });
  /** The same number as an integer, by other means. */
  const scaled = (text: string): bigint => {
    const [whole = '', fraction = ''] = text.replace('-', '').split('.');
    const size = BigInt(whole + fraction.padEnd(scale + 3, '0'));
    return text.startsWith('-') ? -size : size;
  };

  test('compare like the numbers that they are', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const difference = scaled(a) - scaled(b);
        expect(Math.sign(compareDecimals(a, b))).toBe(Math.sign(Number(difference)));
      }),
    );
  });

  test('add up like the numbers that they are', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const sum = addDecimals(a, b);
        expect(scaled(sum)).toBe(scaled(a) + scaled(b));
        expect(sum).toMatch(/^-?\d+(\.\d*[1-9])?$/);
      }),
    );
    expect(compareDecimals('-0.00', '0')).toBe(0);
  });
});

describe('folded texts', () => {
  test('are ordered as SQLite orders the bytes of UTF-8', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'я', '\uffee', '😀', '\ue000', 'Z') });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareFolded(a, b))).toBe(bytes);
      }),
    );
  });

  test('stay as they are when folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)),
    );
  });
});
