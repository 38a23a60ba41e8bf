import { expect, test } from 'vitest';
import { resultName } from '../../../electron/answers/result-name.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';

const query: PlainQuery = {
  set: 'Crm_Sales_Customers',
  columns: ['Number', 'Party/PartyName'],
  where: [],
  search: '',
  order: [],
};

test('an answer is named by its rows and their order, whatever columns show them', () => {
  const name = resultName(query, 'en');
  expect(resultName({ ...query, columns: ['Party/PartyName'] }, 'en')).toBe(name);
  expect(resultName({ ...query, search: 'a' }, 'en')).not.toBe(name);
  expect(resultName({ ...query, set: 'Crm_Sales_SalesOrders' }, 'en')).not.toBe(name);
  const order = [{ column: 'Number', direction: 'ascending' as const }];
  expect(resultName({ ...query, order }, 'en')).not.toBe(name);
  expect(resultName(query, 'bg')).not.toBe(name);
});
