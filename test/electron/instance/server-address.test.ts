import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverAddress } from '../../../electron/instance/odata-query.ts';
import type { ServerQuery } from '../../../electron/instance/server-query.ts';
import { balances, salesOrders } from './sample-model.ts';

const query: ServerQuery = {
  model: salesOrders,
  fields: [['DocumentNo']],
  terms: [],
  search: '',
  order: [],
};

function asked(change: Partial<ServerQuery>, ...references: string[]) {
  const address = serverAddress({ ...query, ...change }, new Set(references), {
    culture: 'en',
    top: 100,
  });
  const url = new URL(address, 'https://erp.example.com/api/domain/odata/');
  return Object.fromEntries(url.searchParams);
}

describe('the address of a server query', () => {
  test('is written as ERP.net’s documentation writes it', () => {
    const order = [
      { column: 'DocumentDate', direction: 'descending' } as const,
      { column: 'DocumentNo', direction: 'ascending' } as const,
    ];
    const term = {
      names: ['Customer'],
      isMeasure: false,
      test: 'eq',
      values: [{ kind: 'record', set: 'Crm_Sales_Customers', id: '1' }],
    } as const;
    expect(
      serverAddress({ ...query, search: 'a', order, terms: [term] }, new Set(), {
        culture: 'bg',
        top: 5,
        count: true,
      }),
    ).toBe(
      "Crm_Sales_SalesOrders?$select=Id,DisplayText,DocumentNo&$filter=Customer%20eq%20'Crm_Sales_Customers(1)'" +
        '&$search=%22a%22&$orderby=DocumentDate%20desc,DocumentNo&$count=true&$top=5&culture=bg',
    );
  });

  test('expands references along paths, with no more than is shown', () => {
    const fields = [
      ['DocumentNo'],
      ['Customer'],
      ['Customer', 'Party', 'PartyName'],
      ['Customer', 'Party'],
      ['Store', 'Code'],
    ];
    expect(asked({ fields }, 'Customer', 'Customer/Party')).toMatchObject({
      $select: 'Id,DisplayText,DocumentNo,Customer,Store',
      $expand:
        'Customer($select=DisplayText,Party;$expand=Party($select=DisplayText,PartyName)),' +
        'Store($select=DisplayText,Code)',
    });
  });

  test('asks a view for no more than its fields', () => {
    expect(asked({ model: balances, fields: [['QuantityBase']] })).toEqual({
      $select: 'QuantityBase',
      $top: '100',
      culture: 'en',
    });
  });

  test('carries any text whole, and nothing of it becomes a part of the filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const term = {
          names: ['DocumentNo'],
          isMeasure: false,
          test: 'contains',
          values: [{ kind: 'text', text }],
        } as const;
        const { $filter = '', ...others } = asked({ terms: [term] });
        expect(Object.keys(others)).toEqual(['$select', '$top', 'culture']);
        const [, literal = ''] = /^contains\(DocumentNo,'(.*)'\)$/s.exec($filter) ?? [];
        expect(literal.replaceAll("''", '')).not.toContain("'");
        expect(literal.replaceAll("''", "'")).toBe(text.toWellFormed());
      }),
    );
  });
});
