import { describe, expect, test } from 'vitest';
import type { Column } from '../../../electron/contract/rows.ts';
import {
  inReadingOrder,
  newestFirst,
  type OrderedColumn,
  withFirstSight,
} from '../../../electron/instance/first-sight.ts';

function hidden(name: string, order: number | null = null): OrderedColumn {
  const column: Column = {
    name,
    label: name,
    type: 'text',
    orderable: false,
    shownByDefault: false,
  };
  return { column, order };
}

function shown(name: string, order: number | null): OrderedColumn {
  const { column } = hidden(name);
  return { column: { ...column, shownByDefault: true }, order };
}

const shownNames = (columns: ReturnType<typeof withFirstSight>): string[] =>
  inReadingOrder(columns)
    .filter(({ column }) => column.shownByDefault)
    .map(({ column }) => column.name);

describe('what a person sees of a set at first', () => {
  test('includes state, void and one amount of documents, which the model hides', () => {
    const columns = ['TotalLineAmount', 'AmountToPay', 'Void', 'Notes', 'State'].map((name) =>
      hidden(name),
    );
    expect(shownNames(withFirstSight({ Category: 'Documents' }, columns))).toEqual([
      'State',
      'Void',
      'AmountToPay',
    ]);
  });

  test('includes the total of documents that have no amount to pay', () => {
    const columns = [hidden('TotalLineAmount'), hidden('State')];
    expect(shownNames(withFirstSight({ Category: 'Documents' }, columns))).toEqual([
      'State',
      'TotalLineAmount',
    ]);
  });

  test('begins with the display text where nothing else in sight names a row', () => {
    const number = shown('Number', 1);
    const columns = [number, hidden('DisplayText'), hidden('State')];
    expect(shownNames(withFirstSight({ Category: 'Definitions' }, columns))).toEqual([
      'DisplayText',
      'Number',
    ]);
    expect(shownNames(withFirstSight({}, [number]))).toEqual(['Number']);
  });

  test.each(['Name', 'PartyName', 'FullName', 'LineNo'])(
    'does not say twice what %s says',
    (name) => {
      const columns = [hidden('DisplayText'), shown(name, 1)];
      expect(shownNames(withFirstSight({ Category: 'Definitions' }, columns))).toEqual([name]);
    },
  );

  test('includes how much of it there is, unless a quantity is in sight anyway', () => {
    const stock = [shown('Name', 1), hidden('QuantityBase')];
    expect(shownNames(withFirstSight({ Category: 'Views' }, stock))).toEqual([
      'Name',
      'QuantityBase',
    ]);
    const { column } = shown('Ordered', 2);
    const ordered = [...stock, { column: { ...column, type: 'quantity' as const }, order: 2 }];
    expect(shownNames(withFirstSight({ Category: 'Views' }, ordered))).toEqual(['Name', 'Ordered']);
  });

  test('is not decided by a name that is hidden, or that only sounds like one', () => {
    const columns = [hidden('DisplayText'), hidden('Name'), shown('Rename', 1), shown('NAMEX', 2)];
    expect(shownNames(withFirstSight({}, columns))).toEqual(['DisplayText', 'Rename', 'NAMEX']);
  });
});

describe('columns', () => {
  function typed(name: string, type: Column['type'], order: number | null = null): OrderedColumn {
    const { column } = hidden(name);
    return { column: { ...column, type }, order };
  }

  test('are read in the model’s order, and where it has none by what tells rows apart', () => {
    const columns = [
      typed('Active', 'boolean'),
      typed('CreditLimit', 'amount'),
      typed('FromDate', 'date'),
      typed('Party', 'reference'),
      typed('Number', 'text'),
      typed('Notes', 'text', 7),
      typed('DocumentDate', 'date', -100),
    ];
    expect(inReadingOrder(columns).map(({ column }) => column.name)).toEqual([
      'DocumentDate',
      'Notes',
      'Number',
      'Party',
      'FromDate',
      'CreditLimit',
      'Active',
    ]);
  });

  test('of the same kind stay as the model lists them', () => {
    const columns = ['B', 'A', 'C'].map((name) => typed(name, 'amount'));
    expect(inReadingOrder(columns).map(({ column }) => column.name)).toEqual(['B', 'A', 'C']);
  });
});

describe('the order of rows before anybody chose one', () => {
  const column = (name: string, orderable: boolean): Column => ({
    ...shown(name, 0).column,
    orderable,
  });

  test('has the newest documents first, told apart by their numbers', () => {
    expect(newestFirst([column('DocumentNo', true), column('DocumentDate', true)])).toEqual([
      { column: 'DocumentDate', direction: 'descending' },
      { column: 'DocumentNo', direction: 'descending' },
    ]);
  });

  test('is the instance’s own where it can’t order by both, and for what is no document', () => {
    expect(newestFirst([column('DocumentDate', true)])).toBeUndefined();
    expect(
      newestFirst([column('DocumentDate', false), column('DocumentNo', true)]),
    ).toBeUndefined();
    expect(newestFirst([column('Number', true)])).toBeUndefined();
  });
});
