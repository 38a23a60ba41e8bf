import { expect, test } from 'vitest';
import { isWithin, rangeBetween } from '../../../renderer/grid/cell-range.ts';
import { frozenCount, widthOf } from '../../../renderer/grid/frozen-columns.ts';

test('a selection has two cells at its corners, whichever was first, and never the headers', () => {
  const range = { top: 2, bottom: 5, left: 1, right: 3 };
  expect(rangeBetween({ row: 5, column: 1 }, { row: 2, column: 3 })).toEqual(range);
  expect(rangeBetween({ row: 2, column: 3 }, { row: 5, column: 1 })).toEqual(range);
  expect(rangeBetween({ row: 0, column: 0 }, { row: 2, column: 0 }).top).toBe(1);
  expect(isWithin(range, { row: 2, column: 1 })).toBe(true);
  expect(isWithin(range, { row: 6, column: 1 })).toBe(false);
  expect(isWithin(range, { row: 3, column: 4 })).toBe(false);
  expect(isWithin(null, { row: 3, column: 2 })).toBe(false);
});

test('columns are frozen while others have room beside them', () => {
  const sizes = [100, 200, 300];
  expect(frozenCount(sizes, 2, 1000)).toBe(2);
  expect(frozenCount(sizes, 3, 900)).toBe(2);
  expect(frozenCount(sizes, 1, 100)).toBe(0);
  expect(frozenCount(sizes, 9, 5000)).toBe(3);
  expect(frozenCount(sizes, 2, 0)).toBe(2);
  expect(widthOf(sizes, 2)).toBe(300);
});
