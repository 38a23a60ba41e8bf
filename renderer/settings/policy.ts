import { createContext, useContext } from 'react';
import type { PolicySetting, PolicyState } from '../../electron/contract/policy.ts';

const none: PolicyState = {
  ...{ place: null, locked: [], preset: [], problems: [] },
  ...{ mayKeepOffline: true, mayExport: true },
};

/** What the organisation has decided; everything is allowed where nothing tells otherwise. */
export const PolicyContext = createContext(none);

/** The organisation's policy. */
export function usePolicy(): PolicyState {
  return useContext(PolicyContext);
}

/** Whether the organisation has decided a setting, so that people can't. */
export function useIsLocked(name: PolicySetting): boolean {
  return usePolicy().locked.includes(name);
}
