import type { Tab, Workspace } from '../../electron/contract/workspace.ts';
import type { FoundRecord } from './record-search.ts';

/** Records that open tabs show or came from, the tab that is looked at first, each once. */
export function recentRecords({ tabs, current }: Workspace): readonly FoundRecord[] {
  const ordered = [
    ...tabs.filter(({ id }) => id === current),
    ...tabs.filter(({ id }) => id !== current),
  ];
  const records = ordered.flatMap(recordsOf);
  return [...new Map(records.map((record) => [`${record.set} ${record.id}`, record])).values()];
}

/** What is shown now comes last: people are there already. */
function recordsOf(tab: Tab): FoundRecord[] {
  return [...tab.past.toReversed(), tab].flatMap((place) =>
    place.kind === 'record' && place.title !== null
      ? [{ set: place.set, id: place.recordId, title: place.title }]
      : [],
  );
}
