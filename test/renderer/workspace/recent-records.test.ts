import { describe, expect, it } from 'vitest';
import {
  emptyWorkspace,
  type RecordPlace,
  type Workspace,
  workspaceSchema,
} from '../../../electron/contract/workspace.ts';
import { recentRecords } from '../../../renderer/workspace/recent-records.ts';
import { closed, newNavigator } from '../../../renderer/workspace/tabs.ts';

const set = 'Crm_Sales_SalesOrders';

function record(recordId: string, title: string | null = recordId): RecordPlace {
  return { kind: 'record', set, recordId, title, part: null, top: 0, list: [] };
}

const tab = (id: string, past: readonly RecordPlace[] = []) => ({
  ...record(id),
  ...{ id, past: [...past], future: [] },
});

const workspace: Workspace = {
  ...emptyWorkspace,
  tabs: [tab('one', [record('came from')]), tab('two')],
  current: 'two',
};

const ids = (of: Workspace) => recentRecords(of).map(({ id }) => id);

describe('records of late', () => {
  it('are those of the tab that is looked at, then of others, each after what it came from', () => {
    expect(ids(workspace)).toEqual(['two', 'came from', 'one']);
  });

  it('stay when their tab is closed, the one that it showed first, and each but once', () => {
    const after = closed(closed(workspace, 'one'), 'two');
    expect(ids(after)).toEqual(['two', 'one', 'came from']);
    expect(ids({ ...after, tabs: [tab('one')], current: 'one' })).toEqual([
      'one',
      'two',
      'came from',
    ]);
  });

  it('are not more than the workspace keeps, and none without a name', () => {
    const past = Array.from({ length: 20 }, (_, index) => record(`past ${index}`));
    const many = closed({ ...workspace, tabs: [tab('last', past)] }, 'last');
    expect(ids(many)).toHaveLength(20);
    expect(ids(many).slice(0, 2)).toEqual(['last', 'past 19']);
    expect(workspaceSchema.safeParse(many).success).toBe(true);
    const unnamed = { ...tab('unnamed'), title: null };
    expect(ids(closed({ ...workspace, tabs: [unnamed] }, 'unnamed'))).toEqual([]);
  });

  it('are as before when a navigator is closed', () => {
    const navigator = { ...newNavigator(set), id: 'list', past: [], future: [] };
    const before: Workspace = { ...emptyWorkspace, tabs: [navigator] };
    expect(closed(before, 'list').recentRecords ?? []).toEqual([]);
  });
});
