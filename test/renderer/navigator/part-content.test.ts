import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, condition } from '../../../electron/contract/query.ts';
import { emptyWorkspace, navigatorContent } from '../../../electron/contract/workspace.ts';
import { isSamePart } from '../../../renderer/navigator/kept-part.ts';
import { navigatorQuery } from '../../../renderer/navigator/navigator-query.ts';
import { partContent, partOpened } from '../../../renderer/navigator/part-content.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';
import { changed, currentTab, opened } from '../../../renderer/workspace/tabs.ts';

const orders = 'Crm_Sales_SalesOrders';
const typed = (path: string, text: string): Condition => ({ test: 'expression', path, text });
const oneCustomer: Condition = {
  test: 'oneOf',
  path: 'Customer',
  values: [{ set: 'Crm_Sales_Customers', id: '0f8fad5b-d9cb-469f-a165-70867728950e' }],
};

function part(search: string, ...where: readonly Condition[][]) {
  return { where: [...where], search, words: ['as somebody read it'] };
}

describe('what a navigator shows that asks for the rows of a part', () => {
  it('has what was typed in the filter row, as it was typed', () => {
    expect(
      partContent(part('Nordic', [typed('State', 'rel')], [typed('DocumentDate', '(last month)')])),
    ).toEqual({
      search: 'Nordic',
      filters: { State: 'rel', DocumentDate: '(last month)' },
      chosen: {},
      advanced: [],
    });
  });

  it('has in the advanced filter what the filter row has no place for', () => {
    const both = [typed('Customer', 'Nord'), oneCustomer];
    const again = [typed('State', 'open')];
    const { filters, advanced } = partContent(part('', [typed('State', 'rel')], both, again));
    expect(filters).toEqual({ State: 'rel' });
    expect(advanced).toEqual([both, again]);
  });

  const paths = fc.constantFrom('State', 'Customer', 'DocumentDate', 'Customer/Party');
  const conditions = fc.oneof(
    fc.record({
      test: fc.constant('expression' as const),
      path: paths,
      text: fc.string({ minLength: 1, maxLength: 500 }),
    }),
    fc.constant(oneCustomer),
    fc.record({ test: fc.constant('notEmpty' as const), path: paths }),
  );
  const parts = fc.record({
    where: fc.array(fc.array(conditions, { minLength: 1, maxLength: 4 }), { maxLength: 50 }),
    search: fc.string({ maxLength: 500 }),
    words: fc.constant([]),
  });

  it('asks for exactly that part again, and can be kept as a tab, whatever the part', () => {
    fc.assert(
      fc.property(parts, (kept) => {
        expect(kept.where.flat().every((each) => condition.safeParse(each).success)).toBe(true);
        const content = { ...standardContent, ...partContent(kept) };
        expect(navigatorContent.parse(content)).toEqual(content);
        expect(isSamePart(navigatorQuery(orders, content, []), kept)).toBe(true);
        expect(content.search).toBe(kept.search);
      }),
    );
  });
});

describe('opening a kept part', () => {
  const released = part('', [typed('State', 'released')]);
  const view = {
    ...{ id: 'v', set: orders, name: 'Mine', columnWidths: {}, isDefault: true },
    content: { ...standardContent, columns: ['State'], filters: { State: 'open' } },
  };

  it('opens a tab with its filters, beside one that shows other rows of the set', () => {
    const before = opened(emptyWorkspace, orders, { id: '1', another: false });
    const after = partOpened(before, { set: orders, part: released }, { id: '2', another: false });
    expect(after.tabs.map(({ id }) => id)).toEqual(['1', '2']);
    expect(currentTab(after)).toMatchObject({ id: '2', filters: { State: 'released' } });
    expect(after.recent).toEqual([orders]);
  });

  it('has the columns of the default view, and the rows of the part', () => {
    const given = { set: orders, part: released };
    const after = partOpened(emptyWorkspace, given, { id: '1', another: false }, [view]);
    expect(currentTab(after)).toMatchObject({
      columns: ['State'],
      filters: { State: 'released' },
      view: 'v',
    });
  });

  it('looks at the tab that shows these rows already, unless another one is wished', () => {
    const first = opened(emptyWorkspace, orders, { id: '1', another: false });
    const shown = changed(first, '1', { filters: { State: 'released' }, order: [] });
    const before = opened(shown, 'Crm_Sales_Customers', { id: '2', another: false });
    const given = { set: orders, part: released };
    expect(partOpened(before, given, { id: '3', another: false })).toMatchObject({ current: '1' });
    expect(partOpened(before, given, { id: '3', another: true })).toMatchObject({ current: '3' });
  });
});
