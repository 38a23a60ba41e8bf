import { describe, expect, it } from 'vitest';
import { structuredQuery } from '../../../electron/contract/query.ts';
import { type Order, orderAfter, orderShown } from '../../../renderer/workspace/order.ts';

const up = { column: 'No', direction: 'ascending' } as const;
const down = { column: 'No', direction: 'descending' } as const;
const date = { column: 'Date', direction: 'ascending' } as const;

describe('the order after a click on a column', () => {
  it('is ascending, descending, then not by it', () => {
    expect(orderAfter([], 'No', false)).toEqual([up]);
    expect(orderAfter([up], 'No', false)).toEqual([down]);
    expect(orderAfter([down], 'No', false)).toEqual([]);
  });

  it('is by that column alone', () => {
    expect(orderAfter([down], 'Date', false)).toEqual([date]);
    expect(orderAfter([date, down], 'No', false)).toEqual([up]);
  });

  it('keeps the other columns and their places when it joins them', () => {
    expect(orderAfter([down], 'Date', true)).toEqual([down, date]);
    expect(orderAfter([up, date], 'No', true)).toEqual([down, date]);
    expect(orderAfter([down, date], 'No', true)).toEqual([date]);
  });

  it('never has more columns than the contract takes', () => {
    let order: Order = [];
    for (let index = 0; index < 12; index += 1) order = orderAfter(order, `Column${index}`, true);
    const query = { set: 'Orders', columns: ['No'], where: [], search: '', order };
    expect(structuredQuery.safeParse(query).success).toBe(true);
  });
});

describe('the order that rows are shown in', () => {
  it('is the chosen one, and until somebody chose the one of the set', () => {
    expect(orderShown([up], [date, down])).toEqual([up]);
    expect(orderShown([], [date, down])).toEqual([date, down]);
    expect(orderShown([])).toEqual([]);
  });
});
