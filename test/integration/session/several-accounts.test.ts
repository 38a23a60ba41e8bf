import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeadlessBrowser, signInAsUser } from '../../simulator/browser.ts';
import { App, choices, maria } from './app.ts';

const hour = 3_600_000;
const john = { login: 'john.smith', password: 'demo' };
let app: App;

beforeEach(async () => {
  app = await App.start();
  await app.signIn();
  const johns = new HeadlessBrowser();
  app.atBrowser = async (url) => app.visit(await signInAsUser(url, john, johns));
  await app.signIn({ ...choices, anotherUser: true });
  app.atBrowser = (url) => app.follow(url);
});
afterEach(() => app.close());

function keyOf(login: string): string {
  const account = app.session.accounts().accounts.find(({ user }) => user.login === login);
  if (account === undefined) throw new Error(`${login} is not an account of this computer`);
  return account.key;
}

async function token(): Promise<string> {
  const result = await app.session.accessToken();
  if (!result.ok) throw new Error(`No token: ${result.error.code}`);
  return result.value;
}

describe('several accounts', () => {
  it('are listed by name, with the one in force', () => {
    expect(app.session.accounts()).toMatchObject({
      accounts: [
        { user: { login: john.login }, isCurrent: true, status: 'signedIn' },
        { user: { login: maria.login }, isCurrent: false, status: 'signedIn' },
      ],
      unfinishedSignOuts: [],
    });
  });

  it('are switched without a request, each with its own token and key of its local copy', async () => {
    const [johns, johnsKey] = [await token(), await app.session.databaseKey()];
    const before = app.simulator.control.requests().length;
    expect(await app.session.switchAccount(keyOf(maria.login))).toMatchObject({
      value: { status: 'signedIn', account: { user: { login: maria.login } } },
    });
    const [marias, mariasKey] = [await token(), await app.session.databaseKey()];
    expect(marias).not.toBe(johns);
    expect(mariasKey).not.toEqual(johnsKey);
    await app.session.switchAccount(keyOf(john.login));
    expect(await token()).toBe(johns);
    expect(await app.session.databaseKey()).toEqual(johnsKey);
    expect(app.simulator.control.requests()).toHaveLength(before);
  });

  it('get their own token also when another one was put in force meanwhile', async () => {
    const marias = await app.session.accessToken(undefined, keyOf(maria.login));
    const johns = await app.session.accessToken(undefined, keyOf(john.login));
    expect(johns).toEqual(await app.session.accessToken());
    expect(marias).not.toEqual(johns);
    await app.session.signOut();
    expect(await app.session.accessToken(undefined, keyOf(maria.login))).toEqual(marias);
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
  });

  it('are all there after a restart, with the one that was in force last', async () => {
    const key = await app.session.databaseKey();
    await app.session.switchAccount(keyOf(maria.login));
    await app.restart();
    expect(app.session.account()?.user.login).toBe(maria.login);
    await expect
      .poll(() => app.session.accounts().accounts.map(({ status }) => status))
      .toEqual(['signedIn', 'signedIn']);
    await app.session.switchAccount(keyOf(john.login));
    expect(await app.session.databaseKey()).toEqual(key);
  });

  it('sign out one by one, and the others stay', async () => {
    const johnsKey = keyOf(john.login);
    await app.session.signOut();
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    const paths = Object.keys(await app.files());
    expect(paths.filter((path) => path.includes(johnsKey))).toEqual([]);
    expect(await app.session.switchAccount(johnsKey)).toMatchObject({
      error: { code: 'badRequest' },
    });
    await app.session.switchAccount(keyOf(maria.login));
    expect(await token()).not.toBe('');
  });

  it('do not share what ends one of them', async () => {
    app.simulator.control.revokeRefreshTokens(john.login);
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    await app.session.accessToken();
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'rejected' });
    await app.session.switchAccount(keyOf(maria.login));
    expect(await token()).not.toBe('');
    expect(app.session.accounts().accounts).toMatchObject([
      { user: { login: john.login }, status: 'needsSignIn' },
      { user: { login: maria.login }, status: 'signedIn' },
    ]);
  });

  it('are all renewed before they die of age, though nobody looks at them, and only once a day', async () => {
    const day = 24 * hour;
    for (let passed = 0; passed < 3 * day; passed += hour / 2) {
      app.clock.advance(hour / 2);
      app.simulator.control.advanceClock(hour / 2);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(app.tokenRequests('refresh_token').length).toBeGreaterThanOrEqual(6);
    expect(app.tokenRequests('refresh_token').length).toBeLessThanOrEqual(10);
    expect(await token()).not.toBe('');
    await app.session.switchAccount(keyOf(maria.login));
    expect(await token()).not.toBe('');
    const seats = app.simulator.control.counts();
    expect(Object.keys(seats).filter((request) => request.includes('/api/'))).toEqual([]);
  });
});

describe('the key of a local copy', () => {
  it('is the same after a new sign-in, and another one after a sign-out', async () => {
    const key = await app.session.databaseKey();
    await app.session.switchAccount(keyOf(maria.login));
    const marias = await app.session.databaseKey();
    await app.signIn({ ...choices, accountKey: keyOf(maria.login) });
    expect(await app.session.databaseKey()).toEqual(marias);
    await app.session.signOut();
    await app.signIn();
    const fresh = await app.session.databaseKey();
    expect(fresh).toMatchObject({ ok: true });
    expect([key, marias]).not.toContainEqual(fresh);
  });

  it('outlives a session that the instance has ended', async () => {
    const key = await app.session.databaseKey();
    app.simulator.control.revokeRefreshTokens(john.login);
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    await app.session.accessToken();
    expect(await app.session.databaseKey()).toEqual(key);
    await app.restart();
    expect(await app.session.databaseKey()).toEqual(key);
  });

  it('is never overwritten because it can’t be opened, also by the sign-in that follows', async () => {
    app.keyring.changeKey();
    await app.restart();
    expect(app.session.state()).toMatchObject({ reason: 'undecryptable', keyringChange: null });
    expect(await app.session.databaseKey()).toMatchObject({ error: { code: 'storageFailed' } });
    const path = Object.keys(await app.files()).find((one) => one.endsWith('database-key.sealed'));
    const before = (await app.files())[path ?? ''];
    await app.session.switchAccount(keyOf(maria.login));
    const marias = `accounts/${keyOf(maria.login)}/database-key.sealed`;
    const sealed = (await app.files())[marias];
    await app.signIn({ ...choices, accountKey: keyOf(maria.login) });
    expect(await app.session.databaseKey()).toMatchObject({ ok: true });
    expect((await app.files())[`${marias}.unreadable`]).toBe(sealed);
    expect(before).toBeDefined();
  });
});

describe('an instance that was renamed', () => {
  it('is noticed, and the account keeps its key in the sign-in at the new address', async () => {
    const { key } = app.session.account() ?? { key: '' };
    const renamed = { ...app.instance, issuer: app.instance.issuer, database: 'renamed' };
    app.discovered = { ok: true, value: { ...renamed, issuer: 'https://renamed.example/id' } };
    const gone = { status: 404, body: 'Not found', times: 100 };
    app.simulator.control.failNext({ path: 'openid-configuration$', ...gone });
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'moved' });
    expect(app.session.account()?.key).toBe(key);
    expect(app.tokenRequests('refresh_token')).toHaveLength(0);
  });

  it('is only unavailable while its host does not say so', async () => {
    app.simulator.control.failNext({ path: 'openid-configuration$', status: 404, times: 1 });
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'serverUnavailable' } });
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'offline' });
    expect(await token()).not.toBe('');
  });
});
