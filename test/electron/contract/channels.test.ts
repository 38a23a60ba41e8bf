import { expect, test } from 'vitest';
import { requestChannels } from '../../../electron/contract/channels.ts';
import { structuredQuery } from '../../../electron/contract/query.ts';
import { requestArguments } from '../../../electron/contract/requests.ts';

test('the preload script offers exactly the requests that the main process answers', () => {
  expect([...requestChannels].sort()).toEqual(Object.keys(requestArguments).sort());
});

test.each([
  ['a URL for a set', { set: 'https://evil.example/' }],
  ['a path for a set', { set: 'Crm_Sales_Customers/$count' }],
  ['a path of the server for a column', { columns: ['Customer/../Name'] }],
  ['an option for a column', { columns: ['Id&$filter=x'] }],
  ['no column', { columns: [] }],
  ['an unknown member', { filter: 'x' }],
  ['an option for an order', { order: [{ column: 'Number desc', direction: 'ascending' }] }],
  ['an option for the path of a condition', { where: [[{ test: 'notEmpty', path: 'A eq 1' }]] }],
  ['a group without a condition', { where: [[]] }],
])('a query can’t smuggle %s', (_what, change) => {
  const query = {
    set: 'Crm_Sales_Customers',
    columns: ['Number'],
    where: [],
    search: '',
    order: [],
  };
  expect(structuredQuery.safeParse(query).success).toBe(true);
  expect(structuredQuery.safeParse({ ...query, ...change }).success).toBe(false);
});
