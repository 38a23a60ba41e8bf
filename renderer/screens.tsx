import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AppInfo, ConnectionState } from '../electron/contract/requests.ts';
import type { Account, SessionState } from '../electron/contract/session.ts';
import type { SettingsChange, SettingsState } from '../electron/contract/settings.ts';
import { failureOf, unwrapped, useErp } from './erp/erp.ts';
import { useLiveValue } from './erp/live-value.ts';
import type { LiveValues } from './erp/live-values.ts';
import { Frame } from './navigator/frame.tsx';
import { useWindowTitle } from './navigator/window-title.ts';
import { NoticeList } from './notices/notice-list.tsx';
import type { NoticeFacts } from './notices/notices.ts';
import { FirstStart } from './sign-in/first-start.tsx';
import { type SignIn, useSignIn } from './sign-in/sign-in.ts';
import { createWorkspaceStore, useWorkspaceState } from './workspace/workspace-store.ts';

interface ScreensProps {
  readonly session: SessionState;
  readonly settings: SettingsState;
  readonly app: AppInfo;
  readonly live: LiveValues;
}

/** Chooses the screen by who is signed in. */
export function Screens({ session, settings, app, live }: ScreensProps) {
  const erp = useErp();
  const client = useQueryClient();
  const account = useKeptAccount(session);
  const signIn = useSignIn();
  const change = useMutation({
    mutationFn: (fields: SettingsChange) => unwrapped(erp.changeSettings(fields)),
    onSuccess: live.settings.set,
  });
  const signOut = useMutation({
    mutationFn: () => unwrapped(erp.signOut()),
    onSuccess: () => client.clear(),
  });
  const failed = failedAction(change.error, signOut.error);

  if (account !== null) {
    return (
      <AccountWindow
        // What an account had open can't be read before the keyring is open.
        key={`${account.key} ${session.status === 'unlocking'}`}
        account={account}
        session={session}
        settings={settings}
        app={app}
        live={live}
        failed={failed}
        signIn={signIn}
        onChange={change.mutate}
        onSignOut={signOut.mutate}
      />
    );
  }
  if (session.status !== 'signedOut' && session.status !== 'signingIn') return null;
  return (
    <div className="window">
      <NoticeList settings={settings} session={session} workspace={null} failed={failed} />
      <SignedOut
        session={session}
        settings={settings.settings}
        signIn={signIn}
        onChange={change.mutate}
      />
    </div>
  );
}

function failedAction(change: Error | null, signOut: Error | null): NoticeFacts['failed'] {
  const notChanged = failureOf(change);
  if (notChanged !== null) return { what: 'notChanged', failure: notChanged };
  const signOutFailed = failureOf(signOut);
  return signOutFailed === null ? null : { what: 'signOutFailed', failure: signOutFailed };
}

function SignedOut(props: Parameters<typeof FirstStart>[0]) {
  useWindowTitle(null, null);
  return <FirstStart {...props} />;
}

type KeptAccount = Omit<Account, 'storage'>;

/** The account whose window is shown: while somebody signs in again, the one from before. */
function useKeptAccount(session: SessionState): KeptAccount | null {
  const [kept, setKept] = useState<KeptAccount | null>(null);
  const account = session.status === 'signingIn' ? kept : accountOf(session);
  if (account !== kept) setKept(account);
  return account;
}

function accountOf(session: SessionState): KeptAccount | null {
  return 'account' in session ? session.account : null;
}

interface AccountWindowProps extends ScreensProps {
  readonly account: KeptAccount;
  readonly failed: NoticeFacts['failed'];
  readonly signIn: SignIn;
  readonly onChange: (change: SettingsChange) => void;
  readonly onSignOut: () => void;
}

/** The window of one account, with what it had open. */
function AccountWindow({ settings, live, failed, ...props }: AccountWindowProps) {
  const erp = useErp();
  const connection = useLiveValue(live.connection);
  const [store] = useState(() =>
    createWorkspaceStore({ accountKey: props.account.key, erp, after }),
  );
  const workspace = useWorkspaceState(store);
  useEffect(() => {
    window.addEventListener('pagehide', store.flush);
    return () => {
      window.removeEventListener('pagehide', store.flush);
      store.flush();
    };
  }, [store]);

  return (
    <div className="window">
      <NoticeList
        settings={settings}
        session={props.session}
        workspace={workspace}
        failed={failed}
      />
      <Frame
        {...props}
        settings={settings.settings}
        connection={connection?.ok === true ? connection.value : nothingAsked}
        store={store}
      />
    </div>
  );
}

const nothingAsked: ConnectionState = { status: 'idle', seatUntil: null };

function after(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}
