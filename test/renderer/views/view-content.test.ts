import { describe, expect, it } from 'vitest';
import type { View } from '../../../electron/contract/views.ts';
import {
  contentOf,
  freeName,
  isChanged,
  isTaken,
  viewOf,
  viewsOfSet,
} from '../../../renderer/views/view-content.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';

function view(name: string, change: Partial<View> = {}): View {
  const content = { ...standardContent, filters: { DocumentDate: '(last month)', State: 'rel' } };
  return { id: name, set: 'Orders', name, content, columnWidths: {}, isDefault: false, ...change };
}

describe('what a view keeps', () => {
  it('is all that a tab shows, and nothing of where somebody is in it', () => {
    const tab = { ...standardContent, id: 'tab', scroll: { row: 7, left: 0 }, drafts: { a: 'b' } };
    expect(contentOf(tab)).toEqual(standardContent);
  });

  it('is changed as soon as something else is shown, and by the order of words in it never', () => {
    const kept = view('mine');
    const { content } = kept;
    const { filters } = content;
    expect(isChanged(content, kept)).toBe(false);
    const turned = Object.fromEntries(Object.entries(filters).toReversed());
    expect(isChanged({ ...content, filters: turned }, kept)).toBe(false);
    expect(isChanged({ ...content, filters: { ...filters, Void: 'no' } }, kept)).toBe(true);
    expect(isChanged({ ...content, filters: { State: 'rel' } }, kept)).toBe(true);
    expect(isChanged({ ...content, filters: { ...filters, State: 'new' } }, kept)).toBe(true);
    expect(isChanged({ ...content, columns: ['a'] }, kept)).toBe(true);
    expect(isChanged({ ...content, hasTotals: true }, kept)).toBe(true);
    expect(isChanged({ ...content, order: [{ column: 'a', direction: 'ascending' }] }, kept)).toBe(
      true,
    );
  });

  it('of the standard view is what a navigator shows by itself', () => {
    expect(isChanged(standardContent, null)).toBe(false);
    expect(isChanged({ ...standardContent, frozen: 2 }, null)).toBe(true);
    expect(isChanged({ ...standardContent, advanced: [[]] }, null)).toBe(true);
  });
});

describe('the views of a set', () => {
  const all = [view('b'), view('a 10'), view('a 9'), view('elsewhere', { set: 'Customers' })];

  it('come by name, numbers as people count', () => {
    expect(viewsOfSet(all, 'Orders').map(({ name }) => name)).toEqual(['a 9', 'a 10', 'b']);
  });

  it('are shown by a tab until they are deleted, and in no other set', () => {
    expect(viewOf(all, { view: 'b', set: 'Orders' })).toBe(all[0]);
    expect(viewOf(all, { view: 'gone', set: 'Orders' })).toBeNull();
    expect(viewOf(all, { view: 'elsewhere', set: 'Orders' })).toBeNull();
    expect(viewOf(all, { view: null, set: 'Orders' })).toBeNull();
  });

  it('have a name each, whatever the case', () => {
    expect(isTaken(all, 'Orders', ' B ', null)).toBe(true);
    expect(isTaken(all, 'Orders', 'B', 'b')).toBe(false);
    expect(isTaken(all, 'Customers', 'B', null)).toBe(false);
    expect(freeName(all, 'Orders', 'B')).toBe('B (2)');
    expect(freeName([...all, view('b (2)')], 'Orders', 'B')).toBe('B (3)');
    expect(freeName([view('x'.repeat(100))], 'Orders', 'x'.repeat(100))).toHaveLength(100);
  });
});
