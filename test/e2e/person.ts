import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { defaultUsers } from '../simulator/options.ts';
import type { RunningApp } from './installation.ts';
import { signInOnPage } from './user-browser.ts';

/** The first user of the simulated company. */
export const maria = { login: 'maria.petrova', password: 'demo', name: nameOf('maria.petrova') };

/** The second one. */
export const john = { login: 'john.smith', password: 'demo', name: nameOf('john.smith') };

function nameOf(login: string): string {
  const user = defaultUsers.find((known) => known.login === login);
  if (user === undefined) throw new Error(`The simulator does not know ${login}.`);
  return user.name;
}

/** Types the host at first start and finds the instance. */
export async function findInstance(window: Page, host: string): Promise<void> {
  await window.getByLabel('Instance address').fill(host);
  await window.getByRole('button', { name: 'Find', exact: true }).click();
}

/** Presses Sign in, and gives the address that the app opens in the user's browser for it. */
export async function beginSignIn(app: RunningApp): Promise<string> {
  const before = (await app.openedPages()).length;
  await app.window.getByRole('button', { name: 'Sign in', exact: true }).click();
  return nextOpenedPage(app, before);
}

/** Waits for the page that the app opens in the user's browser after the first `before` ones. */
export async function nextOpenedPage(app: RunningApp, before: number): Promise<string> {
  await expect.poll(async () => (await app.openedPages()).length).toBeGreaterThan(before);
  const address = (await app.openedPages())[before];
  if (address === undefined) throw new Error('No page was opened.');
  return address;
}

/** Presses a button that opens a page in the user's browser, and goes there with the browser. */
export async function followTo(
  app: RunningApp,
  browser: BrowserContext,
  button: Locator,
): Promise<Page> {
  const before = (await app.openedPages()).length;
  await button.click();
  const page = await browser.newPage();
  await page.goto(await nextOpenedPage(app, before));
  return page;
}

/** Signs in from the first start to the open window, through the user's browser. */
export async function signIn(
  app: RunningApp,
  browser: BrowserContext,
  host: string,
): Promise<void> {
  await findInstance(app.window, host);
  const page = await browser.newPage();
  await page.goto(await beginSignIn(app));
  await signInOnPage(page, maria);
  await expect(page.getByText('You are signed in')).toBeVisible();
  await page.close();
  await expect(navigatorSearch(app.window)).toBeVisible();
}

/** The field in which a person looks for a navigator. */
export function navigatorSearch(window: Page): Locator {
  return window.getByRole('searchbox', { name: 'Find a navigator' });
}

/** Chooses a navigator by its name in the list of all of them, with the keyboard. */
export async function chooseNavigator(window: Page, name: string): Promise<void> {
  await navigatorSearch(window).fill(name);
  await expect(window.getByText(/navigators? found$/)).toBeVisible();
  await navigatorSearch(window).press('Enter');
}

/** Opens a navigator by its name, with the keyboard, and waits for its first rows. */
export async function openNavigator(window: Page, name: string): Promise<Locator> {
  await chooseNavigator(window, name);
  const grid = gridOf(window, name);
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  // What was looked for is found, so the list shows modules, stars and recent ones again.
  await expect(navigatorSearch(window)).toHaveValue('');
  return grid;
}

/** The rows of the open navigator, by its name. */
export function gridOf(window: Page, name: string): Locator {
  return window.getByRole('grid', { name: `${name}, rows` });
}
