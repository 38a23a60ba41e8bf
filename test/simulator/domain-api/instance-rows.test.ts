import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ApiUnderTest, addressOf, startApi, testTime, textOf } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeEach(async () => {
  instance = await startApi({ orders: 10 });
});
afterEach(() => instance.close());

function firstId(set: string): string {
  return textOf(instance.api.rows.all(set)[0], 'Id');
}

describe('the rows behind the API', () => {
  it('are what the API shows, with decimals as exact strings', async () => {
    const { rows } = instance.api;
    const id = firstId('Crm_Sales_SalesOrderLines');
    const truth = rows.get('Crm_Sales_SalesOrderLines', id);
    instance.switches.amountValues = 'string';
    const { '@odata.context': context, ...shown } = await instance.row(
      `Crm_Sales_SalesOrderLines(${id})?$select=Id,DisplayText,Quantity,LineAmount,Product`,
    );
    expect(context).toBe(
      `${instance.origin}/api/domain/odata/$metadata#Crm_Sales_SalesOrderLines/$entity`,
    );
    expect(truth).toMatchObject(shown);
    expect(rows.all('Crm_Sales_SalesOrderLines').find((row) => row.Id === id)).toEqual(truth);
  });

  it('change through a base set too, and the change is seen from both', async () => {
    const { rows } = instance.api;
    const id = firstId('General_Contacts_Companies');
    rows.change('General_Contacts_Parties', id, { PartyName: { EN: 'New name', BG: null } });
    expect(rows.get('General_Contacts_Companies', id)?.PartyName).toEqual({ EN: 'New name' });
    const [party] = await instance.rows(
      `General_Contacts_Parties?$select=PartyName&$filter=PartyId eq ${id}`,
    );
    expect(party?.PartyName).toEqual({ EN: 'New name' });
  });

  it('tell the aggregate root when one of its children changes or goes', () => {
    const { rows } = instance.api;
    const [line] = rows.all('Crm_Sales_SalesOrderLines');
    const order = addressOf(line, 'SalesOrder').slice(-37, -1);
    const updated = () => rows.get('Crm_Sales_SalesOrders', order)?.AggregateLastUpdateTimeUtc;
    rows.change('Crm_Sales_SalesOrderLines', textOf(line, 'Id'), { Notes: 'Changed' });
    expect(updated()).toBe(new Date(testTime).toISOString().replace('.000', ''));
    instance.clock.time += 60_000;
    rows.remove('Crm_Sales_SalesOrderLines', textOf(line, 'Id'));
    expect(updated()).toBe(new Date(testTime + 60_000).toISOString().replace('.000', ''));
    expect(rows.get('Crm_Sales_SalesOrderLines', textOf(line, 'Id'))).toBeUndefined();
  });

  it('change references and clear them', () => {
    const { rows } = instance.api;
    const id = firstId('Crm_Sales_SalesOrders');
    const Store = {
      '@odata.id': `Logistics_Inventory_Stores(${firstId('Logistics_Inventory_Stores')})`,
    };
    rows.change('Crm_Sales_SalesOrders', id, { Store });
    expect(rows.get('Crm_Sales_SalesOrders', id)?.Store).toEqual(Store);
    rows.change('Crm_Sales_SalesOrders', id, { Store: null });
    expect(rows.get('Crm_Sales_SalesOrders', id)?.Store).toBeNull();
  });

  it('take in rows like others, with a key of their own and the time of now', () => {
    const { rows } = instance.api;
    const like = firstId('Crm_Sales_Customers');
    const id = 'ffffffff-0000-4000-8000-000000000001';
    rows.add('Crm_Sales_Customers', like, id, { Number: 'C-new' });
    const { DisplayText: _, ...added } = rows.get('Crm_Sales_Customers', id) ?? {};
    expect(added).toMatchObject({
      ...{ '@odata.id': `Crm_Sales_Customers(${id})`, Id: id, Number: 'C-new' },
      Party: rows.get('Crm_Sales_Customers', like)?.Party,
      AggregateLastUpdateTimeUtc: new Date(instance.clock.time).toISOString().replace('.000', ''),
    });
    expect(() => rows.add('Crm_Sales_Customers', like, id, {})).toThrow();
    rows.remove('Crm_Sales_Customers', id);
  });

  it('take their children along when they go', () => {
    const { rows } = instance.api;
    const id = firstId('Crm_Sales_SalesOrders');
    rows.remove('General_Documents_Documents', id);
    expect(rows.all('Crm_Sales_SalesOrders').length).toBe(9);
    expect(JSON.stringify(rows.all('Crm_Sales_SalesOrderLines'))).not.toContain(
      `Crm_Sales_SalesOrders(${id})`,
    );
  });

  it.each([
    ['Nothing', {}],
    ['Crm_Sales_Customers', { Nickname: 'a' }],
    ['Crm_Sales_Customers', { DisplayText: 'a' }],
    ['Crm_Sales_Customers', { CreditLimit: 5 }],
    ['Crm_Sales_Customers', { CreditLimit: { Value: '1.005', Currency: 'EUR' } }],
    ['Crm_Sales_Customers', { Party: 'somebody' }],
    ['Crm_Sales_SalesOrders', { State: 'Sleeping' }],
  ])('refuse a change of %s to %j, which would be a mistake of the test', (set, patch) => {
    const id = set === 'Nothing' ? '' : firstId(set);
    expect(() => instance.api.rows.change(set, id, patch)).toThrow();
  });
});
