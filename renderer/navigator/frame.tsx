import { Table2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderItem } from '../../electron/contract/query.ts';
import type { AppInfo, ConnectionState } from '../../electron/contract/requests.ts';
import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import type { AccountList, SessionState } from '../../electron/contract/session.ts';
import type { Settings } from '../../electron/contract/settings.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { newTicket } from '../erp/erp.ts';
import type { Opener } from '../grid/data-grid.tsx';
import { type HeldSession, isSignedIn, mayRead } from '../sign-in/held-session.ts';
import { SessionPanel } from '../sign-in/session-panel.tsx';
import type { SignIn } from '../sign-in/sign-in.ts';
import { starToggled, widened } from '../workspace/places.ts';
import { changed, currentTab, opened } from '../workspace/tabs.ts';
import { useWorkspaceState, type WorkspaceStore } from '../workspace/workspace-store.ts';
import { type EntitySetsQuery, useEntitySets } from './entity-sets.ts';
import { focusSetSearch } from './focus-rows.ts';
import { NavigatorView } from './navigator-view.tsx';
import { usePanes } from './pane-cycle.ts';
import { type Asking, useRetryWhenBack } from './retry-when-back.ts';
import { SetList } from './set-list.tsx';
import { provisionalLabel } from './set-tree.ts';
import { TitleBar } from './title-bar.tsx';
import { useWindowTitle } from './window-title.ts';

interface FrameProps {
  /** The account whose window this is, in the last state that was its own. */
  readonly held: HeldSession;
  /** That state, or a sign-in that is under way. */
  readonly session: SessionState;
  readonly connection: ConnectionState;
  readonly app: AppInfo;
  readonly settings: Settings;
  readonly store: WorkspaceStore;
  readonly signIn: SignIn;
  readonly accounts: AccountList;
  readonly actions: AccountActions;
}

/** The window of somebody who is signed in, or was and will be again. */
export function Frame(props: FrameProps) {
  const { held, session, connection, store } = props;
  const { account } = held;
  const [dataAt, setDataAt] = useState<number | null>(null);
  const workspace = useWorkspaceState(store)?.workspace ?? null;
  const allowed = isSignedIn(session);
  const sets = useEntitySets(account.key, allowed);
  const open = workspace === null ? null : currentTab(workspace);
  const label = open === null ? null : labelOf(sets, open.set);
  usePanes();
  useWindowTitle(label, account.instance.database);

  // Somebody who has just signed in, or started the app, goes on in the rows; without any they choose a navigator.
  const [opener, setOpener] = useState<Opener>(() => ({ focused: document.body }));
  const nothingOpen = workspace !== null && open === null;
  useEffect(() => {
    if (nothingOpen && document.activeElement === document.body) focusSetSearch();
  }, [nothingOpen]);
  const onOpen = useCallback(
    (set: EntitySetSummary, by: 'key' | 'pointer') => {
      setOpener(by === 'key' ? { focused: document.activeElement } : nobody);
      store.change((before) => opened(before, set.name, { id: newTicket(), another: false }));
      store.flush();
    },
    [store],
  );

  const blocked =
    session.status === 'needsSignIn' ||
    session.status === 'signingIn' ||
    session.status === 'unlocking';
  // What somebody is reading stays readable, unless the instance took back that they may.
  const readOn = mayRead(held) && (isSignedIn(held) || dataAt !== null);
  const { status } = connection;
  const asking: Asking = {
    accountKey: account.key,
    allowed,
    online: session.status === 'signedIn' && (status === 'online' || status === 'idle'),
  };
  useRetryWhenBack(asking, sets.failure, sets.reload);
  const panel = {
    staySignedIn: props.settings.staySignedIn,
    signIn: props.signIn,
    onSecret: props.actions.add,
  };
  return (
    <div className="frame">
      <TitleBar
        account={account}
        app={props.app}
        session={session}
        connection={connection}
        dataAt={dataAt}
        settings={props.settings}
        accounts={props.accounts}
        actions={props.actions}
      />
      <div className="frame-body">
        <div className="frame-work" inert={blocked && !readOn}>
          <SetList
            query={sets}
            starred={workspace?.starred ?? none}
            recent={workspace?.recent ?? none}
            open={open?.set ?? null}
            onOpen={onOpen}
          />
          <main className="frame-centre">
            {nothingOpen && <NothingOpen />}
            {workspace !== null && open !== null && (
              <OpenNavigator
                key={open.id}
                open={open}
                label={label ?? ''}
                asking={asking}
                starred={workspace.starred.includes(open.set)}
                widths={workspace.columnWidths[open.set] ?? noWidths}
                store={store}
                opener={opener}
                seatUntil={connection.seatUntil}
                onDataAt={setDataAt}
              />
            )}
          </main>
        </div>
        {blocked && !readOn && <SessionPanel {...panel} session={session} place="over" />}
      </div>
      {blocked && readOn && <SessionPanel {...panel} session={session} place="below" />}
    </div>
  );
}

const none: readonly string[] = [];
const nobody: Opener = { focused: null };
const noWidths = {};

function labelOf(sets: EntitySetsQuery, name: string): string {
  return sets.sets?.find((set) => set.name === name)?.label ?? provisionalLabel(name);
}

type OpenNavigatorProps = Pick<
  Parameters<typeof NavigatorView>[0],
  'label' | 'asking' | 'starred' | 'widths' | 'opener' | 'seatUntil' | 'onDataAt'
> & {
  readonly open: Parameters<typeof NavigatorView>[0]['place'];
  readonly store: WorkspaceStore;
};

/** Writes what happens in the open navigator into the workspace. */
function OpenNavigator({ open, store, ...view }: OpenNavigatorProps) {
  const { id, set } = open;
  const onSearch = useCallback(
    (search: string) => {
      store.change((before) => changed(before, id, { search }));
      store.flush();
    },
    [store, id],
  );
  const onOrder = useCallback(
    (order: OrderItem[]) => {
      store.change((before) => changed(before, id, { order }));
      store.flush();
    },
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
  return (
    <NavigatorView
      {...view}
      place={open}
      onSearch={onSearch}
      onOrder={onOrder}
      onStar={onStar}
      onWidths={onWidths}
    />
  );
}

function NothingOpen() {
  const { t } = useTranslation();
  return (
    <div className="navigator-message">
      <div className="empty-state">
        <span className="empty-icon" aria-hidden>
          <Table2 />
        </span>
        <p className="empty-title">{t('navigator.none')}</p>
        <p className="quiet">{t('navigator.noneSentence')}</p>
      </div>
    </div>
  );
}
