import type { Page } from '@playwright/test';
import { filterField, openPanel, rowSearch } from './grid-sight.ts';
import { filesBelow, findLeaks, type Place } from './leaks.ts';
import { expect } from './navigator.ts';
import { gridOf, maria, openNavigator, signIn } from './person.ts';
import { test } from './somebody-at-work.ts';

const search = 'what-somebody-searched-for';
const filter = '1234.5678..87654.4321';
const secretWords = 'words-of-the-server-about-somebody';
const tokenRequests = 'POST /id/connect/token';

/** Texts in rows, that stand nowhere by chance. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function give(window: Page, command: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await window.keyboard.type(command);
  await window.getByRole('option', { name: command }).waitFor();
  await window.keyboard.press('Enter');
}

test('a session leaves a log that tells what happened, and neither it nor what is copied holds data, secrets or names of people', async ({
  scene,
}) => {
  const { simulator, installation, userBrowser } = scene;
  const { control } = simulator;
  const app = await installation.start();
  const { window } = app;
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(window, 'Customers');
  await rowSearch(window).fill(search);
  await rowSearch(window).press('Enter');
  await expect(openPanel(window).getByText(/^No row of Customers matches/)).toBeVisible();
  await openNavigator(window, 'Sales orders');
  await filterField(window, 'Amount to pay').fill(filter);
  await filterField(window, 'Amount to pay').press('Enter');
  await expect(openPanel(window).getByTestId('scope')).toBeVisible();
  await filterField(window, 'Amount to pay').fill('');
  await filterField(window, 'Amount to pay').press('Enter');
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(3)).toBeVisible();
  // What is fetched behind the rows may come first.
  const body = { error: { message: secretWords } };
  control.failNext({ path: 'SalesOrders', times: 10, status: 500, body });
  await window.keyboard.press('F5');
  await expect(window.getByRole('alert').first()).toBeVisible();
  control.reset();

  const renewals = control.counts()[tokenRequests];
  await give(window, 'Test the connection');
  const dialog = window.getByRole('dialog', { name: 'Connection and diagnostics' });
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByRole('listitem')).toHaveText([
    /^Name: works/,
    /^Encrypted connection: not tried.*runs on this computer/,
    /^Instance: works/,
    /^Identity site: works/,
    /^Sign-in: works/,
    /^Domain API: works/,
    /^Rights: works.*Crm_Sales_SalesOrders/,
  ]);
  // Nor does the test renew an access that has run out: it would be the person's own sign-in that suffers.
  expect(control.counts()[tokenRequests]).toBe(renewals);
  await dialog.getByRole('tab', { name: 'Requests' }).click();
  await expect(dialog.getByText('GET odata/GetVersion')).toBeVisible();
  await dialog.getByRole('tab', { name: 'For support' }).click();
  await dialog.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(dialog.getByText('Copied.')).toBeVisible();
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  for (const line of [
    / start version=/,
    / session state=signingIn step=waitingForBrowser/,
    / request method=POST path=connect\/token status=200 ms=\d+ bytes=\d+/,
    / session state=signedIn renewal=well/,
    / request method=GET path=odata\/Crm_Sales_SalesOrders status=500/,
    / failure request=fetchRows code=serverError/,
    / test step=rights state=passed/,
  ]) {
    expect(copied).toMatch(line);
  }
  await app.quit();

  const rows = ['Crm_Sales_Customers', 'Crm_Sales_SalesOrders', 'Systems_Security_Users']
    .flatMap((set) => textsIn(control.rows(set)))
    .filter((text) => text.length >= 10 && !/^\d{4}-\d{2}-\d{2}T?/.test(text));
  expect(new Set(rows).size).toBeGreaterThan(500);
  const files = await filesBelow(installation.userData);
  const log = files.filter(({ name }) => /^logs[\\/]navigator\.log$/.test(name));
  expect(log.map(({ content }) => content.toString().trimEnd().endsWith(' quit'))).toEqual([true]);
  const places: Place[] = [
    ...files.filter(({ name }) => name.startsWith('logs')),
    { name: 'what was copied', content: Buffer.from(copied) },
  ];
  const data = {
    ...control.issuedSecrets(),
    rows: [...new Set(rows)],
    typed: [search, filter],
    people: [maria.login, maria.name, 'maria.petrova@'],
    words: [secretWords],
  };
  expect(findLeaks(data, places)).toEqual([]);
  // The same search finds them where they belong: in what went to the window.
  const received = { name: 'the window', content: Buffer.from(installation.received().join()) };
  expect(findLeaks({ rows: data.rows, words: data.words }, [received]).length).toBeGreaterThan(20);
});
