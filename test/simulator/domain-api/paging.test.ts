import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiUnderTest, type Row, startApi, textOf } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi();
});
afterAll(() => instance.close());

/** Follows nextLinks to the end. */
async function everyPage(query: string): Promise<Row[][]> {
  const pages: Row[][] = [];
  let next: string | undefined = query;
  while (next !== undefined) {
    const page = await instance.page(next);
    pages.push(page.value);
    next = page['@odata.nextLink'];
  }
  return pages;
}

function ids(rows: readonly Row[]): unknown[] {
  return rows.map((row) => row['@odata.id']);
}

describe('paging', () => {
  it('by key gives every row exactly once, in pages that are full but the last', async () => {
    const pages = await everyPage('Crm_Sales_SalesOrderLines?$top=70&$select=LineNo');
    expect(pages.slice(0, -1).every((page) => page.length === 70)).toBe(true);
    const all = instance.api.rows.all('Crm_Sales_SalesOrderLines');
    expect(ids(pages.flat())).toEqual(ids(all));
    expect(all.length).toBe(360);
  });

  it('by key goes on where it was, whatever is added or deleted before', async () => {
    const first = await instance.page('Crm_Sales_CustomerTypes?$top=1');
    const rest = instance.api.rows.all('Crm_Sales_CustomerTypes').slice(1);
    const [next] = rest;
    instance.api.rows.remove('Crm_Sales_CustomerTypes', textOf(next, 'Id'));
    const pages = await everyPage(first['@odata.nextLink'] ?? '');
    expect(ids(pages.flat())).toEqual(ids(rest.slice(1)));
  });

  it('of an ordered set counts what to skip and gives every row exactly once', async () => {
    const query = 'Crm_Sales_SalesOrders?$top=33&$orderby=DocumentDate desc&$select=DocumentDate';
    const first = await instance.page(query);
    expect(first['@odata.nextLink']).toContain('skip=33');
    const rows = (await everyPage(query)).flat();
    expect(new Set(ids(rows)).size).toBe(120);
    const dates = rows.map((row) => textOf(row, 'DocumentDate'));
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  it.each(['Crm_Sales_SalesAnalytics', 'Logistics_Inventory_CurrentBalances'])(
    'of the view %s counts what to skip, for its rows have no address',
    async (set) => {
      const first = await instance.page(`${set}?$top=17`);
      expect(first['@odata.nextLink']).toContain('skip=17');
      expect(first.value[0]).not.toHaveProperty('@odata.id');
      const rows = (await everyPage(`${set}?$top=17`)).flat();
      const all = instance.api.rows.all(set);
      expect(rows.length).toBe(all.length);
      expect(rows.map((row) => row.Product)).toEqual(all.map((row) => row.Product));
    },
  );

  it('of a view is the only way to its rows, even where they have an id', async () => {
    const [row] = await instance.rows('Crm_Sales_SalesAnalytics?$top=1');
    const { code } = await instance.error(
      `Crm_Sales_SalesAnalytics(${textOf(row, 'SalesAnalyticId')})`,
    );
    expect(code).toBe(1013);
  });

  it('of the documents goes through the sets that are documents', async () => {
    const rows = (await everyPage('General_Documents_Documents?$top=50&$select=EntityName')).flat();
    const kinds = new Set(rows.map((row) => row.EntityName));
    expect(kinds).toEqual(
      new Set([
        'Acc_Vouchers',
        'Cash_Payment_Orders',
        'Crm_Invoices',
        'Crm_Sales_Orders',
        'Scm_Purchase_Orders',
      ]),
    );
    expect(new Set(ids(rows)).size).toBe(rows.length);
  });

  it('ends without a nextLink, also when the last page is full', async () => {
    const page = await instance.page('Crm_Sales_SalesOrders?$top=120&$select=DocumentNo');
    expect(page.value.length).toBe(120);
    expect(page).not.toHaveProperty('@odata.nextLink');
  });

  it('needs $top: without it everything comes at once', async () => {
    const page = await instance.page('Crm_Sales_SalesOrderLines?$select=LineNo');
    expect(page.value.length).toBe(360);
    expect(page).not.toHaveProperty('@odata.nextLink');
  });

  it('keeps the filter, the columns and the count on every page', async () => {
    const query =
      "Crm_Sales_SalesOrders?$top=1&$select=State&$filter=State eq 'Completed'&$count=true";
    const first = await instance.page(query);
    const second = await instance.page(first['@odata.nextLink'] ?? '');
    expect(second.value).toEqual([
      { '@odata.id': expect.any(String) as unknown, State: 'Completed' },
    ]);
    expect(second['@odata.count']).toBe(first['@odata.count']);
    expect(second['@odata.count']).toBe(
      instance.api.rows.all('Crm_Sales_SalesOrders').filter((row) => row.State === 'Completed')
        .length,
    );
  });

  it.each([
    '$top=1001',
    '$top=-1',
    '$top=ten',
    '$skip=1.5',
    '$top=',
    '$top=5&$top=6',
    '$count=yes',
  ])('refuses %s', async (option) => {
    expect((await instance.error(`General_Products_Products?${option}`)).code).toBe(1012);
  });

  it.each(['Name', 'CreditLimit', 'Party', 'Id', 'Party/PartyName', 'DisplayText'])(
    'does not order customers by %s',
    async (member) => {
      expect((await instance.error(`Crm_Sales_Customers?$orderby=${member}`)).code).toBe(1008);
    },
  );

  it('orders text without regard to case', async () => {
    const { api } = instance;
    const [first, second] = api.rows.all('General_Products_ProductGroups');
    api.rows.change('General_Products_ProductGroups', textOf(first, 'Id'), { Code: 'aaa' });
    api.rows.change('General_Products_ProductGroups', textOf(second, 'Id'), { Code: 'AAB' });
    const rows = await instance.rows('General_Products_ProductGroups?$orderby=Code&$top=2');
    expect(rows.map((row) => row.Code)).toEqual(['aaa', 'AAB']);
  });
});
