import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Connection and diagnostics' });
const part = (page: Page, name: string) => dialog(page).getByRole('tab', { name });

async function give(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(command);
  await page.getByRole('option', { name: command }).waitFor();
  await page.keyboard.press('Enter');
}

/** Tests that were asked for, and not taken back. */
async function runningTests(page: Page): Promise<number> {
  const ticketOf = (argument: unknown) => JSON.stringify(argument).match(/"ticket":"([^"]+)"/)?.[1];
  const cancelled = (await askedFor(page, 'cancelRequest')).map(ticketOf);
  const tests = (await askedFor(page, 'testConnection')).map(ticketOf);
  return tests.filter((ticket) => !cancelled.includes(ticket)).length;
}

test('from a failed search for an instance a test leads to what is wrong with it, and what to do', async ({
  page,
  open,
}) => {
  await open('certificateExpired');
  await page.getByLabel('Instance address').fill('demodb.my.erp.net');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await expect(dialog(page).getByLabel('Instance address')).toHaveValue('demodb.my.erp.net');
  await page.evaluate(() => window.fake.hold('testConnection'));
  await dialog(page).getByRole('button', { name: 'Test' }).press('Enter');
  const steps = dialog(page).getByRole('listitem');
  await expect(steps.nth(0)).toContainText('203.0.113.7');
  await expect(steps.nth(1)).toContainText('being tested');
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.evaluate(() => window.fake.hold(null));
  await expect(dialog(page).getByRole('alert')).toContainText(
    /^The test found a problem: Encrypted connection\. The certificate is not valid now\. Renew it on the server\./,
  );
  await expect(steps.nth(6)).toContainText('not tried');
  expect(await askedFor(page, 'testConnection')).toEqual([
    expect.objectContaining({ host: 'demodb.my.erp.net', set: null }),
  ]);
});

test('a test can be cancelled, and closing ends it', async ({ page, open }) => {
  await open('browsing');
  await grid(page).waitFor();
  await give(page, 'Test the connection');
  await page.evaluate(() => window.fake.hold('testConnection'));
  await dialog(page).getByRole('button', { name: 'Test' }).click();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Test' })).toBeFocused();
  expect(await runningTests(page)).toBe(0);
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: 'Cancel' }).waitFor();
  expect(await runningTests(page)).toBe(1);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  expect(await runningTests(page)).toBe(0);
  expect(await askedFor(page, 'testConnection')).toEqual([
    expect.objectContaining({ set: 'Crm_Sales_SalesOrders' }),
    expect.anything(),
  ]);
});

test('somebody reads what is copied before they send it', async ({ page, open }) => {
  await open('browsing');
  await grid(page).waitFor();
  await give(page, 'Copy diagnostics');
  await expect(part(page, 'For support')).toHaveAttribute('aria-selected', 'true');
  await dialog(page).getByText('## Program').waitFor();
  const shown = await dialog(page).locator('pre').textContent();
  await dialog(page).getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(dialog(page).getByText('Copied.')).toBeVisible();
  expect(await askedFor(page, 'copyText')).toEqual([{ text: shown }]);
});

test('a proxy is told who somebody is', async ({ page, open }) => {
  await open('proxyAsks');
  await page.getByRole('dialog').getByLabel('User').fill('maria');
  await page.getByRole('dialog').getByLabel('Password').fill('secret');
  await expectAccessible(page, 'the question of a proxy');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await askedFor(page, 'answerNetworkQuestion')).toEqual([
    { id: 1, answer: { kind: 'proxySignIn', user: 'maria', password: 'secret' } },
  ]);
});

test('the certificate that somebody chooses is shown, and with Cancel none', async ({
  page,
  open,
}) => {
  await open('certificateAsked');
  await page.getByText(/^PC-417/).click();
  await expectAccessible(page, 'the choice of a certificate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await open('certificateAsked');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await askedFor(page, 'answerNetworkQuestion')).toEqual([{ id: 2, answer: null }]);
});

test('test, requests and copy are accessible', async ({ page, open }) => {
  await open('browsing');
  await grid(page).waitFor();
  await give(page, 'Test the connection');
  await dialog(page).getByRole('button', { name: 'Test' }).click();
  await dialog(page)
    .getByText('You are signed in, but may not read this.', { exact: true })
    .waitFor();
  await expectAccessible(page, 'a connection test');
  await part(page, 'Requests').click();
  await expect(dialog(page).getByRole('row')).toHaveCount(6);
  await expectAccessible(page, 'the last requests');
  await part(page, 'For support').click();
  await dialog(page).getByText('## Program').waitFor();
  await expectAccessible(page, 'what is copied for support');
});
