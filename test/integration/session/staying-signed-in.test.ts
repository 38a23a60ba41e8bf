import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disk as realDisk } from '../../../electron/disk/atomic-file.ts';
import { App, maria } from './app.ts';

const hour = 3_600_000;
let app: App;

beforeEach(async () => {
  app = await App.start();
  const result = await app.signIn();
  if (!result.ok) throw new Error(`Not signed in: ${result.error.code}`);
});
afterEach(() => app.close());

/** Lets the access token expire for both sides. */
function expireToken(): void {
  app.simulator.control.advanceClock(hour);
  app.clock.advance(hour);
}

async function token(rejected?: string): Promise<string> {
  const result = await app.session.accessToken(rejected);
  if (!result.ok) throw new Error(`No token: ${result.error.code}`);
  return result.value;
}

describe('an access token', () => {
  it('is the one of the sign-in while it lives, without a request', async () => {
    app.simulator.control.requests();
    expect(await token()).toBe(await token());
    expect(app.tokenRequests('refresh_token')).toHaveLength(0);
  });

  it('is renewed with exactly one request when fifty ask for it at once', async () => {
    const old = await token();
    expireToken();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => token()));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(old);
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
  });

  it('is renewed once after a 401, and a late 401 gets the newer one', async () => {
    const old = await token();
    app.simulator.control.expireAccessTokens(maria.login);
    const renewed = await Promise.all([token(old), token(old), token(old)]);
    expect(new Set(renewed).size).toBe(1);
    expect(await token(old)).toBe(renewed[0]);
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
  });
});

describe('a refresh token', () => {
  it('is never used twice, through many renewals, restarts and failures', async () => {
    for (let round = 0; round < 6; round += 1) {
      expireToken();
      if (round === 2) app.simulator.control.failNext({ path: '/connect/token', status: 503 });
      await app.clock.flowUntil(
        Promise.all([app.session.accessToken(), app.session.accessToken()]),
      );
      if (round % 2 === 1) await app.restart();
      await token();
    }
    const reached = app.tokenRequests('refresh_token').filter((one) => one.reachedIdentity);
    expect(reached.length).toBeGreaterThanOrEqual(6);
    const hashes = reached.map((one) => one.refreshTokenHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('that was revoked asks for a new sign-in, now and after a restart, and is not sent again', async () => {
    app.simulator.control.revokeRefreshTokens(maria.login);
    expireToken();
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'rejected' });
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
    await app.restart();
    expect(app.session.state()).toMatchObject({
      status: 'needsSignIn',
      reason: 'rejected',
      account: { user: { login: maria.login } },
    });
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
  });

  it('of an app that was disabled tells so, and works again once it is enabled', async () => {
    app.simulator.control.disableClient('erpnet-navigator', true);
    expireToken();
    await app.session.accessToken();
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'appRefused' });
    app.simulator.control.disableClient('erpnet-navigator', false);
    await app.restart();
    expect(await token()).not.toBe('');
  });
});

describe('a server in trouble', () => {
  it.each([
    ['an error of its own', { status: 500, body: 'Internal error' }],
    ['a gateway without it', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a proxy that refuses', { status: 403, body: '<html>Forbidden</html>' }],
    ['a page where tokens should be', { status: 200, body: '<html></html>' }],
    ['a 400 that says nothing', { status: 400 }],
    ['a 401 that says nothing', { status: 401 }],
  ])('is not noticed when it answers the next time: %s', async (_, answer) => {
    expireToken();
    app.simulator.control.failNext({ path: '/id/connect/token', ...answer });
    expect(await app.clock.flowUntil(token())).not.toBe('');
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
    expect(app.tokenRequests('refresh_token')).toHaveLength(2);
  });

  it.each([
    ['a network that wants a sign-in', { status: 302, headers: { location: '/' } }, 'offline'],
    ['too many requests', { status: 429 }, 'tooManyRequests'],
    ['a bad request', { status: 400, body: { error: 'invalid_request' } }, 'serverUnavailable'],
  ])(
    'that has certainly done nothing is asked again by the next request: %s',
    async (_, answer, code) => {
      expireToken();
      app.simulator.control.failNext({ path: '/id/connect/token', ...answer });
      expect(await app.session.accessToken()).toMatchObject({ ok: false, error: { code } });
      expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'offline' });
      expect(Object.keys(await app.files())).not.toContainEqual(expect.stringContaining('intent'));
      expect(await token()).not.toBe('');
      expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
    },
  );

  it('that loses its answer and forgives a repetition is not noticed', async () => {
    app.simulator.control.set({ reuseGrace: 10 });
    expireToken();
    app.simulator.control.cutNext({ path: '/id/connect/token', afterBytes: 20 });
    expect(await app.clock.flowUntil(token())).not.toBe('');
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
  });

  it('that loses its answer and forgives nothing makes it an interrupted sign-in, and one is enough', async () => {
    expireToken();
    app.simulator.control.cutNext({ path: '/id/connect/token', afterBytes: 20 });
    const result = await app.clock.flowUntil(app.session.accessToken());
    expect(result).toMatchObject({ error: { code: 'needsSignIn' } });
    const interrupted = { status: 'needsSignIn', reason: 'interrupted' };
    expect(app.session.state()).toMatchObject(interrupted);
    await app.restart();
    expect(app.session.state()).toMatchObject(interrupted);
    await app.signIn();
    expect(await token()).not.toBe('');
    expect(app.tokenRequests('refresh_token')).toHaveLength(2);
  });

  it('is not asked again before the network has proven itself', async () => {
    expireToken();
    const { control } = app.simulator;
    control.failNext({ path: '/id/connect/token', status: 502 });
    const waiting = app.session.accessToken();
    await expect.poll(() => app.tokenRequests('refresh_token')).toHaveLength(1);
    control.failNext({ path: 'openid-configuration$', status: 502 });
    const result = await app.clock.flowUntil(waiting);
    expect(result).toMatchObject({ error: { code: 'serverUnavailable' } });
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'ambiguous' });
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
    const settled = new Promise((resolve) => app.session.onChange(resolve));
    expect(await app.clock.flowUntil(settled)).toMatchObject({ renewal: 'well' });
    expect(app.tokenRequests('refresh_token')).toHaveLength(2);
  });

  it('is not sent a token while the network does not prove itself', async () => {
    expireToken();
    app.simulator.control.failNext({ path: 'openid-configuration$', status: 502 });
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'serverUnavailable' } });
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'offline' });
    expect(app.tokenRequests('refresh_token')).toHaveLength(0);
    expect(await token()).not.toBe('');
  });

  it('is left alone until Retry-After is over', async () => {
    expireToken();
    const headers = { 'retry-after': '30' };
    app.simulator.control.failNext({ path: '/id/connect/token', status: 503, headers });
    const retryAt = app.clock.now() + 30_000;
    expect(await app.session.accessToken()).toMatchObject({ error: { retryAt } });
    expect(await app.session.accessToken()).toMatchObject({ error: { retryAt } });
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
    app.clock.advance(30_000);
    expect(await token()).not.toBe('');
  });
});

describe('a restart', () => {
  it('is signed in at once, without any request', async () => {
    const before = app.simulator.control.requests().length;
    const old = await token();
    await app.restart();
    expect(app.session.state()).toMatchObject({
      status: 'signedIn',
      account: { user: { login: maria.login }, storage: { kind: 'system' } },
    });
    expect(await token()).toBe(old);
    expect(app.simulator.control.requests()).toHaveLength(before);
    expect(app.opened).toHaveLength(1);
  });

  it('after the access token expired renews it without the browser', async () => {
    expireToken();
    await app.restart();
    expect(await token()).not.toBe('');
    expect(app.opened).toHaveLength(1);
  });

  it('waits for a locked keyring and then goes on, with nothing lost', async () => {
    app.keyring.locked = true;
    await app.restart();
    expect(app.session.state()).toMatchObject({
      status: 'unlocking',
      account: { user: { login: maria.login } },
    });
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'storageLocked' } });
    const unlocked = new Promise((resolve) => app.session.onChange(resolve));
    app.keyring.locked = false;
    app.clock.advance(1_000);
    expect(await unlocked).toMatchObject({ status: 'signedIn' });
  });

  it('asks a keyring that was locked at once where a person says so', async () => {
    app.keyring.locked = true;
    await app.restart();
    expect(await app.session.tryAgain()).toMatchObject({ value: { status: 'unlocking' } });
    app.keyring.locked = false;
    expect(await app.session.tryAgain()).toMatchObject({ value: { status: 'signedIn' } });
  });

  it('with another keyring asks for a new sign-in and keeps every file', async () => {
    app.keyring.changeKey();
    const before = await app.files();
    await app.restart();
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'undecryptable' });
    expect(await app.files()).toEqual(before);
  });
});

describe('a full disk', () => {
  const fullDisk = {
    ...realDisk,
    write: () => Promise.reject(Object.assign(new Error('No space left'), { code: 'ENOSPC' })),
  };

  it('keeps the new tokens back until they are saved, and never repeats the refresh', async () => {
    const old = await token();
    expireToken();
    app.disk = fullDisk;
    const waiting = app.session.accessToken();
    const result = await app.clock.flowUntil(waiting);
    expect(result).toMatchObject({ ok: false, error: { code: 'storageFailed' } });
    app.disk = realDisk;
    const renewed = await token();
    expect(renewed).not.toBe(old);
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
    await app.restart();
    expect(await token()).toBe(renewed);
  });
});
