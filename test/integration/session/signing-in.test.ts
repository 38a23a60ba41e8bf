import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disk as realDisk } from '../../../electron/disk/atomic-file.ts';
import { signInAsUser } from '../../simulator/browser.ts';
import { App, choices, maria, mariasId, registration } from './app.ts';

const fiveMinutes = 300_000;
const hour = 3_600_000;
let app: App;

beforeEach(async () => {
  app = await App.start();
});
afterEach(() => app.close());

/** The parameters that the app opened the sign-in page with. */
function asked(): URLSearchParams {
  return new URL(app.opened.at(-1) ?? '').searchParams;
}

/** Resolves when the app is in the given step of signing in. */
async function reached(step: string): Promise<void> {
  await expect.poll(() => app.session.state()).toMatchObject({ status: 'signingIn', step });
}

describe('a first sign-in', () => {
  it('goes through the browser and ends signed in as the user of the profile', async () => {
    const result = await app.signIn();
    expect(result).toMatchObject({
      ok: true,
      value: {
        status: 'signedIn',
        account: {
          instance: { host: app.simulator.host, database: 'demodb' },
          user: { id: mariasId, login: maria.login, email: 'maria.petrova@example.com' },
          storage: { kind: 'system' },
        },
      },
    });
    expect(app.states.map((state) => ('step' in state ? state.step : state.status))).toEqual([
      'openingBrowser',
      'waitingForBrowser',
      'finishing',
      'signedIn',
    ]);
    expect(app.session.account()?.key).toMatch(/^[0-9a-f]{32}$/);
    expect(app.session.instance()).toEqual(app.instance);
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
  });

  it('asks with PKCE S256, state and nonce, fresh every time', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 2; round += 1) {
      await app.signIn();
      expect(asked().get('code_challenge_method')).toBe('S256');
      expect(asked().get('response_type')).toBe('code');
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(asked().get(name) ?? '');
    }
    expect(seen.size).toBe(6);
    expect([...seen].every((value) => value.length >= 43)).toBe(true);
  });

  it('asks for reading only, and for offline access when the user wants to stay signed in', async () => {
    await app.signIn();
    expect(asked().get('scope')).toBe('openid profile offline_access read');
    expect(asked().has('prompt')).toBe(false);
    await app.signIn({ ...choices, staySignedIn: false, anotherUser: true });
    expect(asked().get('scope')).toBe('openid profile read');
    expect(asked().get('prompt')).toBe('login');
  });

  it('shows success in the browser only after the exchange succeeded', async () => {
    const held = app.simulator.control.holdNext({ path: '/id/connect/token' });
    const result = app.signIn();
    await held.arrived;
    expect(app.session.state()).toMatchObject({ step: 'finishing' });
    expect(app.pages).toHaveLength(0);
    expect(await app.session.openSignInPageAgain()).toMatchObject({ ok: false });
    held.release();
    await result;
    await expect.poll(() => app.pages).toHaveLength(1);
    expect(app.pages[0]?.status).toBe(200);
    expect(app.pages[0]?.body).toContain('You are signed in');
  });

  it('gives the account the same key every time', async () => {
    await app.signIn();
    const first = app.session.account()?.key;
    await app.session.signOut();
    await app.signIn();
    expect(app.session.account()?.key).toBe(first);
  });

  it('takes the user from the id_token when the profile site does not answer', async () => {
    app.simulator.control.failNext({ path: '/profile/me', status: 503 });
    expect(await app.signIn()).toMatchObject({
      value: { account: { user: { id: mariasId, login: maria.login } } },
    });
  });

  it('does not let the person at the browser wait for a profile site that hangs', async () => {
    const held = app.simulator.control.holdNext({ path: '/profile/me' });
    const result = app.signIn();
    await held.arrived;
    app.clock.advance(10_000);
    expect(await result).toMatchObject({ value: { account: { user: { id: mariasId } } } });
    held.release();
  });

  it('works with a server that sends iss, and with one whose clock is wrong by hours', async () => {
    app.simulator.control.set({ authorizationResponseIss: true });
    app.simulator.control.skewClock(-5 * 3_600_000);
    expect(await app.signIn()).toMatchObject({ ok: true });
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
  });

  it('writes no token and no code to the disk in clear', async () => {
    await app.signIn();
    const written = Object.values(await app.files()).join('\n');
    const secrets = Object.values(app.simulator.control.issuedSecrets()).flat();
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    for (const secret of secrets) expect(written).not.toContain(secret);
  });
});

describe('where the sign-in is kept', () => {
  it('is memory alone when the user does not want to stay signed in', async () => {
    expect(await app.signIn({ ...choices, staySignedIn: false, anotherUser: false })).toMatchObject(
      {
        value: { account: { storage: { kind: 'memory', because: 'notAsked' } } },
      },
    );
    expect(await app.files()).toEqual({});
    await app.restart();
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it('is memory after having stayed signed in, when the user changes their mind', async () => {
    await app.signIn();
    await app.signIn({ ...choices, staySignedIn: false, anotherUser: false });
    expect(await app.files()).toEqual({});
  });

  it('is the vault too when the instance gives no refresh token, and the end is known before', async () => {
    app.simulator.control.set({ refreshTokensForPublicClients: false });
    await app.signIn();
    const endsAt = app.clock.now() + hour - 60_000;
    await app.restart();
    const state = app.session.state();
    expect(state).toMatchObject({ status: 'signedIn', account: { storage: { kind: 'system' } } });
    expect(state).toHaveProperty('endsAt', expect.closeTo(endsAt, -4));
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'notRenewable' });
    await app.restart();
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'notRenewable' });
  });

  it.each(['basic_text', 'unknown'] as const)('is memory with the backend %s', async (backend) => {
    app.keyring.backend = backend;
    expect(await app.signIn()).toMatchObject({
      value: { account: { storage: { kind: 'memory', because: 'noKeyring' } } },
    });
    expect(await app.files()).toEqual({});
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
  });
});

describe('a sign-in in the place of an earlier one', () => {
  it('is not overwritten by a refresh of the earlier one that comes late', async () => {
    await app.signIn();
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    const held = app.simulator.control.holdNext({ path: '/id/connect/token' });
    const late = app.session.accessToken();
    await held.arrived;
    let isFirst = true;
    app.disk = {
      ...realDisk,
      async write(path, content) {
        if (isFirst && path.endsWith('session.sealed')) {
          isFirst = false;
          const before = app.clock.sleeping;
          held.release();
          // The earlier session waits to try its save again.
          await expect.poll(() => app.clock.sleeping).toBe(before + 1);
        }
        return realDisk.write(path, content);
      },
    };
    expect(await app.signIn()).toMatchObject({ ok: true });
    const current = await app.session.accessToken();
    app.clock.advance(1_000);
    expect(await late).toMatchObject({ error: { code: 'needsSignIn' } });
    await app.restart();
    expect(await app.session.accessToken()).toEqual(current);
  });

  it('is not ended by the refusal of an earlier refresh token that comes late', async () => {
    await app.signIn();
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    const held = app.simulator.control.holdNext({ path: '/id/connect/token', stage: 'request' });
    const late = app.session.accessToken();
    await held.arrived;
    let isFirst = true;
    app.disk = {
      ...realDisk,
      async write(path, content) {
        if (isFirst && path.endsWith('session.sealed')) {
          isFirst = false;
          app.simulator.control.revokeRefreshTokens(maria.login);
          held.release();
          expect(await late).toMatchObject({ error: { code: 'needsSignIn' } });
        }
        return realDisk.write(path, content);
      },
    };
    expect(await app.signIn()).toMatchObject({ ok: true });
    const current = await app.session.accessToken();
    await app.restart();
    expect(app.session.state()).toMatchObject({ status: 'signedIn' });
    expect(await app.session.accessToken()).toEqual(current);
  });

  it('waits for a locked keyring, asks nobody to sign in for nothing, and leaves what it sealed where it is', async () => {
    await app.signIn();
    const kept = await app.files();
    app.keyring.locked = true;
    await app.restart();
    const opened = app.opened.length;
    expect(await app.signIn()).toMatchObject({ error: { code: 'storageLocked' } });
    expect(app.opened).toHaveLength(opened);
    expect(await app.files()).toEqual(kept);
    app.keyring.locked = false;
    expect(await app.signIn()).toMatchObject({
      value: { account: { storage: { kind: 'system' } } },
    });
  });
});

describe('a sign-in that fails', () => {
  it('is refused in the app’s words when the server says access_denied', async () => {
    app.atBrowser = (url) => {
      const query = new URL(url).searchParams;
      const back = new URL(query.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({
        error: 'access_denied',
        error_description: 'The user may not use this app, see https://id.example/?token=secret',
        state: query.get('state') ?? '',
      }).toString();
      return app.visit(back.href);
    };
    expect(await app.signIn()).toEqual({
      ok: false,
      error: { code: 'signInDenied', detail: 'The user may not use this app, see …' },
    });
    await expect.poll(() => app.pages[0]?.body).toContain('The instance refused the sign-in.');
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it('tells of a scope that is not allowed', async () => {
    await app.close();
    app = await App.start({
      clients: [
        {
          ...{ id: 'erpnet-navigator', name: 'Navigator', scopes: ['openid', 'profile'] },
          redirectUris: ['http://127.0.0.1:1/callback'],
          postLogoutRedirectUris: [],
        },
      ],
    });
    expect(await app.signIn()).toMatchObject({ error: { code: 'scopeNotAllowed' } });
  });

  it('tells of an app that was disabled between the browser and the exchange', async () => {
    app.atBrowser = async (url) => {
      const back = await signInAsUser(url, maria, app.browser);
      app.simulator.control.disableClient('erpnet-navigator', true);
      await app.visit(back);
    };
    expect(await app.signIn()).toMatchObject({ error: { code: 'appNotRegistered' } });
    await expect.poll(() => app.pages[0]?.body).toContain('does not know this app');
  });

  it.each([
    [
      'a code that the server does not know',
      { body: { error: 'invalid_grant' }, status: 400 },
      'signInRejected',
    ],
    [
      'a client that the server does not know',
      { body: { error: 'invalid_client' }, status: 401 },
      'clientSecretNeeded',
    ],
    [
      'a client that is challenged',
      {
        body: { error: 'invalid_client' },
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="id"' },
      },
      'clientSecretNeeded',
    ],
    ['a server that is down', { status: 503 }, 'serverUnavailable'],
    ['an answer that is a page', { status: 200, body: '<html></html>' }, 'serverUnavailable'],
  ])('at the exchange: %s', async (_, answer, code) => {
    app.simulator.control.failNext({ path: '/id/connect/token', ...answer });
    expect(await app.signIn()).toMatchObject({ error: { code } });
    await expect.poll(() => app.pages[0]?.status).toBe(400);
    expect(await app.files()).toEqual({});
  });

  it.each([
    ['that is down', { status: 503 }, 'serverUnavailable'],
    ['that has no discovery document', { status: 404 }, 'notErpNet'],
    ['behind a proxy that refuses', { status: 403 }, 'serverUnavailable'],
    ['behind a network’s own sign-in page', { status: 302, headers: { location: '/' } }, 'offline'],
    ['that has had enough', { status: 429 }, 'tooManyRequests'],
    ['that is a page', { status: 200, body: '<html></html>' }, 'notErpNet'],
    ['of another issuer', { status: 200, body: { issuer: 'https://other.example' } }, 'notErpNet'],
  ])('at an identity site %s', async (_, answer, code) => {
    app.simulator.control.failNext({ path: 'openid-configuration$', ...answer });
    expect(await app.signIn()).toMatchObject({ error: { code } });
    expect(app.opened).toHaveLength(0);
  });

  it('at an identity site that does not say where to sign in', async () => {
    const body = { issuer: app.instance.issuer };
    app.simulator.control.failNext({ path: 'openid-configuration$', status: 200, body });
    expect(await app.signIn()).toMatchObject({ error: { code: 'notErpNet' } });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it('never speaks plain HTTP to another computer', async () => {
    const instance = { ...app.instance, issuer: 'http://erp.example/id' };
    expect(await app.session.signIn(choices, instance, registration)).toEqual({
      ok: false,
      error: { code: 'hostNotTrusted' },
    });
    expect(app.opened).toHaveLength(0);
  });

  it('refuses an id_token whose signature is not the instance’s', async () => {
    app.simulator.control.failNext({ path: '/jwks$', status: 200, body: { keys: [] } });
    expect(await app.signIn()).toMatchObject({ error: { code: 'signInRejected' } });
  });

  it('refuses an answer that names another issuer', async () => {
    app.atBrowser = async (url) => {
      const back = new URL(await signInAsUser(url, maria, app.browser));
      back.searchParams.set('iss', 'https://other.example');
      await app.visit(back.href);
    };
    expect(await app.signIn()).toMatchObject({ error: { code: 'signInRejected' } });
    expect(app.tokenRequests('authorization_code')).toHaveLength(0);
  });

  it('that can’t be kept on a full disk says so in the app and in the browser', async () => {
    app.disk = { ...realDisk, write: () => Promise.reject(new Error('ENOSPC')) };
    expect(await app.signIn()).toMatchObject({ error: { code: 'storageFailed' } });
    await expect.poll(() => app.pages[0]?.body).toContain('could not be kept');
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it('on a full disk leaves an earlier session able to renew and keep its tokens', async () => {
    await app.signIn();
    app.disk = { ...realDisk, write: () => Promise.reject(new Error('ENOSPC')) };
    expect(await app.signIn()).toMatchObject({ error: { code: 'storageFailed' } });
    app.disk = realDisk;
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    const renewed = await app.session.accessToken();
    expect(renewed).toMatchObject({ ok: true });
    await app.restart();
    expect(await app.session.accessToken()).toEqual(renewed);
  });

  it('leaves an earlier session as it was', async () => {
    await app.signIn();
    const before = app.session.state();
    app.simulator.control.failNext({ path: '/id/connect/token', status: 503 });
    await app.signIn();
    expect(app.session.state()).toEqual(before);
    await app.restart();
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
  });
});

describe('a person who does not come back', () => {
  beforeEach(() => {
    app.atBrowser = () => Promise.resolve();
  });

  it('ends the sign-in after five minutes, and the port is free again', async () => {
    const result = app.signIn();
    await reached('waitingForBrowser');
    const redirect = asked().get('redirect_uri') ?? '';
    expect(app.session.state()).toMatchObject({ until: app.clock.now() + fiveMinutes });
    app.clock.advance(fiveMinutes - 1);
    await reached('waitingForBrowser');
    app.clock.advance(1);
    expect(await result).toEqual({ ok: false, error: { code: 'signInTimedOut' } });
    expect(await app.visit(redirect)).toMatchObject({ status: 0 });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it('can cancel in the app; coming back later finds nobody', async () => {
    const result = app.signIn();
    await reached('waitingForBrowser');
    const back = await signInAsUser(app.opened[0] ?? '', maria, app.browser);
    await app.session.cancelSignIn();
    expect(await result).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(await app.visit(back)).toMatchObject({ status: 0 });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(app.tokenRequests('authorization_code')).toHaveLength(0);
  });

  it('can cancel while the instance is asked for its discovery document', async () => {
    const held = app.simulator.control.holdNext({ path: 'openid-configuration$' });
    const result = app.signIn();
    await held.arrived;
    await app.session.cancelSignIn();
    expect(await result).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('can cancel while the code is exchanged; the tokens are revoked and not kept', async () => {
    app.simulator.control.set({ revocationEndpoint: true });
    const held = app.simulator.control.holdNext({ path: '/id/connect/token' });
    app.atBrowser = (url) => app.follow(url);
    const result = app.signIn();
    await held.arrived;
    const cancelled = app.session.cancelSignIn();
    held.release();
    await cancelled;
    expect(await result).toEqual({ ok: false, error: { code: 'cancelled' } });
    await expect.poll(() => app.simulator.control.counts()['POST /id/connect/revocation']).toBe(1);
    expect(await app.files()).toEqual({});
  });

  it('can have the same page opened again, and finish there', async () => {
    const result = app.signIn();
    await reached('waitingForBrowser');
    app.atBrowser = (url) => app.follow(url);
    expect(await app.session.openSignInPageAgain()).toEqual({ ok: true, value: null });
    expect(await result).toMatchObject({ ok: true });
    expect(app.opened[1]).toBe(app.opened[0]);
    expect(await app.session.openSignInPageAgain()).toMatchObject({
      error: { code: 'badRequest' },
    });
  });

  it('can start over: the earlier sign-in is cancelled and its port reused', async () => {
    const port = await freePort();
    const registered = { ...registration, redirectPorts: [port] };
    const first = app.signIn(choices, registered);
    await reached('waitingForBrowser');
    app.atBrowser = (url) => app.follow(url);
    const [second, third] = [app.signIn(choices, registered), app.signIn(choices, registered)];
    expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(await second).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(await third).toMatchObject({ ok: true });
  });

  it('is told when every port is taken', async () => {
    const first = app.signIn();
    await reached('waitingForBrowser');
    const taken = Number(new URL(asked().get('redirect_uri') ?? '').port);
    const other = await App.start();
    const registered = { ...registration, redirectPorts: [taken] };
    expect(await other.signIn(choices, registered)).toEqual({
      ok: false,
      error: { code: 'signInPortsTaken' },
    });
    expect(other.opened).toHaveLength(0);
    await other.close();
    await app.session.cancelSignIn();
    await first;
  });
});

describe('a browser that does not open', () => {
  it('ends the sign-in at once', async () => {
    app.openBrowser = () => Promise.reject(new Error('No application for https'));
    expect(await app.signIn()).toEqual({ ok: false, error: { code: 'browserNotOpened' } });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });
});

async function freePort(): Promise<number> {
  const result = app.signIn();
  await reached('waitingForBrowser');
  const { port } = new URL(asked().get('redirect_uri') ?? '');
  await app.session.cancelSignIn();
  await result;
  return Number(port);
}
