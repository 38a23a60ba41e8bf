import { expect, test } from 'vitest';
import { groupedAddress } from '../../../electron/instance/odata-apply.ts';

const state = {
  names: ['State'],
  isMeasure: false,
  test: 'eq',
  values: [{ kind: 'text', text: 'Released' }],
} as const;
const query = {
  set: 'Crm_Sales_SalesOrderLines',
  terms: [],
  key: 'Void',
  columns: ['LineAmount', 'Quantity'],
  wanted: 'sum',
} as const;

const written = (change: object = {}): string =>
  decodeURIComponent(groupedAddress({ ...query, ...change }, 'bg'));

test('columns are added up in groups, each property once, beside how many rows there are', () => {
  expect(written()).toBe(
    'Crm_Sales_SalesOrderLines?$apply=groupby((Void),aggregate($count as RowCount,LineAmount with sum as Total_0,Quantity with sum as Total_1))&culture=bg',
  );
  expect(written({ wanted: 'smallest' })).toContain('LineAmount with min as Total_0');
  expect(written({ wanted: 'largest' })).toContain('Quantity with max as Total_1');
});

test('rows are filtered before they are grouped, and are one group without a dimension', () => {
  expect(written({ key: null, terms: [state], columns: [] })).toBe(
    "Crm_Sales_SalesOrderLines?$filter=State eq 'Released'&$apply=aggregate($count as RowCount)&culture=bg",
  );
});
