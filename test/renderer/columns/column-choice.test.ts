import { describe, expect, test } from 'vitest';
import { contentAfter, moved } from '../../../renderer/columns/column-choice.ts';
import { placeAfterKey } from '../../../renderer/grid/column-act.ts';

const shown = ['A', 'B', 'C', 'D'];
const ascending = (column: string) => ({ column, direction: 'ascending' as const });
const content = { frozen: 2, order: [ascending('A'), ascending('B')] };

test.each([
  [0, 2, ['B', 'C', 'A', 'D']],
  [3, 0, ['D', 'A', 'B', 'C']],
  [1, 1, shown],
])('the column at %i goes to %i', (from, to, wanted) => {
  expect(moved(shown, from, to)).toEqual(wanted);
  expect(contentAfter(content, shown, { act: 'move', from, to })).toEqual({ columns: wanted });
});

test('a hidden column takes its own freezing with it, and no other’s', () => {
  expect(contentAfter(content, shown, { act: 'hide', place: 0 })).toEqual({
    columns: ['B', 'C', 'D'],
    frozen: 1,
  });
  expect(contentAfter(content, shown, { act: 'hide', place: 2 })).toMatchObject({ frozen: 2 });
});

test('no more columns are frozen than can be', () => {
  expect(contentAfter(content, shown, { act: 'freeze', count: 3 })).toEqual({ frozen: 3 });
  expect(contentAfter(content, shown, { act: 'freeze', count: 50 })).toEqual({ frozen: 10 });
});

describe('the order', () => {
  const by = (column: string, direction: 'ascending' | 'descending' | null, isJoined: boolean) =>
    contentAfter(content, shown, { act: 'order', column, direction, isJoined }).order;

  test('becomes that of one column', () => {
    expect(by('C', 'descending', false)).toEqual([{ column: 'C', direction: 'descending' }]);
  });

  test('gets another column at its end, or changes one in its place', () => {
    expect(by('C', 'ascending', true)).toEqual([...content.order, ascending('C')]);
    expect(by('A', 'descending', true)).toEqual([
      { column: 'A', direction: 'descending' },
      ascending('B'),
    ]);
  });

  test('loses one column', () => {
    expect(by('A', null, true)).toEqual([ascending('B')]);
  });
});

test('Alt+Shift with an arrow moves a column, as far as there are places', () => {
  const keys = { altKey: true, shiftKey: true, ctrlKey: false, metaKey: false };
  expect(placeAfterKey({ ...keys, key: 'ArrowRight' }, 1, 4)).toBe(2);
  expect(placeAfterKey({ ...keys, key: 'ArrowLeft' }, 1, 4)).toBe(0);
  expect(placeAfterKey({ ...keys, key: 'ArrowLeft' }, 0, 4)).toBeNull();
  expect(placeAfterKey({ ...keys, key: 'ArrowRight' }, 3, 4)).toBeNull();
  expect(placeAfterKey({ ...keys, key: 'ArrowDown' }, 1, 4)).toBeNull();
  expect(placeAfterKey({ ...keys, key: 'ArrowRight', altKey: false }, 1, 4)).toBeNull();
});
