import type { Place, Tab } from '../../electron/contract/workspace.ts';

/** How many places a tab remembers in each direction, as the workspace keeps them. */
const mostPlaces = 20;

/** What a tab shows, as a place that one can come back to. */
export function placeOf({ id: _id, past: _past, future: _future, ...place }: Tab): Place {
  return place;
}

/** A tab that has gone on to another place. What one could have gone forward to is forgotten. */
export function gone(tab: Tab, to: Place): Tab {
  return { ...to, id: tab.id, past: [...tab.past, placeOf(tab)].slice(-mostPlaces), future: [] };
}

/** A tab that has gone back to where it came from; the same tab when it came from nowhere. */
export function goneBack(tab: Tab): Tab {
  const to = tab.past.at(-1);
  if (to === undefined) return tab;
  const future = [...tab.future, placeOf(tab)].slice(-mostPlaces);
  return { ...to, id: tab.id, past: tab.past.slice(0, -1), future };
}

/** A tab that has taken back the last going back; the same tab when there was none. */
export function goneForward(tab: Tab): Tab {
  const to = tab.future.at(-1);
  if (to === undefined) return tab;
  const past = [...tab.past, placeOf(tab)].slice(-mostPlaces);
  return { ...to, id: tab.id, past, future: tab.future.slice(0, -1) };
}
