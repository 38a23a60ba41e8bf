import type { Workspace } from '../../../electron/contract/workspace.ts';
import { type FakeErpOptions, fakeAccount, signedInAs, untroubled } from '../fake-erp.ts';

const salesOrders: Workspace = {
  navigator: { set: 'Crm_Sales_SalesOrders', search: '', order: null },
  recent: ['Crm_Sales_SalesOrders', 'Crm_Sales_Customers', 'General_Products_Products'],
  starred: ['Crm_Sales_SalesOrders', 'Crm_Invoicing_Invoices'],
  columnWidths: {},
};
const searching: Workspace = {
  ...salesOrders,
  navigator: { set: 'Crm_Sales_SalesOrders', search: 'nothing', order: null },
};
const { storage: _storage, ...account } = fakeAccount;
const { settings } = untroubled.settings;

/** Situations to look at and to test, by the name that `?scene=` takes. */
export const scenes: Readonly<Record<string, Partial<FakeErpOptions>>> = {
  firstStart: { session: { status: 'signedOut' } },
  hostNotFound: {
    session: { status: 'signedOut' },
    failing: (request) =>
      request === 'findInstance'
        ? { code: 'hostNotFound', detail: 'net::ERR_NAME_NOT_RESOLVED' }
        : null,
  },
  nothingOpen: {},
  browsing: { workspace: salesOrders },
  bulgarian: { workspace: salesOrders, language: 'bg', locale: 'bg' },
  empty: { workspace: searching },
  fewRows: { workspace: salesOrders, rowCount: 7 },
  slow: { workspace: salesOrders, latency: 4000 },
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
  needsSignIn: {
    workspace: salesOrders,
    session: { status: 'needsSignIn', account, reason: 'rejected', keyringChange: null },
  },
  unlocking: { workspace: salesOrders, session: { status: 'unlocking', account } },
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
  notices: {
    workspace: salesOrders,
    session: signedInAs({ ...account, storage: { kind: 'memory', because: 'noKeyring' } }),
    settings: { settings, problem: { kind: 'broken', keptAs: '/home/maria/settings.json.broken' } },
  },
};
