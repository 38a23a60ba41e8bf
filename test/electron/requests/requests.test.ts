import { beforeEach, describe, expect, test } from 'vitest';
import type { Instance } from '../../../electron/contract/instance.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import type { SessionState } from '../../../electron/contract/session.ts';
import { settingsSchema } from '../../../electron/contract/settings.ts';
import { emptyWorkspace, navigatorContent } from '../../../electron/contract/workspace.ts';
import {
  type AnsweringData,
  type Parts,
  requestHandlers,
} from '../../../electron/requests/requests.ts';
import { createTickets } from '../../../electron/requests/tickets.ts';
import type { ClientSecretReading } from '../../../electron/session/client-secrets.ts';
import type { Session } from '../../../electron/session/session.ts';
import { noUpdates } from '../../../electron/updates/updates.ts';

/** The searches for an instance that are under way, by host. */
const searches = new Map<string, (found: Result<Instance>) => void>();
const signedInAt: string[] = [];
/** What the session was asked for, oldest first. */
const noted: string[] = [];
/** The secrets of the app, by issuer and client id. */
const secrets = new Map<string, string>();
let isBrowserThere = true;

function note(what: string): Result<null> {
  noted.push(what);
  return success(null);
}

function secretOf(registration: string): ClientSecretReading {
  const secret = secrets.get(registration);
  return secret === undefined ? { status: 'absent' } : { status: 'present', secret };
}

function instanceAt(host: string): Instance {
  const origin = `https://${host}`;
  return {
    ...{ host, database: host, version: '', issuer: `${origin}/id`, domainApi: `${origin}/api` },
    ...{ odataRoot: `${origin}/api/domain/odata/`, profile: null, webClient: null },
  };
}

/** An account's data of which only the workspace is there. */
function dataOf(key: string): AnsweringData {
  const unused = (): never => {
    throw new Error('not part of this test');
  };
  return {
    copy: {
      ...{ state: unused, ask: unused, askState: unused, noteContact: unused, speak: unused },
      ...{ tryAgain: () => Promise.resolve(), close: unused, shred: unused },
    },
    model: {
      ...{ entitySets: unused, entitySet: unused },
      ...{ otherNames: unused, search: unused, compile: unused },
    },
    answers: {
      ...{ fetchRows: unused, loadMoreRows: unused, countRows: unused, totalRows: unused },
      explainFilters: unused,
    },
    records: { fetch: unused },
    references: { to: unused },
    sync: {
      ...{ keptSets: unused, start: unused, estimate: unused, keep: unused, stop: unused },
      ...{
        pause: unused,
        refresh: unused,
        whenKnown: unused,
        isComplete: unused,
        completeFor: unused,
        lookedAt: unused,
        meaningsChanged: unused,
        changes: unused,
      },
      ...{ changesSeen: unused, lookAgain: unused, dispose: unused },
    },
    workspace: {
      read: () => Promise.resolve(success(emptyWorkspace)),
      write() {
        written.push(key);
        return Promise.resolve(success(null));
      },
    },
    workplace: {
      read: unused,
      change(set) {
        written.push(`${key} ${set}`);
        return Promise.resolve(success({}));
      },
    },
    views: {
      ...{ read: unused, add: unused, remove: unused },
      save(view) {
        written.push(`${key} ${view.name}`);
        return Promise.resolve(success([view]));
      },
    },
  };
}

function handlers(
  account: ReturnType<Session['account']> = null,
  instance: ReturnType<Session['instance']> = null,
) {
  const settings = { settings: settingsSchema.parse({}), problem: null };
  const unused = (): never => {
    throw new Error('not part of this test');
  };
  const parts: Parts = {
    appInfo: unused,
    settings: { state: () => settings, change: () => Promise.resolve(settings), onChange: unused },
    session: {
      start: unused,
      state: unused,
      onChange: unused,
      signIn(_choices, instance) {
        signedInAt.push(instance.host);
        return Promise.resolve(success<SessionState>({ status: 'signedOut' }));
      },
      openSignInPageAgain: unused,
      cancelSignIn: () => Promise.resolve(),
      signOut: () => Promise.resolve(success(null)),
      accounts: unused,
      onAccountsChange: unused,
      finishSignOut: (id) => Promise.resolve(note(`finishSignOut ${id}`)),
      dismissSignOut: (id) => Promise.resolve(note(`dismissSignOut ${id}`)),
      switchAccount(key) {
        note(`switchAccount ${key}`);
        return Promise.resolve(success<SessionState>({ status: 'signedOut' }));
      },
      tryAgain() {
        note('tryAgain');
        return Promise.resolve(success<SessionState>({ status: 'signedOut' }));
      },
      accessToken: unused,
      heldAccessToken: unused,
      databaseKey: unused,
      account: () => account,
      instance: () => instance,
      isKept: unused,
      reportConnection: unused,
      suspend: unused,
      resume: unused,
      close: unused,
    },
    takenUp: Promise.resolve(),
    tickets: createTickets(),
    onConnectionHint: () => undefined,
    findInstance: (host) => new Promise((resolve) => searches.set(host, resolve)),
    data: {
      current: () => (account === null ? undefined : dataOf(account.key)),
      connectionState: () => ({ status: 'idle', seatUntil: null }),
    },
    secrets: {
      read: (issuer, clientId) => Promise.resolve(secretOf(`${issuer} ${clientId}`)),
      keep(issuer, clientId, secret) {
        secrets.set(`${issuer} ${clientId}`, secret);
        return Promise.resolve(success(null));
      },
    },
    viewExchange: { export: unused, import: unused },
    updates: noUpdates('noServer'),
    diagnostics: { text: unused, requests: unused, test: unused },
    questions: { current: unused, answer: unused },
    links: { waiting: unused, take: unused, dismiss: unused },
    openWebPage(address) {
      note(`openWebPage ${address}`);
      return isBrowserThere ? Promise.resolve() : Promise.reject(new Error('none'));
    },
    openKeyringHelp: () => (isBrowserThere ? Promise.resolve() : Promise.reject(new Error('none'))),
    copyText: unused,
    openLicences: unused,
    onCommandsOffered: unused,
  };
  return requestHandlers(parts);
}

const written: string[] = [];

const choices = { staySignedIn: true, anotherUser: false, accountKey: null };
const cancelled = { ok: false, error: { code: 'cancelled' } };

function isFound(host: string): void {
  searches.get(host)?.(success(instanceAt(host)));
}

beforeEach(() => {
  searches.clear();
  signedInAt.length = 0;
  written.length = 0;
  noted.length = 0;
  secrets.clear();
  isBrowserThere = true;
});

describe('a sign-in whose instance is still being looked for', () => {
  test('goes on when the instance is found', async () => {
    const asked = handlers().signIn({ host: 'a.example', ...choices });
    isFound('a.example');
    expect(await asked).toMatchObject({ ok: true });
    expect(signedInAt).toEqual(['a.example']);
  });

  test.each(['cancelSignIn', 'signOut'] as const)('never begins after %s', async (end) => {
    const all = handlers();
    const asked = all.signIn({ host: 'a.example', ...choices });
    await all[end](undefined);
    isFound('a.example');
    expect(await asked).toEqual(cancelled);
    expect(signedInAt).toEqual([]);
  });

  test('never begins after another account was chosen', async () => {
    const all = handlers();
    const asked = all.signIn({ host: 'a.example', ...choices });
    await all.switchAccount({ key: 'maria' });
    isFound('a.example');
    expect(await asked).toEqual(cancelled);
    expect(signedInAt).toEqual([]);
    expect(noted).toEqual(['switchAccount maria']);
  });

  test('gives way to a later one, in whatever order the instances answer', async () => {
    const all = handlers();
    const first = all.signIn({ host: 'slow.example', ...choices });
    const second = all.signIn({ host: 'fast.example', ...choices });
    isFound('fast.example');
    isFound('slow.example');
    expect(await first).toEqual(cancelled);
    expect(await second).toMatchObject({ ok: true });
    expect(signedInAt).toEqual(['fast.example']);
  });
});

describe('what somebody has open', () => {
  const maria = {
    key: 'maria',
    instance: { host: 'a.example', database: 'A', version: '' },
    user: { id: '1', login: 'maria', name: 'Maria', email: '' },
  };

  test('is saved for the account whose window says so', async () => {
    const { saveWorkspace } = handlers(maria);
    await saveWorkspace({ accountKey: 'maria', workspace: emptyWorkspace });
    expect(written).toEqual(['maria']);
  });

  test('and so are views', async () => {
    const view = {
      ...{
        id: '1',
        set: 'Crm_Sales_SalesOrders',
        name: 'Mine',
        columnWidths: {},
        isDefault: false,
      },
      content: navigatorContent.parse({ search: '', filters: {}, order: [] }),
    };
    const { saveView } = handlers(maria);
    expect(await saveView({ accountKey: 'maria', view })).toEqual(success([view]));
    expect(await saveView({ accountKey: 'john', view })).toMatchObject({ ok: false });
    expect(written).toEqual(['maria Mine']);
  });

  test('and what they work in', async () => {
    const told = { accountKey: 'maria', set: 'Systems_Security_Roles', record: null } as const;
    const { changeWorkplace } = handlers(maria);
    expect(await changeWorkplace(told)).toEqual(success({}));
    expect(await changeWorkplace({ ...told, accountKey: 'john' })).toMatchObject({ ok: false });
    expect(written).toEqual(['maria Systems_Security_Roles']);
  });

  test('is not saved for the next account when it comes late', async () => {
    const late = { accountKey: 'john', workspace: emptyWorkspace };
    expect(await handlers(maria).saveWorkspace(late)).toMatchObject({ ok: false });
    expect(await handlers().saveWorkspace(late)).toMatchObject({ ok: false });
    expect(written).toEqual([]);
  });
});

describe('the secret of a confidential app', () => {
  test('is kept for the instance that it was entered for, and can be asked for but not read', async () => {
    const { setClientSecret, hasClientSecret } = handlers();
    const keeping = setClientSecret({ host: 'a.example', secret: 'the-secret' });
    isFound('a.example');
    expect(await keeping).toEqual(success(null));
    expect([...secrets]).toEqual([['https://a.example/id erpnet-navigator', 'the-secret']]);
    for (const [host, isKept] of [
      ['a.example', true],
      ['b.example', false],
    ] as const) {
      const asking = hasClientSecret({ host });
      isFound(host);
      expect(await asking).toEqual(success({ isKept }));
    }
  });

  test('goes nowhere when the host is no instance', async () => {
    const { setClientSecret, hasClientSecret } = handlers();
    const unknown = failure({ code: 'notErpNet' });
    const keeping = setClientSecret({ host: 'a.example', secret: 'the-secret' });
    searches.get('a.example')?.(unknown);
    expect(await keeping).toEqual(unknown);
    expect(secrets.size).toBe(0);
    const asking = hasClientSecret({ host: 'a.example' });
    searches.get('a.example')?.(unknown);
    expect(await asking).toEqual(unknown);
  });
});

describe('what the person does about the sign-in', () => {
  test('reaches the session, for the account or the sign-out that was meant', async () => {
    const { tryAgain, finishSignOut, dismissSignOut } = handlers();
    await tryAgain(undefined);
    await finishSignOut({ id: 'one' });
    await dismissSignOut({ id: 'two' });
    expect(noted).toEqual(['tryAgain', 'finishSignOut one', 'dismissSignOut two']);
  });

  test('a page that does not open in the browser is told', async () => {
    const { openKeyringHelp } = handlers();
    expect(await openKeyringHelp(undefined)).toEqual(success(null));
    isBrowserThere = false;
    expect(await openKeyringHelp(undefined)).toEqual(failure({ code: 'browserNotOpened' }));
  });

  test('the web client opens where the instance has one', async () => {
    const webClient = 'https://demodb.my.erp.net/web';
    const { openWebClient } = handlers(null, { ...instanceAt('demodb.my.erp.net'), webClient });
    expect(await openWebClient(undefined)).toEqual(success(null));
    expect(noted).toEqual([`openWebPage ${webClient}`]);
    expect(await handlers().openWebClient(undefined)).toEqual(failure({ code: 'notFound' }));
    isBrowserThere = false;
    expect(await openWebClient(undefined)).toEqual(failure({ code: 'browserNotOpened' }));
  });
});
