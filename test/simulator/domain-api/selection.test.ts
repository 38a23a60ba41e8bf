import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiUnderTest, addressOf, startApi, textOf } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi();
});
afterAll(() => instance.close());

describe('columns', () => {
  it('are by default the system attributes and the references, nothing else', async () => {
    const [row] = await instance.rows('Crm_Sales_Customers?$top=1');
    expect(Object.keys(row ?? {})).toEqual([
      '@odata.id',
      'Active',
      'AllowUseAsPrimaryCustomer',
      'CreationTime',
      'CreationUser',
      'CreditLimit',
      'DefaultPaymentTermDays',
      'FromDate',
      'GracePeriodDays',
      'Number',
      'ThruDate',
      'CustomerType',
      'DefaultCurrency',
      'DefaultPaymentType',
      'DefaultPriceList',
      'EnterpriseCompany',
      'Party',
      'SalesPerson',
    ]);
  });

  it('are the same for * and for the keyword default, to which others can be added', async () => {
    const [plain] = await instance.rows('General_Products_Products?$top=1');
    const [star] = await instance.rows('General_Products_Products?$top=1&$select=*');
    const [more] = await instance.rows(
      'General_Products_Products?$top=1&$select=default,Id,DisplayText,CustomProperty_color',
    );
    expect(star).toEqual(plain);
    expect(Object.keys(plain ?? {})).not.toContain('CustomProperty_color');
    expect(Object.keys(more ?? {}).toSorted()).toEqual(
      [...Object.keys(plain ?? {}), 'Id', 'DisplayText', 'CustomProperty_color'].toSorted(),
    );
  });

  it('are only the selected ones, and every row has its address', async () => {
    const [row] = await instance.rows('General_Products_Products?$top=1&$select=PartNumber');
    expect(Object.keys(row ?? {})).toEqual(['@odata.id', 'PartNumber']);
  });

  it('show the last update of aggregate roots only, and only when it is selected', async () => {
    const [root] = await instance.rows(
      'Crm_Sales_SalesOrders?$top=1&$select=AggregateLastUpdateTimeUtc',
    );
    expect(root?.AggregateLastUpdateTimeUtc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
    const query = 'Crm_Sales_SalesOrderLines?$top=1&$select=AggregateLastUpdateTimeUtc';
    expect((await instance.error(query)).code).toBe(1004);
  });

  it('of views are neither Id nor DisplayText', async () => {
    for (const name of ['Id', 'DisplayText']) {
      const query = `Logistics_Inventory_CurrentBalances?$top=1&$select=${name}`;
      expect((await instance.error(query)).code).toBe(1004);
    }
  });

  it('of the base sets have a key of their own name', async () => {
    const [party] = await instance.rows('General_Contacts_Parties?$top=1&$select=PartyId');
    expect(party?.['@odata.id']).toBe(`General_Contacts_Parties(${textOf(party, 'PartyId')})`);
  });

  it.each(['Nickname', 'Customer/Party', 'Lines'])('can not be %s', async (name) => {
    const error = await instance.error(`Crm_Sales_SalesOrders?$top=1&$select=${name}`);
    expect([1001, 1004, 1009]).toContain(error.code);
  });

  it('leave nulls out on request, inside what is expanded too', async () => {
    const query = 'Crm_Sales_SalesOrders?$expand=Customer';
    const all = await instance.rows(query);
    expect(all.some((row) => row.Store === null)).toBe(true);
    const rows = await instance.rows(`${query}&options=skipnulls`);
    expect(JSON.stringify(rows)).not.toContain(':null');
    expect(rows.map((row) => row['@odata.id'])).toEqual(all.map((row) => row['@odata.id']));
  });
});

describe('expanding', () => {
  it('brings references and collections along, as deep as asked', async () => {
    const orders = await instance.rows(
      'Crm_Sales_SalesOrders?$select=DocumentNo&$expand=Lines($select=LineNo;$expand=Product($select=PartNumber,Name)),Customer($select=Number;$expand=Party($select=PartyName))',
    );
    const { rows } = instance.api;
    expect(orders.length).toBe(120);
    for (const order of orders) {
      const truth = rows.get('Crm_Sales_SalesOrders', String(order['@odata.id']).slice(-37, -1));
      expect(order.DocumentNo).toBe(truth?.DocumentNo);
      expect(order).toMatchObject({ Customer: truth?.Customer });
      expect(order.Customer).toHaveProperty('Party.PartyName');
    }
    const lines = rows.all('Crm_Sales_SalesOrderLines');
    const owner = { '@odata.id': orders[0]?.['@odata.id'] };
    const own = lines.filter((line) => JSON.stringify(line.SalesOrder) === JSON.stringify(owner));
    expect(orders[0]?.Lines).toEqual(
      own.map((line) => ({
        '@odata.id': line['@odata.id'],
        LineNo: line.LineNo,
        Product: expect.objectContaining({
          '@odata.id': addressOf(line, 'Product'),
          PartNumber: expect.any(String) as unknown,
        }) as unknown,
      })),
    );
  });

  it('returns what is expanded even when it is not selected, the reference back only if it is', async () => {
    const [order] = await instance.rows(
      'Crm_Sales_SalesOrders?$top=1&$select=State&$expand=Lines($select=LineNo,SalesOrder)',
    );
    expect(order?.Lines).toEqual(
      expect.arrayContaining([
        {
          '@odata.id': expect.any(String) as unknown,
          LineNo: 10,
          SalesOrder: { '@odata.id': order?.['@odata.id'] },
        },
      ]),
    );
  });

  it('gives only addresses for $ref', async () => {
    const [order] = await instance.rows(
      'Crm_Sales_SalesOrders?$top=1&$select=State&$expand=Lines/$ref,Customer/$ref',
    );
    expect(order?.Customer).toEqual({
      '@odata.id': expect.stringMatching(/^Crm_Sales_Customers\(/) as unknown,
    });
    expect(order?.Lines).toEqual(
      expect.arrayContaining([
        { '@odata.id': expect.stringMatching(/^Crm_Sales_SalesOrderLines\(/) as unknown },
      ]),
    );
  });

  it('keeps an empty reference null', async () => {
    const rows = await instance.rows(
      'Crm_Sales_SalesOrders?$select=State&$expand=Store($select=Code)',
    );
    expect(rows.some((row) => row.Store === null)).toBe(true);
    expect(rows.some((row) => row.Store !== null)).toBe(true);
  });

  it.each(['State', 'Nothing', 'Lines($select=Nothing)', 'Lines($filter=LineNo eq 1)'])(
    'refuses %s',
    async (expand) => {
      const { code } = await instance.error(`Crm_Sales_SalesOrders?$top=1&$expand=${expand}`);
      expect([1004, 1010, 1011]).toContain(code);
    },
  );
});

describe('values', () => {
  it('have the shapes of the Domain API', async () => {
    const { api } = instance;
    const [product] = api.rows.all('General_Products_Products');
    const id = textOf(product, 'Id');
    api.rows.change('General_Products_Products', id, {
      StandardPricePerLot: { Value: '3.55', Currency: 'USD' },
      StandardLotSizeBase: { Value: 12.5, Unit: 'kg' },
      ScrapRate: '0.000125',
      Name: { EN: 'Apple', BG: 'Ябълка' },
      ShortName: { EN: 'Apple', BG: null },
      CustomProperty_color: { Value: 'blue', ValueId: null, Description: { EN: 'Blue' } },
      ABCClass: 'B',
      CreationTime: '2026-11-20T10:00:00.250Z',
    });
    const row = await instance.row(
      `General_Products_Products(${id})?$select=default,CustomProperty_color`,
    );
    expect(row).toMatchObject({
      '@odata.id': `General_Products_Products(${id})`,
      StandardPricePerLot: { Value: 3.55, Currency: 'USD' },
      StandardLotSizeBase: { Value: 12.5, Unit: 'kg' },
      ScrapRate: 0.000125,
      Name: { EN: 'Apple', BG: 'Ябълка' },
      ShortName: { EN: 'Apple' },
      CustomProperty_color: { Value: 'blue', ValueId: null, Description: { EN: 'Blue' } },
      ABCClass: 'B',
      CreationTime: '2026-11-20T10:00:00.250Z',
      ProductGroup: {
        '@odata.id': expect.stringMatching(/^General_Products_ProductGroups\(/) as unknown,
      },
    });
    expect(row.ShortName).not.toHaveProperty('BG');
  });

  it('of amounts keep every digit, as a number or as a string', async () => {
    const { api, switches } = instance;
    const [customer] = api.rows.all('Crm_Sales_Customers');
    const path = `/api/domain/odata/Crm_Sales_Customers(${textOf(customer, 'Id')})?$select=CreditLimit`;
    api.rows.change('Crm_Sales_Customers', textOf(customer, 'Id'), {
      CreditLimit: { Value: '1234567890123456.78', Currency: 'EUR' },
    });
    switches.amountValues = 'number';
    expect(await (await instance.fetch(path)).text()).toContain('"Value":1234567890123456.78,');
    switches.amountValues = 'string';
    expect(await (await instance.fetch(path)).text()).toContain('"Value":"1234567890123456.78",');
    switches.amountValues = 'number';
  });

  it('of document totals are the sums of their lines, with VAT and the currency', async () => {
    const [order] = await instance.rows(
      'Crm_Sales_SalesOrders?$top=1&$select=TotalLineAmount,AmountToPay&$expand=Lines($select=LineAmount)',
    );
    const amount = z.object({ Value: z.number(), Currency: z.string() });
    const { Lines, TotalLineAmount, AmountToPay } = z
      .object({
        Lines: z.array(z.object({ LineAmount: amount })).min(1),
        TotalLineAmount: amount,
        AmountToPay: amount,
      })
      .parse(order);
    const cents = Lines.reduce((sum, line) => sum + Math.round(line.LineAmount.Value * 100), 0);
    expect(Math.round(TotalLineAmount.Value * 100)).toBe(cents);
    expect(Math.round(AmountToPay.Value * 100)).toBe(Math.round(cents * 1.2));
    expect(AmountToPay.Currency).toBe(Lines[0]?.LineAmount.Currency);
  });

  it('of pictures are PNG files in base64', async () => {
    const [row] = await instance.rows('General_Products_ProductPictures?$top=1&$select=Picture');
    const file = Buffer.from(textOf(row, 'Picture'), 'base64');
    expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(file.subarray(-8, -4).toString('latin1')).toBe('IEND');
  });
});

describe('display texts and search', () => {
  it('title a row in the language of the request', async () => {
    const query = 'Crm_Sales_SalesOrders?$top=1&$select=DisplayText,FullState&$filter=Void eq true';
    const [english] = await instance.rows(query);
    const [bulgarian] = await instance.rows(`${query}&culture=bg-BG`);
    expect(english?.DisplayText).toMatch(/^(Sales|Online) order \d{10} \(void\)$/);
    expect(bulgarian?.DisplayText).toMatch(
      /^(Поръчка за продажба|Онлайн поръчка) \d{10} \(анулиран\)$/,
    );
    expect(english?.FullState).toMatch(/^[A-Z][a-z ]+ \(void\)$/);
  });

  it('fall back to the other language where a text is in one only', async () => {
    const { api } = instance;
    const [type] = api.rows.all('Crm_Sales_CustomerTypes');
    const id = textOf(type, 'Id');
    api.rows.change('Crm_Sales_CustomerTypes', id, { Name: { EN: null, BG: 'Държавен' } });
    const row = await instance.row(`Crm_Sales_CustomerTypes(${id})?$select=DisplayText`);
    expect(row.DisplayText).toBe('Държавен');
  });

  it('find rows by their search members, in any language and case', async () => {
    const all = instance.api.rows.all('General_Products_Products');
    const expected = all.filter((row) => JSON.stringify(row.Name).toLowerCase().includes('стол'));
    const found = await instance.rows('General_Products_Products?$select=Id&$search="СТОЛ"');
    expect(found.map((row) => row.Id)).toEqual(expected.map((row) => row.Id));
    expect(expected.length).toBeGreaterThan(0);
    const code = textOf(all[5], 'PartNumber');
    expect(
      await instance.count(`General_Products_Products/$count?$search="${code.toLowerCase()}"`),
    ).toBe(1);
  });

  it('find rows by their display text, and by what a search member refers to', async () => {
    const orders = await instance.count('Crm_Sales_SalesOrders/$count?$search="online order"');
    const texts = await instance.rows('Crm_Sales_SalesOrders?$select=DisplayText');
    const online = texts.filter((row) => textOf(row, 'DisplayText').startsWith('Online order'));
    expect(orders).toBe(online.length);
    const [customer] = await instance.rows('Crm_Sales_Customers?$top=1&$select=Id,DisplayText');
    const found = await instance.rows(
      `Crm_Sales_Customers?$select=Id&$search="${encodeURIComponent(textOf(customer, 'DisplayText'))}"`,
    );
    expect(found.map((row) => row.Id)).toContain(customer?.Id);
  });

  it.each(['""', '"a"b"', '" "'])('refuse the search %s', async (search) => {
    expect((await instance.error(`General_Products_Products?$search=${search}`)).code).toBe(1012);
  });
});
