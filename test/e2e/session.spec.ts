import { drawnRows, readRows } from './grid-rows.ts';
import { filesBelow } from './leaks.ts';
import { expect, test } from './navigator.ts';
import { maria, navigatorSearch, nextOpenedPage, openNavigator, signIn } from './person.ts';
import { signInOnPage } from './user-browser.ts';

const tokenRequests = 'POST /id/connect/token';
const authorizeRequests = 'GET /id/connect/authorize';

test('an access token that ends while somebody browses is renewed once, unnoticed', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const grid = await openNavigator(app.window, 'Sales orders');
  const before = simulator.control.counts()[tokenRequests] ?? 0;
  expect(simulator.control.expireAccessTokens()).toBeGreaterThan(0);

  const seen = await readRows(grid, 300);
  expect(new Set([...seen.values()].map((row) => row['Document no.'])).size).toBe(300);
  expect(simulator.control.counts()[tokenRequests]).toBe(before + 1);
  await expect(app.window.getByRole('alert')).toHaveCount(0);
  const used = simulator.control
    .requests()
    .flatMap(({ refreshTokenHash }) => refreshTokenHash ?? []);
  expect(new Set(used).size).toBe(used.length);
});

test('after quitting and starting again a person is signed in and where they were, without a browser', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Customers');
  await app.quit();
  const before = simulator.control.counts()[authorizeRequests];

  const again = await installation.start();
  const grid = again.window.getByRole('grid', { name: 'Customers, rows' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  expect((await drawnRows(grid)).size).toBeGreaterThan(5);
  expect(await again.openedPages()).toEqual([]);
  expect(simulator.control.counts()[authorizeRequests]).toBe(before);
});

test('the sign-in survives being killed, and what is on disk is sealed', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const files = await filesBelow(installation.userData);
  const sealed = files.filter(({ name }) => name.endsWith('session.sealed'));
  expect(sealed.map(({ content }) => content.length > 100)).toEqual([true]);
  await app.kill();

  const again = await installation.start();
  await expect(navigatorSearch(again.window)).toBeVisible();
  await openNavigator(again.window, 'Customers');
});

test('a refresh token that was revoked leads back to signing in, with the reason and the same place', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Products');
  simulator.control.revokeRefreshTokens();
  simulator.control.expireAccessTokens();
  await app.window.keyboard.press('F5');
  await expect(app.window.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
  await expect(app.window.getByText(/has ended your sign-in/)).toBeVisible();

  const opened = (await app.openedPages()).length;
  await app.window.getByRole('button', { name: 'Sign in', exact: true }).click();
  const page = await userBrowser.newPage();
  // The browser is signed in still, so this takes no typing.
  await page.goto(await nextOpenedPage(app, opened));
  await expect(page.getByText('You are signed in')).toBeVisible();
  const grid = app.window.getByRole('grid', { name: 'Products, rows' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await app.window.keyboard.press('F5');
  await expect(app.window.getByRole('heading', { name: 'Please sign in again' })).toBeHidden();
});

test('signing out leaves nothing to decrypt, ends the browser’s session, and stays so', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  const opened = (await app.openedPages()).length;
  await app.window.getByRole('button', { name: `Account of ${maria.name}` }).click();
  await app.window.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(app.window.getByRole('button', { name: 'Find', exact: true })).toBeVisible();

  const sealed = async () =>
    (await filesBelow(installation.userData))
      .map(({ name }) => name)
      .filter((name) => name.includes('session.sealed'));
  // The window lets go at once; the files follow behind it.
  await expect.poll(sealed).toEqual([]);

  const page = await userBrowser.newPage();
  const endSession = await nextOpenedPage(app, opened);
  expect(new URL(endSession).pathname).toBe('/id/connect/endsession');
  await page.goto(endSession);
  await expect(page.getByText('You are signed out')).toBeVisible();
  const refreshed = simulator.control.counts()[tokenRequests];
  await app.quit();
  expect(await sealed()).toEqual([]);

  const again = await installation.start();
  await expect(again.window.getByRole('button', { name: 'Find', exact: true })).toBeVisible();
  expect(simulator.control.counts()[tokenRequests]).toBe(refreshed);
  // The browser was signed out too: the next sign-in asks for the password.
  await again.window.getByRole('button', { name: 'Find', exact: true }).click();
  await again.window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.goto(await nextOpenedPage(again, 0));
  await signInOnPage(page, maria);
  await expect(navigatorSearch(again.window)).toBeVisible();
});

test('a second start brings the first window to the front and ends', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const exitCode = await app.startSecond();
  expect(exitCode).toBe(0);
  await expect
    .poll(() =>
      app.electron.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return window?.isVisible() === true && !window.isMinimized();
      }),
    )
    .toBe(true);
  expect(
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  ).toBe(1);
});

test('the window opens where it was', async ({ installation }) => {
  const place = { x: 120, y: 60, width: 1000, height: 640 };
  const app = await installation.start();
  await app.electron.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, place);
  await app.quit();

  const again = await installation.start();
  const bounds = await again.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toEqual(place);
});
