import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridRows } from '../../../renderer/grid/grid-rows.ts';
import { placeAfter } from '../../../renderer/grid/row-anchor.ts';

function rowsOf(ids: readonly (string | null)[]): GridRows {
  const rows = ids.map((id) => ({ id, title: null, cells: [] }));
  return { count: rows.length, at: (place) => rows[place] };
}

describe('the place of a row after others came or went', () => {
  it('is where the row is, wherever it went', () => {
    const ids = fc.uniqueArray(fc.nat(200).map(String), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(ids, ids, fc.nat(), (before, after, pick) => {
        const place = pick % before.length;
        fc.pre(after.includes(before[place] ?? ''));
        const found = placeAfter(rowsOf(before), rowsOf(after), place);
        expect(after[found]).toBe(before[place]);
      }),
    );
  });

  it('is that of those that followed it, when it is gone', () => {
    const before = rowsOf(['a', 'b', 'c', 'd', 'e']);
    expect(placeAfter(before, rowsOf(['x', 'a', 'c', 'd', 'e']), 1)).toBe(1);
    expect(placeAfter(before, rowsOf(['x', 'y', 'z', 'd', 'e']), 2)).toBe(2);
    expect(placeAfter(before, rowsOf(['d', 'e']), 1)).toBe(0);
  });

  it('is the same when nothing tells', () => {
    expect(placeAfter(rowsOf([null, null]), rowsOf([null, null, null]), 1)).toBe(1);
    expect(placeAfter(rowsOf(['a', 'b']), rowsOf(['x', 'y']), 1)).toBe(1);
  });
});
