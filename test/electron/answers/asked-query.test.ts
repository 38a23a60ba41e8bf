import { expect, it } from 'vitest';
import { understand } from '../../../electron/answers/asked-query.ts';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { createCurrentTimeZone } from '../../../electron/query/time-zone.ts';
import { models } from '../query/sample-models.ts';

const orders = 'Crm_Sales_SalesOrders';

function entitySet(name: string) {
  const model = models(name);
  return Promise.resolve(model === undefined ? failure({ code: 'notFound' }) : success(model));
}

it('takes today for the day of the place where the computer is when the question is asked', async () => {
  let place = 'Europe/Sofia';
  const query: StructuredQuery = {
    set: orders,
    columns: ['DocumentNo'],
    where: [[{ test: 'expression', path: 'DocumentDate', text: '(today)' }]],
    search: '',
    order: [],
  };
  const ask = () =>
    understand(query, entitySet, {
      // Half past eleven in the evening in Sofia, and the afternoon before in New York.
      now: () => Date.UTC(2026, 10, 20, 21, 30),
      timeZone: createCurrentTimeZone(() => place),
      locale: () => 'en-GB',
      me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
      current: () => Promise.resolve(new Map()),
    });
  const atHome = await ask();
  place = 'Asia/Tokyo';
  const abroad = await ask();
  expect(atHome.ok && atHome.value.plain.where).toMatchObject([
    [{ path: 'DocumentDate', from: '2026-11-20' }],
  ]);
  expect(abroad.ok && abroad.value.plain.where).toMatchObject([
    [{ path: 'DocumentDate', from: '2026-11-21' }],
  ]);
});

it('calls a set that was renamed by its name of now, under which its rows are kept', async () => {
  const asked = await understand(
    {
      set: 'Crm_Orders',
      columns: ['DocumentNo', 'Customer/Number'],
      where: [],
      search: '',
      order: [],
    },
    (name) => entitySet(name === 'Crm_Orders' ? orders : name),
    {
      now: () => 0,
      timeZone: createCurrentTimeZone(() => 'UTC'),
      locale: () => 'en-GB',
      me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
      current: () => Promise.resolve(new Map()),
    },
  );
  expect(asked).toMatchObject({ ok: true, value: { plain: { set: orders } } });
  expect(asked.ok && [...asked.value.touched.keys()]).toEqual([orders, 'Crm_Sales_Customers']);
  expect(asked.ok && asked.value.models(orders)?.detail.name).toBe(orders);
});
