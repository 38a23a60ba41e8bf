import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { ErpApi } from '../../electron/contract/requests.ts';
import type { Result } from '../../electron/contract/result.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { NavigatorPlace, Place } from '../../electron/contract/workspace.ts';
import { resolvedColumns, standardColumns } from '../columns/path-columns.ts';
import { navigatorQuery } from '../navigator/navigator-query.ts';
import { mayRead } from '../sign-in/held-session.ts';
import { orderShown } from '../workspace/order.ts';
import type { EarlyAnswers } from './early-answers.ts';

/** A request that was made before anybody asked, and whose answer waits for who wants it first. */
interface Ahead<Argument, Value> {
  readonly begin: (argument: Argument) => Promise<Result<Value>>;
  readonly ask: (argument: Argument) => Promise<Result<Value>>;
  /** The answer if it is here and wanted; null when it is not, and for a failure. */
  readonly take: (argument: Argument, isWanted?: (value: Value) => boolean) => Value | null;
  /** Resolves when the answer is here; at once when none is on its way. */
  readonly settled: () => Promise<unknown>;
  readonly forget: () => void;
}

/** The ticket only names a request, so the same question has the same key under any. */
function keyOf(argument: unknown): string | undefined {
  return JSON.stringify(argument, (name, value: unknown) => (name === 'ticket' ? null : value));
}

function ahead<Argument, Value>(
  request: (argument: Argument) => Promise<Result<Value>>,
): Ahead<Argument, Value> {
  let waiting: {
    readonly key: string | undefined;
    readonly answer: Promise<Result<Value>>;
    here: Value | null;
  } | null = null;
  return {
    begin(argument) {
      const answer = request(argument);
      const own: NonNullable<typeof waiting> = { key: keyOf(argument), answer, here: null };
      waiting = own;
      void answer.then(
        (result) => {
          if (result.ok) own.here = result.value;
        },
        () => undefined,
      );
      return answer;
    },
    ask(argument) {
      const own = waiting;
      waiting = null;
      return own !== null && own.key === keyOf(argument) ? own.answer : request(argument);
    },
    take(argument, isWanted = () => true) {
      if (waiting === null || waiting.here === null || waiting.key !== keyOf(argument)) return null;
      const { here } = waiting;
      if (!isWanted(here)) return null;
      waiting = null;
      return here;
    },
    settled: () => Promise.allSettled([waiting?.answer]),
    forget() {
      waiting = null;
    },
  };
}

/** What is told when an answer is not the newest any more. */
const newer = [
  ['sessionState', 'sessionChanged'],
  ['accounts', 'accountsChanged'],
  ['connectionState', 'connectionChanged'],
  ['copyState', 'copyChanged'],
  ['keptSets', 'keptSetsChanged'],
  ['updateState', 'updateChanged'],
  ['networkQuestion', 'networkQuestionChanged'],
  ['waitingLink', 'linkChanged'],
] as const;

/** What is asked whoever is signed in; the second ones after those that others wait for. */
const first = ['settings', 'accounts', 'appInfo'] as const;
const second = [
  ...(['connectionState', 'copyState', 'keptSets'] as const),
  ...(['updateState', 'networkQuestion', 'waitingLink'] as const),
];

/** The main process, and what it has answered before anybody asked. */
export interface AskedAhead {
  readonly erp: ErpApi;
  readonly early: EarlyAnswers;
  /** Resolves when nothing is left to ask ahead; the last answers may still be on their way. */
  readonly asked: Promise<unknown>;
  /** Resolves when all of it is answered. */
  readonly answered: Promise<unknown>;
}

/**
 * Asks for all that the first rows need at once, while the window's code is still being read. Each answer is given to who asks
 * the same question first, and is forgotten when something newer is told, or another account comes into force.
 *
 * @param newTicket - names a request
 */
export function askAhead(erp: ErpApi, newTicket: () => string): AskedAhead {
  const requests = {
    sessionState: ahead(erp.sessionState),
    accounts: ahead(erp.accounts),
    settings: ahead(erp.settings),
    appInfo: ahead(erp.appInfo),
    connectionState: ahead(erp.connectionState),
    copyState: ahead(erp.copyState),
    keptSets: ahead(erp.keptSets),
    updateState: ahead(erp.updateState),
    networkQuestion: ahead(erp.networkQuestion),
    waitingLink: ahead(erp.waitingLink),
    workspace: ahead(erp.workspace),
    views: ahead(erp.views),
    entitySets: ahead(erp.entitySets),
    entitySet: ahead(erp.entitySet),
    fetchRows: ahead(erp.fetchRows),
  };
  const forget = () => {
    for (const request of Object.values(requests)) request.forget();
  };
  /** Whose answers these are: null when nobody's, or when they are over; undefined until that is known. */
  let account: string | null | undefined;
  /** The newest that was told before that. */
  let told: SessionState | null = null;
  let openSet: string | null = null;
  for (const [name, event] of newer) erp.on(event, requests[name].forget);
  erp.on('sessionChanged', (session) => {
    if (account === undefined) told = session;
    else if (readerIn(session) !== account) {
      forget();
      // What is still on its way to the first rows leads to those of somebody else.
      account = null;
    }
  });
  erp.on('settingsChanged', forget);
  erp.on('copiedSetChanged', ({ set }) => {
    if (set === openSet) requests.fetchRows.forget();
  });

  async function begin() {
    const sessionAsked = requests.sessionState.begin(undefined);
    for (const name of first) void requests[name].begin(undefined);
    const session = await sessionAsked;
    const newest = told ?? (session.ok ? session.value : null);
    account = newest === null ? null : readerIn(newest);
    const workspaceAsked = account === null ? null : requests.workspace.begin(undefined);
    if (account !== null) void requests.entitySets.begin({ reload: false });
    if (account !== null) void requests.views.begin({ accountKey: account });
    for (const name of second) void requests[name].begin(undefined);
    const workspace = await workspaceAsked;
    if (workspace?.ok !== true || account === null) return;
    const { tabs, current } = workspace.value;
    const open = tabs.find(({ id }) => id === current);
    if (open !== undefined) await beginPlace(open);
  }

  async function beginPlace(place: Place) {
    openSet = place.set;
    const set = await requests.entitySet.begin({ name: place.set });
    if (place.kind !== 'navigator' || !set.ok || account === null) return;
    const query = firstQuery(place, set.value);
    if (query !== null) void requests.fetchRows.begin(firstPage(newTicket(), query));
  }

  const own = <Value>(accountKey: string, take: () => Value | null) =>
    accountKey === account ? take() : null;
  // What can't be asked at all is told to who asks again.
  const asked = begin().catch(() => undefined);
  return {
    asked,
    answered: asked.then(() =>
      Promise.all(Object.values(requests).map(({ settled }) => settled())),
    ),
    erp: {
      ...erp,
      sessionState: () => requests.sessionState.ask(undefined),
      accounts: () => requests.accounts.ask(undefined),
      settings: () => requests.settings.ask(undefined),
      appInfo: () => requests.appInfo.ask(undefined),
      connectionState: () => requests.connectionState.ask(undefined),
      copyState: () => requests.copyState.ask(undefined),
      keptSets: () => requests.keptSets.ask(undefined),
      updateState: () => requests.updateState.ask(undefined),
      networkQuestion: () => requests.networkQuestion.ask(undefined),
      waitingLink: () => requests.waitingLink.ask(undefined),
      workspace: () => requests.workspace.ask(undefined),
      views: requests.views.ask,
      entitySets: requests.entitySets.ask,
      entitySet: requests.entitySet.ask,
      fetchRows: requests.fetchRows.ask,
    },
    early: {
      appInfo: () => requests.appInfo.take(undefined),
      workspace: (key) => own(key, () => requests.workspace.take(undefined)),
      views: (key) => own(key, () => requests.views.take({ accountKey: key })),
      entitySets: (key) => own(key, () => requests.entitySets.take({ reload: false })),
      entitySet: (key, name) => own(key, () => requests.entitySet.take({ name })),
      rows: (key, query, enough) =>
        own(key, () => requests.fetchRows.take(firstPage('', query), enough)),
    },
  };
}

/** Whose data may be read; null while it is not certain who is there, when all of it would be refused. */
function readerIn(session: SessionState): string | null {
  return 'account' in session && mayRead(session) ? session.account.key : null;
}

/** What the rows of a query begin with. */
function firstPage(ticket: string, query: StructuredQuery) {
  return { ticket, query, source: 'copy', cursor: null, urgency: 'visible' } as const;
}

/** What an open navigator asks first; null when that takes to know other sets. */
function firstQuery(tab: NavigatorPlace, set: EntitySetDetail) {
  const resolved = resolvedColumns(set, tab.columns ?? [], new Map());
  if (resolved.needed.length > 0) return null;
  const columns = resolved.columns.length > 0 ? resolved.columns : standardColumns(set);
  const order = orderShown(tab.order, set.standardOrder);
  const names = columns.map(({ name }) => name);
  return navigatorQuery(set.name, { ...tab, order }, names);
}
