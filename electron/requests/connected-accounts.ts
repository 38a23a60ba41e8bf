import { join } from 'node:path';
import type { Language } from '../contract/languages.ts';
import type { ConnectionState, EventName, Events } from '../contract/requests.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { Clock } from '../instance/clock.ts';
import type { Fetch } from '../instance/http.ts';
import { createInstanceClient } from '../instance/instance-client.ts';
import type { Presence } from '../instance/presence.ts';
import { createLocalCopy, type LocalCopyOptions } from '../local-copy/local-copy.ts';
import { decided, type Policy } from '../policy/policy.ts';
import { createCurrentTimeZone } from '../query/time-zone.ts';
import type { Session } from '../session/session.ts';
import type { SettingsStore } from '../shell/settings.ts';
import type { Metering } from '../sync/metering.ts';
import { type AccountData, createAccountData } from './account-data.ts';
import { createAccountPresence } from './account-presence.ts';
import { type AccountsData, type ConnectedAccount, createAccountsData } from './accounts-data.ts';

/** What accounts are connected to their data with. */
export interface ConnectedAccountsOptions extends Pick<LocalCopyOptions, 'fork' | 'sleep'> {
  /** Absolute path of the folder with a folder for each account's copy. */
  readonly copies: string;
  readonly policy: Policy;
  readonly session: Session;
  readonly settings: SettingsStore;
  /** At the computer, whichever account is shown. */
  readonly presence: Presence;
  readonly metering: Metering;
  readonly diagnostics: Pick<Diagnostics, 'states' | 'watchCopy'>;
  readonly fetch: Fetch;
  /** Whether anything answers at a host as an instance does; never rejects. */
  readonly isReachable: (host: string, signal: AbortSignal) => Promise<boolean>;
  readonly clock: Clock;
  readonly language: () => Language;
  /** IANA name of the time zone that the computer is in now. */
  readonly timeZone: () => string;
  /** BCP 47: how numbers and days are typed. */
  readonly locale: () => string;
  /** Tells the window, if there is one. */
  readonly tell: <Name extends EventName>(event: Name, payload: Events[Name]) => void;
}

/** The keys of the accounts of this computer. */
export function accountKeys(session: Pick<Session, 'accounts'>): ReadonlySet<string> {
  return new Set(session.accounts().accounts.map(({ key }) => key));
}

/**
 * Connects the account in force to its data, follows who is that, and tells the window what becomes of it. What happens to the
 * data of other accounts is told to nobody but the diagnostics.
 */
export function connectAccounts(options: ConnectedAccountsOptions): AccountsData<AccountData> {
  const { session, settings, diagnostics, tell } = options;
  const data: AccountsData<AccountData> = createAccountsData(
    (account, whenFree) =>
      openAccountData(account, options, {
        whenFree,
        isCurrent: (made) => data.current() === made,
      }),
    {
      onCurrentChange: (current) => {
        // The language of the app may have changed while another account was in force.
        current?.copy.speak();
        if (current !== undefined) tell('copyChanged', current.copy.state());
        if (current !== undefined) tell('keptSetsChanged', current.sync.keptSets());
      },
      onConnectionChange: (state: ConnectionState) => {
        diagnostics.states.connection(state);
        tell('connectionChanged', state);
        if (state.status === 'online') session.reportConnection(true);
        if (state.status === 'offline') session.reportConnection(false);
      },
    },
  );
  let before = session.state();
  session.onChange((state) => {
    data.use(accountInForce(session));
    // The keyring may have been what the copy could not be opened for.
    if (state.status === 'signedIn') void data.current()?.copy.tryAgain();
    // Signing in is a contact with the instance, too.
    const hasSignedIn = before.status === 'signingIn' && state.status === 'signedIn';
    if (hasSignedIn) {
      data.current()?.copy.noteContact();
      data.current()?.sync.lookAgain();
    }
    before = state;
  });
  settings.onChange(() => data.current()?.copy.speak());
  session.onAccountsChange(() => {
    data.keepOnly(accountKeys(session));
    // Told also while another sign-in is under way, when the state stays the same: an account that has left the keyring and
    // come back since has another key for its copy.
    data.use(accountInForce(session));
  });
  return data;
}

/** The account in force as its data is connected to; undefined when nobody is signed in. */
function accountInForce(session: Session): ConnectedAccount | undefined {
  const [account, instance] = [session.account(), session.instance()];
  if (account === null || instance === null) return undefined;
  const { key, user } = account;
  return { key, userId: user.id, instance, isKept: session.isKept() };
}

function openAccountData(
  { key, userId, instance }: ConnectedAccount,
  options: ConnectedAccountsOptions,
  {
    whenFree,
    isCurrent,
  }: {
    readonly whenFree: Promise<void>;
    readonly isCurrent: (data: AccountData) => boolean;
  },
): AccountData {
  const { session, settings, diagnostics, clock, language, tell } = options;
  const presence = createAccountPresence(options.presence);
  const { offlineMegabytes } = settings.state().settings;
  const client = createInstanceClient({
    ...{ instance, language, clock, presence },
    fetch: options.fetch,
    accessToken: (rejected) => session.accessToken(rejected, key),
    isReachable: (signal) => options.isReachable(instance.host, signal),
  });
  const copy = createLocalCopy({
    ...{ language, whenFree, clock, fork: options.fork, sleep: options.sleep },
    folder: join(options.copies, key),
    key: () => session.databaseKey(key),
    limitBytes: offlineMegabytes * 1_000_000,
    limitDays: () => settings.state().settings.offlineDays,
    onChange: (state) => {
      diagnostics.states.copy(key, state);
      if (isCurrent(made)) tell('copyChanged', state);
    },
    onReturn: () => made.sync.lookAgain(),
  });
  const made = createAccountData({
    ...{ instance, userId, client, presence, language, clock },
    metering: options.metering,
    mayKeepOffline: decided(options.policy, 'keepOffline', true),
    copy: { ...copy, ask: diagnostics.watchCopy(copy.ask) },
    timeZone: createCurrentTimeZone(options.timeZone),
    locale: options.locale,
    onKeptSetsChange: (kept) => {
      diagnostics.states.keptSets(key, kept);
      if (isCurrent(made)) tell('keptSetsChanged', kept);
    },
    onSetChange: (set) => {
      if (isCurrent(made)) tell('copiedSetChanged', { set });
    },
  });
  return made;
}
