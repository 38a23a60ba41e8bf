import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/instance/clock.ts';
import { createDomainApi, type DomainApi } from '../../../electron/instance/domain-api.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { App, maria } from '../session/app.ts';

let app: App;
let api: DomainApi;

beforeEach(async () => {
  app = await App.start();
  await app.signIn();
  api = createDomainApi({
    instance: app.instance,
    http: createHttpClient({ fetch }),
    accessToken: (rejected) => app.session.accessToken(rejected),
    clock: systemClock,
  });
});
afterEach(() => app.close());

const ask = () => api.getJson('Crm_Sales_SalesOrders?$top=1');
/** The API's answers so far. */
const calls = () =>
  app.simulator.control.requests().filter(({ path }) => path.endsWith('SalesOrders')).length;

describe('an API that refuses a fresh token', () => {
  it('is asked once more with a renewed one, and what it then says ends no session', async () => {
    app.simulator.control.failNext({ path: 'SalesOrders', status: 401, times: 2 });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'needsSignIn' } });
    expect(calls()).toBe(2);
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
    expect(await ask()).toMatchObject({ ok: true });
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
  });

  it('once is not noticed', async () => {
    app.simulator.control.expireAccessTokens(maria.login);
    expect(await ask()).toMatchObject({ ok: true });
    expect(calls()).toBe(2);
    expect(app.tokenRequests('refresh_token')).toHaveLength(1);
  });

  it.each([
    ['a proxy that refuses', { status: 403, body: '<html>Forbidden</html>' }],
    ['the instance that refuses', { status: 403, body: { error: { message: 'No' } } }],
    ['too many requests', { status: 429 }],
    ['a gateway without the instance', { status: 502, body: '<html>Bad gateway</html>' }],
    ['a network that wants a sign-in', { status: 302, headers: { location: '/portal' } }],
  ])('and by anything else (%s) is not made to renew it', async (_, answer) => {
    app.simulator.control.failNext({ path: 'SalesOrders', ...answer });
    expect(await ask()).toMatchObject({ ok: false });
    expect(calls()).toBe(1);
    expect(app.tokenRequests('refresh_token')).toHaveLength(0);
    expect(app.session.state()).toMatchObject({ status: 'signedIn' });
  });

  it('while identity is out of reach is told as that, and the session goes on', async () => {
    app.simulator.control.failNext({ path: 'SalesOrders', status: 401 });
    app.simulator.control.failNext({ path: '/connect/token', status: 429 });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'tooManyRequests' } });
    expect(calls()).toBe(1);
    expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'offline' });
    expect(await ask()).toMatchObject({ ok: true });
    expect(app.session.state()).toMatchObject({ renewal: 'well' });
  });
});
