import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAfter, type GridCell, leadsToLastRow } from '../../../renderer/grid/grid-cursor.ts';

const extent = { rows: 101, columns: 8, page: 20 };
const bare = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };

function pressed(cell: GridCell, key: string, ctrlKey = false): GridCell | null {
  return cellAfter(cell, { ...bare, key, ctrlKey }, extent);
}

describe('the active cell', () => {
  it('moves by one with the arrows, up into the headers and no further', () => {
    expect(pressed({ row: 1, column: 3 }, 'ArrowUp')).toEqual({ row: 0, column: 3 });
    expect(pressed({ row: 0, column: 3 }, 'ArrowUp')).toEqual({ row: 0, column: 3 });
    expect(pressed({ row: 100, column: 7 }, 'ArrowDown')).toEqual({ row: 100, column: 7 });
    expect(pressed({ row: 5, column: 3 }, 'ArrowRight')).toEqual({ row: 5, column: 4 });
  });

  it('goes to the ends of its row, and with Ctrl to the corners', () => {
    expect(pressed({ row: 5, column: 3 }, 'Home')).toEqual({ row: 5, column: 0 });
    expect(pressed({ row: 5, column: 3 }, 'End')).toEqual({ row: 5, column: 7 });
    expect(pressed({ row: 5, column: 3 }, 'Home', true)).toEqual({ row: 1, column: 0 });
    expect(pressed({ row: 5, column: 3 }, 'End', true)).toEqual({ row: 100, column: 7 });
  });

  it('goes to the last row for good with Ctrl+End and Ctrl+Down only', () => {
    const leads = (key: string, held = {}) => leadsToLastRow({ ...bare, ...held, key });
    expect(leads('End', { ctrlKey: true })).toBe(true);
    expect(leads('ArrowDown', { metaKey: true })).toBe(true);
    expect([leads('End'), leads('ArrowDown'), leads('PageDown', { ctrlKey: true })]).toEqual([
      false,
      false,
      false,
    ]);
    expect(leads('End', { ctrlKey: true, shiftKey: true })).toBe(false);
  });

  it('moves by a page and stops at the first row, not in the headers', () => {
    expect(pressed({ row: 50, column: 3 }, 'PageDown')).toEqual({ row: 70, column: 3 });
    expect(pressed({ row: 5, column: 3 }, 'PageUp')).toEqual({ row: 1, column: 3 });
    expect(pressed({ row: 0, column: 3 }, 'PageUp')).toEqual({ row: 0, column: 3 });
  });

  it('stays when Alt or Shift mean something else, and for keys that don’t move', () => {
    const key = { ...bare, key: 'ArrowDown' };
    expect(cellAfter({ row: 1, column: 1 }, { ...key, altKey: true }, extent)).toBeNull();
    expect(cellAfter({ row: 1, column: 1 }, { ...key, shiftKey: true }, extent)).toBeNull();
    expect(pressed({ row: 1, column: 1 }, 'a')).toBeNull();
    expect(pressed({ row: 1, column: 1 }, '1', true)).toBeNull();
  });

  it('never leaves the grid, whatever is pressed', () => {
    const keys = [
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'Home',
      'End',
      'PageUp',
      'PageDown',
    ];
    const presses = fc.record({ key: fc.constantFrom(...keys), ctrlKey: fc.boolean() });
    fc.assert(
      fc.property(fc.array(presses), fc.integer({ min: 1, max: 300 }), (all, rows) => {
        let cell: GridCell = { row: 0, column: 0 };
        for (const each of all) {
          cell = cellAfter(cell, { ...bare, ...each }, { ...extent, rows }) ?? cell;
          expect(cell.row).toBeGreaterThanOrEqual(0);
          expect(cell.row).toBeLessThan(rows);
          expect(cell.column).toBeGreaterThanOrEqual(0);
          expect(cell.column).toBeLessThan(extent.columns);
        }
      }),
    );
  });
});
