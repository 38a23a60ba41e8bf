import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberCondition } from '../../../electron/query/number-expression.ts';
import { writingHabits } from '../../../electron/query/writing-habits.ts';
import { writtenNumber } from '../../../electron/query/written-number.ts';

const read = (text: string, locale: string) => writtenNumber(text, writingHabits(locale));

describe('a number as people write it', () => {
  test.each([
    ['5', 'bg-BG', '5'],
    ['-5.25', 'bg-BG', '-5.25'],
    ['−5,25', 'bg-BG', '-5.25'],
    ['1 234,50', 'bg-BG', '1234.50'],
    ['1\u00a0234\u202f567', 'bg-BG', '1234567'],
    ['1.234,50', 'bg-BG', '1234.50'],
    ['1,234.50', 'bg-BG', '1234.50'],
    ['1,234', 'bg-BG', '1.234'],
    ['1,234', 'en-US', '1234'],
    ['1.234', 'en-US', '1.234'],
    ['1.234', 'de-DE', '1234'],
    ['1.5', 'de-DE', '1.5'],
    ['1,5', 'en-US', '1.5'],
    ['1 000,5', 'en-GB', '1000.5'],
    ['1 000.5', 'bg-BG', '1000.5'],
    ["1'234.5", 'en-GB', '1234.5'],
  ])('%s in %s is %s', (text, locale, decimal) => {
    expect(read(text, locale)).toBe(decimal);
  });

  test.each(['', '-', 'five', '1,2,3', '12,34,567', '1.2.3', '1 23', '--5', '5-'])(
    '%s is none',
    (text) => {
      expect(read(text, 'bg-BG')).toBeUndefined();
      expect(read(text, 'en-US')).toBeUndefined();
    },
  );

  test('is read back from what every locale makes of it', () => {
    const locale = fc.constantFrom(
      'bg-BG',
      'en-US',
      'en-GB',
      'de-DE',
      'de-CH',
      'fr-FR',
      'sv-SE',
      'tr-TR',
    );
    fc.assert(
      fc.property(locale, fc.integer({ min: -1e9, max: 1e9 }), fc.nat(99), (tag, whole, cents) => {
        const decimal = `${whole}.${String(cents).padStart(2, '0')}`;
        const format = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 });
        const negative = decimal.startsWith('-') ? '-' : '';
        const written =
          negative +
          format.format(
            `${Number(decimal.replace('-', '').split('.')[0])}.${decimal.split('.')[1]}` as `${number}`,
          );
        expect(read(written, tag)).toBe(decimal);
      }),
    );
  });
});

describe('a number expression', () => {
  const habits = writingHabits('bg-BG');
  test.each([
    ['percent', '12,5', { test: 'oneOf', path: 'X', values: ['0.125'] }],
    ['percent', '-5%', { test: 'oneOf', path: 'X', values: ['-0.05'] }],
    ['percent', '10..20 %', { test: 'range', path: 'X', from: '0.10', to: '0.20' }],
    ['quantity', '5kg', { test: 'measure', path: 'X', from: '5', to: '5', unit: 'kg' }],
    [
      'quantity',
      '..1 000,5 m2',
      { test: 'measure', path: 'X', from: null, to: '1000.5', unit: 'm2' },
    ],
    ['quantity', 'бр.', { test: 'measure', path: 'X', from: null, to: null, unit: 'бр.' }],
    ['amount', '-100..-50', { test: 'range', path: 'X', from: '-100', to: '-50' }],
    ['amount', '5..5', { test: 'oneOf', path: 'X', values: ['5'] }],
    ['amount', '1000.. EUR', { test: 'measure', path: 'X', from: '1000', to: null, unit: 'EUR' }],
  ] as const)('in a column of %s %s is %j', (type, text, meant) => {
    expect(numberCondition(text, 'X', type, habits)).toEqual(meant);
  });

  test.each([
    ['decimal', '5 kg'],
    ['decimal', '..'],
    ['decimal', '1..2..3'],
    ['amount', 'much'],
    ['percent', '%'],
    ['integer', ''],
  ] as const)('in a column of %s %s is none', (type, text) => {
    expect(numberCondition(text, 'X', type, habits)).toBeUndefined();
  });
});
