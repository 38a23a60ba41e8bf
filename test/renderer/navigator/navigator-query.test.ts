import { describe, expect, it } from 'vitest';
import { navigatorQuery } from '../../../renderer/navigator/navigator-query.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';

const north = {
  set: 'Crm_Sales_Customers',
  id: '5b3e1c4e-9a0f-4a8e-8f3b-0d6a7c1b2e3f',
  text: 'North',
};

describe('what a navigator asks', () => {
  it('is all rows while nothing narrows them', () => {
    expect(navigatorQuery('Crm_Sales_SalesOrders', standardContent, ['State'])).toEqual({
      set: 'Crm_Sales_SalesOrders',
      columns: ['State'],
      where: [],
      search: '',
      order: [],
    });
  });

  it('takes what was typed or what was chosen for a column, and all of the advanced filter', () => {
    const advanced = [[{ test: 'notEmpty' as const, path: 'Store' }]];
    const content = {
      ...standardContent,
      filters: { Customer: '(empty)', State: 'Released' },
      chosen: { Customer: [north] },
      advanced,
    };
    expect(navigatorQuery('Crm_Sales_SalesOrders', content, ['State']).where).toEqual([
      [
        { test: 'expression', path: 'Customer', text: '(empty)' },
        { test: 'oneOf', path: 'Customer', values: [{ set: north.set, id: north.id }] },
      ],
      [{ test: 'expression', path: 'State', text: 'Released' }],
      ...advanced,
    ]);
  });
});
