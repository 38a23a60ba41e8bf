import { Table2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptSet } from '../../electron/contract/local-copy.ts';
import type { AppInfo, ConnectionState } from '../../electron/contract/requests.ts';
import type { AccountList, SessionState } from '../../electron/contract/session.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import type { Tab } from '../../electron/contract/workspace.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { useCommandKeys } from '../commands/command.ts';
import { laterParts, SessionPanel } from '../deferred/parts.tsx';
import { loadWhenIdle, StartIsOverContext, useStart } from '../deferred/start.ts';
import type { CopiedSets } from '../erp/copied-sets.ts';
import { Palette } from '../palette/palette.tsx';
import { type HeldSession, isSignedIn, mayRead } from '../sign-in/held-session.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { useTryAgain } from '../sign-in/try-again.ts';
import { useAccountViews } from '../views/account-views.ts';
import { currentTab } from '../workspace/tabs.ts';
import { useWorkspaceState, type WorkspaceStore } from '../workspace/workspace-store.ts';
import { type EntitySetsQuery, useEntitySets } from './entity-sets.ts';
import { focusSetSearch } from './focus-rows.ts';
import type { KeptOffline } from './kept-offline.ts';
import { type DataAt, OpenTabs } from './open-tabs.tsx';
import { useOpenedLinks } from './opened-links.ts';
import { usePanes } from './pane-cycle.ts';
import { type Asking, useRetryWhenBack, useReturns } from './retry-when-back.ts';
import { SetList } from './set-list.tsx';
import { provisionalLabel } from './set-tree.ts';
import { TitleBar } from './title-bar.tsx';
import { type Opening, useWaysIn } from './ways-in.ts';
import { useWindowTitle } from './window-title.ts';

interface FrameProps {
  /** The account whose window this is, in the last state that was its own. */
  readonly held: HeldSession;
  /** That state, or a sign-in that is under way. */
  readonly session: SessionState;
  readonly connection: ConnectionState;
  readonly kept: KeptOffline;
  readonly copiedSets: CopiedSets;
  readonly app: AppInfo;
  readonly settings: Settings;
  readonly store: WorkspaceStore;
  readonly signIn: SignIn;
  readonly accounts: AccountList;
  readonly actions: AccountActions;
}

/** The window of somebody who is signed in, or was and will be again. */
export function Frame(props: FrameProps) {
  const { held, session, connection, kept, store } = props;
  const { account } = held;
  const [dataAt, setDataAt] = useState<DataAt>();
  const workspace = useWorkspaceState(store)?.workspace ?? null;
  const allowed = mayRead(held);
  const sets = useEntitySets(account.key, allowed);
  const open = workspace === null ? null : currentTab(workspace);
  const labelOf = useCallback((set: string) => setLabel(sets.sets, set), [sets.sets]);
  const label = open === null ? null : openLabel(open, labelOf);
  usePanes();
  useWindowTitle(label, account.instance.database);

  const accountViews = useAccountViews(account.key, kept.copy.status === 'open');
  const { waysIn, opener, setOpener } = useWaysIn(store, account.key, accountViews.views);
  useOpenedLinks(account.instance.host, workspace !== null && allowed, (place) => {
    if (place.kind === 'record') waysIn.toRecord({ ...place, title: null }, byLink);
    else if (place.content === null) waysIn.toSet(place.set, byLink);
    else waysIn.toContent(place.set, place.content, byLink);
  });
  // Without anything open, somebody who has just signed in chooses a navigator.
  const nothingOpen = workspace !== null && open === null;
  useEffect(() => {
    if (nothingOpen && document.activeElement === document.body) focusSetSearch();
  }, [nothingOpen]);
  const isStartOver = useStart(nothingOpen || (open !== null && dataAt !== undefined));
  useEffect(() => {
    if (isStartOver) void loadWhenIdle(laterParts, idle);
  }, [isStartOver]);
  const blocked =
    session.status === 'needsSignIn' ||
    session.status === 'signingIn' ||
    session.status === 'unlocking';
  const tryAgain = useTryAgain();
  const { forget } = tryAgain;
  useEffect(() => {
    if (!blocked) forget();
  }, [blocked, forget]);
  const { status } = connection;
  const offline = session.status === 'signedInOffline' || status === 'offline';
  const returns = useReturns(offline);
  // What somebody is reading, or could read on this computer, stays readable.
  const hasRows = (open !== null && dataAt !== null) || kept.sets.some(isHere);
  const readOn = allowed && (isSignedIn(held) || hasRows);
  const asking: Asking = {
    accountKey: account.key,
    allowed,
    signedIn: isSignedIn(session),
    offline,
    returns,
    online: session.status === 'signedIn' && (status === 'online' || status === 'idle'),
  };
  useRetryWhenBack(asking, sets.failure, sets.reload);
  const panel = {
    staySignedIn: props.settings.staySignedIn,
    signIn: props.signIn,
    tryAgain,
    onSecret: props.actions.add,
  };
  return (
    <StartIsOverContext value={isStartOver}>
      <div className="frame">
        <TitleBar
          account={account}
          app={props.app}
          session={session}
          connection={connection}
          kept={kept}
          labelOf={labelOf}
          dataAt={open === null ? null : (dataAt ?? null)}
          accounts={props.accounts}
          actions={props.actions}
          palette={
            <Palette
              sets={sets.sets}
              workspace={workspace}
              views={accountViews.views}
              accounts={props.accounts}
              asking={asking}
              labelOf={labelOf}
              waysIn={waysIn}
              actions={props.actions}
            />
          }
        />
        <div className="frame-body">
          <div className="frame-work" inert={blocked && !readOn}>
            <SetList
              accountKey={account.key}
              query={sets}
              starred={workspace?.starred ?? none}
              recent={workspace?.recent ?? none}
              kept={kept}
              offline={offline}
              open={open?.set ?? null}
              views={accountViews.views}
              waysIn={waysIn}
            />
            <main className="frame-centre">
              {nothingOpen && <NothingOpen />}
              {workspace !== null && open !== null && (
                <OpenTabs
                  workspace={workspace}
                  store={store}
                  asking={asking}
                  kept={kept}
                  copiedSets={props.copiedSets}
                  opener={opener}
                  labelOf={labelOf}
                  host={account.instance.host}
                  seatUntil={connection.seatUntil}
                  onOpener={setOpener}
                  onDataAt={setDataAt}
                />
              )}
            </main>
          </div>
          {blocked && !readOn && <SessionPanel {...panel} session={session} place="over" />}
        </div>
        {blocked && readOn && <SessionPanel {...panel} session={session} place="below" />}
      </div>
    </StartIsOverContext>
  );
}

const none: readonly string[] = [];

/** Resolves when the window has nothing else to do. */
const idle = () => new Promise<void>((resolve) => requestIdleCallback(() => resolve()));

/** It is opened beside what is there. */
const byLink: Opening = { by: 'pointer', another: true };

function setLabel(sets: EntitySetsQuery['sets'], name: string): string {
  return sets?.find((set) => set.name === name)?.label ?? provisionalLabel(name);
}

/** What a tab shows: a record by its title, a navigator by its set. */
function openLabel(tab: Tab, labelOf: (set: string) => string): string {
  return (tab.kind === 'record' ? tab.title : null) ?? labelOf(tab.set);
}

function isHere({ completeAt }: KeptSet): boolean {
  return completeAt !== null;
}

function NothingOpen() {
  const { t } = useTranslation();
  const keysOf = useCommandKeys();
  return (
    <div className="navigator-message">
      <div className="empty-state">
        <span className="empty-icon" aria-hidden>
          <Table2 />
        </span>
        <p className="empty-title">{t('navigator.none')}</p>
        <p className="quiet">{t('navigator.noneSentence', { keys: keysOf('palette') })}</p>
      </div>
    </div>
  );
}
