import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { launchBrowser } from '../chromium-host/launch-browser.ts';
import { drawnRows } from '../e2e/grid-rows.ts';
import { filterField, openPanel } from '../e2e/grid-sight.ts';
import { type Installation, install, type RunningApp } from '../e2e/installation.ts';
import {
  beginSignIn,
  findInstance,
  gridOf,
  maria,
  navigatorSearch,
  openNavigator,
} from '../e2e/person.ts';
import { signInOnPage } from '../e2e/user-browser.ts';
import type { Simulator } from '../simulator/simulator.ts';

/** Three navigators of the tour, and a column that each shows. */
const navigators = [
  { name: 'Sales orders', column: 'Document no.' },
  { name: 'Customers', column: 'Number' },
  { name: 'Current balances', column: 'Product' },
] as const;

/** The navigator that is kept offline in the end. */
const kept = 'Sales orders';

interface Tour {
  readonly simulator: Simulator;
  readonly tell: (line: string) => void;
  /** Keeps what a page shows, under a name. */
  readonly photograph: (page: Page, name: string) => Promise<void>;
}

/**
 * Plays what a person does on their first day: finds the instance, signs in with their browser, browses three navigators,
 * quits, starts again and is still signed in, keeps a navigator offline, and works with it without a network.
 *
 * @param folder where the screenshots go
 * @param tell receives a line of the transcript for every step that really happened
 * @throws Error at the first step that did not happen
 */
export async function playTour(
  simulator: Simulator,
  folder: string,
  tell: (line: string) => void,
): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'navigator-tour-'));
  const installation = await install(join(data, 'data'), { host: simulator.host, language: 'en' });
  const browser = await launchBrowser();
  const tour: Tour = {
    simulator,
    tell,
    photograph: async (page, name) => {
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
  };
  try {
    await firstDay(tour, installation, await browser.newContext({ locale: 'en-US' }));
    await nextMorning(tour, installation);
    await onTheTrain(tour, installation);
  } finally {
    await installation.close();
    await browser.close();
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function firstDay(
  tour: Tour,
  installation: Installation,
  browser: BrowserContext,
): Promise<void> {
  const { simulator, tell, photograph } = tour;
  const app = await installation.start();
  await photograph(app.window, '1-first-start');
  tell('1. The app starts and asks for an instance.');

  await findInstance(app.window, simulator.host);
  await expect(app.window.getByText(/version \d/)).toBeVisible();
  await photograph(app.window, '2-instance-found');
  tell('2. It finds the instance and shows its name and version.');

  const page = await browser.newPage();
  await page.goto(await beginSignIn(app));
  await photograph(app.window, '3-waiting-for-the-browser');
  await photograph(page, '4-sign-in-page');
  await signInOnPage(page, maria);
  await expect(page.getByText('You are signed in')).toBeVisible();
  await expect(navigatorSearch(app.window)).toBeVisible();
  tell(`3. ${maria.login} signs in, in a browser of their own.`);

  for (const [index, navigator] of navigators.entries()) {
    tell(`${4 + index}. ${await browse(app, navigator)}`);
    const name = navigator.name.toLowerCase().replaceAll(' ', '-');
    await photograph(app.window, `${5 + index}-${name}`);
  }
  await app.quit();
  tell('7. The app is quit.');
}

async function browse(
  { window }: RunningApp,
  { name, column }: (typeof navigators)[number],
): Promise<string> {
  const grid = await openNavigator(window, name);
  const count = openPanel(window).getByTestId('row-count');
  await expect(count).toHaveText(/^[\d,]+ rows$/);
  const row = (await drawnRows(grid)).get(1);
  const value = row?.[column];
  if (!value) throw new Error(`The first row of ${name} shows no ${column}.`);
  return `${name}: ${await count.innerText()}; the first has the ${column} “${value}”.`;
}

async function nextMorning(
  { simulator, tell, photograph }: Tour,
  installation: Installation,
): Promise<void> {
  const authorized = (): number => simulator.control.counts()['GET /id/connect/authorize'] ?? 0;
  const before = authorized();
  const app = await installation.start();
  const { window } = app;
  const last = navigators.at(-1)?.name ?? '';
  const grid = window.getByRole('grid', { name: `${last}, rows` });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  if ((await app.openedPages()).length > 0 || authorized() > before) {
    throw new Error('The second start asked for a browser.');
  }
  tell(`8. It starts again: signed in without a browser, and ${last} is open as it was.`);

  await window.keyboard.press('Control+,');
  await window.getByText('Dark', { exact: true }).click();
  await window.keyboard.press('Escape');
  await openNavigator(window, 'Sales orders');
  await photograph(window, '8-dark');
  tell('9. The dark theme is on.');

  await openNavigator(window, kept);
  await keepOffline(window);
  await app.quit();
  tell(`10. ${kept} are kept offline, and it quits.`);
}

/** The instance can't be reached, and what is kept is worked with all the same. */
async function onTheTrain(
  { simulator, tell, photograph }: Tour,
  installation: Installation,
): Promise<void> {
  await simulator.unplug();
  const { window } = await installation.start();
  const grid = gridOf(window, kept);
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await expect(window.getByTestId('state-chip')).toHaveText(/^Offline/);
  await filterField(window, 'Amount to pay').fill('1000..5000');
  await filterField(window, 'Amount to pay').press('Enter');
  await expect(openPanel(window).getByTestId('scope')).toContainText('complete on this computer');
  await window.getByRole('button', { name: 'Totals' }).click();
  const totals = window.getByRole('region', { name: 'Totals' });
  await expect(totals).toContainText(/^Totals of all [\d,]+ rows/);
  const found = await openPanel(window).getByTestId('row-count').innerText();
  await photograph(window, '9-offline');
  tell(
    `11. It starts without a network: ${found} of ${kept} with an amount of 1,000 to 5,000, added up.`,
  );
}

/** Keeps the open navigator offline, and waits until all of it is here. */
async function keepOffline(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Keep offline' }).click();
  const panel = window.getByRole('dialog');
  await panel.getByRole('button', { name: 'Keep offline' }).click();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('treeitem', { name: `${kept} complete` })).toBeVisible({
    timeout: 60_000,
  });
}
