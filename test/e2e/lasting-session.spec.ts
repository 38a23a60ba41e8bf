import { hostOnly } from '../chromium-host/launch.ts';
import { expect, test } from './navigator.ts';
import { followTo, navigatorSearch, openNavigator, signIn } from './person.ts';

const tokenRequests = 'POST /id/connect/token';
const authorizeRequests = 'GET /id/connect/authorize';

test('a keyring that is locked at the start is waited for, and then everything is as it was', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  hostOnly();
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Customers');
  await app.quit();
  const before = simulator.control.counts()[authorizeRequests];

  const again = await installation.start({ CHROMIUM_HOST_KEYRING_STATE: 'locked' });
  await expect(
    again.window.getByRole('heading', { name: 'Waiting for this computer’s keyring' }),
  ).toBeVisible();
  await again.window.getByRole('button', { name: 'Try again' }).click();
  await expect(again.window.getByText('Nothing has changed yet.')).toBeVisible();
  await again.electron.evaluate(() => {
    globalThis.__chromiumHost.keyring.state = 'open';
  });
  // From here on it is tried by itself, at growing intervals.
  const grid = again.window.getByRole('grid', { name: 'Customers, rows' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible({ timeout: 20_000 });
  expect(simulator.control.counts()[authorizeRequests]).toBe(before);
});

test('a renewal whose answer died with the app is told as interrupted; one sign-in, and the place is kept', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Products');
  simulator.control.expireAccessTokens();
  const renewal = simulator.control.holdNext({ path: '/id/connect/token' });
  await app.window.keyboard.press('F5');
  await renewal.arrived;
  await app.kill();
  renewal.release();
  const before = simulator.control.counts()[authorizeRequests] ?? 0;

  const again = await installation.start();
  await expect(again.window.getByText(/broke off exactly while your sign-in/)).toBeVisible();
  const page = await followTo(
    again,
    userBrowser,
    again.window.getByRole('button', { name: 'Sign in', exact: true }),
  );
  // The browser is signed in still, so this takes no typing.
  await expect(page.getByText('You are signed in')).toBeVisible();
  const grid = again.window.getByRole('grid', { name: 'Products, rows' });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  expect(simulator.control.counts()[authorizeRequests]).toBe(before + 1);
});

test.describe('an instance that gives public apps nothing to renew their access with', () => {
  test.use({
    simulatorOptions: { refreshTokensForPublicClients: false, accessTokenLifetime: 240 },
  });

  test('is worked with all the same: one click before the end, and what is open stays', async ({
    simulator,
    installation,
    userBrowser,
  }) => {
    const app = await installation.start();
    const { window } = app;
    await signIn(app, userBrowser, simulator.host);
    const grid = await openNavigator(window, 'Customers');
    const notices = window.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText(/Your access to .+ ends at \d\d:\d\d/);
    const asked = customersAsked();

    simulator.control.set({ accessTokenLifetime: 3600 });
    const page = await followTo(app, userBrowser, notices.getByRole('button', { name: 'Renew' }));
    await expect(page.getByText('You are signed in')).toBeVisible();
    await expect(notices).toHaveCount(0);
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    expect(customersAsked()).toBe(asked);
    await app.quit();

    const again = await installation.start();
    await expect(navigatorSearch(again.window)).toBeVisible();
    await openNavigator(again.window, 'Products');
    const granted = simulator.control.counts()[tokenRequests];
    expect(granted).toBe(2);

    function customersAsked(): number {
      return simulator.control.requests().filter(({ path }) => path.includes('Customers')).length;
    }
  });
});

test('when all licence seats are taken the rows can be used on, and loading goes on once one is free', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  const grid = await openNavigator(window, 'Sales orders');
  await expect(window.getByTestId('seat')).toHaveText('licence seat: free in 20 min');
  const seatless = {
    error: { message: 'No seat.', code: 8, type: 'Erp.E1LicenseException' },
  };
  simulator.control.failNext({
    path: '/api/',
    status: 503,
    headers: { 'retry-after': '3' },
    body: seatless,
  });
  await window.keyboard.press('F5');
  await expect(window.getByTestId('state-chip')).toHaveText(/No licence seat · retry in 0:0/);
  await expect(window.getByTestId('seat')).toHaveCount(0);
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await grid.focus();
  await window.keyboard.press('Control+c');
  await expect(window.getByText(/^Copied:/)).toBeVisible();
  await expect(window.getByTestId('state-chip')).toHaveText(/^Online/);
  await expect(window.getByRole('alert')).toHaveCount(0);
  await expect(window.getByTestId('seat')).toHaveText('licence seat: free in 20 min');
});
