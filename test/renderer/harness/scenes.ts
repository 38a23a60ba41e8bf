import type { KeptSet, KeptSets } from '../../../electron/contract/local-copy.ts';
import type { KeyringChange, NeedsSignInReason } from '../../../electron/contract/session.ts';
import type { View } from '../../../electron/contract/views.ts';
import type { NavigatorTab, RecordTab, Workspace } from '../../../electron/contract/workspace.ts';
import { standardContent } from '../../../renderer/workspace/standard-content.ts';
import { newNavigator } from '../../../renderer/workspace/tabs.ts';
import type { FakeCopy } from '../fake-answers.ts';
import { fakeTests } from '../fake-diagnostics.ts';
import {
  accountsOf,
  type FakeErpOptions,
  fakeAccount,
  otherAccount,
  signedInAs,
  untroubled,
} from '../fake-erp.ts';

/** A tab in which nobody did anything yet. */
function tab(set: string, change: Partial<NavigatorTab> = {}): NavigatorTab {
  return { ...newNavigator(set), id: set, past: [], future: [], ...change };
}

/** A record that somebody has opened out of a list of three. */
const orderTab: RecordTab = {
  ...{ kind: 'record', id: 'order', set: 'Crm_Sales_SalesOrders', recordId: 'row-2' },
  ...{ title: 'SO-2', part: null, top: 0, list: ['row-1', 'row-2', 'row-3'] },
  ...{ past: [], future: [] },
};

function view(id: string, set: string, name: string, change: Partial<View['content']> = {}): View {
  const content = { ...standardContent, ...change };
  return { id, set, name, content, columnWidths: {}, isDefault: false };
}

const salesOrders: Workspace = {
  tabs: [tab('Crm_Sales_SalesOrders')],
  current: 'Crm_Sales_SalesOrders',
  recent: ['Crm_Sales_SalesOrders', 'Crm_Sales_Customers', 'General_Products_Products'],
  starred: ['Crm_Sales_SalesOrders', 'Crm_Invoicing_Invoices'],
  columnWidths: {},
};
const searching: Workspace = {
  ...salesOrders,
  tabs: [tab('Crm_Sales_SalesOrders', { search: 'nothing' })],
};
const { storage: _storage, ...account } = fakeAccount;
const { settings } = untroubled.settings;
const customers: Workspace = {
  ...salesOrders,
  tabs: [tab('Crm_Sales_Customers')],
  current: 'Crm_Sales_Customers',
};
const threeTabs: Workspace = {
  ...salesOrders,
  tabs: [
    tab('Crm_Sales_SalesOrders', {
      scroll: { row: 640, left: 0 },
      active: { row: 645, id: 'row-646', column: 'DocumentNo' },
    }),
    tab('Crm_Sales_Customers', { search: 'north' }),
    tab('Crm_Invoicing_Invoices', {
      filters: { State: 'rel' },
      drafts: { Customer: 'Nord' },
      order: [{ column: 'AmountToPay', direction: 'descending' }],
    }),
  ],
};
const yesterday = Date.now() - 86_400_000;
const allKept: FakeCopy = { rows: 10_432, at: yesterday, isComplete: true };
const someKept: FakeCopy = { rows: 900, at: yesterday, isComplete: false };

function kept(set: string, change: Partial<KeptSet> = {}): KeptSet {
  const progress = { status: 'upToDate', rows: 10_432, total: 10_432 } as const;
  const fine = { part: null, along: null, completeAt: yesterday, failure: null };
  return { set, ...progress, ...fine, ...change };
}

const keptSets: KeptSets = {
  sets: [
    kept('Crm_Sales_SalesOrders'),
    kept('Crm_Sales_Customers', { along: 'Crm_Sales_SalesOrders' }),
  ],
  isPaused: false,
};
const offline: Partial<FakeErpOptions> = {
  isOnline: false,
  connection: { status: 'offline', since: Date.now(), seatUntil: null },
  session: { ...signedInAs(fakeAccount), status: 'signedInOffline', renewal: 'offline' },
};
const threeTabsKept: Partial<FakeErpOptions> = {
  workspace: threeTabs,
  keptSets,
  copies: {
    Crm_Sales_SalesOrders: allKept,
    Crm_Sales_Customers: allKept,
    Crm_Invoicing_Invoices: someKept,
  },
};
const twoAccounts = accountsOf(fakeAccount, otherAccount);

function needsSignIn(
  reason: NeedsSignInReason,
  keyringChange: KeyringChange | null = null,
): Partial<FakeErpOptions> {
  return {
    workspace: salesOrders,
    session: { status: 'needsSignIn', account, reason, keyringChange },
    triedAgain: () => signedInAs(fakeAccount),
  };
}

/** Situations to look at and to test, by the name that `?scene=` takes. */
export const scenes: Readonly<Record<string, Partial<FakeErpOptions>>> = {
  firstStart: { session: { status: 'signedOut' }, accounts: accountsOf() },
  certificateExpired: {
    session: { status: 'signedOut' },
    accounts: accountsOf(),
    connectionTest: fakeTests.expired,
    failing: (request) =>
      request === 'findInstance'
        ? { code: 'hostNotTrusted', detail: 'ERR_CERT_DATE_INVALID' }
        : null,
  },
  proxyAsks: {
    workspace: salesOrders,
    networkQuestion: {
      ...{ kind: 'proxySignIn', id: 1, host: 'proxy.example.com', port: 8080, realm: 'Office' },
      isRetry: true,
    },
  },
  certificateAsked: {
    workspace: salesOrders,
    networkQuestion: {
      ...{ kind: 'clientCertificate', id: 2, host: 'demodb.my.erp.net', isRetry: true },
      certificates: [
        { subject: 'Maria', issuer: 'Example Root', validUntil: Date.UTC(2027, 4, 1) },
        { subject: 'PC-417', issuer: 'Example Devices', validUntil: Date.UTC(2028, 1, 1) },
      ],
    },
  },
  hostNotFound: {
    session: { status: 'signedOut' },
    accounts: accountsOf(),
    failing: (request) =>
      request === 'findInstance'
        ? { code: 'hostNotFound', detail: 'net::ERR_NAME_NOT_RESOLVED' }
        : null,
  },
  /** An organisation has decided what people would be asked for. */
  managed: {
    session: { status: 'signedOut' },
    accounts: accountsOf(),
    settings: {
      settings: { ...settings, host: 'erp.example.com', staySignedIn: false },
      problem: null,
    },
    policy: {
      place: '/etc/navigator-for-erp-net/policy.json',
      locked: ['host', 'clientId', 'redirect', 'staySignedIn'],
      ...{ preset: [], problems: [], mayKeepOffline: true, mayExport: true },
    },
  },
  policyBroken: {
    workspace: salesOrders,
    policy: {
      place: '/etc/navigator-for-erp-net/policy.json',
      locked: ['staySignedIn', 'offlineDays', 'language', 'keepOffline', 'export'],
      preset: ['offlineMegabytes'],
      problems: [
        { kind: 'invalid', name: 'redirectPorts' },
        { kind: 'unknown', name: 'hsot' },
      ],
      ...{ mayKeepOffline: false, mayExport: false },
    },
    failing: (request) => (request === 'copyRows' ? { code: 'managed' } : null),
  },
  nothingOpen: {},
  browsing: { workspace: salesOrders },
  bulgarian: { workspace: salesOrders, language: 'bg', locale: 'bg' },
  withViews: {
    workspace: salesOrders,
    views: [
      view('mine', 'Crm_Sales_SalesOrders', 'Mine', { filters: { State: 'rel' } }),
      { ...view('unpaid', 'Crm_Invoicing_Invoices', 'Unpaid'), isDefault: true },
    ],
    viewsInFile: [view('other', 'Crm_Sales_SalesOrders', 'Of a colleague')],
  },
  viewsUnreadable: {
    workspace: salesOrders,
    failing: (request) => (request === 'views' ? { code: 'copyUnavailable' } : null),
  },
  modelNotRead: { workspace: salesOrders, isModelRead: false, distance: 2500 },
  empty: { workspace: searching },
  fewRows: { workspace: salesOrders, rowCount: 7 },
  slow: { workspace: salesOrders, distance: 4000 },
  failing: {
    workspace: salesOrders,
    failing: (request) =>
      request === 'fetchRows'
        ? { code: 'serverError', detail: 'E1Exception: division by zero' }
        : null,
  },
  columnsOffline: {
    workspace: salesOrders,
    failing: (request, before) =>
      request === 'entitySet' && before === 0 ? { code: 'offline' } : null,
  },
  failingReload: {
    workspace: salesOrders,
    failing: (request, before) =>
      request === 'fetchRows' && before >= 2 ? { code: 'needsSignIn' } : null,
  },
  failingLater: {
    workspace: salesOrders,
    failing: (request, before) =>
      request === 'fetchRows' && before === 2 ? { code: 'answerIncomplete' } : null,
  },
  needsSignIn: needsSignIn('rejected'),
  expired: needsSignIn('expired'),
  notRenewable: needsSignIn('notRenewable'),
  interrupted: needsSignIn('interrupted'),
  appRefused: needsSignIn('appRefused'),
  moved: needsSignIn('moved'),
  undecryptable: needsSignIn('undecryptable', {
    sealedBy: 'gnome_libsecret',
    backend: 'kwallet6',
  }),
  undecryptableBulgarian: {
    ...needsSignIn('undecryptable', { sealedBy: 'kwallet6', backend: 'basic_text' }),
    language: 'bg',
  },
  unlocking: {
    workspace: salesOrders,
    session: { status: 'unlocking', account },
    triedAgain: () => signedInAs(fakeAccount),
  },
  offline: {
    workspace: salesOrders,
    session: {
      status: 'signedInOffline',
      account: fakeAccount,
      renewal: 'offline',
      endsAt: null,
    },
    failing: (request) => (request === 'fetchRows' ? { code: 'offline' } : null),
  },
  threeTabs: { workspace: threeTabs },
  record: { workspace: { ...salesOrders, tabs: [orderTab], current: orderTab.id } },
  recordHostile: {
    workspace: { ...salesOrders, tabs: [{ ...orderTab, recordId: 'row-3' }], current: orderTab.id },
  },
  recordEndless: {
    workspace: { ...salesOrders, tabs: [{ ...orderTab, recordId: 'row-1' }], current: orderTab.id },
  },
  recordOffline: {
    ...offline,
    workspace: {
      ...salesOrders,
      tabs: [orderTab, { ...orderTab, id: 'unseen', recordId: 'row-5000', title: 'SO-5000' }],
      current: orderTab.id,
    },
    copies: { Crm_Sales_SalesOrders: { rows: 900, at: yesterday, isComplete: false } },
  },
  recordGone: {
    workspace: {
      ...salesOrders,
      tabs: [{ ...orderTab, recordId: 'gone', title: null }],
      current: orderTab.id,
    },
  },
  details: {
    workspace: { ...salesOrders, tabs: [tab('Crm_Sales_SalesOrders', { hasDetails: true })] },
  },
  threeTabsKept,
  threeTabsOffline: { ...threeTabsKept, ...offline },
  threeTabsOfflineBulgarian: { ...threeTabsKept, ...offline, language: 'bg', locale: 'bg' },
  /** The instance is so slow that only what is on this computer is ever seen. */
  keptSlow: { ...threeTabsKept, distance: 600_000 },
  partlyHereOffline: {
    workspace: salesOrders,
    copies: { Crm_Sales_SalesOrders: { ...someKept, rows: 150 } },
    ...offline,
  },
  notHereOffline: { workspace: salesOrders, ...offline },
  unreachable: {
    workspace: salesOrders,
    copies: { Crm_Sales_SalesOrders: { ...someKept, rows: 150 } },
    failing: (request) => (request === 'fetchRows' ? { code: 'hostUnreachable' } : null),
  },
  signInForMore: {
    ...threeTabsKept,
    session: { status: 'needsSignIn', account, reason: 'rejected', keyringChange: null },
  },
  pulling: {
    workspace: salesOrders,
    copies: { Crm_Sales_SalesOrders: someKept },
    keptSets: {
      sets: [
        kept('Crm_Sales_SalesOrders', { status: 'pulling', rows: 1200, completeAt: null }),
        kept('Crm_Invoicing_Invoices', { status: 'waiting', rows: 0, completeAt: null }),
        kept('Crm_Sales_Customers', {
          status: 'failed',
          completeAt: null,
          failure: { code: 'noPermission' },
        }),
      ],
      isPaused: false,
    },
  },
  copyLocked: { workspace: salesOrders, copyState: { status: 'locked', days: 30, mendings: [] } },
  copyMended: {
    workspace: salesOrders,
    copyState: {
      status: 'unavailable',
      because: 'diskFull',
      mendings: [{ kind: 'stateRestored', asOf: yesterday }, { kind: 'cacheRebuilt' }],
    },
  },
  notices: {
    workspace: salesOrders,
    session: signedInAs({ ...account, storage: { kind: 'memory', because: 'noKeyring' } }),
    settings: { settings, problem: { kind: 'broken', keptAs: '/home/maria/settings.json.broken' } },
  },
  stillLocked: { workspace: salesOrders, session: { status: 'unlocking', account } },
  stillRefused: { ...needsSignIn('appRefused'), triedAgain: (before) => before },
  storageFailed: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), renewal: 'storageFailed' },
    triedAgain: () => signedInAs(fakeAccount),
  },
  storageLocked: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), renewal: 'storageLocked' },
    failing: (request, before) =>
      request === 'tryAgain' && before === 0 ? { code: 'storageLocked' } : null,
  },
  ambiguous: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), renewal: 'ambiguous' },
    triedAgain: () => signedInAs(fakeAccount),
  },
  renewalOffline: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), renewal: 'offline' },
  },
  endsSoon: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), endsAt: Date.now() + 4 * 60_000 },
  },
  renewalRefused: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), endsAt: Date.now() + 4 * 60_000 },
    failing: (request) => (request === 'signIn' ? { code: 'browserNotOpened' } : null),
  },
  endsLater: {
    workspace: salesOrders,
    session: { ...signedInAs(fakeAccount), endsAt: Date.now() + 60 * 60_000 },
  },
  twoAccounts: {
    workspace: salesOrders,
    workspaces: { [otherAccount.key]: customers },
    accounts: twoAccounts,
  },
  notSwitched: {
    workspace: salesOrders,
    accounts: twoAccounts,
    failing: (request) => (request === 'switchAccount' ? { code: 'storageFailed' } : null),
  },
  secretRefused: {
    ...needsSignIn('appRefused'),
    failing: (request) => (request === 'signIn' ? { code: 'clientSecretRefused' } : null),
  },
  secretNeeded: {
    session: { status: 'signedOut' },
    accounts: accountsOf(),
    failing: (request) => (request === 'signIn' ? { code: 'clientSecretNeeded' } : null),
  },
  goOn: {
    session: { status: 'signedOut' },
    accounts: {
      ...twoAccounts,
      accounts: twoAccounts.accounts.map((each, index) => ({
        ...each,
        isCurrent: false,
        status: index === 0 ? 'signedIn' : 'needsSignIn',
      })),
    },
    workspace: salesOrders,
  },
  updateReady: {
    workspace: salesOrders,
    update: {
      ...{ status: 'ready', version: '0.2.0', installsOnQuit: true },
      changes: '- Totals of what is selected\n- The last pages are found sooner',
    },
  },
  seatTaken: {
    workspace: salesOrders,
    connection: { status: 'online', at: Date.now(), seatUntil: Date.now() + 13.5 * 60_000 },
  },
  noLicenceSeat: {
    workspace: salesOrders,
    connection: { status: 'noLicenceSeat', retryAt: Date.now() + 48_000, seatUntil: null },
    failing: (request, before) =>
      request === 'fetchRows' && before >= 2
        ? { code: 'noLicenceSeat', retryAt: Date.now() + 48_000 }
        : null,
  },
  unfinishedSignOut: {
    workspace: salesOrders,
    accounts: {
      ...accountsOf(fakeAccount),
      unfinishedSignOuts: [
        { id: 'u1', instance: otherAccount.instance, user: { login: 'ivan', name: 'Ivan Petrov' } },
      ],
    },
  },
};
