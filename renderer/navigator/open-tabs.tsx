import { Activity, useCallback, useState } from 'react';
import type { NavigatorTab, Workspace } from '../../electron/contract/workspace.ts';
import type { CopiedSets } from '../erp/copied-sets.ts';
import type { Opener } from '../grid/data-grid.tsx';
import { closed, lookedAt, stepped } from '../workspace/tabs.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { focusRowsIfLost } from './focus-rows.ts';
import type { KeptOffline } from './kept-offline.ts';
import { OpenNavigator } from './open-navigator.tsx';
import type { Asking } from './retry-when-back.ts';
import { TabStrip, tabId, tabPanelId } from './tab-strip.tsx';

interface OpenTabsProps {
  readonly workspace: Workspace;
  readonly store: WorkspaceStore;
  readonly asking: Asking;
  readonly kept: KeptOffline;
  readonly copiedSets: CopiedSets;
  readonly opener: Opener;
  readonly labelOf: (set: string) => string;
  /** When the licence seat gets free, in milliseconds since 1970; null when none is taken. */
  readonly seatUntil: number | null;
  readonly onOpener: (opener: Opener) => void;
  readonly onDataAt: (dataAt: DataAt) => void;
}

/** When the rows on screen were answered, in milliseconds since 1970; null without rows, undefined while nobody knows. */
export type DataAt = number | null | undefined;

/** The open navigators: their tabs, and the one that is looked at. Those that were looked at stay, hidden and asleep. */
export function OpenTabs(props: OpenTabsProps) {
  const { workspace, store, labelOf, onOpener } = props;
  const { tabs, current } = workspace;
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  if (current !== null && !visited.has(current)) setVisited(new Set([...visited, current]));

  /** Changes which tab is looked at. The rows take the focus over if it was in those that go out of sight. */
  const turn = useCallback(
    (next: (workspace: Workspace) => Workspace) => {
      onOpener({ focused: document.body });
      store.change(next);
      store.flush();
      requestAnimationFrame(focusRowsIfLost);
    },
    [store, onOpener],
  );

  return (
    <>
      <TabStrip
        tabs={tabs.map((tab) => ({
          id: tab.id,
          label: labelOf(tab.set),
          narrowed: narrowedBy(tab),
        }))}
        current={current}
        onLook={(id) => turn((before) => lookedAt(before, id))}
        onClose={(id) => turn((before) => closed(before, id))}
        onStep={(step) => turn((before) => stepped(before, step))}
      />
      {tabs
        .filter(({ id }) => visited.has(id))
        .map((tab) => (
          <Activity key={tab.id} mode={tab.id === current ? 'visible' : 'hidden'}>
            <div
              id={tabPanelId(tab.id)}
              role="tabpanel"
              className="tab-panel"
              aria-labelledby={tabId(tab.id)}
            >
              <OpenNavigator
                tab={tab}
                label={labelOf(tab.set)}
                workspace={workspace}
                {...viewProps(props)}
              />
            </div>
          </Activity>
        ))}
    </>
  );
}

function viewProps({
  store,
  asking,
  kept,
  copiedSets,
  opener,
  labelOf,
  seatUntil,
  onDataAt,
}: OpenTabsProps) {
  return { store, asking, kept, copiedSets, opener, labelOf, seatUntil, onDataAt };
}

/** What a navigator is narrowed by, in the words that were typed. */
function narrowedBy({ search, filters }: NavigatorTab): string {
  return [search, ...Object.values(filters)].filter((words) => words !== '').join(' · ');
}
