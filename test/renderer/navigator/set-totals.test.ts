import { describe, expect, test } from 'vitest';
import type { Column, ColumnType, RowTotals } from '../../../electron/contract/rows.ts';
import { joinedTotals, overAll, toldColumns } from '../../../renderer/navigator/set-totals.ts';
import { averageOf, toldTotal } from '../../../renderer/navigator/shown-total.ts';
import { noRows, type RowPages, type RunAnswer } from '../../../renderer/rows/row-pages.ts';

function column(name: string, type: ColumnType): Column {
  return { name, label: name, type, orderable: false, shownByDefault: true };
}

const noAnswer: RunAnswer = {
  ...{ source: 'instance', scope: [], scanned: 2 },
  ...{ isComplete: false, total: null, receivedAt: 0 },
};

const columns = [
  column('Total', 'amount'),
  column('Quantity', 'quantity'),
  column('Line', 'integer'),
  column('Note', 'text'),
];

test('amounts and quantities are summed unless somebody chooses otherwise, and text never', () => {
  expect([...toldColumns(columns, {})]).toEqual([
    ['Total', 'sum'],
    ['Quantity', 'sum'],
  ]);
  expect([...toldColumns(columns, { Total: 'none', Line: 'largest', Note: 'count' })]).toEqual([
    ['Quantity', 'sum'],
    ['Line', 'largest'],
  ]);
});

describe('of two answers', () => {
  const euros = { unit: 'EUR', smallest: null, largest: null };
  const totals = (sum: string) => ({ count: 1, byUnit: [{ ...euros, sum, count: 1 }] });
  const here: RowTotals = {
    columns: [totals('1'), totals('2')],
    ...{ rows: 200, isComplete: false, source: 'copy' },
  };
  const everywhere: RowTotals = {
    columns: [totals('10'), null],
    ...{ rows: 900, isComplete: true, source: 'instance' },
  };

  test('the one over all rows counts, column by column', () => {
    const joined = joinedTotals(['Total', 'Quantity'], [everywhere, here]);
    expect(joined.get('Total')).toMatchObject({ rows: 900, isComplete: true });
    expect(joined.get('Quantity')).toMatchObject({ rows: 200, isComplete: false });
  });

  test('the other counts until it is there', () => {
    const joined = joinedTotals(['Total', 'Quantity'], [undefined, here]);
    expect(joined.get('Total')).toMatchObject({ rows: 200, isComplete: false });
  });
});

describe('of the rows that are here', () => {
  const totals: RowTotals = { columns: [null], rows: 2, isComplete: false, source: 'copy' };
  const answer = { ...noAnswer, isComplete: true };
  const all: RowPages = { ...noRows, front: { ...noRows.front, count: 2, ended: true, answer } };

  test('is told that they are all, when no other is to come', () => {
    expect(overAll(totals, all)).toEqual({ ...totals, isComplete: true });
    expect(overAll(totals, { ...all, front: { ...all.front, ended: false } })).toBe(totals);
    const partial = { ...answer, isComplete: false };
    expect(overAll(totals, { ...all, front: { ...all.front, answer: partial } })).toBe(totals);
  });

  test('is not told that they are all, when the copy knows some that the instance has no more', () => {
    expect(overAll({ ...totals, rows: 3 }, all)).toEqual({ ...totals, rows: 3 });
  });
});

describe('a total', () => {
  const euros = { unit: 'EUR', sum: '10.0001', smallest: '0.1', largest: '9', count: 3 };

  test('is what was chosen', () => {
    expect(toldTotal(euros, 'sum')).toBe('10.0001');
    expect(toldTotal(euros, 'smallest')).toBe('0.1');
    expect(toldTotal(euros, 'count')).toBe('3');
    expect(toldTotal(euros, 'none')).toBeNull();
    expect(toldTotal({ ...euros, count: null }, 'count')).toBeNull();
  });

  test('as an average has as many digits as the sum, and at least hundredths', () => {
    expect(averageOf(euros)).toBe('3.3334');
    expect(averageOf({ ...euros, sum: '10' })).toBe('3.33');
    expect(averageOf({ ...euros, count: null })).toBeNull();
    expect(averageOf({ ...euros, count: 0 })).toBeNull();
  });
});
