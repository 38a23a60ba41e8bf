import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HeadlessBrowser } from './browser.ts';
import { OAuthApp, tokensOf } from './identity/oauth-app.ts';
import { type Simulator, startSimulator } from './simulator.ts';

let simulator: Simulator;
let app: OAuthApp;

beforeEach(async () => {
  simulator = await startSimulator({ orders: 10 });
  app = new OAuthApp(simulator);
});
afterEach(() => simulator.close());

const discovery = () => fetch(`${simulator.origin}/tools/auto-discovery`);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Sends a command the way another process would. */
async function command(
  name: string,
  input: unknown = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${simulator.origin}/control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: await response.json() };
}

describe('an instance', () => {
  test('listens on the loopback address alone, and frees its port at the end', async () => {
    expect(simulator.origin).toBe(`http://${simulator.host}`);
    expect(simulator.host).toMatch(/^127\.0\.0\.1:\d+$/);
    await simulator.close();
    await expect(discovery()).rejects.toThrow('fetch failed');
    const port = Number(new URL(simulator.origin).port);
    simulator = await startSimulator({ orders: 10, port });
    expect((await discovery()).status).toBe(200);
  });

  test('refuses connections while it is unplugged, and forgets nothing', async () => {
    const { access_token } = await app.signIn();
    await simulator.unplug();
    await expect(discovery()).rejects.toThrow('fetch failed');
    await simulator.plugIn();
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${simulator.origin}/profile/me`, { headers })).status).toBe(200);
  });

  test('says so when its port is taken', async () => {
    const port = Number(new URL(simulator.origin).port);
    await expect(startSimulator({ orders: 10, port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  test('answers 404 outside its sites', async () => {
    expect((await fetch(`${simulator.origin}/favicon.ico`)).status).toBe(404);
    expect((await fetch(`${simulator.origin}/identity`)).status).toBe(404);
  });

  test('states the time by its own clock', async () => {
    simulator.control.skewClock(-3_600_000);
    const stated = Date.parse((await discovery()).headers.get('date') ?? '');
    expect(Math.abs(stated - (Date.now() - 3_600_000))).toBeLessThan(5000);
  });
});

describe('identity and Domain API together', () => {
  const customers = 'Crm_Sales_Customers';

  function odata(accessToken: string, query: string): Promise<Response> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return fetch(`${simulator.origin}/api/domain/odata/${query}`, { headers });
  }

  test('show the user who signed in their profile and the company’s rows', async () => {
    const { access_token } = await app.signIn();
    const headers = { authorization: `Bearer ${access_token}` };
    const profile = await fetch(`${simulator.origin}/profile/me`, { headers });
    expect(await profile.json()).toMatchObject({ login: 'maria.petrova', name: 'Мария Петрова' });
    const count = await odata(access_token, `${customers}/$count`);
    expect(Number(await count.text())).toBe(simulator.control.rows(customers).length);
  });

  test('let a test change and delete rows as other users would', async () => {
    const { access_token } = await app.signIn();
    const { control } = simulator;
    const { Id: id } = control.rows(customers)[0] ?? {};
    if (typeof id !== 'string') throw new Error('There are no customers.');
    const isActive = async (): Promise<unknown> => {
      const response = await odata(access_token, `${customers}(${id})?$select=Active`);
      return response.status === 200 ? response.json() : response.status;
    };
    control.changeRow(customers, id, { Active: false });
    expect(await isActive()).toMatchObject({ Active: false });
    const before = control.rows(customers).length;
    control.deleteRow(customers, id);
    expect(await isActive()).toBeTypeOf('number');
    expect(control.rows(customers)).toHaveLength(before - 1);
  });

  test('give a licence seat with the first call, and take it back with the sign-out', async () => {
    const browser = new HeadlessBrowser();
    const { access_token, id_token = '' } = await app.signIn(browser);
    expect(simulator.control.seats().taken).toBe(0);
    await odata(access_token, `${customers}?$top=1`);
    expect(simulator.control.seats().taken).toBe(1);
    const hint = new URLSearchParams({ id_token_hint: id_token });
    await browser.open(`${simulator.origin}/id/connect/endsession?${hint}`);
    expect(simulator.control.seats().taken).toBe(0);
    expect((await odata(access_token, `${customers}?$top=1`)).status).toBe(200);
  });

  test('free a seat after 20 minutes without a call, by the simulator’s clock', async () => {
    const { access_token } = await app.signIn();
    await odata(access_token, `${customers}?$top=1`);
    simulator.control.advanceClock(19 * 60_000);
    expect(simulator.control.seats().taken).toBe(1);
    simulator.control.advanceClock(61_000);
    expect(simulator.control.seats().taken).toBe(0);
  });

  test('refuse when no seat is left, as soon as the switch says so', async () => {
    const { access_token } = await app.signIn();
    simulator.control.set({ seats: 0 });
    const response = await odata(access_token, `${customers}?$top=1`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
  });
});

describe('a fault', () => {
  test('answers in place of the instance, as often as it is told to', async () => {
    simulator.control.failNext({
      path: /auto-discovery$/,
      times: 2,
      status: 503,
      body: { problem: 'busy' },
      headers: { 'retry-after': '7' },
    });
    expect((await fetch(`${simulator.origin}/id/.well-known/openid-configuration`)).status).toBe(
      200,
    );
    const first = await discovery();
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '7']);
    expect(await first.json()).toEqual({ problem: 'busy' });
    expect((await discovery()).status).toBe(503);
    expect((await discovery()).status).toBe(200);
  });

  test('can be for one method alone', async () => {
    simulator.control.failNext({ path: 'auto-discovery', method: 'DELETE', status: 500 });
    expect((await discovery()).status).toBe(200);
  });

  test('before identity leaves the refresh token unused', async () => {
    const { refresh_token } = await app.signIn();
    simulator.control.failNext({ path: '/connect/token', status: 502, body: '<html>proxy</html>' });
    await expect(app.refresh(refresh_token)).rejects.toThrow('JSON');
    expect(simulator.control.requests().at(-1)).toMatchObject({
      status: 502,
      refreshTokenHash: sha256(refresh_token ?? ''),
      reachedIdentity: false,
    });
    expect((await app.refresh(refresh_token)).status).toBe(200);
  });

  test('cuts an answer in the middle of its body, after the work was done', async () => {
    const whole = await (await discovery()).text();
    simulator.control.cutNext({ path: 'auto-discovery', afterBytes: 10 });
    const response = await discovery();
    expect(response.status).toBe(200);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe(whole.slice(0, 10));
    await expect(reader?.read()).rejects.toThrow('terminated');
  });

  test('loses the answer to a refresh that has used the token up', async () => {
    const { refresh_token } = await app.signIn();
    simulator.control.cutNext({ path: '/connect/token' });
    await expect(app.refresh(refresh_token)).rejects.toThrow('fetch failed');
    const record = simulator.control.requests().at(-1);
    expect(record).toMatchObject({ grantType: 'refresh_token', reachedIdentity: true });
    expect(record).not.toHaveProperty('status');
    expect((await app.refresh(refresh_token)).status).toBe(400);
  });

  test('holds an answer until it is released', async () => {
    const { refresh_token } = await app.signIn();
    const held = simulator.control.holdNext({ path: '/connect/token' });
    let isAnswered = false;
    const answer = app.refresh(refresh_token).finally(() => {
      isAnswered = true;
    });
    await held.arrived;
    const used = await app.refresh(refresh_token);
    expect(used).toMatchObject({ error_description: 'refresh token was already used' });
    expect(isAnswered).toBe(false);
    held.release();
    expect((await answer).status).toBe(200);
  });

  test('holds a request before the work is done', async () => {
    const { refresh_token } = await app.signIn();
    const held = simulator.control.holdNext({ path: '/connect/token', stage: 'request' });
    const late = app.refresh(refresh_token);
    await held.arrived;
    expect((await app.refresh(refresh_token)).status).toBe(200);
    held.release();
    expect((await late).status).toBe(400);
  });

  test('delays an answer by the time given', async () => {
    simulator.control.delayNext({ path: 'auto-discovery', ms: 80 });
    const start = performance.now();
    expect((await discovery()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(75);
  });

  test('leaves an answer whole that it only made late', async () => {
    const prompt = await discovery();
    simulator.control.delayNext({ path: 'auto-discovery', ms: 1 });
    const late = await discovery();
    expect(await late.text()).toBe(await prompt.text());
    expect(late.headers.get('content-type')).toBe(prompt.headers.get('content-type'));
  });

  test('that holds a request lets it go when the test resets the instance', async () => {
    const held = simulator.control.holdNext({ path: 'auto-discovery' });
    const answer = discovery();
    await held.arrived;
    simulator.control.reset();
    expect((await answer).status).toBe(200);
  });

  test('that holds a request does not keep the instance from closing', async () => {
    const held = simulator.control.holdNext({ path: 'auto-discovery' });
    const answer = discovery();
    await held.arrived;
    await Promise.all([simulator.close(), expect(answer).rejects.toThrow('fetch failed')]);
    simulator = await startSimulator({ orders: 10 });
  });
});

describe('the record', () => {
  test('counts requests by method and path, those to the control channel left out', async () => {
    await discovery();
    await discovery();
    await command('counts');
    expect(simulator.control.counts()).toEqual({ 'GET /tools/auto-discovery': 2 });
  });

  test('tells each use of a refresh token by its hash', async () => {
    const first = await app.signIn();
    const second = tokensOf(await app.refresh(first.refresh_token));
    await app.refresh(second.refresh_token);
    const hashes = simulator.control.requests().flatMap((record) => record.refreshTokenHash ?? []);
    expect(hashes).toEqual([sha256(first.refresh_token ?? ''), sha256(second.refresh_token ?? '')]);
  });

  test('keeps every secret that was given out or received', async () => {
    const secret = 'simulated-secret-of-the-confidential-app';
    const confidential = new OAuthApp(simulator, {
      clientId: 'erpnet-navigator-confidential',
      secret,
    });
    const code = await confidential.obtainCode();
    const first = tokensOf(await confidential.exchange(code));
    const second = tokensOf(await confidential.refresh(first.refresh_token));
    expect(simulator.control.issuedSecrets()).toEqual({
      accessTokens: [first.access_token, second.access_token],
      refreshTokens: [first.refresh_token, second.refresh_token],
      idTokens: [...new Set([first.id_token, second.id_token])],
      codes: [code],
      codeVerifiers: [confidential.verifier],
      clientSecrets: [secret],
    });
  });
});

describe('the control channel', () => {
  test('does from another process what control does in this one', async () => {
    const { refresh_token, access_token } = await app.signIn();
    expect(await command('expireAccessTokens', { login: 'maria.petrova' })).toEqual({
      status: 200,
      body: 1,
    });
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${simulator.origin}/profile/me`, { headers })).status).toBe(401);
    await command('advanceClock', { ms: 25 * 3_600_000 });
    expect(await app.refresh(refresh_token)).toMatchObject({
      error_description: 'refresh token is expired',
    });
    const failure = { path: 'auto-discovery', status: 500 };
    expect(await command('failNext', failure)).toEqual({ status: 200, body: null });
    expect((await discovery()).status).toBe(500);
    await command('set', { revocationEndpoint: true });
    const { body } = await command('issuedSecrets');
    expect(body).toEqual(simulator.control.issuedSecrets());
  });

  test('holds and releases across processes', async () => {
    const { body } = await command('holdNext', { path: 'auto-discovery' });
    const answer = discovery();
    expect(await command('awaitHeld', body)).toMatchObject({ status: 200 });
    await command('release', body);
    expect((await answer).status).toBe(200);
  });

  test.each([
    ['an unknown command', 'explode', {}, 404],
    ['an unknown switch', 'set', { colour: 'red' }, 400],
    ['a value that makes no sense', 'set', { refreshTokenExpiry: 'never' }, 400],
    ['a missing argument', 'advanceClock', {}, 400],
  ])('refuses %s and says why', async (_, name, input, status) => {
    const answer = await command(name, input);
    expect(answer.status).toBe(status);
    expect(answer.body).toHaveProperty('problem');
  });

  test('takes nothing that a web page could send on its own', async () => {
    const url = `${simulator.origin}/control/revokeRefreshTokens`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(415);
    expect((await fetch(url)).status).toBe(415);
  });
});

test('reset puts back the time, the switches, the apps, the faults and the record', async () => {
  const { control } = simulator;
  const { refresh_token } = await app.signIn();
  control.advanceClock(25 * 3_600_000);
  control.skewClock(3_600_000);
  control.set({ accessTokenLifetime: 5, discoveryPath: 'sys' });
  control.disableClient('erpnet-navigator', true);
  control.failNext({ path: 'auto-discovery', status: 500 });
  control.reset();
  expect(control.requests()).toEqual([]);
  const response = await discovery();
  expect(response.status).toBe(200);
  expect(Date.now() - Date.parse(response.headers.get('date') ?? '')).toBeLessThan(5000);
  expect(tokensOf(await app.refresh(refresh_token)).expires_in).toBe(3600);
});
