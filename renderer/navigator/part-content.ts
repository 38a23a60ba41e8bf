import type { KeptPart } from '../../electron/contract/local-copy.ts';
import type { View } from '../../electron/contract/views.ts';
import type { NavigatorContent, Workspace } from '../../electron/contract/workspace.ts';
import { type OpeningInTab, setOpened } from '../views/shown-view.ts';
import { changed, lookedAt } from '../workspace/tabs.ts';
import { isSamePart } from './kept-part.ts';
import { navigatorQuery, nothingNarrowed } from './navigator-query.ts';

type Narrowed = Pick<NavigatorContent, 'search' | 'filters' | 'chosen' | 'advanced'>;

/**
 * What a navigator is narrowed by that asks for the rows of a part: what was typed stands in the filter row again, and all else in
 * the advanced filter, which asks for records by what they are and finds out what they are called.
 */
export function partContent({ where, search }: Pick<KeptPart, 'where' | 'search'>): Narrowed {
  const filters: Record<string, string> = {};
  const advanced: NavigatorContent['advanced'] = [];
  for (const group of where) {
    const [only] = group;
    const isTyped = only?.test === 'expression' && group.length === 1;
    if (isTyped && !Object.hasOwn(filters, only.path)) filters[only.path] = only.text;
    else advanced.push(group);
  }
  return { ...nothingNarrowed, search, filters, advanced };
}

/** Looks at the tab that shows the rows of a part, or opens one that does, with the columns of the set's default view. */
export function partOpened(
  workspace: Workspace,
  { set, part }: { readonly set: string; readonly part: KeptPart },
  opening: OpeningInTab,
  views: readonly View[] = [],
): Workspace {
  const holder = workspace.tabs.find((tab) => {
    if (tab.kind !== 'navigator' || tab.set !== set) return false;
    const shown = navigatorQuery(set, tab, []);
    return isSamePart(shown, part);
  });
  if (holder !== undefined && !opening.another) return lookedAt(workspace, holder.id);
  const next = setOpened(workspace, set, { ...opening, another: true }, views);
  return changed(next, opening.id, partContent(part));
}
