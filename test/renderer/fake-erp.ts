import type { Failure } from '../../electron/contract/failure.ts';
import type { ErpApi, EventName, Events } from '../../electron/contract/requests.ts';
import { failure, type Result, success } from '../../electron/contract/result.ts';
import type { EntitySetDetail, RowsPage, RowsQuery } from '../../electron/contract/rows.ts';
import type { Account, SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';
import { emptyWorkspace } from '../../electron/contract/workspace.ts';
import { fakeSets, makeRow } from './fake-data.ts';

/** What the fake main process starts with and how it behaves. */
export interface FakeErpOptions {
  readonly session: SessionState;
  readonly settings: SettingsState;
  readonly language: 'en' | 'bg';
  readonly locale: string;
  readonly workspace: Workspace;
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

/** A main process with somebody signed in and nothing wrong. */
export const untroubled: FakeErpOptions = {
  session: { status: 'signedIn', account: fakeAccount },
  settings: {
    settings: {
      host: '',
      clientId: 'erpnet-navigator',
      redirectPorts: [53177],
      staySignedIn: true,
      language: 'system',
      theme: 'system',
    },
    problem: null,
  },
  language: 'en',
  locale: 'en-GB',
  workspace: emptyWorkspace,
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
  let { session, settings, workspace } = options;

  function tell<Name extends EventName>(event: Name, payload: Events[Name]) {
    if (event === 'sessionChanged') session = payload as SessionState;
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

  return {
    asked,
    tell,
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
    connectionState: () =>
      answer('connectionState', undefined, () => ({ status: 'online', at: Date.now() })),
    findInstance: (argument) => answer('findInstance', argument, () => fakeAccount.instance),
    signIn: (argument) => {
      asked.push({ name: 'signIn', argument });
      const { instance } = fakeAccount;
      const until = Date.now() + 300_000;
      const before = session;
      tell('sessionChanged', { status: 'signingIn', instance, step: 'openingBrowser', until });
      tell('sessionChanged', { status: 'signingIn', instance, step: 'waitingForBrowser', until });
      return new Promise((resolve) => {
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
        tell('sessionChanged', { status: 'signedOut' });
        return null;
      }),
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
    workspace: () => answer('workspace', undefined, () => workspace),
    saveWorkspace: (next) =>
      answer('saveWorkspace', next, () => {
        workspace = next.workspace;
        return null;
      }),
    copyText: (argument) => answer('copyText', argument, () => null),
  };

  function matching(query: RowsQuery): number {
    if (query.search === 'nothing') return 0;
    return query.search === '' ? options.rowCount : Math.ceil(options.rowCount / 40);
  }

  function page(query: RowsQuery, cursor: string | null): RowsPage {
    const { columns } = setNamed(query.set);
    const start = Number(cursor ?? 0);
    const end = Math.min(start + options.pageSize, matching(query));
    const places = Array.from({ length: end - start }, (_, index) =>
      query.order?.direction === 'descending'
        ? options.rowCount - start - index
        : start + index + 1,
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
