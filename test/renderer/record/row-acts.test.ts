import { expect, test } from 'vitest';
import { idsAround } from '../../../renderer/record/row-acts.ts';
import { noRows } from '../../../renderer/rows/row-pages.ts';

function pages(count: number) {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: index === 3 ? null : `${index}`,
    title: null,
    cells: [],
  }));
  return { ...noRows, rows };
}

test('the way to the next and the previous record leads through fifty rows on each side, in their order', () => {
  const around = idsAround(pages(1000), 200);
  expect(around.slice(0, 2)).toEqual(['150', '151']);
  expect(around).toHaveLength(100);
  expect(around.indexOf('200')).toBe(50);
});

test('the way ends where the rows do, and leaves out rows without an id', () => {
  expect(idsAround(pages(6), 2)).toEqual(['0', '1', '2', '4', '5']);
  expect(idsAround(pages(6), -1)).toEqual(['0', '1', '2', '4', '5']);
});
