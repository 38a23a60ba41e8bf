import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FilterMeaning } from '../../../electron/contract/filter-meaning.ts';
import { chosenValues, emptyKey } from '../../../renderer/filters/chosen-values.ts';
import {
  termsAmong,
  typedDecimal,
  typedPercent,
} from '../../../renderer/filters/expression-text.ts';
import { rangeExpression, rangeMeant } from '../../../renderer/filters/range-text.ts';
import { matchExpression, textMatches, textMeant } from '../../../renderer/filters/text-match.ts';
import { columnOf, finds, meaningOf, speakers } from './typed-by.ts';

const [english, bulgarian] = speakers;
const decimal = fc
  .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`)
  .filter((text) => !text.startsWith('0') || text !== '0.00');

describe('an editor of numbers', () => {
  test.each([
    ['amount', '1000..2000 EUR', { from: '1000', to: '2000', unit: 'EUR' }],
    ['amount', '..5', { from: '', to: '5', unit: '' }],
    ['quantity', '5 kg', { from: '5', to: '5', unit: 'kg' }],
    ['amount', 'EUR', { from: '', to: '', unit: 'EUR' }],
    ['percent', '10..12.5', { from: '10', to: '12.5', unit: '' }],
    ['amount', '5 or 7', { from: '', to: '', unit: '' }],
    ['amount', '(empty)', { from: '', to: '', unit: '' }],
  ] as const)('in a column of %s begins with what %s means', (type, text, range) => {
    const meaning = meaningOf(text, columnOf(type), english);
    expect(rangeMeant(meaning, type, '.')).toEqual(range);
  });

  test('writes what it reads, with the separator of who types', () => {
    const unit = fc.constantFrom('', 'EUR', 'лв.');
    const end = fc.option(decimal, { nil: '' });
    fc.assert(
      fc.property(end, end, unit, (from, to, currency) => {
        fc.pre(from !== '' || to !== '' || currency === 'EUR');
        const typed = (text: string) => typedDecimal(text, ',');
        const range = { from: typed(from), to: typed(to), unit: currency };
        const meaning = meaningOf(rangeExpression(range), columnOf('amount'), bulgarian);
        expect(rangeMeant(meaning, 'amount', ',')).toEqual(range);
      }),
    );
  });

  test('shows a fraction as the percentage that the column shows', () => {
    expect(['0.125', '0.1', '1', '-0.005', '12.3456', '0'].map(typedPercent)).toEqual([
      '12.5',
      '10',
      '100',
      '-0.5',
      '1234.56',
      '0',
    ]);
  });
});

describe('an editor of text', () => {
  const column = columnOf('text');

  test('writes what it reads, whatever the text', () => {
    const word = fc
      .oneof(
        fc.string({ minLength: 1, maxLength: 12 }),
        fc.constantFrom(
          'a or b',
          '(empty)',
          '"quoted"',
          '=5',
          'или',
          '10..20',
          'a "b" c',
          '*',
          '"',
        ),
      )
      .map((text) => text.trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(word, fc.constantFrom(...textMatches), (text, how) => {
        const meaning = meaningOf(matchExpression({ how, text }), column, english);
        expect(textMeant(meaning)).toEqual({ how, text });
      }),
      { numRuns: 1000 },
    );
  });

  test('finds what it says', () => {
    const text = 'Rock or Roll "1*"';
    expect(finds(matchExpression({ how: 'exactly', text }), text, column, english)).toBe(true);
    expect(finds(matchExpression({ how: 'exactly', text }), 'Rock', column, english)).toBe(false);
    expect(finds(matchExpression({ how: 'startsWith', text: 'Roc' }), text, column, english)).toBe(
      true,
    );
  });

  test('begins anew with what it can’t say', () => {
    const nothing = { how: 'contains', text: '' };
    expect(textMeant(meaningOf('a or b', column, english))).toEqual(nothing);
    expect(textMeant(meaningOf('(empty)', column, english))).toEqual(nothing);
    expect(textMeant(null)).toEqual(nothing);
  });
});

describe('an editor of references', () => {
  test('ticks the words that an expression has, and leaves its other terms alone', () => {
    const words = ['(me)', '(empty)', '(not empty)'];
    expect(termsAmong('Nordic or (EMPTY) или (празно)', words)).toEqual({
      found: ['(empty)'],
      others: ['Nordic', '(празно)'],
    });
    expect(termsAmong('', words)).toEqual({ found: [], others: [] });
  });
});

describe('an editor of values', () => {
  const column = columnOf('enum', { enumLabels: { New: 'Нов', Released: 'Издаден' } });
  const read = (text: string): ReadonlySet<string> | null =>
    chosenValues(meaningOf(text, column, english));

  test('ticks the values that an expression names, and what is empty', () => {
    expect(read('нов or (empty)')).toEqual(new Set(['New', emptyKey]));
    expect(chosenValues(meaningOf('да или не', columnOf('boolean'), english))).toEqual(
      new Set(['true', 'false']),
    );
    expect(chosenValues(null)).toEqual(new Set());
  });

  test('ticks nothing for an expression that is no list of values', () => {
    expect(read('New..Released')).toBeNull();
    expect(read('nowhere')).toBeNull();
    const record: FilterMeaning = {
      conditions: [{ test: 'oneOf', path: 'X', values: [{ set: 'A', id: '1' }] }],
    };
    expect(chosenValues(record)).toBeNull();
  });
});
