import type { Place, Tab, Workspace } from '../../electron/contract/workspace.ts';

/** A record that somebody has seen. */
export interface SeenRecord {
  readonly set: string;
  readonly id: string;
  readonly title: string;
}

const mostRecent = 20;

/**
 * Records that open tabs show or came from, the tab that is looked at first, and then those of closed tabs; each once. What a tab
 * shows now comes after what it came from: people are there already.
 */
export function recentRecords({ tabs, current, recentRecords }: Workspace): SeenRecord[] {
  const ordered = [
    ...tabs.filter(({ id }) => id === current),
    ...tabs.filter(({ id }) => id !== current),
  ];
  return eachOnce([
    ...ordered.flatMap((tab) => recordsAmong([...tab.past.toReversed(), tab])),
    ...(recentRecords ?? []),
  ]);
}

/** What the workspace remembers of records when a tab is closed: those of the tab before all others. */
export function rememberedRecords({ recentRecords = [] }: Workspace, closed: Tab): SeenRecord[] {
  return eachOnce([...recordsAmong([closed, ...closed.past.toReversed()]), ...recentRecords]).slice(
    0,
    mostRecent,
  );
}

function eachOnce(records: readonly SeenRecord[]): SeenRecord[] {
  const names = records.map(({ set, id }) => `${set} ${id}`);
  return records.filter(({ set, id }, index) => names.indexOf(`${set} ${id}`) === index);
}

function recordsAmong(places: readonly Place[]): SeenRecord[] {
  return places.flatMap((place) =>
    place.kind === 'record' && place.title !== null
      ? [{ set: place.set, id: place.recordId, title: place.title }]
      : [],
  );
}
