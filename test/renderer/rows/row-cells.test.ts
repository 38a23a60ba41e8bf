import { expect, test } from 'vitest';
import { areInPlace, cellPlaces, rearranged } from '../../../renderer/rows/row-cells.ts';

test('cells go where their columns are, and what is not there is not here', () => {
  const row = { id: '1', title: null, cells: ['a', 'b', 'c'], absent: [1] };
  const places = cellPlaces(['A', 'B', 'C'], ['C', 'B', 'D']);
  expect(rearranged(row, places)).toEqual({
    ...{ id: '1', title: null },
    cells: ['c', 'b', null],
    absent: [1, 2],
  });
  expect(rearranged({ ...row, absent: [] }, cellPlaces(['A', 'B', 'C'], ['A']))).toEqual({
    ...{ id: '1', title: null },
    cells: ['a'],
  });
});

test('columns in their order are in place, a part of them is not', () => {
  expect(areInPlace(cellPlaces(['A', 'B'], ['A', 'B']), ['A', 'B'])).toBe(true);
  expect(areInPlace(cellPlaces(['A', 'B'], ['A']), ['A', 'B'])).toBe(false);
  expect(areInPlace(cellPlaces(['A', 'B'], ['B', 'A']), ['A', 'B'])).toBe(false);
});
