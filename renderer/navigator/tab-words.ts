import type { TFunction } from 'i18next';
import type { View } from '../../electron/contract/views.ts';
import type { Tab } from '../../electron/contract/workspace.ts';
import { narrowingWords } from '../filters/narrowing-words.ts';
import { isChanged, viewOf } from '../views/view-content.ts';

/** What a tab is called, and what tells it from others of the same name; empty where nothing does. */
export interface TabWords {
  readonly label: string;
  readonly narrowed: string;
}

/** What tab words are written with. */
interface Wording {
  readonly views: readonly View[];
  readonly labelOf: (set: string) => string;
  readonly t: TFunction;
}

/**
 * Names a tab: by its record and then its set, or by its set and then its view. What the rows are narrowed by is told in the words
 * that were typed, unless the view says the same.
 */
export function tabWords(tab: Tab, { views, labelOf, t }: Wording): TabWords {
  const set = labelOf(tab.set);
  if (tab.kind === 'record') {
    return { label: tab.title ?? set, narrowed: tab.title === null ? '' : set };
  }
  const view = viewOf(views, tab);
  const narrowing = view === null || isChanged(tab, view) ? narrowingWords(tab, t) : [];
  const name = view === null ? [] : [view.name];
  return { label: set, narrowed: [...name, ...narrowing].join(' · ') };
}
