import { expect, it, test } from 'vitest';
import { lastingAge } from '../../../electron/answers/lasting-age.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import { models } from '../query/sample-models.ts';

const times = { completeAt: 9000, pulledAt: 1000, oldest: 4000 };

function age(change: Partial<PlainQuery>): number {
  const plain: PlainQuery = {
    ...{ set: 'Crm_Sales_SalesOrders', columns: ['DocumentNo'], where: [], search: '', order: [] },
    ...change,
  };
  return lastingAge({ plain, models, touched: new Map() }, times);
}

it('is that of the last follow where a row tells of every change that counts', () => {
  expect(age({ order: [{ column: 'DocumentDate', direction: 'ascending' }] })).toBe(9000);
});

it('is that of the oldest value on the page where one is shown that changes without its row', () => {
  expect(age({ columns: ['DocumentNo', 'Customer'] })).toBe(4000);
});

test.each<[string, Partial<PlainQuery>]>([
  ['a condition', { where: [[{ test: 'contains', path: 'Customer', text: 'a' }]] }],
  ['an order', { order: [{ column: 'Customer', direction: 'ascending' }] }],
  ['a search', { search: 'a' }],
])('is that of the last pull where %s goes by such a value', (_, change) => {
  expect(age(change)).toBe(1000);
});
