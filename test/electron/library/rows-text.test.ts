import { describe, expect, it } from 'vitest';
import {
  mostRowsInText,
  readRowsText,
  rowsText,
} from '../../../electron/library/process/rows-text.ts';
import { customer, customers } from './cache/sample-rows.ts';

describe('Rows on their way to the writer', () => {
  it('arrive as they were', () => {
    const rows = [...customers(0, mostRowsInText - 1), { id: 'ж\ud800"', title: null, cells: [] }];
    expect(readRowsText(rowsText(rows))).toEqual(rows);
  });

  const row = customer(1);
  it.each([
    ['no JSON', '['],
    ['no list', JSON.stringify(row)],
    ['more than may come at once', rowsText(customers(0, mostRowsInText + 1))],
    ['a row without an id', JSON.stringify([row, { ...row, id: null }])],
    ['a row with an empty id', JSON.stringify([{ ...row, id: '' }])],
    ['a row with an endless id', JSON.stringify([{ ...row, id: 'a'.repeat(201) }])],
    ['a row whose title is no text', JSON.stringify([{ ...row, title: 1 }])],
    ['a row without cells', JSON.stringify([{ id: row.id, title: null }])],
    ['a cell that is none', JSON.stringify([{ ...row, cells: ['a', 1] }])],
    ['what is no row', '[null]'],
  ])('are refused when they are %s', (_, text) => {
    expect(() => readRowsText(text)).toThrow('badRequest');
  });
});
