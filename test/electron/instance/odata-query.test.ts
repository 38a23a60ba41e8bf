import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowsQuery } from '../../../electron/contract/rows.ts';
import { rowsAddress, searchPhrase } from '../../../electron/instance/odata-query.ts';
import { balances, salesOrders } from './sample-model.ts';

const query: RowsQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo', 'Customer'],
  search: '',
  order: null,
};
const options = { culture: 'en', top: 100 } as const;

/** Reads an address as a server does. */
function read(address: string) {
  const url = new URL(address, 'https://erp.example.com/api/domain/odata/');
  return { path: url.pathname.split('/').at(-1), options: Object.fromEntries(url.searchParams) };
}

function asked(change: Partial<RowsQuery> = {}, model = salesOrders) {
  const address = rowsAddress(model, { ...query, ...change }, options);
  return address.ok ? read(address.value) : address.error;
}

describe('the address of rows', () => {
  test('names the columns, the row’s own names, and the display text of references', () => {
    expect(asked()).toEqual({
      path: 'Crm_Sales_SalesOrders',
      options: {
        $select: 'Id,DisplayText,DocumentNo,Customer',
        $expand: 'Customer($select=DisplayText)',
        $top: '100',
        culture: 'en',
      },
    });
  });

  test('is written as ERP.net’s documentation writes it, with nothing encoded that need not be', () => {
    expect(rowsAddress(salesOrders, { ...query, search: 'a=b&c' }, options)).toEqual({
      ok: true,
      value:
        'Crm_Sales_SalesOrders?$select=Id,DisplayText,DocumentNo,Customer' +
        '&$expand=Customer($select=DisplayText)&$search=%22a=b%26c%22&$top=100&culture=en',
    });
  });

  test('asks a view for no more than its columns', () => {
    expect(asked({ columns: ['QuantityBase'] }, balances)).toMatchObject({
      options: { $select: 'QuantityBase' },
    });
  });

  test('selects nothing twice', () => {
    const columns = ['Id', 'Customer', 'DocumentNo', 'Customer'];
    expect(asked({ columns })).toMatchObject({
      options: {
        $select: 'Id,DisplayText,Customer,DocumentNo',
        $expand: 'Customer($select=DisplayText)',
      },
    });
  });

  test('orders by what the server can order by', () => {
    const order = (direction: 'ascending' | 'descending') =>
      asked({ order: { column: 'DocumentDate', direction } });
    expect(order('ascending')).toMatchObject({ options: { $orderby: 'DocumentDate' } });
    expect(order('descending')).toMatchObject({ options: { $orderby: 'DocumentDate desc' } });
  });

  test.each([
    [{ columns: ['DocumentNo', 'Nonsense'] }],
    [{ columns: ['DocumentNo,Id'] }],
    [{ order: { column: 'Total', direction: 'ascending' } }],
    [{ order: { column: 'Nonsense', direction: 'ascending' } }],
  ] satisfies [Partial<RowsQuery>][])('is refused for %j', (change) => {
    expect(asked(change)).toMatchObject({ code: 'badRequest' });
  });

  test('asks for the count of all rows when wanted', () => {
    const address = rowsAddress(salesOrders, query, { culture: 'bg', top: 1, count: true });
    expect(address.ok && read(address.value).options).toMatchObject({
      $count: 'true',
      $top: '1',
      culture: 'bg',
    });
  });

  test('carries any search text whole, and nothing of it becomes an option', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('"', "'", '&', '=', '#', '?', '+', '%', '\\', ' ', 'Ж', '/'),
      }),
    );
    fc.assert(
      fc.property(text, (search) => {
        const phrase = searchPhrase(search);
        const { options: sent } = asked({ search }) as ReturnType<typeof read>;
        expect(sent.$search ?? '').toBe(phrase);
        expect(Object.keys(sent).toSorted()).toEqual(
          [
            '$expand',
            ...(phrase === '' ? [] : ['$search']),
            '$select',
            '$top',
            'culture',
          ].toSorted(),
        );
      }),
    );
  });
});

describe('a search phrase', () => {
  test.each([
    ['Иван Петров & Co.', '"Иван Петров & Co."'],
    ["O'Brien", '"O\'Brien"'],
    ['  50% ', '"50%"'],
    ['12" monitor', '"monitor"'],
    ['C:\\temp\\files', '"files"'],
    ['one\ttwo', '"one"'],
    ['half \ud83d', '"half \ufffd"'],
    ['""', ''],
    [' ', ''],
  ])('made of %j is %s', (text, phrase) => {
    expect(searchPhrase(text)).toBe(phrase);
  });

  test('is one phrase whatever it is made of, and a part of what was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const phrase = searchPhrase(text);
        if (phrase === '') return;
        expect(phrase).toMatch(/^"[^"\\]+"$/);
        expect(text).toContain(phrase.slice(1, -1));
      }),
    );
  });
});
