import { schemeRedirectUri } from '../../electron/session/scheme-redirect.ts';
import { type Attack, holdConnections } from '../faults/loopback/attackers.ts';
import { signInAsUser } from '../simulator/browser.ts';
import { defaultClients } from '../simulator/options.ts';
import { expect, test } from './navigator.ts';
import { beginSignIn, findInstance, maria, navigatorSearch } from './person.ts';
import { signInOnPage } from './user-browser.ts';

test.describe('an instance that sends people back to the app’s own scheme', () => {
  test.use({
    settings: { language: 'en', redirect: 'scheme' },
    simulatorOptions: {
      clients: defaultClients.map((client) => ({ ...client, redirectUris: [schemeRedirectUri] })),
    },
  });

  test('signs in by the link that the system starts the app for, and by no other', async ({
    simulator,
    installation,
  }) => {
    const app = await installation.start();
    await findInstance(app.window, simulator.host);
    const address = await beginSignIn(app);
    expect(new URL(address).searchParams.get('redirect_uri')).toBe(schemeRedirectUri);

    const waiting = app.window.getByRole('heading', { name: 'Continue in your browser' });
    await expect(waiting).toBeVisible();
    expect(await app.startSecond(`${schemeRedirectUri}?code=made-up&state=made-up`)).toBe(0);
    await expect(waiting).toBeVisible();
    expect(simulator.control.counts()['POST /id/connect/token']).toBeUndefined();

    const back = await signInAsUser(address, maria);
    expect(await app.startSecond(back)).toBe(0);
    await expect(navigatorSearch(app.window)).toBeVisible();
    expect(await app.startSecond(back)).toBe(0);
    await expect(navigatorSearch(app.window)).toBeVisible();
    expect(simulator.control.counts()['POST /id/connect/token']).toBe(1);
  });
});

test.describe('an instance whose people have their accounts elsewhere', () => {
  test.use({ simulatorOptions: { externalProvider: true } });

  test('signs them in by way of that other site', async ({
    simulator,
    installation,
    userBrowser,
  }) => {
    const app = await installation.start();
    await findInstance(app.window, simulator.host);
    const page = await userBrowser.newPage();
    await page.goto(await beginSignIn(app));
    expect(new URL(page.url()).origin).toBe(simulator.externalProvider);
    await signInOnPage(page, maria);
    await expect(page.getByText('You are signed in')).toBeVisible();
    await expect(navigatorSearch(app.window)).toBeVisible();
  });
});

test('a web page that knows the address and the state, and a program that opens a thousand connections, can neither finish a sign-in nor hinder it', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  const address = new URL(await beginSignIn(app));
  const redirectUri = address.searchParams.get('redirect_uri') ?? '';
  const known = `${redirectUri}?code=theirs&state=${address.searchParams.get('state')}`;

  const attacker = await userBrowser.newPage();
  await attacker.goto(`${simulator.origin}/some-page`);
  expect(await attacker.evaluate(attackFromPage, known)).toEqual({
    cors: 'refused',
    noCors: 'refused',
    image: 'error',
    frame: 'loaded',
    form: 'loaded',
    socket: 'error',
  });
  await attacker.goto(`${redirectUri}?code=theirs&state=guessed`);
  await expect(attacker.getByText('Not the expected answer')).toBeVisible();
  await expect(app.window.getByRole('heading', { name: 'Continue in your browser' })).toBeVisible();
  expect(simulator.control.counts()['POST /id/connect/token']).toBeUndefined();

  const attack: Attack = await holdConnections(Number(new URL(redirectUri).port), 1_000, 'GET /');
  const page = await userBrowser.newPage();
  await page.goto(address.href);
  await signInOnPage(page, maria);
  await expect(page.getByText('You are signed in')).toBeVisible();
  await attack.stop();
  await expect(navigatorSearch(app.window)).toBeVisible();
  expect(simulator.control.counts()['POST /id/connect/token']).toBe(1);
});

/** Runs in the attacker's page: everything that a page can do to an address without going there. */
async function attackFromPage(url: string): Promise<Record<string, string>> {
  const outcome = (element: HTMLElement): Promise<string> =>
    new Promise((resolve) => {
      element.addEventListener('load', () => resolve('loaded'));
      element.addEventListener('error', () => resolve('error'));
    });
  const image = new Image();
  const imageOutcome = outcome(image);
  image.src = url;

  const frame = document.createElement('iframe');
  const frameOutcome = outcome(frame);
  frame.src = url;
  document.body.append(frame);

  const target = document.createElement('iframe');
  target.name = 'target';
  const form = document.createElement('form');
  Object.assign(form, { action: url, method: 'post', target: 'target' });
  document.body.append(target, form);
  const formOutcome = outcome(target);
  form.submit();

  const socket = new WebSocket(url.replace(/^http/, 'ws'));
  const socketOutcome = new Promise<string>((resolve) => {
    socket.addEventListener('open', () => resolve('open'));
    socket.addEventListener('error', () => resolve('error'));
  });
  return {
    cors: await fetch(url).then(
      () => 'read',
      () => 'refused',
    ),
    noCors: await fetch(url, { mode: 'no-cors' }).then(
      ({ type }) => type,
      () => 'refused',
    ),
    image: await imageOutcome,
    frame: await frameOutcome,
    form: await formOutcome,
    socket: await socketOutcome,
  };
}
