import type { ErpApi } from '../../electron/contract/requests.ts';
import type { Result } from '../../electron/contract/result.ts';
import type { EntitySetDetail } from '../../electron/contract/rows.ts';
import type { SessionState } from '../../electron/contract/session.ts';
import type { NavigatorPlace, Place } from '../../electron/contract/workspace.ts';
import { resolvedColumns, standardColumns } from '../columns/path-columns.ts';
import { navigatorQuery } from '../navigator/navigator-query.ts';
import { orderShown } from '../workspace/order.ts';

/** A request that was made before anybody asked, and whose answer waits for who asks first. */
interface Ahead<Argument, Value> {
  readonly begin: (argument: Argument) => Promise<Result<Value>>;
  readonly ask: (argument: Argument) => Promise<Result<Value>>;
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
  } | null = null;
  return {
    begin(argument) {
      const answer = request(argument);
      waiting = { key: keyOf(argument), answer };
      return answer;
    },
    ask(argument) {
      const own = waiting;
      waiting = null;
      return own !== null && own.key === keyOf(argument) ? own.answer : request(argument);
    },
    forget() {
      waiting = null;
    },
  };
}

/**
 * Asks for all that the first rows need at once, while the window's code is still being read. Each answer is given to who asks
 * the same question first, and is forgotten when another account comes into force.
 *
 * @param newTicket - names a request
 */
export function askAhead(erp: ErpApi, newTicket: () => string): ErpApi {
  const requests = {
    sessionState: ahead(erp.sessionState),
    accounts: ahead(erp.accounts),
    settings: ahead(erp.settings),
    appInfo: ahead(erp.appInfo),
    workspace: ahead(erp.workspace),
    entitySets: ahead(erp.entitySets),
    entitySet: ahead(erp.entitySet),
    fetchRows: ahead(erp.fetchRows),
  };
  const forget = () => {
    for (const request of Object.values(requests)) request.forget();
  };
  let account: string | null = null;
  erp.on('sessionChanged', (session) => {
    if (accountIn(session) !== account) forget();
  });
  erp.on('settingsChanged', forget);

  async function begin() {
    void requests.accounts.begin(undefined);
    void requests.settings.begin(undefined);
    void requests.appInfo.begin(undefined);
    const session = await requests.sessionState.begin(undefined);
    account = session.ok ? accountIn(session.value) : null;
    if (account === null) return;
    void requests.entitySets.begin({ reload: false });
    const workspace = await requests.workspace.begin(undefined);
    if (!workspace.ok) return;
    const { tabs, current } = workspace.value;
    const open = tabs.find(({ id }) => id === current);
    if (open !== undefined) await beginPlace(open);
  }

  async function beginPlace(place: Place) {
    const set = await requests.entitySet.begin({ name: place.set });
    if (place.kind !== 'navigator' || !set.ok) return;
    const query = firstQuery(place, set.value);
    const first = { source: 'copy', cursor: null, urgency: 'visible' } as const;
    if (query !== null) void requests.fetchRows.begin({ ticket: newTicket(), query, ...first });
  }

  void begin();
  const { sessionState, accounts, settings, appInfo, workspace, ...own } = requests;
  return {
    ...erp,
    sessionState: () => sessionState.ask(undefined),
    accounts: () => accounts.ask(undefined),
    settings: () => settings.ask(undefined),
    appInfo: () => appInfo.ask(undefined),
    workspace: () => workspace.ask(undefined),
    entitySets: own.entitySets.ask,
    entitySet: own.entitySet.ask,
    fetchRows: own.fetchRows.ask,
  };
}

function accountIn(session: SessionState): string | null {
  return 'account' in session ? session.account.key : null;
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
