import { describe, expect, it } from 'vitest';
import { emptyWorkspace } from '../../../electron/contract/workspace.ts';
import { starToggled, widened } from '../../../renderer/workspace/places.ts';

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
