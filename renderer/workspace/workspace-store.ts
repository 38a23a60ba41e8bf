import { useSyncExternalStore } from 'react';
import type { ErpApi } from '../../electron/contract/requests.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';

/** What one account has open, and whether it will be there after a restart. */
export interface WorkspaceState {
  readonly workspace: Workspace;
  /** `unread`: what was kept could not be read, and is not overwritten; `unsaved`: the last save failed. */
  readonly problem: 'unread' | 'unsaved' | null;
}

/** Keeps the workspace of one account. */
export interface WorkspaceStore {
  /** Null until it was read. */
  readonly get: () => WorkspaceState | null;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes the workspace and saves it a moment later. */
  readonly change: (next: (workspace: Workspace) => Workspace) => void;
  /** As `change`, for what the window needs not be drawn again for, such as where somebody has scrolled to. */
  readonly note: (next: (workspace: Workspace) => Workspace) => void;
  /** Saves now what was not saved yet. */
  readonly flush: () => void;
  /** Reads or saves what could not be while another account was in force. */
  readonly resume: () => void;
}

/** What a store needs of the world. */
export interface WorkspaceSurroundings {
  readonly accountKey: string;
  readonly erp: Pick<ErpApi, 'workspace' | 'saveWorkspace'>;
  /** The workspace where it was read already; null to have it read. */
  readonly early: Workspace | null;
  /** Calls back once after some milliseconds; returns how to call that off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
}

// The renderer takes types from the contract and nothing else, so that no schema is loaded before the first paint.
const emptyWorkspace: Workspace = {
  tabs: [],
  current: null,
  recent: [],
  starred: [],
  columnWidths: {},
};
const saveDelay = 400;

/** Makes a store, and starts reading unless that was done. */
export function createWorkspaceStore({
  accountKey,
  erp,
  early,
  after,
}: WorkspaceSurroundings): WorkspaceStore {
  let state: WorkspaceState | null = early === null ? null : { workspace: early, problem: null };
  let isReading = false;
  let callOff: (() => void) | null = null;
  /** Changes from before the workspace was read: a person may be quicker than the disk. */
  let waiting: ((workspace: Workspace) => Workspace)[] = [];
  const listeners = new Set<() => void>();

  function publish(next: WorkspaceState) {
    state = next;
    for (const listener of listeners) listener();
  }

  function flush() {
    if (callOff === null || state === null) return;
    callOff();
    callOff = null;
    save(state.workspace);
  }

  function save(workspace: Workspace) {
    void erp.saveWorkspace({ accountKey, workspace }).then((answer) => {
      const problem = answer.ok ? null : 'unsaved';
      if (state !== null && state.problem !== problem) publish({ ...state, problem });
    });
  }

  async function read() {
    if (isReading) return;
    isReading = true;
    const answer = await erp.workspace();
    isReading = false;
    // Another account came into force meanwhile, so what was answered may be that one's.
    if (!answer.ok && answer.error.code === 'cancelled') return;
    publish(
      answer.ok
        ? { workspace: answer.value, problem: null }
        : { workspace: emptyWorkspace, problem: 'unread' },
    );
    for (const next of waiting) change(next);
    waiting = [];
  }

  function change(next: (workspace: Workspace) => Workspace) {
    if (state === null) {
      waiting.push(next);
      return;
    }
    note(next);
    for (const listener of listeners) listener();
  }

  function note(next: (workspace: Workspace) => Workspace) {
    if (state === null) return;
    state = { ...state, workspace: next(state.workspace) };
    // What could not be read is still on the disk, and may be readable for a later version.
    if (state.problem === 'unread') return;
    callOff?.();
    callOff = after(saveDelay, flush);
  }

  if (state === null) void read();
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
    note,
    flush,
    resume: () => {
      if (state === null) void read();
      else if (state.problem === 'unsaved') save(state.workspace);
    },
  };
}

/** The workspace now, and again whenever it changes; null until it was read. */
export function useWorkspaceState(store: WorkspaceStore): WorkspaceState | null {
  return useSyncExternalStore(store.subscribe, store.get);
}
