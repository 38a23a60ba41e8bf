import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNames, nameIndex } from '../../../renderer/find/found-names.ts';
import { matchName, nameSearch, searchedName } from '../../../renderer/find/name-match.ts';

/** What a search finds among names, the best first. */
function found(typed: string, ...names: readonly (string | readonly string[])[]): string[] {
  const search = nameSearch(typed);
  if (search === null) return [];
  const things = names.map((each) => {
    const all = typeof each === 'string' ? [each] : each;
    return { thing: all[0] ?? '', names: all };
  });
  return findNames(nameIndex(things), search).map(({ thing }) => thing);
}

describe('the search for a name', () => {
  it('puts the very name first, then beginnings, then words, then parts', () => {
    const names = ['Reordering', 'Purchase orders', 'Orders of today', 'Order', 'Sales orders'];
    expect(found('order', ...names)).toEqual([
      'Order',
      'Orders of today',
      'Sales orders',
      'Purchase orders',
      'Reordering',
    ]);
  });

  it('takes several words as beginnings, better in the order of the name than in another one', () => {
    expect(found('sal ord', 'Ordered sales', 'Sales order lines', 'Sales orders')).toEqual([
      'Sales orders',
      'Sales order lines',
      'Ordered sales',
    ]);
  });

  it('puts what begins with the very words before what only has them', () => {
    expect(found('sales or', 'Sales by order', 'Sales orders of today')).toEqual([
      'Sales orders of today',
      'Sales by order',
    ]);
  });

  it('knows a name by the first letters of its words, before words that only begin with them', () => {
    expect(found('so', 'Payment sources', 'Sales orders', 'Sales order lines')).toEqual([
      'Sales orders',
      'Payment sources',
      'Sales order lines',
    ]);
    expect(found('so', 'Sources', 'Sales orders')).toEqual(['Sources', 'Sales orders']);
    expect(found('пзп', 'Поръчки за продажба')).toEqual(['Поръчки за продажба']);
  });

  it('knows a technical name by its humps', () => {
    const orders = ['Sales orders', 'SalesOrders', 'Crm_Sales_SalesOrders'];
    const lines = ['Lines', 'SalesOrderLines', 'Crm_Sales_SalesOrderLines'];
    expect(found('CSO', orders, ['Customers'])).toEqual(['Sales orders']);
    expect(found('SalOrd', orders, lines)).toEqual(['Sales orders', 'Lines']);
    expect(found('SalOrdLin', orders, lines)).toEqual(['Lines']);
  });

  it('does not take letters for humps that only come somewhere in a name', () => {
    expect(found('oc', 'Sales of cars')).toEqual([]);
    expect(found('xyz', 'Sales orders')).toEqual([]);
  });

  it('prefers the better known name among equal matches', () => {
    expect(found('buyers', ['Customers', 'Buyers'], ['Buyers', 'Customers'])).toEqual([
      'Buyers',
      'Customers',
    ]);
  });

  it('finds words that are in different names of one thing', () => {
    expect(found('orders crm', ['Sales orders', 'Crm_Sales_SalesOrders'])).toEqual([
      'Sales orders',
    ]);
  });

  it('minds neither case nor accents', () => {
    expect(found('ПРОДУКТИ', 'Продукти')).toEqual(['Продукти']);
    expect(found('uber', 'Über uns')).toEqual(['Über uns']);
  });

  it('finds nothing for nothing', () => {
    expect(nameSearch('  ')).toBeNull();
  });

  it('finds every name by itself, by its beginnings, and by any part without a space', () => {
    const name = fc
      .array(fc.stringMatching(/^[A-Za-zА-я]{1,8}$/), { minLength: 1, maxLength: 4 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(name, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const part = text.slice(start, start + 1 + (length % 6)).trim();
        for (const typed of [text, text.slice(0, 1 + (length % text.length)), part]) {
          const search = nameSearch(typed);
          if (search === null) continue;
          expect(matchName(search, searchedName(['Something else', text]))).not.toBeNull();
        }
        const whole = nameSearch(text);
        expect(whole === null ? null : matchName(whole, searchedName([text]))).toEqual({
          rank: 0,
          by: 0,
        });
      }),
    );
  });
});
