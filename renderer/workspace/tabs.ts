import type {
  NavigatorPlace,
  NavigatorTab,
  Place,
  RecordPlace,
  Tab,
  Workspace,
} from '../../electron/contract/workspace.ts';
import { rememberedRecords } from './recent-records.ts';
import { standardContent } from './standard-content.ts';

/** What can change in an open navigator. */
export type TabChange = Partial<Omit<NavigatorTab, 'kind' | 'id' | 'set' | 'past' | 'future'>>;

/** What can change in an open record. */
export type RecordChange = Partial<Omit<RecordPlace, 'kind' | 'set'>>;

const mostTabs = 50;
const mostRecent = 20;

/** The tab that is looked at; null when none is open. */
export function currentTab({ tabs, current }: Workspace): Tab | null {
  return tabs.find(({ id }) => id === current) ?? null;
}

/** A navigator that was just opened: all rows, as the instance has them, from the first one on. */
export function newNavigator(set: string): NavigatorPlace {
  const nowhere = { view: null, drafts: {}, scroll: { row: 0, left: 0 }, active: null };
  return { kind: 'navigator', set, ...standardContent, ...nowhere, hasDetails: false };
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
  const holders = another ? [] : tabs.filter((tab) => tab.kind === 'navigator' && tab.set === set);
  const holder = holders.find((tab) => tab.id === current) ?? holders[0];
  if (holder !== undefined) return { ...workspace, recent, current: holder.id };
  return { ...placeOpened(workspace, newNavigator(set), id), recent };
}

/**
 * Opens a place in a tab of its own beside the current one. Where no more fit, the current one makes room.
 *
 * @param id - of the tab, unique in the workspace
 */
export function placeOpened(workspace: Workspace, place: Place, id: string): Workspace {
  const { tabs, current } = workspace;
  const at = tabs.findIndex((tab) => tab.id === current);
  const removed = tabs.length < mostTabs ? 0 : 1;
  const after = at < 0 ? tabs.length - removed : at + 1 - removed;
  const tab = { ...place, id, past: [], future: [] };
  return { ...workspace, tabs: tabs.toSpliced(after, removed, tab), current: id };
}

/** Closes a tab; if it was looked at, the one after it is next, or else the one before. */
export function closed(workspace: Workspace, id: string): Workspace {
  const place = workspace.tabs.findIndex((tab) => tab.id === id);
  const tab = workspace.tabs[place];
  if (tab === undefined) return workspace;
  const tabs = workspace.tabs.toSpliced(place, 1);
  const neighbour = tabs[place] ?? tabs[place - 1];
  const current = workspace.current === id ? (neighbour?.id ?? null) : workspace.current;
  return { ...workspace, tabs, current, recentRecords: rememberedRecords(workspace, tab) };
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

/** Changes what the navigator of a tab asks for, or where somebody is in it; a tab that shows a record stays as it is. */
export function changed(workspace: Workspace, id: string, change: TabChange): Workspace {
  return withTab(workspace, id, (tab) => (tab.kind === 'navigator' ? { ...tab, ...change } : tab));
}

/** Changes what is seen of the record of a tab; a tab that shows a navigator stays as it is. */
export function recordChanged(workspace: Workspace, id: string, change: RecordChange): Workspace {
  return withTab(workspace, id, (tab) => (tab.kind === 'record' ? { ...tab, ...change } : tab));
}

/** The workspace with another state of one tab. */
export function withTab(workspace: Workspace, id: string, next: (tab: Tab) => Tab): Workspace {
  return { ...workspace, tabs: workspace.tabs.map((tab) => (tab.id === id ? next(tab) : tab)) };
}
