import type { Failure } from '../../electron/contract/failure.ts';
import type {
  ConnectionState,
  ErpApi,
  EventName,
  Events,
} from '../../electron/contract/requests.ts';
import { failure, type Result, success } from '../../electron/contract/result.ts';
import type { EntitySetDetail, RowsPage, RowsQuery } from '../../electron/contract/rows.ts';
import type { Account, AccountList, SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';
import { emptyWorkspace } from '../../electron/contract/workspace.ts';
import { fakeSets, makeRow } from './fake-data.ts';

/** What the fake main process starts with and how it behaves. */
export interface FakeErpOptions {
  readonly session: SessionState;
  readonly accounts: AccountList;
  readonly connection: ConnectionState;
  readonly settings: SettingsState;
  readonly language: 'en' | 'bg';
  readonly locale: string;
  readonly workspace: Workspace;
  /** By account key, for those that had something else open than `workspace`. */
  readonly workspaces: Readonly<Record<string, Workspace>>;
  /** Who is signed in after `tryAgain`, by the state before. */
  readonly triedAgain: (before: SessionState) => SessionState;
  /** Rows of every set. */
  readonly rowCount: number;
  readonly pageSize: number;
  /** Milliseconds that an answer takes. */
  readonly latency: number;
  /** Fails a request instead of answering; called with its name and how often that was asked before. */
  readonly failing: (request: string, before: number) => Failure | null;
}

/** A main process in the page: no network, no disk, everything the window can ask for. */
export interface FakeErp extends ErpApi {
  /** Tells the window something, as the main process would. */
  readonly tell: <Name extends EventName>(event: Name, payload: Events[Name]) => void;
  /** The browser came back with somebody. */
  readonly finishSignIn: (session: SessionState) => void;
  /** What was asked, in order. */
  readonly asked: { readonly name: string; readonly argument: unknown }[];
}

/** An account of the fake instance. */
export const fakeAccount: Account = {
  key: 'demo-1',
  instance: { host: 'demodb.my.erp.net', database: 'DEMODB', version: '26.2.0.76' },
  user: { id: '1', login: 'maria', name: 'Мария Иванова', email: 'maria@example.com' },
  storage: { kind: 'system' },
};

/** An account of the same person on another instance, whose rows have other numbers. */
export const otherAccount: Account = {
  key: 'factory-1',
  instance: { host: 'factory.my.erp.net', database: 'FACTORY', version: '26.1.0.12' },
  user: { id: '7', login: 'maria', name: 'Мария Иванова', email: 'maria@example.com' },
  storage: { kind: 'system' },
};

/** Somebody who is signed in, and nothing stands in the way of that. */
export function signedInAs(
  account: Account,
): Extract<SessionState, { status: 'signedIn' | 'signedInOffline' }> {
  return { status: 'signedIn', account, renewal: 'well', endsAt: null };
}

/** A list of these accounts with the first one in force. */
export function accountsOf(...accounts: readonly Account[]): AccountList {
  return {
    accounts: accounts.map(({ key, instance, user }, index) => ({
      ...{ key, instance, user },
      isCurrent: index === 0,
      status: 'signedIn',
    })),
    unfinishedSignOuts: [],
  };
}

/** A main process with somebody signed in and nothing wrong. */
export const untroubled: FakeErpOptions = {
  session: signedInAs(fakeAccount),
  accounts: accountsOf(fakeAccount),
  connection: { status: 'online', at: Date.now(), seatUntil: null },
  settings: {
    settings: {
      host: '',
      clientId: 'erpnet-navigator',
      redirectPorts: [53177],
      redirect: 'loopback',
      staySignedIn: true,
      language: 'system',
      theme: 'system',
    },
    problem: null,
  },
  language: 'en',
  locale: 'en-GB',
  workspace: emptyWorkspace,
  workspaces: {},
  triedAgain: (before) => before,
  rowCount: 10_432,
  pageSize: 100,
  latency: 40,
  failing: () => null,
};

/** Makes a main process. */
export function createFakeErp(options: FakeErpOptions): FakeErp {
  const asked: { name: string; argument: unknown }[] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const cancelled = new Map<string, () => void>();
  const workspaces = new Map(Object.entries(options.workspaces));
  const secrets = new Set<string>();
  let { session, settings, accounts } = options;

  const accountKey = () => ('account' in session ? session.account.key : '');

  function tell<Name extends EventName>(event: Name, payload: Events[Name]) {
    if (event === 'sessionChanged') session = payload as SessionState;
    if (event === 'accountsChanged') accounts = payload as AccountList;
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  }

  function answer<Value>(
    name: string,
    argument: unknown,
    value: () => Value,
    ticket = '',
  ): Promise<Result<Value>> {
    const before = asked.filter((request) => request.name === name).length;
    asked.push({ name, argument });
    return new Promise((resolve) => {
      const finish = () => {
        const problem = options.failing(name, before);
        resolve(problem === null ? success(value()) : failure(problem));
      };
      const timer = setTimeout(finish, options.latency);
      cancelled.set(ticket, () => {
        clearTimeout(timer);
        resolve(failure({ code: 'cancelled' }));
      });
    });
  }

  let finishSignIn: FakeErp['finishSignIn'] = () => undefined;
  return {
    asked,
    tell,
    finishSignIn: (signedIn) => finishSignIn(signedIn),
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    appInfo: () =>
      answer('appInfo', undefined, () => ({
        name: 'Navigator for ERP.net',
        version: '0.1.0',
        language: options.language,
        locale: options.locale,
        platform: 'linux',
      })),
    settings: () => answer('settings', undefined, () => settings),
    changeSettings: (change) =>
      answer('changeSettings', change, () => {
        const defined = Object.entries(change).filter(([, value]) => value !== undefined);
        settings = {
          ...settings,
          settings: { ...settings.settings, ...Object.fromEntries(defined) },
        };
        tell('settingsChanged', settings);
        return settings;
      }),
    sessionState: () => answer('sessionState', undefined, () => session),
    connectionState: () => answer('connectionState', undefined, () => options.connection),
    findInstance: (argument) => answer('findInstance', argument, () => fakeAccount.instance),
    signIn: (argument) => {
      const problem = options.failing('signIn', 0);
      asked.push({ name: 'signIn', argument });
      if (problem !== null) return Promise.resolve(failure(problem));
      const { instance } = fakeAccount;
      const until = Date.now() + 300_000;
      const before = session;
      tell('sessionChanged', { status: 'signingIn', instance, step: 'openingBrowser', until });
      tell('sessionChanged', { status: 'signingIn', instance, step: 'waitingForBrowser', until });
      return new Promise((resolve) => {
        finishSignIn = (signedIn) => {
          tell('sessionChanged', signedIn);
          resolve(success(signedIn));
        };
        cancelled.set('signIn', () => {
          tell('sessionChanged', before);
          resolve(failure({ code: 'cancelled' }));
        });
      });
    },
    openSignInPageAgain: () => answer('openSignInPageAgain', undefined, () => null),
    cancelSignIn: () => {
      cancelled.get('signIn')?.();
      return answer('cancelSignIn', undefined, () => null);
    },
    signOut: () =>
      answer('signOut', undefined, () => {
        const key = accountKey();
        tell('accountsChanged', {
          ...accounts,
          accounts: accounts.accounts.filter((each) => each.key !== key),
        });
        tell('sessionChanged', { status: 'signedOut' });
        return null;
      }),
    tryAgain: () =>
      answer('tryAgain', undefined, () => {
        tell('sessionChanged', options.triedAgain(session));
        return session;
      }),
    accounts: () => answer('accounts', undefined, () => accounts),
    switchAccount: ({ key }) =>
      answer('switchAccount', { key }, () => {
        const chosen = [fakeAccount, otherAccount].find((account) => account.key === key);
        if (chosen === undefined) throw new Error(`no fake account is called ${key}`);
        tell('accountsChanged', {
          ...accounts,
          accounts: accounts.accounts.map((each) => ({ ...each, isCurrent: each.key === key })),
        });
        tell('sessionChanged', signedInAs(chosen));
        return session;
      }),
    finishSignOut: (argument) => answer('finishSignOut', argument, () => forget(argument.id)),
    dismissSignOut: (argument) => answer('dismissSignOut', argument, () => forget(argument.id)),
    hasClientSecret: (argument) =>
      answer('hasClientSecret', argument, () => ({ isKept: secrets.has(argument.host) })),
    setClientSecret: (argument) =>
      answer('setClientSecret', { host: argument.host }, () => {
        if (argument.secret === '') secrets.delete(argument.host);
        else secrets.add(argument.host);
        return null;
      }),
    openKeyringHelp: () => answer('openKeyringHelp', undefined, () => null),
    entitySets: (argument) =>
      answer('entitySets', argument, () =>
        fakeSets.map(({ name, label, module }) => ({ name, label, module })),
      ),
    entitySet: (argument) => answer('entitySet', argument, () => setNamed(argument.name)),
    fetchRows: (argument) =>
      answer('fetchRows', argument, () => page(argument.query, argument.cursor), argument.ticket),
    countRows: (argument) =>
      answer('countRows', argument, () => ({ count: matching(argument.query) }), argument.ticket),
    cancelRequest: ({ ticket }) => {
      cancelled.get(ticket)?.();
      return answer('cancelRequest', { ticket }, () => null);
    },
    workspace: () =>
      answer('workspace', undefined, () => workspaces.get(accountKey()) ?? options.workspace),
    saveWorkspace: (next) =>
      answer('saveWorkspace', next, () => {
        workspaces.set(next.accountKey, next.workspace);
        return null;
      }),
    copyText: (argument) => answer('copyText', argument, () => null),
  };

  function forget(id: string): null {
    tell('accountsChanged', {
      ...accounts,
      unfinishedSignOuts: accounts.unfinishedSignOuts.filter((each) => each.id !== id),
    });
    return null;
  }

  function matching(query: RowsQuery): number {
    if (query.search === 'nothing') return 0;
    return query.search === '' ? options.rowCount : Math.ceil(options.rowCount / 40);
  }

  function page(query: RowsQuery, cursor: string | null): RowsPage {
    const { columns } = setNamed(query.set);
    const start = Number(cursor ?? 0);
    const end = Math.min(start + options.pageSize, matching(query));
    // So that nobody takes one account's rows for another's.
    const first = accountKey() === otherAccount.key ? 5_000_000 : 0;
    const places = Array.from({ length: end - start }, (_, index) =>
      query.order?.direction === 'descending'
        ? first + options.rowCount - start - index
        : first + start + index + 1,
    );
    return {
      rows: places.map((place) =>
        makeRow(
          place,
          query.columns.flatMap((name) => columns.find((column) => column.name === name) ?? []),
        ),
      ),
      cursor: end < matching(query) ? String(end) : null,
      receivedAt: Date.now(),
    };
  }
}

function setNamed(name: string): EntitySetDetail {
  const set = fakeSets.find((each) => each.name === name);
  if (set === undefined) throw new Error(`no fake set is called ${name}`);
  return set;
}
