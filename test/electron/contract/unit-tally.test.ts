import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dividedBy } from '../../../electron/contract/decimal.ts';
import { createUnitTally } from '../../../electron/contract/unit-tally.ts';

function totals(...cells: Parameters<ReturnType<typeof createUnitTally>['add']>[0][]) {
  const tally = createUnitTally();
  for (const cell of cells) tally.add(cell);
  return tally.totals();
}

test('euros are never added to leva, and what is no number to nothing', () => {
  const euro = (value: string) => ({ value, unit: 'EUR' });
  expect(
    totals(euro('0.1'), euro('0.2'), { value: '5', unit: 'BGN' }, null, true, 'a', { raw: '1' }),
  ).toEqual([
    { unit: 'BGN', sum: '5', smallest: '5', largest: '5', count: 1 },
    { unit: 'EUR', sum: '0.3', smallest: '0.1', largest: '0.2', count: 2 },
  ]);
});

test('the smallest and the largest are told by their value, not by their text', () => {
  expect(totals('9', '-10', '10.5', '-9')).toMatchObject([{ smallest: '-10', largest: '10.5' }]);
});

test.each([
  ['10', 4, 2, '2.50'],
  ['-10', 3, 2, '-3.33'],
  ['0.05', 2, 2, '0.03'],
  ['-0.05', 2, 2, '-0.03'],
  ['90071992547409.93', 3, 4, '30023997515803.3100'],
  ['7', 2, 0, '4'],
])('%s divided by %i is %s', (decimal, count, scale, wanted) => {
  expect(dividedBy(decimal, count, scale)).toBe(wanted);
});

test('an average lies between the smallest and the largest', () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), (all) => {
      const [total] = totals(...all.map((each) => String(each)));
      const average = Number(dividedBy(total?.sum ?? '', all.length, 6));
      expect(average).toBeGreaterThanOrEqual(Math.min(...all) - 1e-6);
      expect(average).toBeLessThanOrEqual(Math.max(...all) + 1e-6);
    }),
  );
});
