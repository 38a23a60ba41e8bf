import type { NavigatorTab, Workspace } from '../../electron/contract/workspace.ts';
import { standardContent } from './standard-content.ts';

/** What can change in an open navigator. */
export type TabChange = Partial<Omit<NavigatorTab, 'id' | 'set'>>;

const mostTabs = 50;
const mostRecent = 20;

/** The tab that is looked at; null when none is open. */
export function currentTab({ tabs, current }: Workspace): NavigatorTab | null {
  return tabs.find(({ id }) => id === current) ?? null;
}

/** A navigator that was just opened: all rows, as the instance has them, from the first one on. */
function newTab(set: string, id: string): NavigatorTab {
  const nowhere = { view: null, drafts: {}, scroll: { row: 0, left: 0 }, active: null };
  return { id, set, ...standardContent, ...nowhere };
}

/**
 * Goes to the tab that has a set, or opens one beside the current one. Where no more fit, the current one makes room.
 *
 * @param id - of the tab that is opened, unique in the workspace
 * @param another - opens one even if a tab has the set already
 */
export function opened(
  workspace: Workspace,
  set: string,
  { id, another }: { readonly id: string; readonly another: boolean },
): Workspace {
  const { tabs, current } = workspace;
  const recent = [set, ...workspace.recent.filter((other) => other !== set)].slice(0, mostRecent);
  const holders = another ? [] : tabs.filter((tab) => tab.set === set);
  const holder = holders.find((tab) => tab.id === current) ?? holders[0];
  if (holder !== undefined) return { ...workspace, recent, current: holder.id };
  const place = tabs.findIndex((tab) => tab.id === current);
  const removed = tabs.length < mostTabs ? 0 : 1;
  const after = place < 0 ? tabs.length - removed : place + 1 - removed;
  const next = tabs.toSpliced(after, removed, newTab(set, id));
  return { ...workspace, recent, tabs: next, current: id };
}

/** Closes a tab; if it was looked at, the one after it is next, or else the one before. */
export function closed(workspace: Workspace, id: string): Workspace {
  const place = workspace.tabs.findIndex((tab) => tab.id === id);
  if (place < 0) return workspace;
  const tabs = workspace.tabs.toSpliced(place, 1);
  const neighbour = tabs[place] ?? tabs[place - 1];
  const current = workspace.current === id ? (neighbour?.id ?? null) : workspace.current;
  return { ...workspace, tabs, current };
}

/** Looks at another tab; nothing changes when there is none with that id. */
export function lookedAt(workspace: Workspace, id: string): Workspace {
  return workspace.tabs.some((tab) => tab.id === id) ? { ...workspace, current: id } : workspace;
}

/** Looks at the next tab, or the one before; after the last one comes the first. */
export function stepped(workspace: Workspace, step: 1 | -1): Workspace {
  const { tabs, current } = workspace;
  const place = tabs.findIndex((tab) => tab.id === current);
  const next = tabs.at((place + step) % tabs.length);
  return next === undefined ? workspace : { ...workspace, current: next.id };
}

/** Changes what one tab asks for, or where somebody is in it. */
export function changed(workspace: Workspace, id: string, change: TabChange): Workspace {
  const tabs = workspace.tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
  return { ...workspace, tabs };
}
