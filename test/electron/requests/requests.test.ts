import { beforeEach, describe, expect, test } from 'vitest';
import type { Instance } from '../../../electron/contract/instance.ts';
import { type Result, success } from '../../../electron/contract/result.ts';
import type { SessionState } from '../../../electron/contract/session.ts';
import { settingsSchema } from '../../../electron/contract/settings.ts';
import { emptyWorkspace } from '../../../electron/contract/workspace.ts';
import { type Parts, requestHandlers } from '../../../electron/requests/requests.ts';
import { createTickets } from '../../../electron/requests/tickets.ts';
import type { Session } from '../../../electron/session/session.ts';

/** The searches for an instance that are under way, by host. */
const searches = new Map<string, (found: Result<Instance>) => void>();
const signedInAt: string[] = [];

function instanceAt(host: string): Instance {
  const origin = `https://${host}`;
  return {
    ...{ host, database: host, version: '', issuer: `${origin}/id`, domainApi: `${origin}/api` },
    ...{ odataRoot: `${origin}/api/domain/odata/`, profile: null, webClient: null },
  };
}

function handlers(account: ReturnType<Session['account']> = null) {
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
      accessToken: unused,
      account: () => account,
      instance: () => null,
      reportConnection: unused,
      close: unused,
    },
    takenUp: Promise.resolve(),
    workspaces: {
      read: unused,
      write(key) {
        written.push(key);
        return Promise.resolve(success(null));
      },
    },
    tickets: createTickets(),
    findInstance: (host) => new Promise((resolve) => searches.set(host, resolve)),
    client: {
      current: () => undefined,
      connectionState: () => ({ status: 'idle', seatUntil: null }),
      use: unused,
    },
    copyText: unused,
  };
  return requestHandlers(parts);
}

const written: string[] = [];

const choices = { staySignedIn: true, anotherUser: false };
const cancelled = { ok: false, error: { code: 'cancelled' } };

function isFound(host: string): void {
  searches.get(host)?.(success(instanceAt(host)));
}

beforeEach(() => {
  searches.clear();
  signedInAt.length = 0;
  written.length = 0;
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

  test('is not saved for the next account when it comes late', async () => {
    const late = { accountKey: 'john', workspace: emptyWorkspace };
    expect(await handlers(maria).saveWorkspace(late)).toMatchObject({ ok: false });
    expect(await handlers().saveWorkspace(late)).toMatchObject({ ok: false });
    expect(written).toEqual([]);
  });
});
