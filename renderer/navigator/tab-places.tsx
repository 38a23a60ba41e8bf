import { Activity, useMemo } from 'react';
import type { Place, Tab, Workspace } from '../../electron/contract/workspace.ts';
import { OpenRecord } from '../deferred/parts.tsx';
import { type Going, GoingContext } from '../workspace/going.ts';
import { placeOf } from '../workspace/history.ts';
import { OpenNavigator } from './open-navigator.tsx';
import type { OpenTabsProps } from './open-tabs.tsx';

interface TabPlacesProps extends Omit<OpenTabsProps, 'host' | 'onOpener'> {
  readonly tab: Tab;
  readonly workspace: Workspace;
  readonly going: Going;
}

/** How many of the places that one comes back to stay as they are, hidden and asleep; the others are made anew. */
const mostAsleep = 2;

/** What a tab shows, and behind it, hidden, the places that one came from. */
export function TabPlaces({ tab, going, ...view }: TabPlacesProps) {
  const asleep = tab.past.slice(-mostAsleep);
  const places = [...asleep, placeOf(tab)];
  const first = tab.past.length - asleep.length;
  return places.map((place, index) => {
    const isCurrent = index === asleep.length;
    const depth = first + index;
    return (
      <Activity key={`${depth} ${place.kind} ${place.set}`} mode={isCurrent ? 'visible' : 'hidden'}>
        <GoingContext value={going}>
          <PlaceView {...view} tabId={tab.id} place={place} />
        </GoingContext>
      </Activity>
    );
  });
}

interface PlaceViewProps extends Omit<TabPlacesProps, 'tab' | 'going'> {
  readonly tabId: string;
  readonly place: Place;
}

function PlaceView({ tabId, place, workspace, ...view }: PlaceViewProps) {
  const { store, asking, kept, copiedSets, opener, labelOf, seatUntil, onDataAt } = view;
  const tab = useMemo(() => ({ ...place, id: tabId, past: [], future: [] }), [place, tabId]);
  const common = { store, asking, copiedSets, labelOf, onDataAt };
  return tab.kind === 'record' ? (
    <OpenRecord {...common} tab={tab} opener={opener} isCopyOpen={kept.copy.status === 'open'} />
  ) : (
    <OpenNavigator
      {...common}
      {...{ workspace, kept, opener, seatUntil }}
      tab={tab}
      label={labelOf(tab.set)}
    />
  );
}
