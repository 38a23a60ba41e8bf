import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemeRedirectUri } from '../../../electron/session/scheme-redirect.ts';
import { HeadlessBrowser, signInAsUser } from '../../simulator/browser.ts';
import { App, choices, maria, registration } from './app.ts';

const hour = 3_600_000;
const day = 24 * hour;
const john = { login: 'john.smith', password: 'demo' };
let app: App;

beforeEach(async () => {
  app = await App.start();
});
afterEach(() => app.close());

/** The parameters that the app opened the sign-in page with. */
function asked(): URLSearchParams {
  return new URL(app.opened.at(-1) ?? '').searchParams;
}

/** Resolves when the app waits for the browser. */
async function waiting(): Promise<void> {
  const isWaiting = { step: 'waitingForBrowser' };
  await expect.poll(() => app.session.state(), { timeout: 10_000 }).toMatchObject(isWaiting);
}

/** What the login field of the sign-in page holds when the app's address is opened. */
async function offeredLogin(url: string): Promise<string | undefined> {
  const arrival = await new HeadlessBrowser().open(url);
  const html = 'page' in arrival ? arrival.page.html : '';
  return /name="login" value="([^"]*)"/.exec(html)?.[1];
}

describe('a sign-in of an account that is known', () => {
  let accountKey: string | null;

  beforeEach(async () => {
    await app.signIn();
    accountKey = app.session.account()?.key ?? null;
    app.simulator.control.revokeRefreshTokens();
  });

  it('offers its login on the sign-in page', async () => {
    expect(await app.signIn({ ...choices, accountKey })).toMatchObject({ ok: true });
    expect(asked().get('login_hint')).toBe(maria.login);
    expect(asked().has('prompt')).toBe(false);
    expect(await offeredLogin(app.opened.at(-1) ?? '')).toBe(maria.login);
  });

  it('offers it to the identity provider of the company too', async () => {
    app.simulator.control.set({ externalProvider: true });
    app.atBrowser = () => Promise.resolve();
    const result = app.signIn({ ...choices, accountKey });
    await waiting();
    const browser = new HeadlessBrowser();
    browser.alsoFollow(app.simulator.origin, app.simulator.externalProvider);
    const arrival = await browser.open(app.opened.at(-1) ?? '');
    const page = 'page' in arrival ? arrival.page : null;
    expect(new URL(page?.url ?? '').origin).toBe(app.simulator.externalProvider);
    expect(page?.html).toContain(`value="${maria.login}"`);
    await app.session.cancelSignIn();
    await result;
  });

  it.each([
    ['of another user', () => ({ ...choices, accountKey, anotherUser: true })],
    ['of nobody in particular', () => choices],
    ['of an account that is gone', () => ({ ...choices, accountKey: 'f'.repeat(32) })],
  ])('is not offered in one %s', async (_, chosen) => {
    expect(await app.signIn(chosen())).toMatchObject({ ok: true });
    expect(asked().has('login_hint')).toBe(false);
  });
});

describe('a redirect to the app’s own scheme', () => {
  const registered = { ...registration, redirect: 'scheme' } as const;
  const signIn = () => app.signIn(choices, registered);
  /** A second start of the app on Windows and Linux. */
  const startAgain = (link: string) =>
    app.links.emit('second-instance', {}, ['navigator', '--flag', link], '/');

  it('signs in, and the sign-in is kept and renewed like any other', async () => {
    expect(await signIn()).toMatchObject({ ok: true, value: { status: 'signedIn' } });
    expect(asked().get('redirect_uri')).toBe('net.navigator-for-erp.app:/callback');
    expect(app.pages).toEqual([]);
    await app.restart();
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
    expect(app.tokenRequests('refresh_token')).toMatchObject([{ status: 200 }]);
  });

  it('may come with a second start of the app, and with an empty authority', async () => {
    app.atBrowser = async (url) =>
      startAgain((await signInAsUser(url, maria, app.browser)).replace(':/', ':///'));
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('that tells of a refusal ends the sign-in with it', async () => {
    app.atBrowser = async (url) => {
      const arrival = await app.browser.open(url);
      if (!('page' in arrival)) throw new Error('Nobody was asked to sign in.');
      const back = await app.browser.submit(arrival.page, { action: 'cancel' });
      if ('redirectedTo' in back) await app.comeBack(back.redirectedTo);
    };
    expect(await signIn()).toMatchObject({ error: { code: 'signInDenied' } });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });

  it.each([
    ['another state', (right: URL) => right.searchParams.set('state', 'made-up')],
    ['no state', (right: URL) => right.searchParams.delete('state')],
    ['two states', (right: URL) => right.searchParams.append('state', 'made-up')],
    ['no code', (right: URL) => right.searchParams.delete('code')],
  ])('with %s is ignored, and the wait goes on', async (_, spoil) => {
    app.atBrowser = async (url) => {
      const right = await signInAsUser(url, maria, app.browser);
      const wrong = new URL(right);
      spoil(wrong);
      await app.comeBack(wrong.href);
      startAgain(wrong.href);
      expect(app.session.state()).toMatchObject({ step: 'waitingForBrowser' });
      await app.comeBack(right);
    };
    expect(await signIn()).toMatchObject({ ok: true });
    expect(app.tokenRequests('authorization_code')).toMatchObject([{ status: 200 }]);
  });

  it('that comes twice, because the browser asked the person twice, counts once', async () => {
    app.atBrowser = async (url) => {
      const right = await signInAsUser(url, maria, app.browser);
      await app.comeBack(right);
      startAgain(right);
      startAgain(right);
    };
    expect(await signIn()).toMatchObject({ ok: true });
    startAgain(`${schemeRedirectUri}?code=another&state=${asked().get('state')}`);
    expect(app.session.state()).toMatchObject({ status: 'signedIn' });
    expect(app.tokenRequests('authorization_code')).toHaveLength(1);
  });

  it('that nobody waits for is ignored: before, after a cancelled sign-in, and after a restart', async () => {
    const stray = `${schemeRedirectUri}?code=c&state=s`;
    startAgain(stray);
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    app.atBrowser = () => Promise.resolve();
    const result = signIn();
    await waiting();
    const right = await signInAsUser(app.opened[0] ?? '', maria, app.browser);
    await app.session.cancelSignIn();
    expect(await result).toEqual({ ok: false, error: { code: 'cancelled' } });
    await app.comeBack(right);
    await app.restart();
    startAgain(right);
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(app.tokenRequests('authorization_code')).toEqual([]);
  });

  it('does not end a sign-in that waits on loopback', async () => {
    app.atBrowser = async (url) => {
      const right = await signInAsUser(url, maria, app.browser);
      startAgain(`${schemeRedirectUri}${new URL(right).search}`);
      expect(app.session.state()).toMatchObject({ step: 'waitingForBrowser' });
      await app.visit(right);
    };
    expect(await app.signIn()).toMatchObject({ ok: true });
  });

  it('ends at the end session page when signing out: there is no address to come back to', async () => {
    await signIn();
    app.atBrowser = () => Promise.resolve();
    await app.session.signOut();
    expect(new URL(app.opened.at(-1) ?? '').pathname).toBe('/id/connect/endsession');
    expect(asked().has('post_logout_redirect_uri')).toBe(false);
  });

  it('that never comes ends the sign-in after five minutes; the page can be opened again till then', async () => {
    app.atBrowser = () => Promise.resolve();
    const result = signIn();
    await waiting();
    app.clock.advance(5 * 60_000 - 1);
    app.atBrowser = (url) => app.follow(url);
    expect(await app.session.openSignInPageAgain()).toEqual({ ok: true, value: null });
    expect(await result).toMatchObject({ ok: true });
    app.atBrowser = () => Promise.resolve();
    const second = signIn();
    await waiting();
    app.clock.advance(5 * 60_000);
    expect(await second).toEqual({ ok: false, error: { code: 'signInTimedOut' } });
  });
});

describe('a confidential app', () => {
  const clientId = 'erpnet-navigator-confidential';
  const secret = 'simulated-secret-of-the-confidential-app';
  const registered = { ...registration, clientId };
  const enter = (text: string) => app.secrets.keep(app.instance.issuer, clientId, text);
  const signIn = () => app.signIn(choices, registered);

  it.each([
    ['none was entered', '', 'clientSecretNeeded', 'asks this app for its secret'],
    ['a wrong one was entered', 'another-secret', 'clientSecretRefused', 'refused the secret'],
  ])('is told apart by its secret: %s', async (_, text, code, words) => {
    await enter(text);
    const before = await app.files();
    expect(await signIn()).toMatchObject({ ok: false, error: { code } });
    await expect.poll(() => app.pages[0]?.status).toBe(400);
    expect(app.pages[0]?.body).toContain(words);
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(await app.files()).toEqual(before);
  });

  it('has its secret entered once: for every sign-in and every renewal, also after a restart', async () => {
    await enter(secret);
    expect(await signIn()).toMatchObject({ ok: true });
    await app.restart();
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
    expect(app.tokenRequests('refresh_token')).toMatchObject([{ status: 200 }]);
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('sends the secret in the body to the token endpoint, and nowhere else', async () => {
    app.simulator.control.set({ revocationEndpoint: true });
    await enter(secret);
    await signIn();
    app.atBrowser = () => Promise.resolve();
    await app.session.signOut();
    expect(app.simulator.control.issuedSecrets().clientSecrets).toEqual([secret]);
    const revocations = app.simulator.control
      .requests()
      .filter(({ path }) => path === '/id/connect/revocation');
    expect(revocations).toMatchObject([{ status: 200 }]);
    for (const { search } of app.simulator.control.requests()) expect(search).not.toContain(secret);
    for (const url of app.opened) expect(url).not.toContain(secret);
  });

  it('has its secret in no file in clear, and in none of the states', async () => {
    await enter(secret);
    await signIn();
    const files = Object.values(await app.files());
    expect(files.length).toBeGreaterThan(1);
    for (const content of files) expect(content).not.toContain(secret);
    expect(JSON.stringify(app.states)).not.toContain(secret);
  });

  it('stays signed in for weeks without being used, as the instance allows it', async () => {
    await enter(secret);
    await signIn();
    app.clock.advance(29 * day);
    app.simulator.control.advanceClock(29 * day);
    await app.restart();
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
  });

  it('does not ask for a secret that the keyring has locked away, but says so', async () => {
    await enter(secret);
    app.keyring.locked = true;
    await app.restart();
    expect(await signIn()).toEqual({ ok: false, error: { code: 'storageLocked' } });
    expect(app.opened).toEqual([]);
    app.keyring.locked = false;
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('whose secret was changed goes on when the new one has been entered', async () => {
    await enter(secret);
    await signIn();
    await enter('changed-by-mistake');
    app.clock.advance(hour);
    app.simulator.control.advanceClock(hour);
    expect(await app.session.accessToken()).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(app.session.state()).toMatchObject({ status: 'needsSignIn', reason: 'appRefused' });
    await enter(secret);
    expect(await app.session.tryAgain()).toMatchObject({ value: { status: 'signedIn' } });
    expect(await app.session.accessToken()).toMatchObject({ ok: true });
  });

  it('may come back through the app’s own scheme', async () => {
    await enter(secret);
    expect(await app.signIn(choices, { ...registered, redirect: 'scheme' })).toMatchObject({
      ok: true,
    });
  });

  it('is not asked for by a public app that has a secret on this computer for another registration', async () => {
    await enter(secret);
    expect(await app.signIn()).toMatchObject({ ok: true });
    expect(app.simulator.control.issuedSecrets().clientSecrets).toEqual([]);
  });
});

describe('an identity provider of the company behind the sign-in page', () => {
  beforeEach(() => {
    app.simulator.control.set({ externalProvider: true });
    app.browser.alsoFollow(app.simulator.origin, app.simulator.externalProvider);
  });

  it.each(['loopback', 'scheme'] as const)(
    'signs in by way of another site, to %s',
    async (redirect) => {
      expect(await app.signIn(choices, { ...registration, redirect })).toMatchObject({
        ok: true,
        value: { account: { user: { login: maria.login } } },
      });
      expect(app.tokenRequests('authorization_code')).toMatchObject([{ status: 200 }]);
    },
  );

  it('that the person leaves refuses the app, and nothing is kept', async () => {
    app.atBrowser = async (url) => {
      const arrival = await app.browser.open(url);
      if (!('page' in arrival)) throw new Error('Nobody was asked to sign in.');
      expect(new URL(arrival.page.url).origin).toBe(app.simulator.externalProvider);
      const back = await app.browser.submit(arrival.page, { action: 'cancel' });
      if ('redirectedTo' in back) await app.comeBack(back.redirectedTo);
    };
    expect(await app.signIn()).toMatchObject({ error: { code: 'signInDenied' } });
    expect(await app.files()).toEqual({});
  });

  it('lets somebody else sign in than the browser knows', async () => {
    await app.signIn();
    app.atBrowser = async (url) => app.comeBack(await signInAsUser(url, john, app.browser));
    expect(await app.signIn({ ...choices, anotherUser: true })).toMatchObject({
      value: { account: { user: { login: john.login } } },
    });
  });
});

describe('a sign-in that is finished twice', () => {
  it('in two tabs counts once; the other tab is told that it is over', async () => {
    const token = app.simulator.control.holdNext({ path: '/id/connect/token' });
    app.atBrowser = () => Promise.resolve();
    const result = app.signIn();
    await waiting();
    await app.session.openSignInPageAgain();
    const [one, other] = await Promise.all(
      app.opened.map((url) => signInAsUser(url, maria, new HeadlessBrowser())),
    );
    const first = app.visit(one ?? '');
    await token.arrived;
    expect(await app.visit(other ?? '')).toMatchObject({ status: 410 });
    token.release();
    expect(await first).toMatchObject({ status: 200 });
    expect(await result).toMatchObject({ ok: true });
    expect(app.tokenRequests('authorization_code')).toMatchObject([{ status: 200 }]);
    expect(await app.visit(other ?? '')).toMatchObject({ status: 0 });
    expect(app.session.state()).toMatchObject({ status: 'signedIn' });
  });

  it('by a person who reloads the last page loses nothing', async () => {
    await app.signIn();
    const before = await app.session.accessToken();
    const back = new URL(asked().get('redirect_uri') ?? '');
    back.search = `?code=c&state=${asked().get('state')}`;
    expect(await app.visit(back.href)).toMatchObject({ status: 0 });
    expect(await app.session.accessToken()).toEqual(before);
  });
});

describe('a second sign-in while one waits', () => {
  it.each(['loopback', 'scheme'] as const)(
    'with %s takes its place: what the first one’s tab brings is ignored, and the second ends well',
    async (redirect) => {
      app.atBrowser = () => Promise.resolve();
      const first = app.signIn(choices, { ...registration, redirect });
      await waiting();
      const port = Number(new URL(asked().get('redirect_uri') ?? '').port);
      const late = await signInAsUser(app.opened[0] ?? '', john, new HeadlessBrowser());
      const second = app.signIn(choices, { ...registration, redirect, redirectPorts: [port] });
      expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } });
      await waiting();
      expect(asked().get('redirect_uri')).toBe(
        new URL(app.opened[0] ?? '').searchParams.get('redirect_uri'),
      );
      await app.comeBack(late);
      expect(app.session.state()).toMatchObject({ step: 'waitingForBrowser' });
      await app.follow(app.opened[1] ?? '');
      expect(await second).toMatchObject({ value: { account: { user: { login: maria.login } } } });
      expect(app.tokenRequests('authorization_code')).toMatchObject([{ status: 200 }]);
    },
  );

  it('may be at another instance, which the first one’s tab does not reach', async () => {
    const other = await App.start();
    try {
      app.atBrowser = () => Promise.resolve();
      const first = app.signIn();
      await waiting();
      const late = await signInAsUser(app.opened[0] ?? '', maria, app.browser);
      app.atBrowser = async (url) => {
        expect(await app.visit(late)).toMatchObject({ status: 0 });
        await app.comeBack(await signInAsUser(url, john, new HeadlessBrowser()));
      };
      const second = app.session.signIn(choices, other.instance, registration);
      expect(await first).toEqual({ ok: false, error: { code: 'cancelled' } });
      expect(await second).toMatchObject({
        value: {
          account: { instance: { host: other.simulator.host }, user: { login: john.login } },
        },
      });
      expect(app.tokenRequests('authorization_code')).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('that is cancelled as well leaves nobody waiting', async () => {
    app.atBrowser = () => Promise.resolve();
    const [first, second] = [app.signIn(), app.signIn()];
    await expect.poll(() => app.opened.length).toBeGreaterThan(0);
    await app.session.cancelSignIn();
    for (const one of [await first, await second]) {
      expect(one).toEqual({ ok: false, error: { code: 'cancelled' } });
    }
    expect(app.session.state()).toEqual({ status: 'signedOut' });
    expect(app.clock.sleeping).toBe(0);
  });
});
