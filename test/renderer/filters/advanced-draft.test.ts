import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../electron/contract/query.ts';
import {
  advancedOf,
  draftOf,
  emptyLine,
  recordsIn,
  withLine,
} from '../../../renderer/filters/advanced-draft.ts';
import { advancedWords } from '../../../renderer/filters/advanced-words.ts';
import { columnOf, speakers, wordingFor } from './typed-by.ts';

const customer = { set: 'Crm_Sales_Customers', id: 'AB-1' };
const names = new Map([['ab-1', 'Nordic Timber AS']]);
const released: Condition = { test: 'expression', path: 'State', text: 'released' };
const nordic: Condition = { test: 'oneOf', path: 'Customer', values: [customer] };
const range: Condition = { test: 'range', path: 'Code', from: 'a', to: null };

describe('an advanced filter that somebody works on', () => {
  test('says what it said before anything was changed', () => {
    const advanced = [[released, nordic], [range]];
    expect(advancedOf(draftOf(advanced, names))).toEqual(advanced);
    expect(recordsIn(advanced)).toEqual([customer]);
  });

  test('shows records by name, and by their keys while no name is known', () => {
    expect(draftOf([[nordic]], names)[0]?.[0]?.filter.chosen).toEqual([
      { ...customer, text: 'Nordic Timber AS' },
    ]);
    expect(draftOf([[nordic]], new Map())[0]?.[0]?.filter.chosen[0]?.text).toBe('AB-1');
  });

  test('leaves out what says nothing yet', () => {
    const draft = [[emptyLine, { ...emptyLine, path: 'State' }], [emptyLine]];
    expect(advancedOf(draft)).toEqual([]);
  });

  test('asks for what was typed or chosen in one line, as for two lines of a group', () => {
    const filter = { text: ' (empty) ', chosen: [{ ...customer, text: 'Nordic' }] };
    expect(advancedOf([[{ ...emptyLine, path: 'Customer', filter }]])).toEqual([
      [{ test: 'expression', path: 'Customer', text: '(empty)' }, nordic],
    ]);
  });

  test('changes and removes lines, and a group with its last line', () => {
    const draft = draftOf([[released, range], [nordic]], names);
    const changed = withLine(draft, 0, 1, { ...emptyLine, path: 'Void' });
    expect(changed[0]?.[1]?.path).toBe('Void');
    expect(advancedOf(withLine(draft, 0, 0, null))).toEqual([[range], [nordic]]);
    expect(advancedOf(withLine(draft, 1, 0, null))).toEqual([[released, range]]);
  });
});

describe('a group of an advanced filter in words', () => {
  const columns = new Map([
    ['Code', columnOf('text', { label: 'Code' })],
    ['Customer', columnOf('reference', { label: 'Customer' })],
  ]);
  const wording = { ...wordingFor(speakers[0]), names };

  test('names the column that all of its conditions are about', () => {
    expect(advancedWords([nordic], columns, wording)).toEqual({
      label: 'Customer',
      text: 'Nordic Timber AS',
    });
    const starts: Condition = { test: 'startsWith', path: 'Code', text: 'K' };
    expect(advancedWords([range, starts], columns, wording)).toEqual({
      label: 'Code',
      text: 'from exactly “a” or begins with “K”',
    });
  });

  test('names each column where they differ, by its path if nothing else is known', () => {
    const path: Condition = { test: 'notEmpty', path: 'Customer/Party' };
    expect(advancedWords([released, path], columns, wording)).toEqual({
      label: 'Advanced',
      text: 'State released or Customer › Party not empty',
    });
  });
});
