import { describe, expect, it } from 'vitest';
import {
  mostRowsInText,
  readRowsTexts,
  rowsText,
} from '../../../electron/library/process/rows-text.ts';
import { customer, customers } from './cache/sample-rows.ts';

describe('Rows on their way to the writer', () => {
  it('arrive as they were', () => {
    const rows = [...customers(0, mostRowsInText - 1), { id: 'ж\ud800"', title: null, cells: [] }];
    expect(readRowsTexts([rowsText(rows)])).toEqual(rows);
    const apart = [rows.slice(0, 100), [], rows.slice(100)].map(rowsText);
    expect(readRowsTexts(apart)).toEqual(rows);
    expect(readRowsTexts([])).toEqual([]);
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
    expect(() => readRowsTexts([text])).toThrow('badRequest');
    expect(() => readRowsTexts(['[]', text])).toThrow('badRequest');
  });

  it('are refused when all texts together are of more than may come at once', () => {
    const texts = [customers(0, 200), customers(200, mostRowsInText + 1)].map(rowsText);
    expect(() => readRowsTexts(texts)).toThrow('badRequest');
  });
});
