import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disk as realDisk } from '../../../electron/disk/atomic-file.ts';
import { App, choices, maria, registration } from './app.ts';

const hour = 3_600_000;
let app: App;

beforeEach(async () => {
  app = await App.start();
  const result = await app.signIn();
  if (!result.ok) throw new Error(`Not signed in: ${result.error.code}`);
  await expect.poll(() => app.pages).toHaveLength(1);
  app.pages.length = 0;
});
afterEach(() => app.close());

describe('signing out', () => {
  it('removes the account before anything else, and then writes down what is to be said', async () => {
    const held = app.simulator.control.holdNext({ path: 'openid-configuration$' });
    const result = app.session.signOut();
    await held.arrived;
    expect(Object.keys(await app.files())).toEqual([expect.stringMatching(/^sign-outs\//)]);
    expect(app.session.accounts()).toEqual({ accounts: [], unfinishedSignOuts: [] });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(app.session.account()).toBeNull();
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
    held.release();
    expect(await result).toEqual({ ok: true, value: null });
    expect(await app.files()).toEqual({});
    await app.restart();
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it('is finished at the next start when the app ends in the middle of it', async () => {
    app.simulator.control.set({ revocationEndpoint: true });
    const held = app.simulator.control.holdNext({ path: 'openid-configuration$' });
    const result = app.session.signOut();
    await held.arrived;
    const files = await app.files();
    await app.restart();
    await expect.poll(() => app.simulator.control.counts()['POST /id/connect/revocation']).toBe(1);
    expect(app.session.accounts().unfinishedSignOuts).toMatchObject([
      { user: { login: maria.login } },
    ]);
    expect(Object.keys(files)).toHaveLength(1);
    held.release();
    await result;
  });

  it('ends the session in the browser and brings it to a page that says so', async () => {
    await app.session.signOut();
    const url = new URL(app.opened.at(-1) ?? '');
    expect(url.pathname).toBe('/id/connect/endsession');
    expect(app.simulator.control.issuedSecrets().idTokens).toContain(
      url.searchParams.get('id_token_hint'),
    );
    await expect.poll(() => app.pages).toHaveLength(1);
    expect(app.pages[0]?.status).toBe(200);
    expect(app.pages[0]?.body).toContain('You are signed out');
    const back = url.searchParams.get('post_logout_redirect_uri') ?? '';
    expect(back).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/signed-out$/);
    await expect.poll(() => app.visit(back)).toMatchObject({ status: 0 });
  });

  it('asks for user and password at the next sign-in', async () => {
    await app.session.signOut();
    await expect.poll(() => app.pages).toHaveLength(1);
    const before = app.simulator.control.counts();
    await app.signIn();
    const pages = Object.entries(app.simulator.control.counts()).filter(
      ([request, count]) =>
        request.startsWith('POST /id/sign-in/') && count > (before[request] ?? 0),
    );
    expect(pages).toHaveLength(1);
  });

  it('leaves its port to the next sign-in when the browser never comes back', async () => {
    app.atBrowser = () => Promise.resolve();
    await app.session.signOut();
    const back = new URL(app.opened.at(-1) ?? '').searchParams.get('post_logout_redirect_uri');
    const port = Number(new URL(back ?? '').port);
    app.atBrowser = (url) => app.follow(url);
    expect(await app.signIn(choices, { ...registration, redirectPorts: [port] })).toMatchObject({
      ok: true,
    });
  });

  it('works after a restart too', async () => {
    await app.restart();
    await app.session.signOut();
    expect(app.opened.at(-1)).toContain('/id/connect/endsession');
    expect(await app.files()).toEqual({});
  });

  it('revokes the refresh token where the instance offers it', async () => {
    app.simulator.control.set({ revocationEndpoint: true });
    await app.session.signOut();
    expect(app.simulator.control.counts()['POST /id/connect/revocation']).toBe(1);
    expect(app.simulator.control.revokeRefreshTokens(maria.login)).toBe(0);
  });

  it('needs no network', async () => {
    await app.restart();
    app.simulator.control.failNext({ path: '/id/', status: 503, times: 100 });
    const before = app.opened.length;
    expect(await app.session.signOut()).toEqual({ ok: true, value: null });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(Object.keys(await app.files())).toEqual([expect.stringMatching(/^sign-outs\//)]);
    expect(app.opened).toHaveLength(before);
  });

  it('ends well where the instance names no usable page for it', async () => {
    const answer = await fetch(`${app.instance.issuer}/.well-known/openid-configuration`);
    const document = (await answer.json()) as Record<string, unknown>;
    await app.restart();
    const body = { ...document, end_session_endpoint: 'nowhere' };
    app.simulator.control.failNext({ path: 'openid-configuration$', status: 200, body });
    const before = app.opened.length;
    expect(await app.session.signOut()).toEqual({ ok: true, value: null });
    expect(app.opened).toHaveLength(before);
  });

  it('drops and revokes what a refresh brings after it', async () => {
    app.simulator.control.set({ revocationEndpoint: true });
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    const held = app.simulator.control.holdNext({ path: '/id/connect/token' });
    const late = app.session.accessToken();
    await held.arrived;
    const signedOut = app.session.signOut();
    held.release();
    expect(await late).toMatchObject({ error: { code: 'needsSignIn' } });
    await signedOut;
    await expect.poll(() => app.simulator.control.counts()['POST /id/connect/revocation']).toBe(2);
    expect(app.simulator.control.revokeRefreshTokens(maria.login)).toBe(0);
    expect(await app.files()).toEqual({});
  });

  it('says when a file could not be removed, and removes the others', async () => {
    app.disk = {
      ...realDisk,
      remove: (path) =>
        path.endsWith('database-key.sealed')
          ? Promise.reject(new Error('EPERM'))
          : realDisk.remove(path),
    };
    expect(await app.session.signOut()).toMatchObject({ error: { code: 'storageFailed' } });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(Object.keys(await app.files())).toEqual([
      expect.stringMatching(/^accounts\/\w+\/database-key\.sealed$/),
    ]);
  });

  it('while a sign-in waits ends both', async () => {
    app.atBrowser = () => Promise.resolve();
    const result = app.signIn();
    await expect.poll(() => app.session.state()).toMatchObject({ step: 'waitingForBrowser' });
    await app.session.signOut();
    expect(await result).toMatchObject({ error: { code: 'cancelled' } });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });
});

describe('the connection', () => {
  it('turns signed in into signed in offline, and back, and tells once each time', () => {
    app.states.length = 0;
    app.session.reportConnection(false);
    app.session.reportConnection(false);
    app.session.reportConnection(true);
    expect(app.states.map(({ status }) => status)).toEqual(['signedInOffline', 'signedIn']);
  });
});
