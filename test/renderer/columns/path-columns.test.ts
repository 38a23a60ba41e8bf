import { describe, expect, test } from 'vitest';
import type { Column, EntitySetDetail } from '../../../electron/contract/rows.ts';
import { columnTree, openedSets } from '../../../renderer/columns/column-tree.ts';
import {
  fullLabel,
  resolvedColumns,
  standardColumns,
} from '../../../renderer/columns/path-columns.ts';

function column(name: string, more: Partial<Column> = {}): Column {
  const label = more.label ?? name;
  return { name, label, type: 'text', orderable: true, shownByDefault: true, ...more };
}

function set(name: string, ...columns: readonly Column[]): EntitySetDetail {
  return {
    ...{ name, label: name, module: '', hasId: true, owner: null, children: [] },
    columns,
  };
}

const parties = set('Parties', column('PartyName', { label: 'Name' }));
const customers = set(
  'Customers',
  column('Number'),
  column('Party', { type: 'reference', referencedSet: 'Parties' }),
);
const orders = set(
  'Orders',
  column('No', { label: 'Document number' }),
  column('Customer', { type: 'reference', referencedSet: 'Customers' }),
  column('Notes', { shownByDefault: false }),
);
const all = new Map([customers, parties].map((each) => [each.name, each]));

describe('a path', () => {
  test('is a column of what it leads to, called by its first and last step, and never ordered by the server', () => {
    const { columns, needed } = resolvedColumns(
      orders,
      ['No', 'Customer/Number', 'Customer/Party/PartyName'],
      all,
    );
    expect(needed).toEqual([]);
    expect(columns.map(({ name, label, orderable }) => [name, label, orderable])).toEqual([
      ['No', 'Document number', true],
      ['Customer/Number', 'Customer › Number', false],
      ['Customer/Party/PartyName', 'Customer › … › Name', false],
    ]);
    expect(columns.map(fullLabel)).toEqual([
      'Document number',
      'Customer › Number',
      'Customer › Party › Name',
    ]);
  });

  test('asks for one set after the other on its way', () => {
    const paths = ['Customer/Party/PartyName'];
    expect(resolvedColumns(orders, paths, new Map())).toEqual({
      columns: [],
      needed: ['Customers'],
    });
    const known = new Map([['Customers', customers]]);
    expect(resolvedColumns(orders, paths, known).needed).toEqual(['Parties']);
  });

  test.each(['Nothing', 'No/Number', 'Customer/Nothing', 'Notes/A/B'])(
    '%s that leads nowhere is left out',
    (path) => {
      expect(resolvedColumns(orders, [path], all)).toEqual({ columns: [], needed: [] });
    },
  );

  test('through a set that can’t be had is left out', () => {
    const known = new Map([['Customers', null]]);
    const { columns, needed } = resolvedColumns(orders, ['Customer/Number', 'No'], known);
    expect(columns.map(({ name }) => name)).toEqual(['No']);
    expect(needed).toEqual([]);
  });
});

test('the model chooses columns, or all are shown where it chooses none', () => {
  expect(standardColumns(orders).map(({ name }) => name)).toEqual(['No', 'Customer']);
  const hidden = set('Hidden', column('A', { shownByDefault: false }));
  expect(standardColumns(hidden)).toEqual(hidden.columns);
});

describe('the columns to choose from', () => {
  const opened = new Set(['Customer', 'Customer/Party']);
  const names = (typed: string): unknown =>
    columnTree(orders, opened, all, typed).map(({ id, children }) => [
      id,
      children?.map((each) => [each.id, each.children?.map(({ id: last }) => last)]),
    ]);

  test('lie below the references that are opened', () => {
    expect(names('')).toEqual([
      ['No', undefined],
      [
        'Customer',
        [
          ['Customer/Number', undefined],
          ['Customer/Party', ['Customer/Party/PartyName']],
        ],
      ],
      ['Notes', undefined],
    ]);
    expect(openedSets(columnTree(orders, opened, all, ''), opened)).toEqual([
      'Customers',
      'Parties',
    ]);
  });

  test('are found by what people and the model call them, with what leads there', () => {
    expect(names('notes')).toEqual([['Notes', undefined]]);
    expect(names('document')).toEqual([['No', undefined]]);
    expect(names('partyname')).toEqual([
      ['Customer', [['Customer/Party', ['Customer/Party/PartyName']]]],
    ]);
  });

  test('end where a path becomes too long', () => {
    const loop = set('Loop', column('Next', { type: 'reference', referencedSet: 'Loop' }));
    const paths = ['Next', 'Next/Next', 'Next/Next/Next', 'Next/Next/Next/Next'];
    let nodes = columnTree(loop, new Set(paths), new Map([['Loop', loop]]), '');
    let depth = 0;
    for (; nodes.length > 0; depth += 1) nodes = nodes[0]?.children ?? [];
    expect(depth).toBe(5);
  });
});
