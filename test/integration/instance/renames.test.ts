import { expect, test } from 'vitest';
import { connect } from './connected.ts';

test.each([
  ['Crm_Buyers', 'Crm_Sales_Customers'],
  ['Crm_Customers', 'Crm_Sales_Customers'],
  ['Crm_Sales_Customers', 'Crm_Sales_Customers'],
  ['Nobody_Knows', 'Nobody_Knows'],
])('a set that was kept as %s is called %s', async (old, current) => {
  const { model, simulator } = await connect({ orders: 1 });
  expect(await model.currentName(old)).toBe(current);
  const asked = simulator.control.requests().filter(({ path }) => path.includes('Renamed'));
  expect(asked).toHaveLength(old === current && old !== 'Nobody_Knows' ? 0 : 1);
});
