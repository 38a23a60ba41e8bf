import { describe, expect, it } from 'vitest';
import type { KeptSet } from '../../../electron/contract/local-copy.ts';
import type { EntitySetSummary } from '../../../electron/contract/rows.ts';
import { setSearch } from '../../../renderer/navigator/set-search.ts';
import {
  parentKey,
  provisionalLabel,
  type SetLine,
  setLines,
} from '../../../renderer/navigator/set-tree.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';

function set(name: string, label: string): EntitySetSummary {
  return { name, label, module: name.split('_').slice(0, -1).join('.') };
}

const sets = [
  set('Crm_Sales_SalesOrders', 'Sales orders'),
  set('Crm_Sales_Customers', 'Customers'),
  set('Crm_Marketing', 'Campaigns'),
  set('MasterData_Products', 'Продукти'),
  set('Crm_Sales_SalesOrderLines', 'Sales order lines'),
];

const nothing = { sets, starred: [], recent: [], kept: [], views: [], toggled: new Set<string>() };

/** A set that is kept, or with words a part of it. */
function keeping(set: string, ...words: readonly string[]): KeptSet {
  const where = words.map((text) => [{ test: 'expression' as const, path: 'State', text }]);
  return {
    ...{ set, part: words.length === 0 ? null : { where, search: '', words: [...words] } },
    ...{ along: null, status: 'upToDate', rows: 1, total: 1, completeAt: 1, failure: null },
  };
}

function nameOf(line: SetLine): string {
  if (line.kind === 'view') return `“${line.view.name}”`;
  if (line.kind === 'part') return `${line.set.label}: ${line.part.words.join()}`;
  return line.kind === 'set' ? line.set.label : (line.heading ?? `[${line.label}]`);
}

function shown(input: Partial<Parameters<typeof setLines>[0]>): string[] {
  return setLines({ ...nothing, ...input }).map(
    (line) => `${'.'.repeat(line.level - 1)}${nameOf(line)}`,
  );
}

describe('the list of navigators', () => {
  it('starts with closed modules, in the order of their names', () => {
    expect(shown({})).toEqual(['[CRM]', '[Master Data]']);
  });

  it('opens modules into modules and sets', () => {
    expect(shown({ toggled: new Set(['.Crm', '.Crm.Sales']) })).toEqual([
      '[CRM]',
      '.[Sales]',
      '..Customers',
      '..Sales order lines',
      '..Sales orders',
      '.Campaigns',
      '[Master Data]',
    ]);
  });

  it('has Starred and Recent on top, open, without sets that the instance does not have', () => {
    const starred = ['Crm_Sales_Customers', 'Gone_Away'];
    expect(shown({ starred, recent: ['Gone_Away'] })).toEqual([
      'starred',
      '.Customers',
      '[CRM]',
      '[Master Data]',
    ]);
    expect(shown({ starred, toggled: new Set(['#starred']) })[1]).toBe('[CRM]');
  });

  it('has what is kept offline after the recent ones', () => {
    const kept = [keeping('Crm_Sales_Customers')];
    expect(shown({ recent: ['Crm_Marketing'], kept }).slice(0, 4)).toEqual([
      'recent',
      '.Campaigns',
      'kept',
      '.Customers',
    ]);
  });

  it('has of sets that are kept in parts each part, and not the set, whose other rows are not here', () => {
    const kept = [
      keeping('Crm_Sales_SalesOrders', 'released'),
      keeping('Crm_Sales_Customers'),
      keeping('Crm_Sales_SalesOrders', 'open'),
      keeping('Gone_Away', 'lost'),
    ];
    expect(shown({ kept }).slice(0, 4)).toEqual([
      'kept',
      '.Sales orders: released',
      '.Customers',
      '.Sales orders: open',
    ]);
    expect(shown({ kept, toggled: new Set(['#kept']) })[1]).toBe('[CRM]');
  });

  it('gives each line a key of its own, also for a set that is shown four times', () => {
    const lines = setLines({
      ...nothing,
      starred: ['Crm_Sales_Customers'],
      recent: ['Crm_Sales_Customers'],
      kept: [keeping('Crm_Sales_Customers'), keeping('Crm_Sales_Customers', 'active')],
      toggled: new Set(['.Crm', '.Crm.Sales']),
    });
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  });

  it('knows the group of a line', () => {
    const lines = setLines({ ...nothing, toggled: new Set(['.Crm', '.Crm.Sales']) });
    expect(parentKey(lines, 2)).toBe('.Crm.Sales');
    expect(parentKey(lines, 1)).toBe('.Crm');
    expect(parentKey(lines, 0)).toBeNull();
  });

  it('has the views of a set under it, by name, once they are asked for', () => {
    const kept = { content: standardContent, columnWidths: {}, isDefault: false };
    const set = 'Crm_Sales_Customers';
    const views = [
      { ...kept, id: '1', set, name: 'Sleeping' },
      { ...kept, id: '2', set, name: 'Active' },
      { ...kept, id: '3', set: 'Gone_Away', name: 'Lost' },
    ];
    const starred = [set, 'Crm_Marketing'];
    expect(shown({ starred, views }).slice(0, 3)).toEqual(['starred', '.Customers', '.Campaigns']);
    const toggled = new Set([`#starred/${set}`]);
    const lines = setLines({ ...nothing, starred, views, toggled });
    expect(lines.slice(0, 5).map(nameOf)).toEqual([
      'starred',
      'Customers',
      '“Active”',
      '“Sleeping”',
      'Campaigns',
    ]);
    expect(lines.slice(1, 5)).toMatchObject([{ expanded: true }, {}, {}, { expanded: null }]);
    expect(parentKey(lines, 3)).toBe(`#starred/${set}`);
  });

  it('calls a set by the last part of its name until its label is known', () => {
    expect(provisionalLabel('Crm_Sales_SalesOrders')).toBe('Sales Orders');
  });
});

const others = [
  { set: 'Crm_Sales_Customers', labels: ['Клиенти'], oldNames: ['Crm_Buyers'] },
  { set: 'Gone_Away', labels: ['Продажби'], oldNames: [] },
];

describe('the search for a navigator', () => {
  const labels = (search: string) => setSearch(sets, others)(search).map(({ set }) => set.label);

  it('finds every word anywhere in label and technical name', () => {
    expect(labels('ord sal')).toEqual(['Sales orders', 'Sales order lines']);
    expect(labels('Crm_Sales_Cust')).toEqual(['Customers']);
    expect(labels('masterdata')).toEqual(['Продукти']);
  });

  it('does not mind capitals, in Cyrillic neither', () => {
    expect(labels('ПРОДУКТИ')).toEqual(['Продукти']);
  });

  it('puts labels that begin with the search first', () => {
    expect(labels('sales')[0]).toBe('Sales orders');
    expect(labels('customers')).toEqual(['Customers']);
  });

  it('knows sets by their names of before and in other languages, and says which', () => {
    const find = setSearch(sets, others);
    expect(find('buyers')).toMatchObject([{ set: sets[1], otherName: 'Crm_Buyers' }]);
    expect(find('клиенти')).toMatchObject([{ set: sets[1], otherName: 'Клиенти' }]);
    expect(find('Customers')).toMatchObject([{ otherName: null }]);
    expect(find('Crm_Sales_Customers')).toMatchObject([{ otherName: null }]);
    expect(find('продажби')).toEqual([]);
  });

  it('finds nothing for nonsense', () => {
    expect(labels('xyzzy')).toEqual([]);
  });
});
