import { describe, expect, it } from 'vitest';
import { emptyWorkspace, workspaceSchema } from '../../../electron/contract/workspace.ts';
import {
  opened,
  orderAfter,
  ordered,
  searched,
  starToggled,
  widened,
} from '../../../renderer/workspace/places.ts';

const open = opened(emptyWorkspace, 'Orders');

describe('a place', () => {
  it('keeps its search and order when its navigator is opened again', () => {
    const searching = searched(open, 'north');
    expect(opened(searching, 'Orders').navigator?.search).toBe('north');
    expect(opened(searching, 'Customers').navigator).toEqual({
      set: 'Customers',
      search: '',
      order: null,
    });
  });

  it('is among the recent ones once, newest first, never more than the contract takes', () => {
    let workspace = emptyWorkspace;
    for (let index = 0; index < 30; index += 1) workspace = opened(workspace, `Set${index}`);
    workspace = opened(workspace, 'Set25');
    expect(workspace.recent.slice(0, 3)).toEqual(['Set25', 'Set29', 'Set28']);
    expect(workspaceSchema.safeParse(workspace).success).toBe(true);
  });

  it('is starred and unstarred', () => {
    const starred = starToggled(starToggled(open, 'Orders'), 'Customers');
    expect(starred.starred).toEqual(['Orders', 'Customers']);
    expect(starToggled(starred, 'Orders').starred).toEqual(['Customers']);
  });

  it('is ordered ascending, descending, then not at all', () => {
    const ascending = orderAfter(null, 'No');
    const descending = orderAfter(ascending, 'No');
    expect(ascending).toEqual({ column: 'No', direction: 'ascending' });
    expect(descending).toEqual({ column: 'No', direction: 'descending' });
    expect(orderAfter(descending, 'No')).toBeNull();
    expect(orderAfter(descending, 'Date')).toEqual({ column: 'Date', direction: 'ascending' });
    expect(ordered(open, ascending).navigator?.order).toEqual(ascending);
  });

  it('keeps the widths of its columns and of no other', () => {
    const both = widened(widened(open, 'Orders', { No: 90 }), 'Customers', { Name: 200 });
    expect(both.columnWidths).toEqual({ Orders: { No: 90 }, Customers: { Name: 200 } });
  });

  it('that is not open can be neither searched nor ordered', () => {
    expect(searched(emptyWorkspace, 'north')).toBe(emptyWorkspace);
    expect(ordered(emptyWorkspace, null)).toBe(emptyWorkspace);
  });
});
