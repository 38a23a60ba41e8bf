import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultSwitches } from '../options.ts';
import {
  type ApiUnderTest,
  addressOf,
  type Row,
  startApi,
  testTime,
  textOf,
} from './api-under-test.ts';
import { parseDecimal } from './decimal.ts';

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi();
});
afterEach(() => {
  Object.assign(instance.switches, defaultSwitches, { rateLimit: 100_000 });
});
afterAll(() => instance.close());

function part(value: unknown, name: string): unknown {
  return Object.entries(value ?? {}).find(([key]) => key === name)?.[1];
}

function scaled(value: unknown, name: string, digits: number): bigint {
  return parseDecimal(String(part(value, name)), digits) ?? 0n;
}

/** Asks for the rows of a filter and compares them with those that a test picks from all. */
async function expectRows(
  set: string,
  filter: string,
  belongs: (row: Row) => boolean,
): Promise<void> {
  const found = await instance.rows(`${set}?$filter=${encodeURIComponent(filter)}`);
  const expected = instance.api.rows.all(set).filter(belongs);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(instance.api.rows.all(set).length);
  expect(found.map((row) => addressOf(row))).toEqual(expected.map((row) => addressOf(row)));
}

async function refusal(set: string, filter: string): Promise<number> {
  return (await instance.error(`${set}?$filter=${encodeURIComponent(filter)}`)).code;
}

const notFilterable = 1005;
const notFilterableReference = 1006;
const wrongLiteral = 1007;

describe('filters of text', () => {
  it('contain, start with and end with a text whatever its case', async () => {
    const [first] = instance.api.rows.all('General_Products_Products');
    const partNumber = textOf(first, 'PartNumber');
    await expectRows(
      'General_Products_Products',
      `PartNumber eq '${partNumber.toLowerCase()}'`,
      (row) => row.PartNumber === partNumber,
    );
    await expectRows('General_Products_Products', "startswith(PartNumber,'chair')", (row) =>
      textOf(row, 'PartNumber').startsWith('CHAIR'),
    );
    await expectRows('General_Products_Products', "endswith(PartNumber,'7')", (row) =>
      textOf(row, 'PartNumber').endsWith('7'),
    );
  });

  it('find a multi-language text in any language, Cyrillic in any case', async () => {
    await expectRows('General_Products_Products', "contains(Name,'МАСА')", (row) =>
      String(part(row.Name, 'BG')).toLowerCase().includes('маса'),
    );
    await expectRows('General_Products_Products', "contains(Name,'TABLE')", (row) =>
      String(part(row.Name, 'EN')).toLowerCase().includes('table'),
    );
  });

  it('take a quote that is written twice', async () => {
    const [customer] = instance.api.rows.all('General_Contacts_Companies');
    const name = { EN: "O'Brien & Sons 100%", BG: null };
    instance.api.rows.change('General_Contacts_Companies', textOf(customer, 'Id'), { Name: name });
    await expectRows(
      'General_Contacts_Companies',
      "contains(Name,'o''brien & sons 100%')",
      (row) => part(row.Name, 'EN') === name.EN,
    );
  });

  it.each([
    "Name eq 'Desk'",
    "startswith(Name,'Desk')",
    "contains(ABCClass,'A')",
    "contains(CreationTime,'2026')",
  ])('do not allow %s', async (filter) => {
    expect(await refusal('General_Products_Products', filter)).toBe(notFilterable);
  });
});

describe('filters of enums', () => {
  it('equal one or one of several', async () => {
    await expectRows(
      'Crm_Sales_SalesOrders',
      "State eq 'Released'",
      (row) => row.State === 'Released',
    );
    await expectRows(
      'Crm_Sales_SalesOrders',
      "State in ('FirmPlanned','Released')",
      (row) => row.State === 'FirmPlanned' || row.State === 'Released',
    );
  });

  it('compare by the order of the states', async () => {
    const done = ['Completed', 'Closed'];
    await expectRows('Crm_Sales_SalesOrders', "State ge 'Completed'", (row) =>
      done.includes(textOf(row, 'State')),
    );
  });

  it('on some servers compare with qualified literals only', async () => {
    instance.switches.enumLiterals = 'qualified';
    expect(await refusal('Crm_Sales_SalesOrders', "State ge 'Completed'")).toBe(wrongLiteral);
    for (const type of ['Erp.General_Documents_DocumentState', 'Erp.General_DocumentState']) {
      await expectRows('Crm_Sales_SalesOrders', `State ge ${type}'Completed'`, (row) =>
        ['Completed', 'Closed'].includes(textOf(row, 'State')),
      );
    }
    await expectRows(
      'Crm_Sales_SalesOrders',
      "State eq 'Closed'",
      ({ State }) => State === 'Closed',
    );
  });

  it.each(["State eq 'Sleeping'", 'State eq 30', "State eq Erp.Other'Released'"])(
    'refuse %s',
    async (filter) => {
      expect(await refusal('Crm_Sales_SalesOrders', filter)).toBe(wrongLiteral);
    },
  );
});

describe('filters of references', () => {
  it('equal a row, one of several, or a row that nothing refers to', async () => {
    const customers = instance.api.rows.all('Crm_Sales_Customers').map((row) => addressOf(row));
    const [first, second] = customers;
    const of = (row: Row): string => addressOf(row, 'Customer');
    await expectRows('Crm_Sales_SalesOrders', `Customer eq '${first}'`, (row) => of(row) === first);
    await expectRows(
      'Crm_Sales_SalesOrders',
      `Customer in ('${first}','${second}')`,
      (row) => of(row) === first || of(row) === second,
    );
  });

  it('take the address of a derived row where the reference is to the base set', async () => {
    const company = instance.api.rows.all('General_Contacts_Companies').at(-1);
    const party = `General_Contacts_Parties(${textOf(company, 'Id')})`;
    await expectRows(
      'General_Contacts_PartyContactMechanisms',
      `Party eq '${addressOf(company)}'`,
      (row) => part(row.Party, '@odata.id') === party,
    );
  });

  it('contain a text in what is referred to, in either language', async () => {
    const names = new Map(
      instance.api.rows
        .all('General_Contacts_Persons')
        .map((row) => [
          `General_Contacts_Persons(${textOf(row, 'Id')})`,
          String(part(row.PartyName, 'BG')),
        ]),
    );
    const [person] = instance.api.rows.all('Crm_SalesForce_SalesPersons');
    const name = names.get(addressOf(person, 'Person')) ?? '';
    await expectRows(
      'Crm_SalesForce_SalesPersons',
      `contains(Person,'${name.toUpperCase()}')`,
      (row) => names.get(addressOf(row, 'Person'))?.includes(name) ?? false,
    );
  });

  it('find rows whose reference is the given one or none', async () => {
    const [store] = instance.api.rows
      .all('Logistics_Inventory_Stores')
      .map((row) => addressOf(row));
    await expectRows(
      'Crm_Sales_SalesOrders',
      `equalnull(Store,'${store}')`,
      (row) => row.Store === null || part(row.Store, '@odata.id') === store,
    );
  });

  it('follow ownership and filterable references to what they refer to', async () => {
    const released = new Set(
      instance.api.rows
        .all('Crm_Sales_SalesOrders')
        .filter((row) => row.State === 'Released' && row.Void === false)
        .map((row) => addressOf(row)),
    );
    await expectRows(
      'Crm_Sales_SalesOrderLines',
      "SalesOrder/State eq 'Released' and SalesOrder/Void eq false",
      (row) => released.has(addressOf(row, 'SalesOrder')),
    );
    const parties = new Map(
      instance.api.rows
        .all('General_Contacts_Parties')
        .map((row) => [addressOf(row), row.PartyName]),
    );
    const nameOf = (row: Row | undefined): string =>
      String(part(parties.get(addressOf(row, 'Party')), 'EN'));
    const [customer] = instance.api.rows.all('Crm_Sales_Customers');
    const word = nameOf(customer).split(' ')[0] ?? '';
    await expectRows(
      'Crm_Sales_Customers',
      `contains(Party/PartyName,'${word.replaceAll("'", "''")}')`,
      (row) => nameOf(row).includes(word),
    );
  });

  it('do not follow any other reference', async () => {
    expect(await refusal('Crm_Sales_SalesOrders', "Customer/Number eq 'K00001'")).toBe(
      notFilterableReference,
    );
    expect(await refusal('Crm_Sales_SalesOrderLines', "Product/PartNumber eq 'X'")).toBe(
      notFilterableReference,
    );
  });

  it.each([
    "Customer eq 'General_Products_Products(0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8)'",
    "Customer eq 'somebody'",
    'Customer eq 0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8',
    "startswith(Customer,'a')",
  ])('refuse %s', async (filter) => {
    expect(await refusal('Crm_Sales_SalesOrders', filter)).toBe(wrongLiteral);
  });

  it('have no order', async () => {
    const filter = "Customer ge 'Crm_Sales_Customers(0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8)'";
    expect(await refusal('Crm_Sales_SalesOrders', filter)).toBe(notFilterable);
  });
});

describe('filters of numbers, amounts and keys', () => {
  it('compare amounts and quantities by the value, to the last digit', async () => {
    await expectRows(
      'Crm_Sales_SalesOrderLines',
      'LineAmountValue ge 1000.005 and QuantityValue le 8.5',
      (row) =>
        scaled(row.LineAmount, 'Value', 2) >= 100_001n && scaled(row.Quantity, 'Value', 3) <= 8500n,
    );
  });

  it('find an amount that no floating-point number could hold', async () => {
    const [line] = instance.api.rows.all('Crm_Sales_SalesOrderLines');
    const LineAmount = { Value: '90071992547409.93', Currency: 'EUR' };
    instance.api.rows.change('Crm_Sales_SalesOrderLines', textOf(line, 'Id'), { LineAmount });
    const filter = 'LineAmountValue ge 90071992547409.93 and LineAmountValue le 90071992547409.93';
    const found = await instance.rows(`Crm_Sales_SalesOrderLines?$filter=${filter}&$select=Id`);
    expect(found.map((row) => row.Id)).toEqual([line?.Id]);
    const below = 'LineAmountValue ge 90071992547409.94';
    expect(await instance.count(`Crm_Sales_SalesOrderLines/$count?$filter=${below}`)).toBe(0);
  });

  it('where the server follows its model refuse what it calls NotFilterable', async () => {
    instance.switches.amountFilters = 'refused';
    const set = 'Crm_Sales_SalesOrderLines';
    expect(await refusal(set, 'LineAmountValue ge 5')).toBe(notFilterable);
    expect(await refusal(set, 'QuantityValue eq 5')).toBe(notFilterable);
    await expectRows(set, 'QuantityValue ge 5', (row) => scaled(row.Quantity, 'Value', 3) >= 5000n);
  });

  it.each([
    ['ge', '12345678901234567890.5', 0],
    ['le', '-12345678901234567890.5', 0],
    ['le', '12345678901234567890.5', 1],
    ['ge', '-12345678901234567890.5', 1],
  ] as const)('take any number: %s %s', async (operator, number, share) => {
    const set = 'Crm_Sales_SalesOrderLines';
    const filter = encodeURIComponent(`LineAmountValue ${operator} ${number}`);
    const all = instance.api.rows.all(set).length;
    expect(await instance.count(`${set}/$count?$filter=${filter}`)).toBe(all * share);
  });

  it('do not compare the amount as a whole', async () => {
    expect(await refusal('Crm_Sales_SalesOrderLines', 'Quantity ge 5')).toBe(notFilterable);
  });

  it('take guids as they are', async () => {
    const [first, second] = instance.api.rows.all('General_Products_Products');
    await expectRows(
      'General_Products_Products',
      `Id in (${textOf(first, 'Id').toUpperCase()}, ${textOf(second, 'Id')})`,
      (row) => row.Id === first?.Id || row.Id === second?.Id,
    );
    expect(await refusal('General_Products_Products', `Id eq '${textOf(first, 'Id')}'`)).toBe(
      wrongLiteral,
    );
  });

  it('compare whole numbers and truth values', async () => {
    await expectRows('Crm_Sales_SalesOrderLines', 'LineNo eq 20', (row) => row.LineNo === 20);
    await expectRows('General_Products_Products', 'Active eq false', (row) => row.Active === false);
    expect(await refusal('General_Products_Products', "Active eq 'false'")).toBe(wrongLiteral);
  });
});

describe('filters of dates', () => {
  it('compare days, both ends included', async () => {
    await expectRows(
      'Crm_Sales_SalesOrders',
      'DocumentDate ge 2026-01-01Z and DocumentDate le 2026-06-30',
      (row) => {
        const day = textOf(row, 'DocumentDate').slice(0, 10);
        return day >= '2026-01-01' && day <= '2026-06-30';
      },
    );
  });

  it('keep rows without a date where asked to', async () => {
    await expectRows(
      'Crm_Sales_SalesOrders',
      'greaterequalnull(RequiredDeliveryDate,2026-06-01T00:00:00.000Z)',
      (row) =>
        row.RequiredDeliveryDate === null || textOf(row, 'RequiredDeliveryDate') >= '2026-06-01',
    );
    await expectRows(
      'Crm_Sales_SalesOrders',
      'lessequalnull(ReferenceDate,2026-06-01)',
      (row) => row.ReferenceDate === null || textOf(row, 'ReferenceDate') <= '2026-06-01T00:00:00Z',
    );
  });

  describe('with a time', () => {
    const set = 'General_Products_ProductTypes';
    const times = ['2026-11-21T07:59:59.500Z', '2026-11-21T10:14:30Z'];
    let ids: string[] = [];

    beforeAll(() => {
      ids = instance.api.rows.all(set).map((row) => textOf(row, 'Id'));
      for (const [index, id] of ids.entries()) {
        const AggregateLastUpdateTimeUtc = times[index] ?? times[0];
        instance.api.rows.change(set, id, { AggregateLastUpdateTimeUtc });
      }
    });

    async function changedSince(moment: string): Promise<unknown[]> {
      const rows = await instance.rows(
        `${set}?$select=Id&$filter=AggregateLastUpdateTimeUtc ge ${encodeURIComponent(moment)}`,
      );
      return rows.map((row) => row.Id);
    }

    it('are cut to the day', async () => {
      expect(await changedSince('2026-11-21T23:59:59Z')).toEqual(ids);
      expect(await changedSince('2026-11-22T00:00:00Z')).toEqual([]);
    });

    it('or, as incremental pull is documented, to the minute', async () => {
      instance.switches.dateTimeFilter = 'minute';
      expect(await changedSince('2026-11-21T10:14:59Z')).toEqual([ids[1]]);
      expect(await changedSince('2026-11-21T10:15:00Z')).toEqual([]);
      expect(await changedSince('2026-11-21T09:59:00+02:00')).toEqual(ids);
    });

    it('follow every change of the aggregate', async () => {
      instance.switches.dateTimeFilter = 'minute';
      instance.api.rows.change(set, ids[0] ?? '', { IsDefault: true });
      expect(await changedSince(new Date(testTime).toISOString())).toEqual([ids[0]]);
    });
  });

  it.each(["DocumentDate ge '2026-01-01'", 'DocumentDate ge 2026-13-01', 'DocumentDate ge 5'])(
    'refuse %s',
    async (filter) => {
      expect(await refusal('Crm_Sales_SalesOrders', filter)).toBe(wrongLiteral);
    },
  );
});

describe('filters of what the model does not offer', () => {
  it('custom properties equal their short value and nothing else', async () => {
    const set = 'General_Products_Products';
    await expectRows(
      set,
      "CustomProperty_color eq 'Blue'",
      (row) => part(row.CustomProperty_color, 'Value') === 'blue',
    );
    expect(await refusal(set, "contains(CustomProperty_color,'bl')")).toBe(notFilterable);
    expect(await refusal(set, "CustomProperty_color in ('blue','red')")).toBe(notFilterable);
  });

  it.each([
    ['Crm_Sales_SalesOrders', "DisplayText eq 'a'"],
    ['Crm_Sales_SalesOrders', 'TotalLineAmountValue ge 5'],
    ['Crm_Sales_SalesOrders', "contains(DocumentNotes,'a')"],
    ['Crm_Sales_Customers', 'DefaultPaymentTermDays eq 14'],
    ['Crm_Sales_Customers', 'Active in (true)'],
    ['Crm_Sales_SalesOrders', 'ObjectVersion ge 1'],
    ['Crm_Sales_SalesOrders', 'AggregateLastUpdateTimeUtc eq 2026-11-20'],
  ])('%s can not be filtered by %s', async (set, filter) => {
    expect(await refusal(set, filter)).toBe(notFilterable);
  });

  it('an unknown member is named', async () => {
    const error = await instance.error("Crm_Sales_Customers?$filter=Nickname eq 'a'");
    expect(error.message).toContain("'Nickname'");
    expect(error.code).toBe(1004);
  });
});
