import { expect, test } from 'vitest';
import { requestChannels } from '../../../electron/contract/channels.ts';
import { requestArguments } from '../../../electron/contract/requests.ts';
import { rowsQuery } from '../../../electron/contract/rows.ts';

test('the preload script offers exactly the requests that the main process answers', () => {
  expect([...requestChannels].sort()).toEqual(Object.keys(requestArguments).sort());
});

test.each([
  ['a URL for a set', { set: 'https://evil.example/' }],
  ['a path for a set', { set: 'Crm_Sales_Customers/$count' }],
  ['a path for a column', { columns: ['Customer/Name'] }],
  ['an option for a column', { columns: ['Id&$filter=x'] }],
  ['no column', { columns: [] }],
  ['an unknown member', { filter: 'x' }],
])('a query can’t smuggle %s', (_what, change) => {
  const query = { set: 'Crm_Sales_Customers', columns: ['Number'], search: '', order: null };
  expect(rowsQuery.safeParse(query).success).toBe(true);
  expect(rowsQuery.safeParse({ ...query, ...change }).success).toBe(false);
});
