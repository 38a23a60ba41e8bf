import { expect, test } from 'vitest';
import { allRows, connect, someOrders, succeeded } from './connected.ts';

test.each(['Crm_Buyers', 'Crm_Customers', 'Crm_Sales_Customers'])(
  'a tab from the time when customers were called %s shows them',
  async (name) => {
    const { client, simulator } = await connect({ orders: 20 });
    expect(succeeded(await client.entitySet(name)).name).toBe('Crm_Sales_Customers');
    const rows = await allRows(client, { ...someOrders, set: name, columns: ['Number'] });
    expect(rows).toHaveLength(simulator.control.rows('Crm_Sales_Customers').length);
    const asked = simulator.control.requests().filter(({ path }) => path.includes('Renamed'));
    expect(asked).toHaveLength(name === 'Crm_Sales_Customers' ? 0 : 1);
  },
);

test('a set that never was is not found', async () => {
  const { client } = await connect({ orders: 1 });
  expect(await client.entitySet('Nobody_Knows')).toEqual({
    ok: false,
    error: { code: 'notFound' },
  });
});
