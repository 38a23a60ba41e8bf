import { Activity, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place, Tab, Workspace } from '../../electron/contract/workspace.ts';
import { useCommand } from '../commands/command.ts';
import type { CopiedSets } from '../erp/copied-sets.ts';
import { newTicket } from '../erp/erp.ts';
import type { Opener } from '../grid/data-grid.tsx';
import { useAccountViews } from '../views/account-views.ts';
import type { Going } from '../workspace/going.ts';
import { gone, goneBack, goneForward } from '../workspace/history.ts';
import { recordLink, rowsLink } from '../workspace/links.ts';
import { keptTitle } from '../workspace/places.ts';
import {
  closed,
  lookedAt,
  newNavigator,
  placeOpened,
  stepped,
  withTab,
} from '../workspace/tabs.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { focusRowsIfLost } from './focus-rows.ts';
import type { KeptOffline } from './kept-offline.ts';
import { useMouseHistory } from './mouse-history.ts';
import type { Asking } from './retry-when-back.ts';
import { TabPlaces } from './tab-places.tsx';
import { TabStrip, tabId, tabPanelId } from './tab-strip.tsx';
import { tabWords } from './tab-words.ts';

/** What the open tabs need to know. */
export interface OpenTabsProps {
  readonly workspace: Workspace;
  readonly store: WorkspaceStore;
  readonly asking: Asking;
  readonly kept: KeptOffline;
  readonly copiedSets: CopiedSets;
  readonly opener: Opener;
  readonly labelOf: (set: string) => string;
  /** Of the instance, for links to its records. */
  readonly host: string;
  /** When the licence seat gets free, in milliseconds since 1970; null when none is taken. */
  readonly seatUntil: number | null;
  readonly onOpener: (opener: Opener) => void;
  readonly onDataAt: (dataAt: DataAt) => void;
}

/** When the rows on screen were answered, in milliseconds since 1970; null without rows, undefined while nobody knows. */
export type DataAt = number | null | undefined;

/** The open navigators: their tabs, and the one that is looked at. Those that were looked at stay, hidden and asleep. */
export function OpenTabs(props: OpenTabsProps) {
  const { workspace, store, labelOf, host, onOpener } = props;
  const { tabs, current } = workspace;
  const { t } = useTranslation();
  const { views } = useAccountViews(props.asking.accountKey, props.kept.copy.status === 'open');
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

  const open = tabs.find(({ id }) => id === current);
  const turnIn = useCallback(
    (next: (tab: Tab) => Tab) =>
      turn((before) => (before.current === null ? before : withTab(before, before.current, next))),
    [turn],
  );
  const back = useCallback(() => turnIn(goneBack), [turnIn]);
  const forward = useCallback(() => turnIn(goneForward), [turnIn]);
  const hasPast = open !== undefined && open.past.length > 0;
  const hasFuture = open !== undefined && open.future.length > 0;
  useCommand('back', back, { isOffered: hasPast });
  useCommand('forward', forward, { isOffered: hasFuture });
  useMouseHistory(hasPast ? back : nothing, hasFuture ? forward : nothing);

  const going = useMemo((): Going => {
    const go = (place: Place, isInTab: boolean) =>
      turn((before) =>
        isInTab || before.current === null
          ? placeOpened(before, place, newTicket())
          : withTab(before, before.current, (tab) => gone(tab, place)),
      );
    return {
      toRecord({ set, id, title, list }, isInTab) {
        const fields = { recordId: id, part: null, top: 0, list: [...list] };
        go({ kind: 'record', set, title: keptTitle(title), ...fields }, isInTab);
      },
      toRows({ set, column, record }, isInTab) {
        const text = keptTitle(record.text) ?? '';
        go({ ...newNavigator(set), chosen: { [column]: [{ ...record, text }] } }, isInTab);
      },
      back: hasPast ? back : null,
      labelOf,
      linkOf: (record) => recordLink(host, record),
      rowsLinkOf: (set, content) => rowsLink(host, set, content),
    };
  }, [turn, back, hasPast, host, labelOf]);

  return (
    <>
      <TabStrip
        tabs={tabs.map((tab) => ({
          id: tab.id,
          ...tabWords(tab, { views, labelOf, t }),
        }))}
        current={current}
        onBack={hasPast ? back : null}
        onForward={hasFuture ? forward : null}
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
              <TabPlaces {...viewOf(props)} tab={tab} going={going} />
            </div>
          </Activity>
        ))}
    </>
  );
}

const nothing = () => undefined;

function viewOf({ host: _host, onOpener: _onOpener, ...view }: OpenTabsProps) {
  return view;
}
