import { describe, expect, it } from 'vitest';
import type { View } from '../../../electron/contract/views.ts';
import { emptyWorkspace, type Workspace } from '../../../electron/contract/workspace.ts';
import { setOpened, viewOpened, viewShown } from '../../../renderer/views/shown-view.ts';
import { widened } from '../../../renderer/workspace/places.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';
import { changed, closed } from '../../../renderer/workspace/tabs.ts';

const view: View = {
  id: 'mine',
  set: 'Orders',
  name: 'Mine',
  content: { ...standardContent, filters: { DocumentDate: '(last month)' }, hasTotals: true },
  columnWidths: { DocumentDate: 200 },
  isDefault: true,
};
const other: View = { ...view, id: 'other', isDefault: false, columnWidths: {} };

/** What the tabs show, by their ids. */
function shown(workspace: Workspace): unknown {
  return workspace.tabs.map((tab) => ({
    ...{ id: tab.id, set: tab.set },
    ...('filters' in tab ? { view: tab.view, filters: tab.filters } : {}),
  }));
}

describe('a view', () => {
  it('is shown in a tab with its widths, and what was typed there is gone', () => {
    const opened = setOpened(emptyWorkspace, 'Orders', { id: '1', another: false }, []);
    const typed = changed(opened, '1', { drafts: { State: 'rel' }, search: 'x' });
    const after = viewShown(typed, { id: '1', set: 'Orders' }, view);
    expect(after.tabs).toMatchObject([{ ...view.content, view: 'mine', drafts: {} }]);
    expect(after.columnWidths).toEqual({ Orders: { DocumentDate: 200 } });
    const back = viewShown(after, { id: '1', set: 'Orders' }, null);
    expect(back.tabs).toMatchObject([{ ...standardContent, view: null }]);
    expect(back.columnWidths).toEqual(after.columnWidths);
  });

  it('that is the default one is what a set opens with, in new tabs only', () => {
    const views = [other, view];
    const first = setOpened(emptyWorkspace, 'Orders', { id: '1', another: false }, views);
    expect(shown(first)).toEqual([
      { id: '1', set: 'Orders', view: 'mine', filters: view.content.filters },
    ]);
    const lifted = widened(changed(first, '1', { filters: {}, view: null }), 'Orders', {
      DocumentDate: 90,
    });
    const again = setOpened(lifted, 'Orders', { id: '2', another: false }, views);
    expect(again).toEqual(lifted);
    const two = setOpened(lifted, 'Orders', { id: '2', another: true }, views);
    expect(shown(two)).toMatchObject([
      { id: '1', view: null },
      { id: '2', view: 'mine' },
    ]);
    const elsewhere = setOpened(two, 'Customers', { id: '3', another: false }, views);
    expect(shown(elsewhere)).toMatchObject([{}, {}, { id: '3', view: null }]);
  });

  it('is opened in the tab that has it already, or in another one', () => {
    const first = viewOpened(emptyWorkspace, other, { id: '1', another: false });
    const second = viewOpened(first, view, { id: '2', another: false });
    expect(shown(second)).toMatchObject([{ view: 'other' }, { view: 'mine' }]);
    expect(viewOpened(second, other, { id: '3', another: false }).current).toBe('1');
    expect(viewOpened(second, other, { id: '3', another: true }).current).toBe('3');
    const gone = viewOpened(closed(second, '1'), other, { id: '4', another: false });
    expect(gone).toMatchObject({ current: '4', recent: ['Orders'] });
  });
});
