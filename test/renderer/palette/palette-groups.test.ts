import { describe, expect, it } from 'vitest';
import type { View } from '../../../electron/contract/views.ts';
import { setSearch } from '../../../renderer/navigator/set-search.ts';
import {
  itemKey,
  type PaletteSources,
  paletteGroups,
} from '../../../renderer/palette/palette-groups.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';

function set(name: string, label: string) {
  return { name, label, module: name.split('_').slice(0, -1).join('.') };
}

function view(id: string, ofSet: string, name: string): View {
  const kept = { content: standardContent, columnWidths: {}, isDefault: false };
  return { id, set: ofSet, name, ...kept };
}

const sets = [
  set('Crm_Sales_SalesOrders', 'Sales orders'),
  set('Crm_Sales_Customers', 'Customers'),
  set('Crm_Invoicing_Invoices', 'Invoices'),
];
const labels = new Map(sets.map(({ name, label }) => [name, label]));

const sources: PaletteSources = {
  sets,
  findSets: setSearch(sets, []),
  recent: ['Crm_Sales_Customers', 'Gone_Away', 'Crm_Sales_SalesOrders'],
  recentRecords: [{ set: 'Crm_Sales_Customers', id: '7', title: 'Nordic Timber' }],
  views: [
    view('v1', 'Crm_Sales_SalesOrders', 'Last month'),
    view('v2', 'Crm_Invoicing_Invoices', 'Unpaid'),
  ],
  openSet: 'Crm_Sales_SalesOrders',
  commands: [
    { id: 'reload', names: ['Презареди', 'Reload'] },
    { id: 'totals', names: ['Суми', 'Show or hide the totals'] },
  ],
  accounts: [],
  members: [],
  records: [],
  labelOf: (name) => labels.get(name) ?? name,
};

function shown(text: string, change: Partial<PaletteSources> = {}) {
  return paletteGroups(text, { ...sources, ...change }).map(({ heading, items }) => [
    heading,
    ...items.map(itemKey),
  ]);
}

describe('the palette', () => {
  it('begins with what was seen lately, the views of the open set, and every command', () => {
    expect(shown(' ')).toEqual([
      ['recent', 'record Crm_Sales_Customers 7', 'set Crm_Sales_Customers'],
      ['views', 'view v1'],
      ['commands', 'command reload', 'command totals'],
    ]);
  });

  it('shows the kind with the best match first', () => {
    expect(shown('sales orders').map(([heading]) => heading)).toEqual(['sets', 'views']);
    expect(shown('reload')).toEqual([['commands', 'command reload']]);
    expect(shown('unpaid')).toEqual([['views', 'view v2']]);
    const points = [...sets, set('Reload_Points', 'Reloading points')];
    expect(shown('reload', { findSets: setSearch(points, []) })).toEqual([
      ['commands', 'command reload'],
      ['sets', 'set Reload_Points'],
    ]);
  });

  it('finds views by their set’s name too, and commands in every language', () => {
    expect(shown('inv unp')).toEqual([['views', 'view v2']]);
    expect(shown('презареди')).toEqual([['commands', 'command reload']]);
  });

  it('lets columns and records, which come later, move nothing', () => {
    const before = shown('customer');
    const members = [
      { set: 'Crm_Sales_SalesOrders', member: 'EndCustomer', label: 'End customer' },
      { set: 'Crm_Invoicing_Invoices', member: 'Customer', label: 'Customer' },
      { set: 'Crm_Sales_SalesOrders', member: 'Customer', label: 'Customer' },
      { set: 'Crm_Sales_Customers', member: null, label: 'Customers' },
    ];
    const records = [{ set: 'Crm_Sales_Customers', id: '8', title: 'Customer 8' }];
    const after = shown('customer', { members, records });
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toEqual([
      [
        'members',
        'member Crm_Sales_SalesOrders Customer',
        'member Crm_Invoicing_Invoices Customer',
        'member Crm_Sales_SalesOrders EndCustomer',
      ],
      ['records', 'record Crm_Sales_Customers 8'],
    ]);
  });

  it('finds a column by words of its navigator’s name too', () => {
    const members = [
      { set: 'Crm_Invoicing_Invoices', member: 'Total', label: 'Total amount' },
      { set: 'Crm_Sales_SalesOrders', member: 'Total', label: 'Total amount' },
    ];
    expect(shown('inv total', { members })).toEqual([
      ['members', 'member Crm_Invoicing_Invoices Total'],
    ]);
  });

  it('shows nothing for nonsense', () => {
    expect(shown('xyzzy')).toEqual([]);
  });
});
