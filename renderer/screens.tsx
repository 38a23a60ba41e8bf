import { Activity, useState } from 'react';
import type { WaitingLink } from '../electron/contract/links.ts';
import type { AppInfo } from '../electron/contract/requests.ts';
import type { AccountList, AccountSummary, SessionState } from '../electron/contract/session.ts';
import type { SettingsState } from '../electron/contract/settings.ts';
import { useAccountActions } from './accounts/account-actions.ts';
import { type AccountInForce, followAccountInForce } from './accounts/account-in-force.ts';
import { AccountWindow } from './accounts/account-window.tsx';
import { useAccountWindows } from './accounts/account-windows.ts';
import {
  DiagnosticsDialog,
  FirstStart,
  LinkQuestion,
  NetworkQuestionDialog,
  SettingsDialog,
} from './deferred/parts.tsx';
import { useDiagnostics } from './diagnostics/opened-diagnostics.ts';
import { useErp } from './erp/erp.ts';
import { useLiveValue } from './erp/live-value.ts';
import type { LiveValues } from './erp/live-values.ts';
import { NoticeList } from './notices/notice-list.tsx';
import { useSettings } from './settings/opened-settings.ts';
import { useSignIn } from './sign-in/sign-in.ts';

interface ScreensProps {
  readonly session: SessionState;
  readonly accounts: AccountList;
  readonly settings: SettingsState;
  readonly app: AppInfo;
  readonly live: LiveValues;
}

/**
 * Chooses the screen by who is signed in. The windows of accounts that were shown before stay, hidden and asleep, so that
 * going back to one finds it as it was.
 */
export function Screens({ session, accounts, settings, app, live }: ScreensProps) {
  const erp = useErp();
  const { held, shown } = useAccountWindows(session, accounts);
  const [inForce] = useState<AccountInForce>(() => followAccountInForce(live.session));
  /** The form for another account is open, perhaps with an instance to begin with. */
  const [adding, setAdding] = useState<{ readonly host: string | null } | null>(null);
  const signIn = useSignIn(() => setAdding(null));
  const actions = useAccountActions(live, {
    onAdd(host) {
      signIn.forget();
      setAdding({ host });
    },
    onSwitch() {
      signIn.forget();
      setAdding(null);
    },
  });
  const update = useLiveValue(live.update);
  const diagnostics = useDiagnostics();
  const question = useLiveValue(live.networkQuestion);
  const link = useLiveValue(live.link);
  const asked =
    link?.ok === true ? linkToAskAbout(link.value, session, adding?.host ?? null) : null;
  const opened = useSettings(settings.settings, actions.change);
  const form = adding !== null || shown === null;
  const onDiagnose = diagnostics.open;
  const common = { accounts, settings, app, live, signIn, actions, onDiagnose };

  return (
    <>
      {held.map((each) => {
        const { key } = each.account;
        const isShown = key === shown && !form;
        return (
          // What an account had open can't be read before the keyring is open.
          <Activity
            key={`${key} ${each.status === 'unlocking'}`}
            mode={isShown ? 'visible' : 'hidden'}
          >
            <AccountWindow
              {...common}
              held={each}
              session={isShown ? session : each}
              inForce={inForce}
            />
          </Activity>
        );
      })}
      {form && (
        <div className="window">
          <FirstStart
            // Whoever is led to another instance begins anew with it.
            key={adding?.host ?? ''}
            session={session}
            accounts={accounts}
            settings={settings.settings}
            host={adding?.host ?? null}
            signIn={signIn}
            actions={actions}
            onDiagnose={onDiagnose}
            // The account from before is still there to go back to.
            onClose={shown === null ? null : () => setAdding(null)}
          />
          <NoticeList
            settings={settings}
            session={session}
            accounts={accounts}
            workspace={null}
            copy={null}
            update={update?.ok === true ? update.value : null}
            failed={actions.failed}
            wasRestarted={app.wasRestarted}
            onSignIn={signIn.start}
          />
        </div>
      )}
      {diagnostics.opened !== null && (
        <DiagnosticsDialog opened={diagnostics.opened} onClose={diagnostics.close} />
      )}
      {question?.ok === true && question.value !== null && (
        <NetworkQuestionDialog question={question.value} />
      )}
      {asked !== null && (
        <LinkQuestion
          host={asked}
          account={accountAt(accounts, asked)}
          onGo={() => {
            const account = accountAt(accounts, asked);
            if (account === null) actions.add(asked);
            else actions.switchTo(account);
          }}
          onForget={() => void erp.dismissLink()}
        />
      )}
      {opened.part !== null && (
        <SettingsDialog
          part={opened.part}
          session={session}
          settings={settings.settings}
          app={app}
          update={live.update}
          change={actions.change}
          onClose={opened.close}
        />
      )}
    </>
  );
}

/**
 * The instance that somebody is asked about before a link leads there; null when there is no link, when it leads into the instance
 * that is looked at, and when they are on their way there.
 */
function linkToAskAbout(
  link: WaitingLink | null,
  session: SessionState,
  way: string | null,
): string | null {
  if (link === null || link.host === way || session.status === 'signingIn') return null;
  return 'account' in session && session.account.instance.host === link.host ? null : link.host;
}

function accountAt({ accounts }: AccountList, host: string): AccountSummary | null {
  return accounts.find(({ instance }) => instance.host === host) ?? null;
}
