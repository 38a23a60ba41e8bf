import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../electron/contract/rows.ts';
import { joined, remaining } from '../../../renderer/rows/row-joining.ts';

const rowsOf = (ids: readonly (string | null)[]): Row[] =>
  ids.map((id) => ({ id, title: null, cells: [] }));
const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id);
const somewhere = fc.uniqueArray(fc.nat(400).map(String), { maxLength: 200 });

describe('rows of two runs', () => {
  it('never have a row twice, whatever has changed between them', () => {
    fc.assert(
      fc.property(somewhere, somewhere, (before, page) => {
        const head = rowsOf(page);
        const all = idsOf([...head, ...remaining(rowsOf(before), head, head)]);
        expect(new Set(all).size).toBe(all.length);
        const below = idsOf(joined(rowsOf(before), head, 0));
        expect(new Set(below).size).toBe(below.length);
        expect(new Set(below)).toEqual(new Set([...before, ...page]));
      }),
    );
  });

  it('go on with the row after the newest one, if less than a page was entered or deleted', () => {
    const size = 20;
    fc.assert(
      fc.property(
        fc.nat(size - 1),
        fc.uniqueArray(fc.nat(30), { maxLength: size - 1 }),
        (entered, deleted) => {
          const before = Array.from({ length: 60 }, (_, index) => `r${index}`);
          const after = [
            ...Array.from({ length: entered }, (_, index) => `new${index}`),
            ...before.filter((_, index) => !deleted.includes(index)),
          ];
          const page = rowsOf(after.slice(0, size));
          const rest = idsOf(remaining(rowsOf(before), page, page));
          expect(rest.filter((id) => after.includes(id ?? ''))).toEqual(after.slice(size));
        },
      ),
    );
  });

  it('are told by their places when they have no ids', () => {
    const before = rowsOf([null, null, null, null, null]);
    expect(remaining(before, rowsOf([null, null]), [])).toHaveLength(3);
    expect(joined(before, rowsOf([null, null, null]), 3)).toHaveLength(6);
  });

  it('take places one by one where none of them is known', () => {
    const rest = remaining(rowsOf(['a', 'b', 'c', 'd']), rowsOf(['x', 'y']), rowsOf(['x', 'y']));
    expect(idsOf(rest)).toEqual(['c', 'd']);
  });
});
