import { describe, expect, it } from 'vitest';
import { decidingColumns, stillFitting } from '../../../electron/answers/still-fitting.ts';
import { localQuery } from '../../../electron/query/local-query.ts';
import { models } from '../query/sample-models.ts';

const query = localQuery(
  {
    set: 'Crm_Sales_SalesOrders',
    columns: ['DocumentNo'],
    where: [
      [{ test: 'oneOf', path: 'State', values: ['Released'] }],
      [
        { test: 'oneOf', path: 'Void', values: [false] },
        { test: 'contains', path: 'Customer/Number', text: 'k' },
      ],
    ],
    search: '',
    order: [],
  },
  models,
);
const names = decidingColumns(query);
const answeredAt = 1000;

function fits(state: string, isVoid: boolean, ages: object = {}): boolean {
  const row = { id: 'a', title: null, cells: ['1', state, isVoid, null], seenAt: 2000 };
  return stillFitting(query, names, answeredAt)({ ...row, unknown: ['Customer/Number'], ...ages });
}

describe('A row of a kept answer', () => {
  it('is read with what decides', () => {
    expect(names).toEqual(['DocumentNo', 'State', 'Void', 'Customer/Number']);
  });

  it('stays while newer values belong to the answer, and goes when one does not', () => {
    expect(fits('Released', false)).toBe(true);
    expect(fits('Closed', false)).toBe(false);
  });

  it('stays by the word of the instance where what is known is older than that', () => {
    expect(fits('Closed', false, { seenAt: 900 })).toBe(true);
    expect(fits('Closed', false, { older: { State: 900 } })).toBe(true);
  });

  it('stays where one of several conditions may hold that nothing is known of', () => {
    expect(fits('Released', true)).toBe(true);
    expect(fits('Released', true, { unknown: [] })).toBe(false);
  });
});
