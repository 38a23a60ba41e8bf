import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyWorkspace,
  type Place,
  type Tab,
  workspaceSchema,
} from '../../../electron/contract/workspace.ts';
import { gone, goneBack, goneForward, placeOf } from '../../../renderer/workspace/history.ts';
import { newNavigator, opened, placeOpened, withTab } from '../../../renderer/workspace/tabs.ts';

function record(name: string): Place {
  const nowhere = { part: null, top: 0, list: [] };
  return { kind: 'record', set: 'Crm_Sales_Customers', recordId: name, title: name, ...nowhere };
}

const list: Tab = { ...newNavigator('Crm_Sales_SalesOrders'), id: 'tab', past: [], future: [] };

describe('the history of a tab', () => {
  it('leads back to the very place that one has left, with its filters and where one was in it', () => {
    const active = { row: 812, id: 'row', column: 'Customer' };
    const there = { ...list, filters: { State: 'New' }, scroll: { row: 800, left: 40 }, active };
    const followed = gone(there, record('A'));
    expect(followed).toMatchObject({ kind: 'record', recordId: 'A', id: 'tab' });
    expect(placeOf(goneBack(followed))).toEqual(placeOf(there));
  });

  it('forgets what one could have gone forward to when one goes elsewhere', () => {
    const elsewhere = gone(goneBack(gone(list, record('A'))), record('B'));
    expect(goneForward(elsewhere)).toBe(elsewhere);
    expect(placeOf(goneBack(elsewhere))).toEqual(placeOf(list));
  });

  it('stays where it is when there is nothing to go back to', () => {
    expect(goneBack(list)).toBe(list);
    expect(goneForward(list)).toBe(list);
  });

  it('forgets the oldest places when there are more than are kept', () => {
    let tab: Tab = list;
    for (let step = 1; step <= 30; step += 1) tab = gone(tab, record(`${step}`));
    const workspace = { ...emptyWorkspace, tabs: [tab], current: 'tab' };
    expect(workspaceSchema.parse(workspace)).toEqual(workspace);
    expect(tab.past[0]).toMatchObject({ recordId: '10' });
    for (let step = 1; step <= 30; step += 1) tab = goneBack(tab);
    expect(tab).toMatchObject({ recordId: '10', past: [] });
  });

  it('is taken back by going forward, however one went', () => {
    const step = fc.oneof(
      fc.constant('back'),
      fc.constant('forward'),
      fc.stringMatching(/^[a-z]$/),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let tab: Tab = list;
        for (const each of steps) {
          const next: Tab =
            each === 'back'
              ? goneBack(tab)
              : each === 'forward'
                ? goneForward(tab)
                : gone(tab, record(each));
          if (each === 'back' && next !== tab) expect(goneForward(next)).toEqual(tab);
          if (each === 'forward' && next !== tab) expect(goneBack(next)).toEqual(tab);
          tab = next;
        }
      }),
    );
  });
});

describe('a workspace', () => {
  it('of before there were records is read, and nothing of it is lost', () => {
    const { kind: _kind, hasDetails: _details, past: _past, future: _future, ...tab } = list;
    const before = { ...emptyWorkspace, tabs: [tab], current: 'tab' };
    expect(workspaceSchema.parse(before).tabs).toEqual([list]);
  });

  it('goes to the navigator of a set, not to a record of it', () => {
    const workspace = placeOpened(emptyWorkspace, record('A'), 'record');
    const both = opened(workspace, 'Crm_Sales_Customers', { id: 'list', another: false });
    expect(both.tabs.map(({ id, kind }) => [id, kind])).toEqual([
      ['record', 'record'],
      ['list', 'navigator'],
    ]);
    const gonePast = withTab(both, 'list', (tab) => gone(tab, record('B')));
    const again = opened(gonePast, 'Crm_Sales_Customers', { id: 'new', another: false });
    expect(again.current).toBe('new');
  });
});
