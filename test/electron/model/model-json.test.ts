import { expect, it, test } from 'vitest';
import {
  directoryFromJson,
  directoryToJson,
  setFromJson,
  setToJson,
} from '../../../electron/model/model-json.ts';
import {
  attribute,
  balances,
  entitySet,
  reference,
  salesOrders,
} from '../instance/sample-model.ts';

const everything = entitySet(
  [
    attribute('Id', 'Edm.Guid'),
    attribute('Price', 'Edm.Decimal', { Precision: 18, Scale: 4, Orderable: true }),
    attribute(
      'State',
      'Erp.State',
      { SupportedFilters: 'Equals, EqualsIn' },
      {
        enumValues: [
          { Name: 'New', Value: 0, LocalizedName: 'Нов' },
          { Name: 'Released', Value: 30 },
        ],
      },
    ),
    attribute(
      'StateTags',
      'Edm.String',
      { Subtype: 'String_Html' },
      { IsCalculatedDataAttribute: true, CategoryLocalizedName: 'Изчислими' },
    ),
    attribute('Picture', 'Edm.Binary', { Subtype: 'Binary_Picture' }),
    attribute('CustomProperty_color', 'Erp.CustomPropertyValue', {}, { IsCustomProperty: true }),
  ],
  [{ ...reference('Customer', 'Crm_Customers'), IsFilterable: true, IsOwnership: true }],
);

it.each([
  ['everything', everything],
  ['sales orders', salesOrders],
  ['a view', balances],
])('gives back %s as they were', (_, set) => {
  expect(setFromJson(setToJson(set))).toEqual(set);
});

it('gives back the list as it was', () => {
  const sets = [{ name: 'Crm_Customers', label: 'Клиенти', module: 'Crm' }];
  expect(directoryFromJson(directoryToJson(sets))).toEqual(sets);
});

test.each([
  ['no JSON', '{"form":'],
  ['of another form', setToJson(salesOrders).replace('"form":3', '"form":2')],
  ['without members', setToJson(salesOrders).replace('"members"', '"member"')],
  [
    'with a column of a type that this app does not know',
    setToJson(salesOrders).replace('"type":"text"', '"type":"map"'),
  ],
  [
    'with a name that could lead elsewhere',
    setToJson(salesOrders).replace('Crm_Sales_SalesOrders', '../x'),
  ],
])('what is %s counts as not kept', (_, json) => {
  expect(json).not.toBe(setToJson(salesOrders));
  expect(setFromJson(json)).toBeNull();
});

it('takes no list of another form', () => {
  expect(directoryFromJson('[]')).toBeNull();
  expect(directoryFromJson('{"form":1,"sets":[]}')).toBeNull();
});
