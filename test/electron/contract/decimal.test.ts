import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  createDecimalSum,
  normalDecimal,
} from '../../../electron/contract/decimal.ts';

const decimal = fc
  .tuple(fc.stringMatching(/^-?\d{1,18}$/), fc.stringMatching(/^(\.\d{1,6})?$/))
  .map(([whole, fraction]) => `${whole}${fraction}`);

function sumOf(decimals: readonly string[]): string {
  const sum = createDecimalSum();
  for (const each of decimals) sum.add(each);
  return sum.value();
}

test('a sum comes to what adding one decimal after the other gives, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(decimal, { maxLength: 30 }), (decimals) => {
      expect(sumOf(decimals)).toBe(decimals.reduce(addDecimals, '0'));
    }),
    { numRuns: 1000 },
  );
});

test('a sum loses nothing when it grows beyond what a number holds', () => {
  const many = Array.from({ length: 20_000 }, () => '999999999.99');
  expect(sumOf(many)).toBe('19999999999800');
  expect(sumOf([...many, '0.01', '-0.03'])).toBe('19999999999799.98');
});

// An expression took minutes for some of these.
test('comparing takes little time for numbers of whatever length', () => {
  const zeros = '0'.repeat(500_000);
  const [small, large] = [`0.${zeros}1`, `${zeros}7${zeros}`];
  expect(normalDecimal(small).fraction).toHaveLength(500_001);
  expect(normalDecimal(large).whole).toHaveLength(500_001);
  expect(normalDecimal(`${zeros}.${zeros}`)).toEqual({
    isNegative: false,
    whole: '',
    fraction: '',
  });
  expect(normalDecimal(`${zeros}.${zeros}x`)).toMatchObject({ whole: '', fraction: '' });
  expect(compareDecimals(small, large)).toBeLessThan(0);
  expect(compareDecimals(`-${small}`, small)).toBeLessThan(0);
});
