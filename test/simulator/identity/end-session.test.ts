import { afterEach, beforeEach, expect, test } from 'vitest';
import { HeadlessBrowser } from '../browser.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { OAuthApp } from './oauth-app.ts';

const returnTo = 'http://127.0.0.1:53177/signed-out';

let simulator: Simulator;
let app: OAuthApp;
let browser: HeadlessBrowser;

beforeEach(async () => {
  simulator = await startSimulator({ orders: 10 });
  app = new OAuthApp(simulator);
  browser = new HeadlessBrowser();
});
afterEach(() => simulator.close());

function endSessionUrl(parameters: Record<string, string>): URL {
  const url = new URL('/id/connect/endsession', simulator.origin);
  url.search = new URLSearchParams(parameters).toString();
  return url;
}

test('ends the browser’s session at once and returns to the app with its state', async () => {
  const { id_token = '' } = await app.signIn(browser);
  const parameters = { id_token_hint: id_token, post_logout_redirect_uri: returnTo, state: 'bye' };
  const arrival = await browser.open(endSessionUrl(parameters));
  expect(arrival).toEqual({ redirectedTo: `${returnTo}?state=bye` });
  expect(await browser.open(app.authorizationUrl())).toHaveProperty('page.status', 200);
  expect(simulator.control.endBrowserSessions()).toBe(0);
});

test('kills the refresh tokens of that session and of no other', async () => {
  const { id_token = '', refresh_token } = await app.signIn(browser);
  const elsewhere = await app.signIn(new HeadlessBrowser());
  await browser.open(endSessionUrl({ id_token_hint: id_token }));
  expect(await app.refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' });
  expect((await app.refresh(elsewhere.refresh_token)).status).toBe(200);
});

test('works from a browser that lost its cookie, for the session that the hint names', async () => {
  const { id_token = '', refresh_token } = await app.signIn(browser);
  await new HeadlessBrowser().open(endSessionUrl({ id_token_hint: id_token }));
  expect((await app.refresh(refresh_token)).status).toBe(400);
});

test('takes an id_token whose time is long over', async () => {
  const { id_token = '', refresh_token } = await app.signIn(browser);
  simulator.control.advanceClock(20 * 3_600_000);
  const arrival = await browser.open(endSessionUrl({ id_token_hint: id_token }));
  expect(arrival).toHaveProperty('page.status', 200);
  expect((await app.refresh(refresh_token)).status).toBe(400);
});

test('stays on a page of its own without an address to return to, even without a hint', async () => {
  await app.signIn(browser);
  const arrival = await browser.open(endSessionUrl({}));
  expect(arrival).toHaveProperty('page.html', expect.stringContaining('You are signed out'));
  expect(await browser.open(app.authorizationUrl())).toHaveProperty('page.status', 200);
});

test.each([
  ['an address that is not registered', (hint: string) => [hint, 'http://127.0.0.1:1/']],
  ['a hint without its signature', (hint: string) => [hint.replace(/[^.]+$/, ''), returnTo]],
  ['a hint that is none', () => ['nonsense', returnTo]],
])('refuses %s and ends nothing', async (_, change) => {
  const { id_token = '', refresh_token } = await app.signIn(browser);
  const [id_token_hint = '', post_logout_redirect_uri = ''] = change(id_token);
  const arrival = await browser.open(endSessionUrl({ id_token_hint, post_logout_redirect_uri }));
  expect(arrival).toHaveProperty('page.status', 400);
  expect(await browser.open(app.authorizationUrl())).toHaveProperty('redirectedTo');
  expect((await app.refresh(refresh_token)).status).toBe(200);
});
