import { describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import { emptyWorkspace, type Workspace } from '../../../electron/contract/workspace.ts';
import { changed, currentTab, opened } from '../../../renderer/workspace/tabs.ts';
import {
  createWorkspaceStore,
  type WorkspaceStore,
} from '../../../renderer/workspace/workspace-store.ts';

function open(workspace: Workspace, set: string): Workspace {
  return opened(workspace, set, { id: set, another: false });
}

function openIn(store: WorkspaceStore): string | undefined {
  const workspace = store.get()?.workspace;
  return workspace && currentTab(workspace)?.set;
}

/** A store over a disk and a clock that the test moves by hand. */
async function setUp(read: Result<Workspace> = success(emptyWorkspace)) {
  const saved: Workspace[] = [];
  const disk = { full: false };
  let due: (() => void) | null = null;
  const store = createWorkspaceStore({
    accountKey: 'maria',
    early: null,
    erp: {
      workspace: () => Promise.resolve(read),
      saveWorkspace: ({ accountKey, workspace }) => {
        expect(accountKey).toBe('maria');
        saved.push(workspace);
        return Promise.resolve(disk.full ? failure({ code: 'storageFailed' }) : success(null));
      },
    },
    after: (_milliseconds, callback) => {
      due = callback;
      return () => {
        due = null;
      };
    },
  });
  await Promise.resolve();
  return { store, saved, disk, pass: () => due?.() };
}

describe('what somebody has open', () => {
  it('is saved once for many changes in a row', async () => {
    const { store, saved, pass } = await setUp();
    store.change((before) => open(before, 'Orders'));
    store.change((before) => open(before, 'Customers'));
    expect(saved).toHaveLength(0);
    pass();
    expect(saved).toHaveLength(1);
    expect(saved[0] && currentTab(saved[0])?.set).toBe('Customers');
    expect(saved[0]?.recent).toEqual(['Customers', 'Orders']);
  });

  it('includes what was opened before the disk had answered', async () => {
    const read = Promise.withResolvers<Result<Workspace>>();
    const saved: Workspace[] = [];
    const store = createWorkspaceStore({
      accountKey: 'maria',
      early: null,
      erp: {
        workspace: () => read.promise,
        saveWorkspace: ({ workspace }) => {
          saved.push(workspace);
          return Promise.resolve(success(null));
        },
      },
      after: () => () => undefined,
    });
    store.change((before) => open(before, 'Orders'));
    store.flush();
    expect(saved).toHaveLength(0);
    read.resolve(success({ ...emptyWorkspace, starred: ['Customers'] }));
    await read.promise;
    expect(openIn(store)).toBe('Orders');
    expect(store.get()?.workspace.starred).toEqual(['Customers']);
    store.flush();
    expect(saved.map((each) => currentTab(each)?.set)).toEqual(['Orders']);
  });

  it('is saved with where somebody has scrolled to, for which nothing is drawn again', async () => {
    const { store, saved } = await setUp();
    store.change((before) => open(before, 'Orders'));
    let drawn = 0;
    store.subscribe(() => {
      drawn += 1;
    });
    store.note((before) => changed(before, 'Orders', { scroll: { row: 40, left: 0 } }));
    store.note((before) => changed(before, 'Orders', { scroll: { row: 80, left: 0 } }));
    expect(drawn).toBe(0);
    store.flush();
    expect(saved).toMatchObject([{ tabs: [{ scroll: { row: 80 } }] }]);
    store.change((before) => changed(before, 'Orders', { search: 'north' }));
    expect(drawn).toBe(1);
    expect(store.get()?.workspace.tabs[0]).toMatchObject({ search: 'north', scroll: { row: 80 } });
  });

  it('is saved at once on demand, and not a second time for nothing', async () => {
    const { store, saved, pass } = await setUp();
    store.change((before) => open(before, 'Orders'));
    store.flush();
    pass();
    store.flush();
    expect(saved).toHaveLength(1);
  });

  it('never overwrites what could not be read', async () => {
    const { store, saved, pass } = await setUp(failure({ code: 'storageFailed' }));
    expect(store.get()?.problem).toBe('unread');
    store.change((before) => open(before, 'Orders'));
    pass();
    store.flush();
    expect(saved).toHaveLength(0);
    expect(openIn(store)).toBe('Orders');
  });

  it('is saved when its account is in force again, if that was not so at the time', async () => {
    const { store, saved, disk } = await setUp();
    disk.full = true;
    store.change((before) => open(before, 'Orders'));
    store.flush();
    await Promise.resolve();
    disk.full = false;
    store.resume();
    await Promise.resolve();
    expect(saved).toHaveLength(2);
    expect(store.get()?.problem).toBeNull();
    store.resume();
    expect(saved).toHaveLength(2);
  });

  it('is not read where that was done already', async () => {
    const early = { ...emptyWorkspace, starred: ['Customers'] };
    const store = createWorkspaceStore({
      accountKey: 'maria',
      early,
      erp: {
        workspace: () => Promise.resolve(failure({ code: 'internal' })),
        saveWorkspace: () => Promise.resolve(success(null)),
      },
      after: () => () => undefined,
    });
    expect(store.get()).toEqual({ workspace: early, problem: null });
    store.resume();
    await Promise.resolve();
    expect(store.get()).toEqual({ workspace: early, problem: null });
  });

  it('is read again when the answer was that of another account', async () => {
    const answers: Result<Workspace>[] = [
      failure({ code: 'cancelled' }),
      success({ ...emptyWorkspace, starred: ['Customers'] }),
    ];
    const store = createWorkspaceStore({
      accountKey: 'maria',
      early: null,
      erp: {
        workspace: () => Promise.resolve(answers.shift() ?? failure({ code: 'internal' })),
        saveWorkspace: () => Promise.resolve(success(null)),
      },
      after: () => () => undefined,
    });
    store.resume();
    await Promise.resolve();
    expect(answers).toHaveLength(1);
    expect(store.get()).toBeNull();
    store.resume();
    await Promise.resolve();
    expect(store.get()?.workspace.starred).toEqual(['Customers']);
  });

  it('says so while it can not be saved, and no longer once it can', async () => {
    const { store, disk } = await setUp();
    disk.full = true;
    store.change((before) => open(before, 'Orders'));
    store.flush();
    await Promise.resolve();
    expect(store.get()?.problem).toBe('unsaved');
    disk.full = false;
    store.change((before) => open(before, 'Customers'));
    store.flush();
    await Promise.resolve();
    expect(store.get()?.problem).toBeNull();
  });
});
