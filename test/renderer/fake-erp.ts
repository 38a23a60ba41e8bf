import type { NetworkQuestion, TestResult } from '../../electron/contract/diagnostics.ts';
import type { Failure } from '../../electron/contract/failure.ts';
import type { Language } from '../../electron/contract/languages.ts';
import type { LinkedPlace } from '../../electron/contract/links.ts';
import type { CopyState, KeptSet, KeptSets } from '../../electron/contract/local-copy.ts';
import type { Picture } from '../../electron/contract/pictures.ts';
import type { PolicyState } from '../../electron/contract/policy.ts';
import type {
  ConnectionState,
  ErpApi,
  EventName,
  Events,
} from '../../electron/contract/requests.ts';
import { failure, type Result, success } from '../../electron/contract/result.ts';
import type { Account, AccountList, SessionState } from '../../electron/contract/session.ts';
import type { SettingsState } from '../../electron/contract/settings.ts';
import type { UpdateState } from '../../electron/contract/updates.ts';
import type { View } from '../../electron/contract/views.ts';
import type { Workplace } from '../../electron/contract/workplace.ts';
import type { Workspace } from '../../electron/contract/workspace.ts';
import { emptyWorkspace } from '../../electron/contract/workspace.ts';
import { createFakeAnswers, type FakeAnswers, type FakeCopy } from './fake-answers.ts';
import { fakeMembers, fakeOtherNames, fakeSet, fakeSets } from './fake-data.ts';
import { fakeDiagnosticsText, fakeRequests, fakeTests } from './fake-diagnostics.ts';
import { fakeMeanings, fakeWorkplace } from './fake-meanings.ts';
import { createFakeRecords } from './fake-records.ts';

/** What the fake main process starts with and how it behaves. */
export interface FakeErpOptions {
  readonly session: SessionState;
  readonly accounts: AccountList;
  readonly connection: ConnectionState;
  readonly settings: SettingsState;
  readonly policy: PolicyState;
  readonly language: Language;
  readonly locale: string;
  readonly workspace: Workspace;
  /** By account key, for those that had something else open than `workspace`. */
  readonly workspaces: Readonly<Record<string, Workspace>>;
  readonly views: readonly View[];
  /** What the file has in it that somebody chooses for an import; empty when they choose none. */
  readonly viewsInFile: readonly View[];
  /** How the app's own updates fare. */
  readonly update: UpdateState;
  /** How a connection test ends. */
  readonly connectionTest: readonly TestResult[];
  /** What the network waits for a person to say. */
  readonly networkQuestion: NetworkQuestion | null;
  /** The columns of all sets were read for the search. */
  readonly isModelRead: boolean;
  /** Who is signed in after `tryAgain`, by the state before. */
  readonly triedAgain: (before: SessionState) => SessionState;
  /** What is on this computer already, by set. */
  readonly copies: Readonly<Record<string, FakeCopy>>;
  readonly copyState: CopyState;
  readonly keptSets: KeptSets;
  /** The instance can be reached. */
  readonly isOnline: boolean;
  /** Rows that the instance looks through for what it can't order or filter itself. */
  readonly lookedThrough: number;
  /** Rows of every set. */
  readonly rowCount: number;
  readonly pageSize: number;
  /** Milliseconds that an answer takes. */
  readonly latency: number;
  /** Milliseconds that the instance takes more than what is on this computer. */
  readonly distance: number;
  /** Fails a request instead of answering; called with its name and how often that was asked before. */
  readonly failing: (request: string, before: number) => Failure | null;
}

/** A main process in the page: no network, no disk, everything the window can ask for. */
export interface FakeErp extends ErpApi {
  /** Tells the window something, as the main process would. */
  readonly tell: <Name extends EventName>(event: Name, payload: Events[Name]) => void;
  /** Answers no requests of that name until another one, or none, is held. */
  readonly hold: (name: string | null) => void;
  /** The network goes or comes back. */
  readonly connect: (isOnline: boolean) => void;
  /** What the account in force has on the instance and on this computer. */
  readonly rows: () => FakeAnswers;
  /** Brings a kept set up to date, and tells. */
  readonly bring: (set: string) => void;
  /** Somebody opens a link elsewhere, into the instance of the account in force unless another host is named. */
  readonly openLink: (place: LinkedPlace, host?: string) => void;
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
      offlineDays: 30,
      offlineMegabytes: 500,
      syncOnMetered: false,
      language: 'system',
      theme: 'system',
      zoom: 100,
    },
    problem: null,
  },
  policy: {
    ...{ place: null, locked: [], preset: [], problems: [] },
    ...{ mayKeepOffline: true, mayExport: true },
  },
  language: 'en',
  locale: 'en-GB',
  workspace: emptyWorkspace,
  workspaces: {},
  views: [],
  viewsInFile: [],
  update: { status: 'off', because: 'notInstalled' },
  connectionTest: fakeTests.through,
  networkQuestion: null,
  isModelRead: true,
  triedAgain: (before) => before,
  copies: {},
  copyState: { status: 'open', mendings: [] },
  keptSets: { sets: [], isPaused: false },
  isOnline: true,
  lookedThrough: 1000,
  rowCount: 10_432,
  pageSize: 100,
  latency: 40,
  distance: 0,
  failing: () => null,
};

/** Makes a main process. */
export function createFakeErp(options: FakeErpOptions): FakeErp {
  const asked: { name: string; argument: unknown }[] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const cancelled = new Map<string, () => void>();
  const workspaces = new Map(Object.entries(options.workspaces));
  const secrets = new Set<string>();
  const answersByAccount = new Map<string, FakeAnswers>();
  let { session, settings, accounts, copyState, keptSets, connection, isOnline } = options;
  let { views, isModelRead, networkQuestion } = options;

  const accountKey = () => ('account' in session ? session.account.key : '');

  function rows(): FakeAnswers {
    const key = accountKey();
    const answers =
      answersByAccount.get(key) ??
      // So that nobody takes one account's rows for another's.
      createFakeAnswers(
        { ...options, first: key === otherAccount.key ? 5_000_000 : 0 },
        options.copies,
      );
    answersByAccount.set(key, answers);
    return answers;
  }

  function tell<Name extends EventName>(event: Name, payload: Events[Name]) {
    if (event === 'sessionChanged') session = payload as SessionState;
    if (event === 'accountsChanged') accounts = payload as AccountList;
    if (event === 'connectionChanged') connection = payload as ConnectionState;
    if (event === 'copyChanged') copyState = payload as CopyState;
    if (event === 'keptSetsChanged') keptSets = payload as KeptSets;
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  }

  let held: string | null = null;
  let workplace: Workplace = {};
  const heldAnswers: (() => void)[] = [];

  function answer<Value>(
    name: string,
    argument: unknown,
    value: () => Value,
    ticket = '',
  ): Promise<Result<Value>> {
    return answerResult(name, argument, () => success(value()), ticket);
  }

  function answerResult<Value>(
    name: string,
    argument: unknown,
    value: () => Result<Value>,
    ticket = '',
    latency = options.latency,
  ): Promise<Result<Value>> {
    const before = asked.filter((request) => request.name === name).length;
    asked.push({ name, argument });
    return new Promise((resolve) => {
      const finish = () => {
        if (name === held) return heldAnswers.push(finish);
        const problem = options.failing(name, before);
        return resolve(problem === null ? value() : failure(problem));
      };
      const timer = setTimeout(finish, latency);
      cancelled.set(ticket, () => {
        clearTimeout(timer);
        if (heldAnswers.includes(finish)) heldAnswers.splice(heldAnswers.indexOf(finish), 1);
        resolve(failure({ code: 'cancelled' }));
      });
    });
  }

  /** The instance does not answer while it can't be reached. */
  function fromSource<Value>(
    name: string,
    argument: unknown,
    source: 'copy' | 'instance',
    value: () => Result<Value>,
    ticket: string,
  ): Promise<Result<Value>> {
    const isAnswered = () => isOnline || source === 'copy';
    return answerResult(
      name,
      argument,
      () => (isAnswered() ? value() : failure({ code: 'offline' })),
      ticket,
      options.latency + (source === 'copy' ? 0 : options.distance),
    );
  }

  const records = createFakeRecords(rows);
  let openedLink: { readonly host: string; readonly place: LinkedPlace } | null = null;
  let finishSignIn: FakeErp['finishSignIn'] = () => undefined;
  return {
    asked,
    tell,
    rows,
    hold: (name) => {
      held = name;
      for (const finish of heldAnswers.splice(0)) finish();
    },
    connect: (online) => {
      isOnline = online;
      const now = Date.now();
      tell(
        'connectionChanged',
        online
          ? { status: 'online', at: now, seatUntil: null }
          : { status: 'offline', since: now, seatUntil: null },
      );
    },
    bring: (set) => {
      const brought = rows().bring(set);
      const sets = keptSets.sets.map(
        (kept): KeptSet =>
          kept.set === set
            ? { ...kept, ...brought, status: 'upToDate', total: brought.rows, failure: null }
            : kept,
      );
      tell('keptSetsChanged', { ...keptSets, sets });
      tell('copiedSetChanged', { set });
    },
    finishSignIn: (signedIn) => finishSignIn(signedIn),
    openLink: (place, host = fakeAccount.instance.host) => {
      openedLink = { host, place };
      tell('linkChanged', { host });
    },
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
        wasRestarted: false,
        runtime: { electron: '45.4.1', chromium: '148.0.7778.89' },
        policy: options.policy,
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
    connectionState: () => answer('connectionState', undefined, () => connection),
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
    entitySet: (argument) => answer('entitySet', argument, () => fakeSet(argument.name)),
    otherSetNames: () => answer('otherSetNames', undefined, () => fakeOtherNames),
    searchMembers: (argument) =>
      answerResult('searchMembers', argument, () =>
        isModelRead
          ? success(fakeMembers(argument.text, argument.limit))
          : failure({ code: 'notKept' }),
      ),
    readWholeModel: (argument) =>
      fromSource(
        'readWholeModel',
        argument,
        'instance',
        () => {
          isModelRead = true;
          return success(null);
        },
        argument.ticket,
      ),
    fetchRows: (argument) => {
      const { ticket, query, source, cursor, at } = argument;
      const name = source === 'copy' ? 'fetchRowsOfCopy' : 'fetchRows';
      return fromSource(
        name,
        argument,
        source,
        () => rows().fetch(query, source, cursor, at),
        ticket,
      );
    },
    fetchRecord: (argument) => {
      const { ticket, set, id, source } = argument;
      const name = source === 'copy' ? 'fetchRecordOfCopy' : 'fetchRecord';
      return fromSource(name, argument, source, () => records.fetch(set, id, source), ticket);
    },
    setReferences: (argument) =>
      answer('setReferences', argument, () => records.references(argument.set), argument.ticket),
    waitingLink: () =>
      answer('waitingLink', undefined, () =>
        openedLink === null ? null : { host: openedLink.host },
      ),
    takeLink: (argument) =>
      answer('takeLink', argument, () => {
        if (openedLink?.host !== argument.host) return null;
        const { place } = openedLink;
        openedLink = null;
        tell('linkChanged', null);
        return place;
      }),
    dismissLink: () =>
      answer('dismissLink', undefined, () => {
        openedLink = null;
        tell('linkChanged', null);
        return null;
      }),
    openWebClient: () => answer('openWebClient', undefined, () => null),
    loadMoreRows: (argument) =>
      fromSource(
        'loadMoreRows',
        argument,
        'instance',
        () => rows().lookThroughMore(argument.query),
        argument.ticket,
      ),
    countRows: (argument) =>
      fromSource(
        'countRows',
        argument,
        'instance',
        () => success({ count: rows().count(argument.query) }),
        argument.ticket,
      ),
    totalRows: (argument) =>
      answer(
        'totalRows',
        argument,
        () => rows().totals(argument.query, argument.columns, argument.source),
        argument.ticket,
      ),
    explainFilters: (argument) =>
      answer('explainFilters', argument, () => fakeMeanings(fakeSet(argument.set), argument)),
    copyState: () => answer('copyState', undefined, () => copyState),
    keptSets: () => answer('keptSets', undefined, () => keptSets),
    estimateKeeping: (argument) =>
      fromSource(
        'estimateKeeping',
        argument,
        'instance',
        () => {
          const sets = 1 + argument.along.length;
          const size = argument.withPictures ? 4000 : 600;
          const counted = options.rowCount * sets;
          const isWhole = argument.part === undefined;
          const milliseconds = counted * 0.8;
          return success({ rows: counted, bytes: counted * size, milliseconds, isWhole });
        },
        argument.ticket,
      ),
    keepOffline: (argument) =>
      answer('keepOffline', argument, () => {
        const along = argument.along.map((set) => waiting(set, argument.set));
        const sets = [{ ...waiting(argument.set, null), part: argument.part ?? null }, ...along];
        const others = keptSets.sets.filter((kept) => !sets.some((each) => isSame(each, kept)));
        tell('keptSetsChanged', { ...keptSets, sets: [...others, ...sets] });
        return null;
      }),
    stopKeeping: (given) =>
      answer('stopKeeping', given, () => {
        const { set, part = null } = given;
        const others = keptSets.sets.filter(
          (kept) => !isSame(kept, { set, part }) && kept.along !== set,
        );
        if (part === null) rows().forget(set);
        tell('keptSetsChanged', { ...keptSets, sets: others });
        return null;
      }),
    pauseKeeping: ({ isPaused }) =>
      answer('pauseKeeping', { isPaused }, () => {
        tell('keptSetsChanged', { ...keptSets, isPaused });
        return null;
      }),
    connectionHint: (hint) =>
      answer('connectionHint', hint, () => {
        const held = hint.isMetered ? { isHeldBack: true } : {};
        tell('keptSetsChanged', { sets: keptSets.sets, isPaused: keptSets.isPaused, ...held });
        return null;
      }),
    picture: (place) => answer('picture', place, () => fakePicture),
    changesOfSet: ({ set }) => answer('changesOfSet', { set }, () => rows().changes(set)),
    changesSeen: ({ set }) =>
      answer('changesSeen', { set }, () => {
        rows().seen(set);
        return null;
      }),
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
    workplace: (argument) => answer('workplace', argument, () => workplace),
    changeWorkplace: (argument) =>
      answer('changeWorkplace', argument, () => {
        const { set, record } = argument;
        const { [set]: _, ...others } = workplace;
        workplace = record === null ? others : { ...others, [set]: record };
        if (record === null) fakeWorkplace.delete(set);
        else fakeWorkplace.set(set, { set, id: record.id });
        return workplace;
      }),
    views: (argument) => answer('views', argument, () => views),
    saveView: (argument) =>
      answer('saveView', argument, () => {
        views = [...withoutView(argument.view.id, argument.view), argument.view];
        return views;
      }),
    deleteView: (argument) =>
      answer('deleteView', argument, () => {
        views = withoutView(argument.id);
        return views;
      }),
    exportViews: (argument) => answer('exportViews', argument, () => ({ isSaved: true })),
    importViews: (argument) =>
      answer('importViews', argument, () => {
        views = [...views, ...options.viewsInFile];
        return { views, imported: options.viewsInFile.map(({ id }) => id) };
      }),
    copyText: (argument) => answer('copyText', argument, () => null),
    copyRows: (argument) => answer('copyRows', argument, () => null),
    openLicences: () =>
      answerResult('openLicences', undefined, () => failure({ code: 'notFound' })),
    offerCommands: (argument) => answer('offerCommands', argument, () => null),
    diagnosticsText: () =>
      answer('diagnosticsText', undefined, () => ({ text: fakeDiagnosticsText })),
    requestList: () => answer('requestList', undefined, () => fakeRequests(Date.now())),
    testConnection(argument) {
      const { ticket } = argument;
      // One step is told before the last of them, which is held back as tests wish.
      const [first] = options.connectionTest;
      if (first !== undefined) tell('connectionTestStep', { ticket, result: first });
      return answer('testConnection', argument, () => options.connectionTest, ticket);
    },
    networkQuestion: () => answer('networkQuestion', undefined, () => networkQuestion),
    answerNetworkQuestion: (argument) =>
      answer('answerNetworkQuestion', argument, () => {
        networkQuestion = null;
        tell('networkQuestionChanged', null);
        return null;
      }),
    updateState: () => answer('updateState', undefined, () => options.update),
    checkForUpdates: () => answer('checkForUpdates', undefined, () => options.update),
    installUpdate: () => answer('installUpdate', undefined, () => null),
  };

  /** The other views; a new default one takes that from those of its set. */
  function withoutView(id: string, next: View | null = null): View[] {
    return views
      .filter((each) => each.id !== id)
      .map((each) =>
        next?.isDefault === true && next.set === each.set ? { ...each, isDefault: false } : each,
      );
  }

  function forget(id: string): null {
    tell('accountsChanged', {
      ...accounts,
      unfinishedSignOuts: accounts.unfinishedSignOuts.filter((each) => each.id !== id),
    });
    return null;
  }
}

/** One dot. */
const fakePicture: Picture = {
  ...{ status: 'here', kind: 'image/gif', size: 42 },
  address: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
};

function isSame(one: Pick<KeptSet, 'set' | 'part'>, other: Pick<KeptSet, 'set' | 'part'>): boolean {
  return one.set === other.set && JSON.stringify(one.part) === JSON.stringify(other.part);
}

function waiting(set: string, along: string | null): KeptSet {
  const nothing = { rows: 0, total: null, completeAt: null, failure: null };
  return { set, part: null, along, status: 'waiting', ...nothing };
}
