import { expect, test } from 'vitest';
import { attribute, entitySet, reference } from './sample-model.ts';

function factsOf(name: string, ...members: Parameters<typeof entitySet>) {
  return entitySet(...members).members.get(name);
}

test.each([
  ['Equals, Like', ['Equals', 'Like']],
  ['GreaterThanOrLessThan,EqualsIn', ['GreaterThanOrLessThan', 'EqualsIn']],
  ['NotFilterable', []],
  ['Equals, Sideways', ['Equals']],
  [null, []],
])('the model’s %j are filters that queries may use', (SupportedFilters, filters) => {
  const facts = factsOf('No', [attribute('No', 'Edm.String', { SupportedFilters })]);
  expect(new Set(facts?.filters)).toEqual(new Set(filters));
  expect(facts).toBeDefined();
});

test('the values of an enum are known from the smallest to the largest, whatever the order of the list', () => {
  const values = [
    { Name: 'Closed', Value: 50 },
    { Name: 'New', Value: 0 },
    { Name: 'Released', Value: 30 },
  ];
  const facts = factsOf('State', [attribute('State', 'Erp.State', {}, { enumValues: values })]);
  expect(facts?.enumValues).toEqual(['New', 'Released', 'Closed']);
  const unnumbered = values.map(({ Name }) => ({ Name }));
  const listed = factsOf('State', [
    attribute('State', 'Erp.State', {}, { enumValues: unnumbered }),
  ]);
  expect(listed?.enumValues).toEqual(['Closed', 'New', 'Released']);
});

test('calculated attributes and references without BaseInfo are worked out by the server', () => {
  const calculated = attribute('Total', 'Erp.Amount', {}, { IsCalculatedDataAttribute: true });
  const bare = { Name: 'Owner', ReferencedEntitySet: 'Users' };
  expect(factsOf('Total', [calculated])).toMatchObject({ isCalculated: true });
  expect(factsOf('Owner', [], [bare])).toMatchObject({ isCalculated: true });
  expect(factsOf('Party', [], [reference('Party', 'Parties')])).toMatchObject({
    isCalculated: false,
    leadsOn: false,
  });
});

test.each([{ IsOwnership: true }, { IsFilterable: true }])(
  'filters may go on through a reference with %j',
  (flag) => {
    const owner = { ...reference('Order', 'Orders'), ...flag };
    expect(factsOf('Order', [], [owner])).toMatchObject({ leadsOn: true });
  },
);
