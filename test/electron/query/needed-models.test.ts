import { expect, test } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import { neededModels } from '../../../electron/query/needed-models.ts';
import { models } from './sample-models.ts';

const where = (...paths: string[]) => ({
  set: 'Crm_Sales_SalesOrders',
  columns: ['State'],
  order: [],
  where: [paths.map((path) => ({ test: 'notEmpty' as const, path }))],
});

test('a query needs its own set and those that its paths lead through, each asked for once', async () => {
  const asked: string[] = [];
  const known = await neededModels(
    where('State', 'Customer', 'Customer/Number', 'Customer/Party/PartyName', 'Nothing/Number'),
    async (name) => {
      asked.push(name);
      const model = models(name);
      return model === undefined ? failure({ code: 'notFound' }) : success(model);
    },
  );
  expect(asked).toEqual([
    'Crm_Sales_SalesOrders',
    'Crm_Sales_Customers',
    'General_Contacts_Parties',
  ]);
  expect(known.ok && known.value.get('General_Contacts_Parties')).toBe(
    models('General_Contacts_Parties'),
  );
  expect(known.ok && known.value.get('Systems_Security_Users')).toBeUndefined();
});

test.each([
  { columns: ['State', 'Customer/Number'], where: [], order: [] },
  { columns: ['State'], where: [], order: [{ column: 'Customer/Number', direction: 'ascending' }] },
] as const)('columns and orders lead through sets as conditions do', async (query) => {
  const asked: string[] = [];
  await neededModels(
    {
      ...query,
      set: 'Crm_Sales_SalesOrders',
      columns: [...query.columns],
      where: [],
      order: [...query.order],
    },
    async (name) => {
      asked.push(name);
      const model = models(name);
      return model === undefined ? failure({ code: 'notFound' }) : success(model);
    },
  );
  expect(asked).toEqual(['Crm_Sales_SalesOrders', 'Crm_Sales_Customers']);
});

test('a set that can’t be had is the failure of the query', async () => {
  const offline = { ok: false, error: { code: 'offline' } };
  const none = await neededModels(where('State'), async () => failure({ code: 'offline' }));
  expect(none).toEqual(offline);
  const half = await neededModels(where('Customer/Number'), async (name) => {
    const model = name === 'Crm_Sales_SalesOrders' ? models(name) : undefined;
    return model === undefined ? failure({ code: 'offline' }) : success(model);
  });
  expect(half).toEqual(offline);
});
