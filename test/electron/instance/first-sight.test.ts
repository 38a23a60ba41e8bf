import { describe, expect, test } from 'vitest';
import type { Column } from '../../../electron/contract/rows.ts';
import { withFirstSight } from '../../../electron/instance/first-sight.ts';

function hidden(name: string, order = Number.MAX_SAFE_INTEGER) {
  const column: Column = {
    name,
    label: name,
    type: 'text',
    orderable: false,
    shownByDefault: false,
  };
  return { column, order };
}

const shownNames = (columns: ReturnType<typeof withFirstSight>): string[] =>
  columns
    .filter(({ column }) => column.shownByDefault)
    .toSorted((a, b) => a.order - b.order)
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

  test('is what the model says for everything else', () => {
    const columns = [hidden('State'), hidden('AmountToPay')];
    expect(withFirstSight({ Category: 'Definitions' }, columns)).toBe(columns);
    expect(withFirstSight({}, columns)).toBe(columns);
  });
});
