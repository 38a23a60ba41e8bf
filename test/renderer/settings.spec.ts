import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { asked, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

/** Whether what is selected, or dragged, on an element may leave the window. */
function leaves(page: Page, way: 'copy' | 'dragstart', selector: string): Promise<boolean> {
  return page.evaluate(
    ([type, from]) => {
      const event = new Event(type, { bubbles: true, cancelable: true });
      const element = document.querySelector(from);
      if (element === null) throw new Error(`There is no ${from}.`);
      return element.dispatchEvent(event);
    },
    [way, selector] as const,
  );
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

test('settings change at once, are reached from the account’s menu, and Esc leaves them', async ({
  page,
  open,
}) => {
  await open('browsing');
  await page.getByTestId('account-menu').click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(dialog(page)).toBeVisible();
  // What is below can't be reached: with the chooser of columns on top, the settings could not be.
  await page.keyboard.press('Control+l');
  await dialog(page).getByRole('button', { name: 'Larger' }).click();
  await expect(dialog(page).getByText('110 %')).toBeVisible();
  await dialog(page).getByRole('tab', { name: 'On this computer' }).click();
  const days = dialog(page).getByRole('textbox', { name: 'Days without contact' });
  await days.fill('7');
  await days.press('Enter');
  await dialog(page).getByText('Keep offline data up to date').click();
  await expect
    .poll(() => askedFor(page, 'changeSettings'))
    .toEqual([{ zoom: 110 }, { offlineDays: 7 }, { syncOnMetered: true }]);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.press('Control+-');
  await expect.poll(() => askedFor(page, 'changeSettings')).toContainEqual({ zoom: 100 });
});

test('the native menu is told what can be done, and what is chosen in it is done', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).waitFor();
  expect(await leaves(page, 'copy', '[role=grid]')).toBe(true);
  await expect
    .poll(async () => (await askedFor(page, 'offerCommands')).at(-1))
    .toMatchObject({ commands: expect.arrayContaining(['settings', 'columns', 'signOut']) });
  await page.evaluate(() => window.fake.tell('commandChosen', { command: 'about' }));
  await expect(dialog(page).getByRole('tab', { name: 'About' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await dialog(page).getByRole('button', { name: 'Copy version' }).click();
  await expect(dialog(page).getByText('Copied')).toBeVisible();
  expect(await askedFor(page, 'copyText')).toEqual([
    { text: 'Navigator for ERP.net 0.1.0\nElectron 45.4.1\nChromium 148.0.7778.89\nlinux' },
  ]);
  await dialog(page).getByRole('button', { name: 'Licences' }).click();
  await expect(dialog(page).getByText('this copy was built from the sources')).toBeVisible();
});

test('what the organisation has locked can’t be changed at the first start, and says whose it is', async ({
  page,
  open,
}) => {
  await open('managed');
  const host = page.getByLabel('Instance address');
  await expect(host).toHaveValue('erp.example.com');
  await expect(host).not.toBeEditable();
  await expect(page.getByText('Managed by your organisation').first()).toBeVisible();
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText('version 26.2.0.76')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change' })).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: 'Stay signed in' })).toBeDisabled();
  await page.getByRole('button', { name: 'Advanced' }).click();
  await expect(page.getByLabel('Application id')).not.toBeEditable();
  await expect(page.getByRole('radio', { name: 'To an address' })).toBeDisabled();
});

test('without keeping offline and export, both are refused in words', async ({ page, open }) => {
  await open('policyBroken');
  await grid(page).waitFor();
  await page.getByTestId('keep').click();
  await expect(page.getByRole('dialog')).toContainText('Your organisation does not want');
  await expect(page.getByRole('dialog').getByRole('button')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await grid(page).focus();
  await page.keyboard.press('Control+C');
  await expect(page.getByText('Your organisation has turned this off.')).toBeAttached();
  expect(await asked(page, 'copyText')).toBe(0);
  expect(await leaves(page, 'copy', '[role=grid]')).toBe(false);
  expect(await leaves(page, 'dragstart', '[role=grid]')).toBe(false);
  // What somebody has typed is theirs.
  expect(await leaves(page, 'copy', 'input')).toBe(true);
});

test('settings, the page about the program and a broken policy are accessible', async ({
  page,
  open,
}) => {
  await open('policyBroken');
  await grid(page).waitFor();
  await page.keyboard.press('Control+,');
  await expect(dialog(page).getByText('Managed by your organisation')).toHaveCount(2);
  await expectAccessible(page, 'settings');
  await dialog(page).getByRole('tab', { name: 'On this computer' }).click();
  await expect(dialog(page).getByText('Managed by your organisation')).toHaveCount(2);
  await expectAccessible(page, 'settings of this computer');
  await dialog(page).getByRole('tab', { name: 'About' }).click();
  const problems = dialog(page).getByRole('note', { name: 'What is wrong with it' });
  await expect(problems).toContainText('hsot: there is no such setting.');
  await expect(problems).toContainText('redirectPorts: this value is not allowed.');
  await expectAccessible(page, 'about the program');
});
