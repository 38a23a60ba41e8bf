import type { BrowserContext } from '@playwright/test';
import type { Simulator } from '../simulator/simulator.ts';
import { openPanel, rowSearch } from './grid-sight.ts';
import type { Installation, RunningApp } from './installation.ts';
import { keepOffline } from './kept-set.ts';
import { test as base, expect } from './navigator.ts';
import { openNavigator, signIn } from './person.ts';

/** Everything that a test about somebody at work has at hand. */
export interface Scene {
  readonly simulator: Simulator;
  readonly installation: Installation;
  readonly userBrowser: BrowserContext;
}

/** A test about somebody at work. */
export const test = base.extend<{ scene: Scene }>({
  scene: async ({ simulator, installation, userBrowser }, use) => {
    await use({ simulator, installation, userBrowser });
  },
});

/** The set that {@link workInThree} keeps offline. */
const keptProducts = 'General_Products_Products';

/**
 * Somebody works in three navigators: products, which are kept offline; customers, in which they searched; and sales orders
 * by number from the last one down, in the middle of which they are.
 */
export async function workInThree({
  simulator,
  installation,
  userBrowser,
}: Scene): Promise<RunningApp> {
  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(window, 'Products');
  await keepOffline(window, keptProducts);

  await openNavigator(window, 'Customers');
  await rowSearch(window).fill('Trade');
  await rowSearch(window).press('Enter');
  await expect(openPanel(window).getByText('2 rows', { exact: true })).toBeVisible();

  const orders = await openNavigator(window, 'Sales orders');
  const header = orders.getByRole('columnheader', { name: 'Document no.' });
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await orders.focus();
  await window.keyboard.press('Control+Home');
  for (let press = 0; press < 5; press += 1) await window.keyboard.press('PageDown');
  await window.keyboard.press('ArrowRight');
  await expect(orders.getByRole('row').nth(5)).toBeVisible();
  return app;
}

/** The set that {@link workInOrders} keeps offline. */
export const keptOrders = 'Crm_Sales_SalesOrders';

/** Somebody looks at sales orders, all of which are kept offline. */
export async function workInOrders({
  simulator,
  installation,
  userBrowser,
}: Scene): Promise<RunningApp> {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Sales orders');
  await keepOffline(app.window, keptOrders);
  return app;
}
