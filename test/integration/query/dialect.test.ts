import { describe, expect, test } from 'vitest';
import { createDialect } from './dialect.ts';

const info = (SupportedFilters = 'NotFilterable', Orderable = false) => ({
  SupportedFilters,
  Orderable,
});
const attribute = (Name: string, Type: string, filters?: string, more: object = {}) => ({
  Name,
  Type,
  IsCustomProperty: false,
  IsCalculatedDataAttribute: false,
  BaseInfo: info(filters, Name === 'No'),
  ...more,
});
const reference = (Name: string, ReferencedEntitySet: string, IsFilterable: boolean) => ({
  Name,
  ReferencedEntitySet,
  IsOwnership: false,
  IsFilterable,
  BaseInfo: info('Equals, EqualsIn'),
});
const states = { enumValues: [{ Name: 'New' }, { Name: 'Released' }] };

const objection = createDialect([
  {
    Name: 'Orders',
    Attributes: [
      attribute('Id', 'Edm.Guid', 'Equals, EqualsIn'),
      attribute('No', 'Edm.String', 'Equals, Like'),
      attribute('Date', 'Edm.DateTimeOffset', 'GreaterThanOrLessThan'),
      attribute('State', 'Erp.State', 'Equals, GreaterThanOrLessThan, EqualsIn', states),
      attribute('Total', 'Erp.Amount'),
      attribute('Name', 'Erp.MultilanguageString', 'Equals, Like'),
      attribute('Color', 'Erp.CustomPropertyValue', 'Equals, EqualsIn', { IsCustomProperty: true }),
      attribute('Text', 'Edm.String', 'Equals', { IsCalculatedDataAttribute: true }),
    ],
    References: [reference('Customer', 'Customers', false), reference('Party', 'Customers', true)],
  },
  { Name: 'Customers', Attributes: [attribute('No', 'Edm.String', 'Equals')], References: [] },
]);

const id = '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8';

function filterObjection(filter: string): string | null {
  return objection(`Orders?$filter=${encodeURIComponent(filter)}&$top=10`);
}

describe('the documented dialect has', () => {
  test.each([
    "No eq 'a' and Date ge 2026-01-01T00:00:00Z",
    "No eq 'it''s (a) and b, or c'",
    "State in ('New','Released')",
    "contains(Name,'ppl')",
    'TotalValue ge 5.555',
    `Customer in ('Customers(${id})','Customers(${id})')`,
    `equalnull(Customer,'Customers(${id})')`,
    "contains(Customer,'Peter')",
    "Party/No eq '1'",
    "Color eq 'blue'",
    `Id in (${id},${id})`,
    'lessequalnull(Date,2026-01-01T00:00:00Z)',
  ])('%s', (filter) => {
    expect(filterObjection(filter)).toBeNull();
  });

  test('pages, orders, selections, expansions and searches', () => {
    const address =
      'Orders?$select=Id,No&$expand=Customer($select=No)&$search=%22a%20b%22&$orderby=No%20desc&$count=true&$top=1000&culture=bg';
    expect(objection(address)).toBeNull();
  });
});

describe('the documented dialect has no', () => {
  test.each([
    "No eq 'a' or No eq 'b'",
    "not (No eq 'a')",
    "No ne 'a'",
    'Date gt 2026-01-01Z',
    'Date lt 2026-01-01Z',
    'No eq null',
    "No ge 'a'",
    "No in ('a')",
    "State ge 'New'",
    "State eq 'Sleeping'",
    "Name eq 'Apple'",
    "startswith(Name,'a')",
    'Total ge 5',
    'TotalValue eq 5',
    "TotalValue ge '5'",
    "Color in ('blue')",
    "contains(Color,'b')",
    "Text eq 'a'",
    "Customer/No eq '1'",
    "startswith(Customer,'a')",
    "Customer eq 'a'",
    `Customer eq ${id}`,
    "Nothing eq 'a'",
    'length(No) eq 5',
    "No eq 'a", // an open quote
    'Date eq 2026-01-01Z',
    "Party/No/x eq '1'",
  ])('%s', (filter) => {
    expect(filterObjection(filter)).not.toBeNull();
  });

  test.each([
    'Nothing?$top=1',
    'Orders',
    'Orders?$top=0',
    'Orders?$top=1001',
    'Orders?$top=1&$top=2',
    'Orders?$top=1&$skip=5',
    'Orders?$top=1&$select=Nothing',
    'Orders?$top=1&$select=Id,Id',
    'Orders?$top=1&$orderby=Date',
    'Orders?$top=1&$orderby=No%20up',
    'Orders?$top=1&$expand=No($select=Id)',
    'Orders?$top=1&$expand=Customer($filter=No)',
    'Orders?$top=1&$search=a',
    'Orders?$top=1&$search=%22a%22b%22',
    'Orders?$top=1&culture=de',
    'Orders?$top=1&$filter=No eq',
    'Orders(1)?$top=1',
    `Orders?$top=1&$search=%22${'a'.repeat(9000)}%22`,
  ])('%s', (address) => {
    expect(objection(address)).not.toBeNull();
  });
});
