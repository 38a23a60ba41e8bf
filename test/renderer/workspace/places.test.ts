import { describe, expect, it } from 'vitest';
import { emptyWorkspace, workspaceSchema } from '../../../electron/contract/workspace.ts';
import { keptTitle, starToggled, widened } from '../../../renderer/workspace/places.ts';

describe('a set', () => {
  it('is starred and unstarred', () => {
    const starred = starToggled(starToggled(emptyWorkspace, 'Orders'), 'Customers');
    expect(starred.starred).toEqual(['Orders', 'Customers']);
    expect(starToggled(starred, 'Orders').starred).toEqual(['Customers']);
  });

  it('keeps the widths of its columns and of no other', () => {
    const both = widened(widened(emptyWorkspace, 'Orders', { No: 90 }), 'Customers', { Name: 200 });
    expect(both.columnWidths).toEqual({ Orders: { No: 90 }, Customers: { Name: 200 } });
  });
});

describe('the title of a record', () => {
  it('is cut to what the workspace has room for, and no letter in two', () => {
    const title = keptTitle(`${'x'.repeat(499)}😀 and more`);
    const place = {
      kind: 'record',
      set: 'Orders',
      recordId: '1',
      title,
      part: null,
      top: 0,
      list: [],
    };
    const tabs = [{ ...place, id: 'tab' }];
    expect(workspaceSchema.safeParse({ ...emptyWorkspace, tabs }).success).toBe(true);
    expect(title?.isWellFormed()).toBe(true);
  });

  it('stays unknown while nobody knows it', () => {
    expect(keptTitle(null)).toBeNull();
    expect(keptTitle('SO-1')).toBe('SO-1');
  });
});
