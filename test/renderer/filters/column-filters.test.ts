import { describe, expect, test } from 'vitest';
import type { Row } from '../../../electron/contract/rows.ts';
import {
  columnFilter,
  isSameFilter,
  noFilter,
  withColumnFilter,
} from '../../../renderer/filters/column-filters.ts';
import { seenUnits } from '../../../renderer/filters/seen-units.ts';
import { columnOf } from './typed-by.ts';

const nordic = { set: 'Crm_Sales_Customers', id: 'c1', text: 'Nordic' };
const filters = { filters: { State: 'rel', No: '1*' }, chosen: { Customer: [nordic] } };

describe('the filters of a navigator', () => {
  test('keep their places when one of them is changed', () => {
    const changed = withColumnFilter(filters, 'State', { text: ' new ', chosen: [] });
    expect(Object.entries(changed.filters)).toEqual([
      ['State', 'new'],
      ['No', '1*'],
    ]);
    expect(changed.chosen).toEqual({ Customer: [nordic] });
  });

  test('hold what was typed and what was chosen for one column', () => {
    const both = withColumnFilter(filters, 'Customer', { text: '(empty)', chosen: [nordic] });
    expect(columnFilter(both, 'Customer')).toEqual({ text: '(empty)', chosen: [nordic] });
    expect(columnFilter(both, 'Nothing')).toEqual(noFilter);
  });

  test('are gone when they say nothing', () => {
    const without = withColumnFilter(filters, 'Customer', noFilter);
    expect(without).toEqual({ filters: filters.filters, chosen: {} });
    expect(withColumnFilter(without, 'State', { text: '  ', chosen: [] }).filters).toEqual({
      No: '1*',
    });
  });

  test('are the same when they say the same', () => {
    expect(isSameFilter({ text: 'a ', chosen: [] }, { text: 'a', chosen: [] })).toBe(true);
    expect(isSameFilter({ text: 'a', chosen: [nordic] }, { text: 'a', chosen: [] })).toBe(false);
  });
});

test('the currencies of a column are those of its rows, each once', () => {
  const row = (unit: string): Row => ({
    id: null,
    title: null,
    cells: ['x', { value: '1', unit }],
  });
  const columns = [columnOf('text', { name: 'A' }), columnOf('amount', { name: 'B' })];
  const rows = [row('EUR'), row('BGN'), row(''), row('EUR'), { ...row(''), cells: ['x', null] }];
  expect(seenUnits(rows, columns, 'B')).toEqual(['BGN', 'EUR']);
  expect(seenUnits(rows, columns, 'A')).toEqual([]);
  expect(seenUnits(rows, columns, 'C')).toEqual([]);
});
