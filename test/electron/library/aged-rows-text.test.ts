import { describe, expect, it } from 'vitest';
import { readAgedRow, readAgedRows } from '../../../electron/library/process/rows-text.ts';

const row = { id: 'a', title: 'Клиент', cells: ['C1', null, true], seenAt: 1000 };
const whole = { ...row, older: { Name: 500 }, unknown: ['Notes'] };

describe('rows with their age out of the process', () => {
  it('are what was written', () => {
    const rows = [row, whole, { ...row, id: null, title: null, cells: [] }];
    expect(readAgedRows(JSON.stringify(rows))).toEqual(rows);
    expect(readAgedRow(JSON.stringify(whole))).toEqual(whole);
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['an id that is no text', { ...row, id: 7 }],
    ['no title', { id: 'a', cells: [], seenAt: 1 }],
    ['a cell that is none', { ...row, cells: [{ script: 'x' }] }],
    ['cells that are no list', { ...row, cells: 'abc' }],
    ['no age', { id: 'a', title: null, cells: [] }],
    ['an age that is a text', { ...row, seenAt: '1000' }],
    ['an older age that is a text', { ...row, older: { Name: 'x' } }],
    ['no list of what is older', { ...row, older: null }],
    ['an unknown column that is no name', { ...row, unknown: [1] }],
    ['no list of what is unknown', { ...row, unknown: 'Notes' }],
  ])('are none with %s', (_, wrong) => {
    expect(readAgedRow(JSON.stringify(wrong) ?? '{')).toBeNull();
    expect(readAgedRows(`[${JSON.stringify(row)},${JSON.stringify(wrong) ?? '{'}]`)).toBeNull();
  });

  it('are at most those of a page', () => {
    expect(readAgedRows(JSON.stringify(Array(100).fill(row)))).toHaveLength(100);
    expect(readAgedRows(JSON.stringify(Array(101).fill(row)))).toBeNull();
  });
});
