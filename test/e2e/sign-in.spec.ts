import { expect, test } from './navigator.ts';
import { beginSignIn, findInstance, maria, navigatorSearch, openNavigator } from './person.ts';
import { signInOnPage } from './user-browser.ts';

test('a person finds their instance, signs in with their own browser and sees their navigators', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  await expect(app.window.getByText(/version \d+\.\d+/)).toBeVisible();

  const address = new URL(await beginSignIn(app));
  expect(address.origin).toBe(simulator.origin);
  expect(address.searchParams.get('code_challenge_method')).toBe('S256');
  expect(address.searchParams.get('scope')).toBe('openid profile offline_access read');
  await expect(app.window.getByRole('heading', { name: 'Continue in your browser' })).toBeVisible();

  const page = await userBrowser.newPage();
  await page.goto(address.href);
  await signInOnPage(page, maria);
  await expect(page.getByText('You are signed in')).toBeVisible();
  await expect(navigatorSearch(app.window)).toBeVisible();
  await expect(app.window.getByRole('button', { name: `Account of ${maria.name}` })).toBeVisible();
  await openNavigator(app.window, 'Sales orders');
});

test('without “Stay signed in” no offline access is asked for, and the next start asks to sign in', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  await app.window.getByText('Stay signed in on this computer').click();
  const address = await beginSignIn(app);
  expect(new URL(address).searchParams.get('scope')).toBe('openid profile read');
  const page = await userBrowser.newPage();
  await page.goto(address);
  await signInOnPage(page, maria);
  await expect(navigatorSearch(app.window)).toBeVisible();
  await app.quit();

  const again = await installation.start();
  await expect(
    again.window
      .getByRole('button', { name: 'Sign in', exact: true })
      .or(again.window.getByRole('button', { name: 'Find', exact: true }))
      .first(),
  ).toBeVisible();
  await expect(navigatorSearch(again.window)).toBeHidden();
});

test('a sign-in that is opened again, cancelled, refused or mistyped says so, and can be begun once more', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  const signInButton = app.window.getByRole('button', { name: 'Sign in', exact: true });

  await test.step('the page can be opened again while the app waits', async () => {
    const address = await beginSignIn(app);
    await app.window.getByRole('button', { name: 'Open the page again' }).click();
    await expect.poll(() => app.openedPages()).toEqual([address, address]);
  });

  await test.step('cancelling in the app ends the wait, and what the browser brings later changes nothing', async () => {
    const page = await userBrowser.newPage();
    await page.goto((await app.openedPages()).at(-1) ?? '');
    await app.window.getByRole('button', { name: 'Cancel' }).click();
    await expect(signInButton).toBeVisible();
    await signInOnPage(page, maria).catch(() => undefined);
    await page.waitForURL(/callback/).catch(() => undefined);
    await expect(signInButton).toBeVisible();
    expect(simulator.control.counts()['POST /id/connect/token']).toBeUndefined();
    // The person is known to the instance now, and the next page is to ask who it is.
    await userBrowser.clearCookies();
  });

  await test.step('a person who refuses on the page reads so in both places', async () => {
    const page = await userBrowser.newPage();
    await page.goto(await beginSignIn(app));
    await page.locator('button[name=action][value=cancel]').click();
    await expect(page.getByText('You are not signed in')).toBeVisible();
    await expect(app.window.getByText('The sign-in was refused.')).toBeVisible();
    await expect(signInButton).toBeVisible();
  });

  await test.step('a wrong password is told in the browser, and the right one then signs in', async () => {
    const page = await userBrowser.newPage();
    await page.goto(await beginSignIn(app));
    await signInOnPage(page, { login: maria.login, password: 'wrong' });
    await expect(page.getByText('The user or the password is wrong')).toBeVisible();
    await expect(
      app.window.getByRole('heading', { name: 'Continue in your browser' }),
    ).toBeVisible();
    await signInOnPage(page, maria);
    await expect(navigatorSearch(app.window)).toBeVisible();
  });
});

test.describe('an instance that does not know the app', () => {
  test.use({ simulatorOptions: { clients: [] } });

  test('says so in the browser, and the app can be told to stop waiting', async ({
    simulator,
    installation,
    userBrowser,
  }) => {
    const app = await installation.start();
    await findInstance(app.window, simulator.host);
    const page = await userBrowser.newPage();
    const answer = await page.goto(await beginSignIn(app));
    expect(answer?.status()).toBe(400);
    await expect(app.window.getByText(/ask your administrator to register it/)).toBeVisible();
    await app.window.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.window.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  });
});

test.describe('an instance where another redirect address is registered', () => {
  test.use({
    simulatorOptions: {
      clients: [
        {
          id: 'erpnet-navigator',
          name: 'Navigator for ERP.net',
          redirectUris: ['http://127.0.0.1:1/Callback'],
          postLogoutRedirectUris: [],
          scopes: ['openid', 'profile', 'offline_access', 'read'],
        },
      ],
    },
  });

  test('refuses in the browser; nothing comes back and no token is asked for', async ({
    simulator,
    installation,
    userBrowser,
  }) => {
    const app = await installation.start();
    await findInstance(app.window, simulator.host);
    const page = await userBrowser.newPage();
    const answer = await page.goto(await beginSignIn(app));
    expect(answer?.status()).toBe(400);
    expect(page.url()).toContain(simulator.origin);
    await expect(
      app.window.getByRole('heading', { name: 'Continue in your browser' }),
    ).toBeVisible();
    expect(simulator.control.counts()['POST /id/connect/token']).toBeUndefined();
  });
});

test('an app that is disabled before the code is exchanged is told to ask the administrator', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await findInstance(app.window, simulator.host);
  const page = await userBrowser.newPage();
  await page.goto(await beginSignIn(app));
  const exchange = simulator.control.holdNext({ path: '/id/connect/token', stage: 'request' });
  // The page answers only when the exchange has ended, so nobody waits for it here.
  const signedIn = signInOnPage(page, maria);
  await exchange.arrived;
  simulator.control.disableClient('erpnet-navigator', true);
  exchange.release();
  await signedIn;
  await expect(page.getByText('You are not signed in')).toBeVisible();
  await expect(app.window.getByText('The instance does not know this application.')).toBeVisible();
  await expect(app.window.getByText(/Ask your administrator to register it/)).toBeVisible();

  simulator.control.disableClient('erpnet-navigator', false);
  await page.goto(await beginSignIn(app));
  await expect(navigatorSearch(app.window)).toBeVisible();
});
