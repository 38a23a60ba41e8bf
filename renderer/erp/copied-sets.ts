import { useCallback, useSyncExternalStore } from 'react';
import type { ErpApi } from '../../electron/contract/requests.ts';

/** How often each set has changed in the local copy by itself: whoever was away sees that it has. */
export interface CopiedSets {
  readonly changes: (set: string) => number;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Counts the changes from now on. */
export function followCopiedSets(erp: Pick<ErpApi, 'on'>): CopiedSets {
  const changes = new Map<string, number>();
  const listeners = new Set<() => void>();
  erp.on('copiedSetChanged', ({ set }) => {
    changes.set(set, (changes.get(set) ?? 0) + 1);
    for (const listener of listeners) listener();
  });
  return {
    changes: (set) => changes.get(set) ?? 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** How often a set has changed in the local copy since the window was opened. */
export function useCopiedChanges(copiedSets: CopiedSets, set: string): number {
  const changes = useCallback(() => copiedSets.changes(set), [copiedSets, set]);
  return useSyncExternalStore(copiedSets.subscribe, changes);
}
