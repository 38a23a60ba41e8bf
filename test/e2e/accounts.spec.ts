import type { Locator } from '@playwright/test';
import { hostOnly } from '../chromium-host/launch.ts';
import { expect, test } from './navigator.ts';
import {
  findInstance,
  followTo,
  john,
  maria,
  navigatorSearch,
  openNavigator,
  signIn,
} from './person.ts';
import { signInOnPage } from './user-browser.ts';

test('two people on one computer keep their places, switch at once, and are both there after a restart', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  const orders = await openNavigator(window, 'Sales orders');
  await orders.focus();
  for (let press = 0; press < 4; press += 1) await window.keyboard.press('PageDown');
  const place = await activeText(orders);

  await window.getByRole('button', { name: `Account of ${maria.name}` }).click();
  await window.getByRole('menuitem', { name: 'Add account…' }).click();
  await findInstance(window, simulator.host);
  await expect(window.getByRole('checkbox', { name: /Ask for user and password/ })).toBeChecked();
  const page = await followTo(
    app,
    userBrowser,
    window.getByRole('button', { name: 'Sign in', exact: true }),
  );
  // The browser is signed in as the first person, and asks all the same.
  await signInOnPage(page, john);
  await expect(page.getByText('You are signed in')).toBeVisible();
  await expect(window.getByRole('button', { name: `Account of ${john.name}` })).toBeVisible();
  await expect(orders).toBeHidden();
  await openNavigator(window, 'Customers');
  const asked = ordersAsked();

  // Ordered by instance and name: John Smith, then Мария Петрова.
  await window.keyboard.press('Control+Shift+Digit2');
  await expect(orders).toBeFocused();
  expect(await activeText(orders)).toBe(place);
  expect(ordersAsked()).toBe(asked);
  await app.quit();

  const again = await installation.start();
  await expect(
    again.window.getByRole('grid', { name: 'Sales orders, rows' }).getByRole('row').nth(1),
  ).toBeVisible();
  await again.window.keyboard.press('Control+Shift+Digit1');
  await expect(
    again.window.getByRole('grid', { name: 'Customers, rows' }).getByRole('row').nth(1),
  ).toBeVisible();
  expect(await again.openedPages()).toEqual([]);

  function ordersAsked(): number {
    return simulator.control.requests().filter(({ path }) => path.includes('SalesOrders')).length;
  }
});

test('who signs out while the instance can’t be reached finishes that in the browser later', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  hostOnly();
  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  await app.electron.evaluate(() => {
    globalThis.__chromiumHost.network.offline = true;
  });
  await window.getByRole('button', { name: `Account of ${maria.name}` }).click();
  await window.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(window.getByRole('button', { name: 'Find', exact: true })).toBeVisible();
  const notices = window.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(`You signed out (${maria.name})`);
  await app.quit();

  const again = await installation.start();
  const reminder = again.window.getByRole('region', { name: 'Notices' });
  const finish = reminder.getByRole('button', { name: 'Finish in the browser' });
  const page = await followTo(again, userBrowser, finish);
  await expect(page.getByText('You are signed out')).toBeVisible();
  await expect(reminder).toHaveCount(0);
  await expect(navigatorSearch(again.window)).toBeHidden();
});

function activeText(grid: Locator): Promise<string | null | undefined> {
  return grid.evaluate(
    (element) =>
      document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
  );
}
