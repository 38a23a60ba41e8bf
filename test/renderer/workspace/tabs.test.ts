import { describe, expect, it } from 'vitest';
import {
  emptyWorkspace,
  type Workspace,
  workspaceSchema,
} from '../../../electron/contract/workspace.ts';
import {
  changed,
  closed,
  currentTab,
  lookedAt,
  opened,
  stepped,
} from '../../../renderer/workspace/tabs.ts';

/** Opens sets in a row, in tabs that are called as their sets. */
function withTabs(...sets: readonly string[]): Workspace {
  return sets.reduce(
    (before, set) => opened(before, set, { id: set, another: false }),
    emptyWorkspace,
  );
}

const ids = ({ tabs }: Workspace) => tabs.map(({ id }) => id);

describe('opening a set', () => {
  it('opens a tab beside the one that is looked at', () => {
    const between = opened(lookedAt(withTabs('A', 'B'), 'A'), 'C', { id: 'C', another: false });
    expect(ids(between)).toEqual(['A', 'C', 'B']);
    expect(currentTab(between)).toMatchObject({ set: 'C', search: '', order: [], active: null });
  });

  it('goes to the tab that has it, as it was', () => {
    const searching = changed(withTabs('A', 'B'), 'A', { search: 'north' });
    const again = opened(searching, 'A', { id: 'new', another: false });
    expect(ids(again)).toEqual(['A', 'B']);
    expect(currentTab(again)).toMatchObject({ id: 'A', search: 'north' });
  });

  it('in another tab leaves the one that has it alone', () => {
    const twice = opened(withTabs('A'), 'A', { id: 'A2', another: true });
    expect(ids(twice)).toEqual(['A', 'A2']);
    const stays = opened(twice, 'A', { id: 'A3', another: false });
    expect(stays.current).toBe('A2');
  });

  it('makes it the newest of the recent ones, of which there are never too many', () => {
    let workspace = emptyWorkspace;
    for (let index = 0; index < 70; index += 1) {
      workspace = opened(workspace, `Set${index}`, { id: `${index}`, another: false });
    }
    workspace = opened(workspace, 'Set60', { id: 'new', another: false });
    expect(workspace.recent.slice(0, 3)).toEqual(['Set60', 'Set69', 'Set68']);
    expect(workspaceSchema.safeParse(workspace).success).toBe(true);
  });

  it('takes the place of the tab that is looked at when no more fit', () => {
    const full = withTabs(...Array.from({ length: 50 }, (_, index) => `Set${index}`));
    const next = opened(lookedAt(full, 'Set3'), 'More', { id: 'More', another: false });
    expect(next.tabs).toHaveLength(50);
    expect(ids(next).slice(2, 5)).toEqual(['Set2', 'More', 'Set4']);
    expect(next.current).toBe('More');
  });
});

describe('closing a tab', () => {
  it('goes on in the one after it, then in the one before', () => {
    const middle = closed(lookedAt(withTabs('A', 'B', 'C'), 'B'), 'B');
    expect(middle.current).toBe('C');
    const last = closed(middle, 'C');
    expect(last.current).toBe('A');
    expect(closed(last, 'A')).toMatchObject({ tabs: [], current: null });
  });

  it('that is not looked at leaves the one that is', () => {
    expect(closed(withTabs('A', 'B'), 'A')).toMatchObject({ current: 'B' });
  });

  it('that is not there changes nothing', () => {
    const workspace = withTabs('A');
    expect(closed(workspace, 'B')).toBe(workspace);
    expect(lookedAt(workspace, 'B')).toBe(workspace);
  });
});

describe('stepping through the tabs', () => {
  it('goes round in both directions', () => {
    const workspace = withTabs('A', 'B', 'C');
    expect(stepped(workspace, 1).current).toBe('A');
    expect(stepped(workspace, -1).current).toBe('B');
    expect(stepped(lookedAt(workspace, 'A'), -1).current).toBe('C');
    expect(stepped(emptyWorkspace, 1)).toBe(emptyWorkspace);
  });
});
