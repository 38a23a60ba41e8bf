import { useEffect, useMemo, useState } from 'react';
import type { AppInfo, ConnectionState } from '../../electron/contract/requests.ts';
import type { AccountList, SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import { after } from '../components/after.ts';
import { type OpenDiagnostics, useDiagnosticsCommands } from '../diagnostics/opened-diagnostics.ts';
import { useEarlyAnswers } from '../erp/early-answers.ts';
import { ErpContext, useErp } from '../erp/erp.ts';
import { useLiveValue } from '../erp/live-value.ts';
import type { LiveValues } from '../erp/live-values.ts';
import { focusRowsIfLost } from '../navigator/focus-rows.ts';
import { Frame } from '../navigator/frame.tsx';
import { keptOffline } from '../navigator/kept-offline.ts';
import { NoticeList } from '../notices/notice-list.tsx';
import type { NoticeFacts } from '../notices/notices.ts';
import { type HeldSession, isSignedIn } from '../sign-in/held-session.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { currentTab } from '../workspace/tabs.ts';
import { createWorkspaceStore, useWorkspaceState } from '../workspace/workspace-store.ts';
import type { AccountActions } from './account-actions.ts';
import { useAccountCommands } from './account-commands.ts';
import { type AccountInForce, erpOfAccount } from './account-in-force.ts';
import { useAccountShortcuts } from './account-shortcuts.ts';

interface AccountWindowProps {
  readonly held: HeldSession;
  /** `held`, or a sign-in that is under way. */
  readonly session: SessionState;
  readonly accounts: AccountList;
  readonly inForce: AccountInForce;
  readonly settings: SettingsState;
  readonly app: AppInfo;
  readonly live: LiveValues;
  readonly signIn: SignIn;
  readonly actions: AccountActions;
  readonly onDiagnose: OpenDiagnostics;
}

/** The window of one account, with what it had open. */
export function AccountWindow(props: AccountWindowProps) {
  const { held, session, accounts, inForce, settings, live, signIn, actions } = props;
  const erp = useErp();
  const { key } = held.account;
  const ownErp = useMemo(() => erpOfAccount(erp, inForce, key), [erp, inForce, key]);
  const connection = useLiveValue(live.connection);
  const copy = useLiveValue(live.copy);
  const keptSets = useLiveValue(live.keptSets);
  const update = useLiveValue(live.update);
  const kept = useMemo(
    () =>
      keptOffline(
        copy?.ok === true ? copy.value : null,
        keptSets?.ok === true ? keptSets.value : null,
      ),
    [copy, keptSets],
  );
  const early = useEarlyAnswers();
  const [store] = useState(() =>
    createWorkspaceStore({ accountKey: key, erp: ownErp, early: early.workspace(key), after }),
  );
  const workspace = useWorkspaceState(store);
  useEffect(() => {
    store.resume();
    focusRowsIfLost();
    window.addEventListener('pagehide', store.flush);
    return () => {
      window.removeEventListener('pagehide', store.flush);
      store.flush();
    };
  }, [store]);

  const leaving: AccountActions = {
    ...actions,
    switchTo(account) {
      // Afterwards this account is not in force, and nothing of it is saved.
      store.flush();
      actions.switchTo(account);
    },
  };
  useAccountShortcuts(accounts, leaving.switchTo);
  useAccountCommands(leaving);
  const open = workspace === null ? null : currentTab(workspace.workspace);
  useDiagnosticsCommands(props.onDiagnose, {
    host: held.account.instance.host,
    set: open?.set ?? null,
  });

  return (
    <ErpContext value={ownErp}>
      <div className="window">
        <Frame
          held={held}
          session={session}
          accounts={accounts}
          app={props.app}
          settings={settings.settings}
          connection={connection?.ok === true ? connection.value : nothingAsked}
          kept={kept}
          copiedSets={live.copiedSets}
          store={store}
          signIn={signIn}
          actions={leaving}
        />
        <NoticeList
          settings={settings}
          session={session}
          accounts={accounts}
          workspace={workspace}
          copy={kept.copy}
          update={update?.ok === true ? update.value : null}
          failed={actions.failed ?? notRenewed(session, signIn)}
          wasRestarted={props.app.wasRestarted}
          onSignIn={signIn.start}
        />
      </div>
    </ErpContext>
  );
}

/** Why the access of somebody who is still signed in could not be renewed; otherwise that is told where they sign in. */
function notRenewed(session: SessionState, { failure }: SignIn): NoticeFacts['failed'] {
  return failure === null || !isSignedIn(session) ? null : { what: 'notRenewed', failure };
}

const nothingAsked: ConnectionState = { status: 'idle', seatUntil: null };
