import { expect, test } from 'vitest';
import { createGroupTally } from '../../../electron/query/group-totals.ts';

const amounts = { column: { name: 'Total', label: 'Total', type: 'amount' } } as const;
const group = (Value: string | null, Currency: string | null, RowCount: number) => ({
  RowCount,
  Total_0: { Value, Currency },
});

function tally() {
  return createGroupTally({
    column: { ...amounts.column, orderable: false, shownByDefault: true },
  });
}

test('the same currency of several groups is put together to the last digit, and its cells are counted', () => {
  const total = tally();
  total.add(
    [
      group('90071992547409.93', 'EUR', 2),
      group('0.30', 'EUR', 3),
      group('-5', 'BGN', 1),
      group(null, null, 7),
    ],
    0,
    'sum',
  );
  total.add(
    [group('-5', 'BGN', 1), group('0.1', 'EUR', 3), group('0.09', 'EUR', 2)],
    0,
    'smallest',
  );
  total.add([group('-5', 'BGN', 1), group('0.2', 'EUR', 3), group('7', 'EUR', 2)], 0, 'largest');
  expect(total.totals()).toEqual({
    count: 6,
    byUnit: [
      { unit: 'BGN', sum: '-5', smallest: '-5', largest: '-5', count: 1 },
      { unit: 'EUR', sum: '90071992547410.23', smallest: '0.09', largest: '7', count: 5 },
    ],
  });
});

test('plain numbers are not counted: nobody knows how many rows have none', () => {
  const total = createGroupTally({
    column: { name: 'No', label: 'No', type: 'integer', orderable: false, shownByDefault: true },
  });
  total.add(
    [
      { RowCount: 3, Total_1: 12 },
      { RowCount: 2, Total_1: '30' },
    ],
    1,
    'sum',
  );
  expect(total.totals()).toEqual({
    count: null,
    byUnit: [{ unit: '', sum: '42', smallest: null, largest: null, count: null }],
  });
});

test('groups without a value come to nothing', () => {
  const total = tally();
  total.add([group(null, null, 3), {}], 0, 'sum');
  expect(total.totals()).toEqual({ count: 0, byUnit: [] });
});
