import type { View } from '../../electron/contract/views.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';
import { widened } from '../workspace/places.ts';
import { standardContent } from '../workspace/standard-content.ts';
import { changed, lookedAt, opened } from '../workspace/tabs.ts';

/** How something is opened: in which new tab if it takes one, and whether it takes one in any case. */
export interface OpeningInTab {
  /** Of the tab that is opened, unique in the workspace. */
  readonly id: string;
  readonly another: boolean;
}

/** Lets a tab show a view as it was saved, with its widths; null for the standard one. */
export function viewShown(
  workspace: Workspace,
  tab: { readonly id: string; readonly set: string },
  view: View | null,
): Workspace {
  const content = view?.content ?? standardContent;
  const shown = changed(workspace, tab.id, { ...content, view: view?.id ?? null, drafts: {} });
  return view === null ? shown : widened(shown, tab.set, view.columnWidths);
}

/** Opens a set; a tab that is new shows the set's default view, if it has one. */
export function setOpened(
  workspace: Workspace,
  set: string,
  opening: OpeningInTab,
  views: readonly View[],
): Workspace {
  const next = opened(workspace, set, opening);
  const view = views.find((each) => each.set === set && each.isDefault);
  if (view === undefined || next.current !== opening.id) return next;
  return viewShown(next, { id: opening.id, set }, view);
}

/** Looks at the tab that shows a view, or opens one that does. */
export function viewOpened(workspace: Workspace, view: View, opening: OpeningInTab): Workspace {
  const holder = workspace.tabs.find(
    (tab) => 'view' in tab && tab.set === view.set && tab.view === view.id,
  );
  if (holder !== undefined && !opening.another) return lookedAt(workspace, holder.id);
  const next = opened(workspace, view.set, { ...opening, another: true });
  return viewShown(next, { id: opening.id, set: view.set }, view);
}
