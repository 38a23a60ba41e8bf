import { expect } from '@playwright/test';
import { asked, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const customers = { kind: 'rows', set: 'Crm_Sales_Customers', content: null } as const;

test('a link to rows opens them as they were shown to whoever has copied it', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).waitFor();
  await page.getByTestId('view').click();
  await page.getByRole('menuitem', { name: 'Copy a link to these rows' }).click();
  await expect(page.getByText('The link was copied.', { exact: false })).toBeVisible();
  const [copied] = await askedFor(page, 'copyText');
  expect(JSON.stringify(copied)).toMatch(
    /"erpnet-navigator:\/\/demodb\.my\.erp\.net\/Crm_Sales_SalesOrders\?show=[\w-]+"/,
  );

  await page.evaluate((place) => window.fake.openLink(place), {
    ...{ kind: 'rows' as const, set: 'Crm_Sales_Customers' },
    content: {
      ...{ columns: null, frozen: 1, search: 'Müller', filters: {}, chosen: {}, advanced: [] },
      ...{ order: [], hasFilterRow: true, hasTotals: false, totals: {} },
    },
  });
  await expect(grid(page, 'Customers')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search', exact: true })).toHaveValue('Müller');
});

test('a link to an instance that nobody here knows is asked about, and nothing is sent before or by looking at the way in', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).waitFor();
  await page.evaluate((place) => window.fake.openLink(place, 'evil.example'), customers);
  const question = page.getByRole('alertdialog', { name: 'A link leads to evil.example' });
  await expect(question).toContainText('Nobody on this computer has signed in there');
  await expect(question.getByRole('button', { name: 'Forget the link' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  expect(await asked(page, 'dismissLink')).toBe(1);

  await page.evaluate((place) => window.fake.openLink(place, 'evil.example'), customers);
  await question.getByRole('button', { name: 'Show the way in' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByLabel('Instance address')).toHaveValue('evil.example');
  for (const request of ['findInstance', 'signIn', 'takeLink', 'hasClientSecret']) {
    const arguments_ = await askedFor(page, request);
    expect(arguments_.filter((each) => JSON.stringify(each).includes('evil'))).toEqual([]);
  }
});

test('a link into another instance of somebody who is signed in there opens it when they want to', async ({
  page,
  open,
}) => {
  await open('twoAccounts');
  await grid(page).waitFor();
  await page.evaluate((place) => window.fake.openLink(place, 'factory.my.erp.net'), customers);
  const question = page.getByRole('alertdialog', { name: 'A link leads to factory.my.erp.net' });
  await expect(question).toContainText('In FACTORY you are signed in as Мария Иванова.');
  expect(await asked(page, 'switchAccount')).toBe(0);
  await question.getByRole('button', { name: 'Open it there' }).click();
  await expect(grid(page, 'Customers')).toBeVisible();
  await expect(question).toBeHidden();
});

test('a link that comes while something else is open is asked about before it, and that goes on afterwards', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).waitFor();
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible();
  await page.evaluate((place) => window.fake.openLink(place, 'evil.example'), customers);
  const question = page.getByRole('alertdialog', { name: 'A link leads to evil.example' });
  await expect(question.getByRole('button', { name: 'Forget the link' })).toBeFocused();
  // Another one comes before somebody has answered: the newest counts, and no key was pressed for it.
  await page.evaluate((place) => window.fake.openLink(place, 'worse.example'), customers);
  await expect(
    page.getByRole('alertdialog', { name: 'A link leads to worse.example' }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  expect(await asked(page, 'dismissLink')).toBe(1);
  await expect(settings).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
});
