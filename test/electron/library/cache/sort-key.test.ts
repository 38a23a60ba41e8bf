import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ColumnType } from '../../../../electron/contract/rows.ts';
import { decimalKey, type SortKey, sortKey } from '../../../../electron/library/cache/sort-key.ts';
import { compareDecimals } from '../../../../electron/query/decimal.ts';

const decimal = fc
  .tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 25n }),
    fc.string({ unit: fc.nat(9).map(String), maxLength: 20 }),
  )
  .map(
    ([isNegative, whole, fraction]) =>
      `${isNegative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`,
  );

function compare(a: SortKey, b: SortKey): number {
  if (typeof a !== 'string' || typeof b !== 'string') throw new Error('Not a text');
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

it('orders decimals by their exact value, however many digits they have', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      expect(Math.sign(compare(decimalKey(a), decimalKey(b)))).toBe(
        Math.sign(compareDecimals(a, b)),
      );
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['0', '-0.00'],
  ['1.50', '1.5'],
  ['+0012', '12'],
  ['1e3', '1000'],
  ['-2.5E-2', '-0.025'],
])('gives %s and %s one key', (a, b) => {
  expect(decimalKey(a)).toBe(decimalKey(b));
});

it.each(['', '-', '.', '1,5', 'abc', '1e'])('knows that %j is no decimal', (text) => {
  expect(decimalKey(text)).toBeNull();
});

it.each<[ColumnType, readonly string[]]>([
  [
    'dateTime',
    [
      '2026-01-01T01:00:00+02:00',
      '2025-12-31T23:30:00Z',
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:00.0000001Z',
    ],
  ],
  ['text', ['Анна', 'БОРИС', 'вера', 'Йордан', 'кирил']],
  ['integer', ['-20', '-3', '0', '4', '100']],
])('orders %s', (type, ascending) => {
  const keys = ascending.map((text) => sortKey(type, text, 'bg'));
  expect(keys.toSorted(compare)).toEqual(keys);
  expect(new Set(keys).size).toBe(keys.length);
});

it('orders amounts by value and then by currency, and what is empty before all', () => {
  const amounts = ['-5.10 BGN', '-5 EUR', '0 EUR', '5 BGN', '5 EUR', '5.01 BGN'];
  const keys = amounts.map((amount) => {
    const [value = '', unit = ''] = amount.split(' ');
    return sortKey('amount', { value, unit }, 'bg');
  });
  expect(keys.toSorted(compare)).toEqual(keys);
  expect(sortKey('amount', null, 'bg')).toBeNull();
});

it('orders multi-language text by the language asked for, else by English', () => {
  const name = { translations: { bg: 'Ябълка', en: 'Apple' } };
  expect(sortKey('multilingual', name, 'bg')).toBe('ябълка');
  expect(sortKey('multilingual', name, 'de')).toBe('apple');
});
