import * as openid from 'openid-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Arrival, HeadlessBrowser, type Page, signInAsUser } from '../browser.ts';
import { defaultClients } from '../options.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { OAuthApp } from './oauth-app.ts';

const maria = { login: 'maria.petrova', password: 'demo' };
const john = { login: 'john.smith', password: 'demo' };

let simulator: Simulator;
let app: OAuthApp;

beforeEach(async () => {
  simulator = await startSimulator({ orders: 10 });
  app = new OAuthApp(simulator);
});
afterEach(() => simulator.close());

function pageOf(arrival: Arrival): Page {
  if ('page' in arrival) return arrival.page;
  throw new Error(`The browser was sent to ${arrival.redirectedTo}`);
}

function callbackOf(arrival: Arrival): URLSearchParams {
  if ('redirectedTo' in arrival) return new URL(arrival.redirectedTo).searchParams;
  throw new Error(`The browser stopped at ${arrival.page.url}`);
}

const errorCode = (page: Page) => /id="error">([^<]*)</.exec(page.html)?.[1];
const problem = (page: Page) => /id="problem" role="alert">([^<]*)</.exec(page.html)?.[1];
const loginField = (page: Page) => /name="login" value="([^"]*)"/.exec(page.html)?.[1];

describe('the code flow', () => {
  test('satisfies an OpenID-certified client from discovery to refresh', async () => {
    const settings = await openid.discovery(
      new URL(`${simulator.origin}/id`),
      app.settings.clientId,
      undefined,
      openid.None(),
      { execute: [openid.allowInsecureRequests] },
    );
    const verifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(settings, {
      redirect_uri: app.settings.redirectUri,
      scope: app.settings.scope,
      state: 'x',
      nonce: 'y',
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const callback = new URL(await signInAsUser(url, maria));
    const tokens = await openid.authorizationCodeGrant(settings, callback, {
      expectedState: 'x',
      expectedNonce: 'y',
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    expect(tokens.claims()).toMatchObject({ sub: 'maria.petrova', name: 'Мария Петрова' });
    const refreshed = await openid.refreshTokenGrant(settings, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
  });

  test('is offered at the documented addresses', async () => {
    const response = await fetch(`${simulator.origin}/id/.well-known/openid-configuration`);
    const id = `${simulator.origin}/id`;
    expect(await response.json()).toMatchObject({
      issuer: id,
      authorization_endpoint: `${id}/connect/authorize`,
      token_endpoint: `${id}/connect/token`,
      end_session_endpoint: `${id}/connect/endsession`,
      jwks_uri: `${id}/.well-known/openid-configuration/jwks`,
    });
  });

  test('returns the state and neither iss nor anything else that is not documented', async () => {
    const callback = new URL(await signInAsUser(app.authorizationUrl(), maria));
    expect([...callback.searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(callback.searchParams.get('state')).toBe('some-state');
  });

  test('names the issuer when the switch is on, in discovery as well', async () => {
    simulator.control.set({ authorizationResponseIss: true });
    const callback = new URL(await signInAsUser(app.authorizationUrl(), maria));
    expect(callback.searchParams.get('iss')).toBe(`${simulator.origin}/id`);
    const discovery = await fetch(`${simulator.origin}/id/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({
      authorization_response_iss_parameter_supported: true,
    });
  });
});

describe('the sign-in page', () => {
  test('asks again, with a sentence and the login kept, after a wrong password', async () => {
    const browser = new HeadlessBrowser();
    const page = pageOf(await browser.open(app.authorizationUrl()));
    const wrong = { login: 'maria.petrova', password: 'wrong', action: 'signIn' };
    const again = pageOf(await browser.submit(page, wrong));
    expect(again.status).toBe(200);
    expect(problem(again)).toBe('The user or the password is wrong. Check them and try again.');
    expect(loginField(again)).toBe('maria.petrova');
    const right = await browser.submit(again, { ...wrong, password: 'demo' });
    expect(callbackOf(right).get('code')).not.toBeNull();
  });

  test('returns access_denied to the app when the person cancels', async () => {
    const browser = new HeadlessBrowser();
    const page = pageOf(await browser.open(app.authorizationUrl()));
    const callback = callbackOf(await browser.submit(page, { action: 'cancel' }));
    expect(callback.get('error')).toBe('access_denied');
    expect(callback.get('state')).toBe('some-state');
    expect(callback.has('iss')).toBe(false);
  });

  test('holds the hinted login, made harmless', async () => {
    const url = app.authorizationUrl({ login_hint: 'maria"><b>' });
    const page = pageOf(await new HeadlessBrowser().open(url));
    expect(loginField(page)).toBe('maria&quot;&gt;&lt;b&gt;');
  });

  test('says so when the sign-in it belongs to is over', async () => {
    const browser = new HeadlessBrowser();
    const page = pageOf(await browser.open(app.authorizationUrl()));
    const stranger = pageOf(await new HeadlessBrowser().open(page.url));
    expect(stranger.status).toBe(400);
    expect(problem(stranger)).toContain('has expired');
    await browser.submit(page, { ...maria, action: 'signIn' });
    expect(pageOf(await browser.submit(page, { ...maria, action: 'signIn' })).status).toBe(400);
  });
});

describe('an identity provider of the company behind the sign-in page', () => {
  let browser: HeadlessBrowser;

  beforeEach(() => {
    simulator.control.set({ externalProvider: true });
    browser = new HeadlessBrowser();
    browser.alsoFollow(simulator.origin, simulator.externalProvider);
  });

  test('signs people in on a page of another site, and they come back with the instance’s code', async () => {
    const page = pageOf(await browser.open(app.authorizationUrl()));
    expect(new URL(page.url).origin).toBe(simulator.externalProvider);
    expect(new URL(page.url).hostname).not.toBe(new URL(simulator.origin).hostname);
    const callback = callbackOf(await browser.submit(page, { ...john, action: 'signIn' }));
    const outcome = await app.exchange(callback.get('code') ?? '');
    const token = 'tokens' in outcome ? outcome.tokens.access_token : '';
    expect(JSON.parse(atob(token.split('.')[1] ?? ''))).toMatchObject({ sub: 'john.smith' });
    expect(callbackOf(await browser.open(app.authorizationUrl())).get('code')).not.toBeNull();
  });

  test('is told the hinted login, and asks again after a wrong password', async () => {
    const url = app.authorizationUrl({ login_hint: 'maria.petrova' });
    const page = pageOf(await browser.open(url));
    expect(loginField(page)).toBe('maria.petrova');
    const wrong = { login: 'maria.petrova', password: 'wrong', action: 'signIn' };
    const again = pageOf(await browser.submit(page, wrong));
    expect(problem(again)).toContain('the password is wrong');
    expect(loginField(again)).toBe('maria.petrova');
  });

  test('can be left, which refuses the app', async () => {
    const page = pageOf(await browser.open(app.authorizationUrl()));
    const callback = callbackOf(await browser.submit(page, { action: 'cancel' }));
    expect(callback.get('error')).toBe('access_denied');
  });

  test('sends nobody anywhere but to the instance', async () => {
    const page = pageOf(await browser.open(app.authorizationUrl()));
    const elsewhere = new URL(page.url);
    elsewhere.searchParams.set('return_to', 'http://127.0.0.1:53177/callback');
    expect(pageOf(await browser.open(elsewhere)).status).toBe(400);
  });

  test.each(['code', 'state'])('signs nobody in with another %s', async (name) => {
    const stopping = new HeadlessBrowser();
    stopping.alsoFollow(simulator.externalProvider);
    const page = pageOf(await stopping.open(app.authorizationUrl()));
    const arrival = await stopping.submit(page, { ...john, action: 'signIn' });
    const back = new URL('redirectedTo' in arrival ? arrival.redirectedTo : '');
    expect(back.origin).toBe(simulator.origin);
    back.searchParams.set(name, 'made-up');
    expect(callbackOf(await stopping.open(back)).get('error')).toBe('access_denied');
  });
});

describe('single sign-on', () => {
  test('lets a browser that is signed in pass without a page', async () => {
    const browser = new HeadlessBrowser();
    await signInAsUser(app.authorizationUrl(), maria, browser);
    expect(callbackOf(await browser.open(app.authorizationUrl())).get('code')).not.toBeNull();
    pageOf(await new HeadlessBrowser().open(app.authorizationUrl()));
  });

  test('is set aside by prompt=login', async () => {
    const browser = new HeadlessBrowser();
    await signInAsUser(app.authorizationUrl(), maria, browser);
    const url = app.authorizationUrl({ prompt: 'login' });
    const page = pageOf(await browser.open(url));
    expect(loginField(page)).toBe('');
    const again = await browser.submit(page, { ...maria, action: 'signIn' });
    expect(callbackOf(again).get('code')).not.toBeNull();
  });

  test('changes hands when somebody else signs in, and leaves the first one’s app signed in', async () => {
    const browser = new HeadlessBrowser();
    const { refresh_token } = await app.signIn(browser);
    const url = app.authorizationUrl({ prompt: 'login' });
    const callback = new URL(await signInAsUser(url, john, browser));
    const outcome = await app.exchange(callback.searchParams.get('code') ?? '');
    const token = 'tokens' in outcome ? outcome.tokens.access_token : '';
    expect(JSON.parse(atob(token.split('.')[1] ?? ''))).toMatchObject({ sub: 'john.smith' });
    expect((await app.refresh(refresh_token)).status).toBe(200);
  });

  test('ends for every browser when a test says so, while apps stay signed in', async () => {
    const browser = new HeadlessBrowser();
    const { refresh_token } = await app.signIn(browser);
    expect(simulator.control.endBrowserSessions()).toBe(1);
    pageOf(await browser.open(app.authorizationUrl()));
    expect((await app.refresh(refresh_token)).status).toBe(200);
  });

  test('ends by the simulator’s clock', async () => {
    const browser = new HeadlessBrowser();
    await app.signIn(browser);
    simulator.control.advanceClock(13 * 86_400_000);
    callbackOf(await browser.open(app.authorizationUrl()));
    simulator.control.advanceClock(15 * 86_400_000);
    pageOf(await browser.open(app.authorizationUrl()));
  });
});

describe('a request that identity refuses', () => {
  const open = (changes: Record<string, string | undefined>) =>
    new HeadlessBrowser().open(app.authorizationUrl(changes));

  test.each([
    ['another path', 'http://127.0.0.1:53177/elsewhere'],
    ['another case', 'http://127.0.0.1:53177/Callback'],
    ['another port', 'http://127.0.0.1:53999/callback'],
    ['an appended slash', 'http://127.0.0.1:53177/callback/'],
    ['localhost instead of the address', 'http://localhost:53177/callback'],
  ])('stops at a page with status 400 for a redirect URI with %s', async (_, redirect_uri) => {
    const page = pageOf(await open({ redirect_uri }));
    expect(page.status).toBe(400);
    expect(errorCode(page)).toBe('invalid_redirect_uri');
  });

  test('may come back on any loopback port, but no other path, when the switch says so', async () => {
    simulator.control.set({ loopbackRedirects: 'anyPort' });
    const redirectUri = 'http://127.0.0.1:61234/callback';
    const elsewhere = new OAuthApp(simulator, { redirectUri });
    const callback = await signInAsUser(elsewhere.authorizationUrl(), maria);
    expect(callback.startsWith(`${redirectUri}?`)).toBe(true);
    const outcome = await elsewhere.exchange(new URL(callback).searchParams.get('code') ?? '');
    expect(outcome.status).toBe(200);
    const page = pageOf(await open({ redirect_uri: 'http://127.0.0.1:61234/other' }));
    expect(errorCode(page)).toBe('invalid_redirect_uri');
  });

  test('stops at a page for an app that is unknown or disabled', async () => {
    expect(errorCode(pageOf(await open({ client_id: 'nobody' })))).toBe('unauthorized_client');
    simulator.control.disableClient('erpnet-navigator', true);
    expect(errorCode(pageOf(await open({})))).toBe('unauthorized_client');
    simulator.control.disableClient('erpnet-navigator', false);
    expect(errorCode(pageOf(await open({})))).toBeUndefined();
  });

  test.each(['sec', 'made_up'])('goes back with invalid_scope for the scope %s', async (scope) => {
    const callback = callbackOf(await open({ scope: `openid ${scope}` }));
    expect(callback.get('error')).toBe('invalid_scope');
    expect(callback.get('state')).toBe('some-state');
  });

  test.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
  ])('goes back with invalid_request for a public app with %s', async (_, changes) => {
    expect(callbackOf(await open(changes)).get('error')).toBe('invalid_request');
  });

  test('is the implicit flow', async () => {
    const arrival = await open({ response_type: 'token' });
    const target = 'redirectedTo' in arrival ? arrival.redirectedTo : '';
    expect(target).toContain('unsupported_response_type');
    expect(target).not.toContain('access_token');
  });
});

test('two instances do not share their browser sessions, although they share the address', async () => {
  const other = await startSimulator({ orders: 10 });
  try {
    const browser = new HeadlessBrowser();
    await app.signIn(browser);
    await new OAuthApp(other).signIn(browser);
    callbackOf(await browser.open(app.authorizationUrl()));
  } finally {
    await other.close();
  }
});

test('a test may register its own apps and people', async () => {
  const [registered] = defaultClients;
  if (!registered) throw new Error('There are no clients.');
  const redirectUri = 'com.example.app:/callback';
  const own = await startSimulator({
    orders: 10,
    clients: [{ ...registered, id: 'own', redirectUris: [redirectUri] }],
  });
  try {
    const ownApp = new OAuthApp(own, { clientId: 'own', redirectUri });
    const callback = await signInAsUser(ownApp.authorizationUrl(), maria);
    expect(callback).toMatch(/^com\.example\.app:\/callback\?code=/);
    own.control.set({ loopbackRedirects: 'anyPort' });
    const stranger = ownApp.authorizationUrl({ redirect_uri: 'com.example.other:/callback' });
    const page = pageOf(await new HeadlessBrowser().open(stranger));
    expect(errorCode(page)).toBe('invalid_redirect_uri');
  } finally {
    await own.close();
  }
});
