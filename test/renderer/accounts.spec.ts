import { expect, type Page } from '@playwright/test';
import { fakeAccount, otherAccount, signedInAs } from './fake-erp.ts';
import { activeText, asked, askedFor, grid, tellSession } from './window-page.ts';
import { test } from './window-test.ts';

const hostField = (page: Page) => page.getByLabel('Instance address');
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

async function choose(page: Page, item: string | RegExp) {
  await page.getByTestId('account-menu').click();
  await page.getByRole('menuitem', { name: item }).click();
}

test.describe('two accounts', () => {
  test('are listed in the account menu with their instances, the present one marked', async ({
    page,
    open,
  }) => {
    await open('twoAccounts');
    await page.getByTestId('account-menu').click();
    await expect(page.getByRole('menuitem', { name: /maria · DEMODB · shown now/ })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: /maria · FACTORY/ })).toContainText(
      'Ctrl+Shift+2',
    );
    // Not to be reached below a dialog, like everything there.
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await page.keyboard.press('Control+Shift+Digit2');
    expect(await asked(page, 'switchAccount')).toBe(0);
  });

  test('have windows of their own, which are found again as they were', async ({ page, open }) => {
    await open('twoAccounts');
    await grid(page).focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('PageDown');
    const before = await activeText(page);
    const scrolled = await scrollTop(page);

    await page.keyboard.press('Control+Shift+Digit2');
    const customers = grid(page, 'Customers');
    await expect(customers).toBeFocused();
    await expect(page.getByRole('heading', { name: 'FACTORY' })).toBeVisible();
    await expect(page).toHaveTitle('Customers – FACTORY – Navigator for ERP.net');
    await expect(customers.getByText('6000001', { exact: true })).toBeVisible();
    await expect(grid(page)).toBeHidden();
    const rowsAsked = await asked(page, 'fetchRows');
    const counted = await asked(page, 'countRows');

    await page.keyboard.press('Control+Shift+Digit1');
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe(before);
    expect(await scrollTop(page)).toBe(scrolled);
    await expect(page).toHaveTitle('Sales orders – DEMODB – Navigator for ERP.net');
    await expect(page.getByTestId('row-count').filter({ visible: true })).toHaveText('10,432 rows');
    expect(await asked(page, 'fetchRows')).toBe(rowsAsked);
    expect(await asked(page, 'countRows')).toBe(counted);
  });

  test('never show rows of one in the window of the other', async ({ page, open }) => {
    await open('twoAccounts');
    await expect(grid(page).getByText('1000001', { exact: true })).toBeVisible();
    // Asked for under one account, answered when the other is in force.
    await page.keyboard.press('F5');
    await page.evaluate(() => void window.fake.switchAccount({ key: 'factory-1' }));
    await expect(grid(page, 'Customers').getByText('6000001', { exact: true })).toBeVisible();
    await page.keyboard.press('Control+Shift+Digit1');
    await expect(grid(page).getByText('1000001', { exact: true })).toBeVisible();
    const numbers = await grid(page).locator('tbody [aria-colindex="2"]').allTextContents();
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number) => number.startsWith('6'))).toEqual([]);
  });

  test('that is gone to with a change just made leaves that change saved', async ({
    page,
    open,
  }) => {
    await open('twoAccounts');
    await expect(grid(page)).toBeVisible();
    // At once, because a moment later it would be saved anyway.
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('.star')?.click();
      const keys = { code: 'Digit2', ctrlKey: true, shiftKey: true };
      window.dispatchEvent(new KeyboardEvent('keydown', keys));
    });
    await expect(grid(page, 'Customers')).toBeVisible();
    // Where somebody is in the rows is saved, too, whenever they have come.
    const saved = await page.evaluate(() => {
      const before = window.fake.asked.findIndex(({ name }) => name === 'switchAccount');
      return window.fake.asked.slice(0, before).findLast(({ name }) => name === 'saveWorkspace');
    });
    expect(saved?.argument).toMatchObject({
      accountKey: fakeAccount.key,
      workspace: { starred: ['Crm_Invoicing_Invoices'] },
    });
  });

  test('that could not be opened says why, and the present one stays', async ({ page, open }) => {
    await open('notSwitched');
    await choose(page, /FACTORY/);
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
      'The other account could not be opened. This computer could not save or read a file.',
    );
    await expect(grid(page)).toBeVisible();
  });

  test('lose the window of the one that is signed out', async ({ page, open }) => {
    await open('twoAccounts');
    await expect(grid(page)).toBeVisible();
    await choose(page, 'Sign out');
    await expect(hostField(page)).toBeVisible();
    await expect(page.getByText('1000001')).toHaveCount(0);
    await page.getByRole('button', { name: /maria · FACTORY/ }).click();
    await expect(grid(page, 'Customers')).toBeVisible();
  });
});

test.describe('adding an account', () => {
  test('leaves the present one as it is, and Esc comes back to it', async ({ page, open }) => {
    await open('twoAccounts');
    await grid(page).press('PageDown');
    const before = await activeText(page);
    const rowsAsked = await asked(page, 'fetchRows');
    await choose(page, 'Add account…');
    await expect(hostField(page)).toBeFocused();
    await expect(grid(page)).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe(before);
    expect(await asked(page, 'fetchRows')).toBe(rowsAsked);
    await choose(page, 'Add account…');
    await page.getByRole('button', { name: 'Back to the navigators (Esc)' }).click();
    await expect(grid(page)).toBeVisible();
  });

  test('on an instance that is known asks the browser for the user, unless that is not wanted', async ({
    page,
    open,
  }) => {
    await open('twoAccounts');
    await choose(page, 'Add account…');
    await hostField(page).fill('demodb.my.erp.net');
    await page.keyboard.press('Enter');
    const ask = page.getByRole('checkbox', { name: /Ask for user and password/ });
    await expect(ask).toBeChecked();
    await signInButton(page).click();
    expect(await askedFor(page, 'signIn')).toMatchObject([{ anotherUser: true, accountKey: null }]);
    // The first step back is out of the browser, the second one to the account.
    await page.keyboard.press('Escape');
    await expect(signInButton(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
  });

  test('ends in the window of the new one', async ({ page, open }) => {
    await open('browsing');
    await choose(page, 'Add account…');
    await hostField(page).fill('factory.my.erp.net');
    await page.keyboard.press('Enter');
    await signInButton(page).click();
    await page.evaluate((session) => window.fake.finishSignIn(session), signedInAs(otherAccount));
    await expect(page.getByRole('heading', { name: 'FACTORY' })).toBeVisible();
    await expect(hostField(page)).toHaveCount(0);
    await tellSession(page, signedInAs(fakeAccount));
    await expect(page.getByRole('heading', { name: 'DEMODB' })).toBeVisible();
  });
});

test.describe('the first start', () => {
  test('offers the accounts of this computer before a new one', async ({ page, open }) => {
    await open('goOn');
    await expect(page.getByRole('button', { name: /maria · DEMODB/ })).toBeFocused();
    await expect(page.getByRole('button', { name: /FACTORY .* sign in again/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(grid(page)).toBeVisible();
    expect(await askedFor(page, 'switchAccount')).toEqual([{ key: fakeAccount.key }]);
  });

  test('goes on with the first account by its shortcut', async ({ page, open }) => {
    await open('goOn');
    // The shortcut is there when the focus is.
    await expect(page.getByRole('button', { name: /maria · DEMODB/ })).toBeFocused();
    await page.keyboard.press('Control+Shift+Digit1');
    await expect(grid(page)).toBeVisible();
  });
});

test.describe('a sign-out that was not finished', () => {
  for (const [button, request] of [
    ['Finish in the browser', 'finishSignOut'],
    ['Dismiss', 'dismissSignOut'],
  ] as const) {
    test(`is told until it is settled by ${button}`, async ({ page, open }) => {
      await open('unfinishedSignOut');
      const notices = page.getByRole('region', { name: 'Notices' });
      await expect(notices).toContainText('while FACTORY could not be reached');
      await notices.getByRole('button', { name: button }).click();
      await expect(notices).toHaveCount(0);
      expect(await askedFor(page, request)).toEqual([{ id: 'u1' }]);
    });
  }
});

test.describe('what administrators set', () => {
  async function openAdvanced(page: Page) {
    await hostField(page).fill('demodb.my.erp.net');
    await page.keyboard.press('Enter');
    await signInButton(page).waitFor();
    await page.getByRole('button', { name: 'Advanced' }).click();
  }

  test('is a secret that is kept, replaced and removed, and never shown', async ({
    page,
    open,
  }) => {
    await open('firstStart');
    await openAdvanced(page);
    const secret = page.getByLabel('Secret of the application');
    await expect(secret).toHaveAttribute('type', 'password');
    await secret.fill('s3cret-of-the-app');
    await page.keyboard.press('Enter');
    await expect(page.getByText('A secret is kept for demodb.my.erp.net.')).toBeVisible();
    await expect(secret).toHaveValue('');
    await page.getByRole('button', { name: 'Remove it' }).click();
    await expect(page.getByText('A secret is kept')).toHaveCount(0);
    expect(await asked(page, 'setClientSecret')).toBe(2);
  });

  test('is asked for when the instance wants a secret', async ({ page, open }) => {
    await open('secretNeeded');
    await hostField(page).fill('demodb.my.erp.net');
    await page.keyboard.press('Enter');
    await signInButton(page).click();
    await expect(page.getByRole('alert')).toContainText('asks this application for its secret');
    await expect(page.getByLabel('Secret of the application')).toBeVisible();
  });

  test('can be mended from a sign-in that is needed again', async ({ page, open }) => {
    await open('secretRefused');
    await signInButton(page).click();
    await expect(page.getByText('refused the secret of this application')).toBeVisible();
    await page.getByRole('button', { name: 'Enter the secret…' }).click();
    await expect(hostField(page)).toHaveValue('demodb.my.erp.net');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('checkbox', { name: /Ask for user/ })).not.toBeChecked();
  });

  test('is how the browser comes back', async ({ page, open }) => {
    await open('firstStart');
    await openAdvanced(page);
    await page.getByText('Through the program’s own link').click();
    await expect.poll(() => askedFor(page, 'changeSettings')).toEqual([{ redirect: 'scheme' }]);
  });
});

function scrollTop(page: Page): Promise<number> {
  return page
    .locator('.grid-scroller')
    .filter({ visible: true })
    .evaluate((element) => element.scrollTop);
}
