import { useCallback } from 'react';
import type { NavigatorTab, Workspace } from '../../electron/contract/workspace.ts';
import { useAccountViews } from '../views/account-views.ts';
import { useTabViews } from '../views/tab-views.ts';
import { useGoing } from '../workspace/going.ts';
import { starToggled, widened } from '../workspace/places.ts';
import { changed, type TabChange } from '../workspace/tabs.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { NavigatorView } from './navigator-view.tsx';

type OpenNavigatorProps = Pick<
  Parameters<typeof NavigatorView>[0],
  | 'tab'
  | 'label'
  | 'asking'
  | 'kept'
  | 'copiedSets'
  | 'opener'
  | 'labelOf'
  | 'seatUntil'
  | 'onDataAt'
> & {
  readonly workspace: Workspace;
  readonly store: WorkspaceStore;
};

const noWidths = {};

/** Writes what happens in an open navigator into the workspace. */
export function OpenNavigator({ tab, workspace, store, ...view }: OpenNavigatorProps) {
  const { id, set } = tab;
  const onChange = useCallback(
    (change: TabChange) => {
      store.change((before) => changed(before, id, change));
      store.flush();
    },
    [store, id],
  );
  const onPlace = useCallback(
    (place: Pick<NavigatorTab, 'scroll' | 'active'>) =>
      store.note((before) => changed(before, id, place)),
    [store, id],
  );
  const onDraft = useCallback(
    (name: string, text: string | null) =>
      store.note((before) => {
        const known = before.tabs.find((each) => each.id === id);
        const drafts = known?.kind === 'navigator' ? { ...known.drafts } : {};
        if (text === null) delete drafts[name];
        else drafts[name] = text;
        return changed(before, id, { drafts });
      }),
    [store, id],
  );
  const onStar = useCallback(
    () => store.change((before) => starToggled(before, set)),
    [store, set],
  );
  const onWidths = useCallback(
    (widths: Readonly<Record<string, number>>) =>
      store.change((before) => widened(before, set, widths)),
    [store, set],
  );
  const { accountKey } = view.asking;
  const accountViews = useAccountViews(accountKey, view.kept.copy.status === 'open');
  const { rowsLinkOf } = useGoing();
  const tabViews = useTabViews({ tab, accountKey, accountViews, workspace, store, rowsLinkOf });
  return (
    <NavigatorView
      {...view}
      tab={tab}
      starred={workspace.starred.includes(set)}
      tabViews={tabViews}
      widths={workspace.columnWidths[set] ?? noWidths}
      onChange={onChange}
      onPlace={onPlace}
      onDraft={onDraft}
      onStar={onStar}
      onWidths={onWidths}
    />
  );
}
