import { expect, type Page } from '@playwright/test';
import { activeText, asked, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const palette = (page: Page) =>
  page.getByRole('combobox', { name: /Find navigators/ }).filter({ visible: true });
const options = (page: Page) => page.getByRole('option');
const active = (page: Page) => page.getByRole('option', { selected: true });

test.describe('the palette', () => {
  test('opens a navigator by its first letters, and the focus is in its rows', async ({
    page,
    open,
  }) => {
    await open('nothingOpen');
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toBeFocused();
    await expect(page.getByRole('group', { name: 'Commands' })).toContainText('Shift+F6');
    await page.keyboard.type('so');
    await expect(active(page)).toContainText('Sales orders');
    await page.keyboard.press('Enter');
    await expect(grid(page)).toBeFocused();
    await expect(palette(page)).toHaveValue('');
    await expect(page.getByRole('listbox')).toHaveCount(0);
  });

  test('finds by names of before and in another language, and says which', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('buyers');
    await expect(active(page)).toContainText('Crm_Buyers');
    await palette(page).fill('клиенти');
    await expect(active(page)).toContainText('Customers');
    await expect(active(page)).toContainText('Клиенти');
    await page.keyboard.press('Shift+Enter');
    await expect(grid(page, 'Customers')).toBeFocused();
    await expect(page.getByRole('tab')).toHaveCount(2);
  });

  test('closes with Esc, and the focus is where it was', async ({ page, open }) => {
    await open('browsing');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    const before = await activeText(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('reco');
    await expect(options(page).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe(before);
  });

  test('carries out commands, which it shows with their keys', async ({ page, open }) => {
    await open('browsing');
    await expect(page.getByRole('group', { name: 'Filter row' })).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('filter row');
    await expect(active(page)).toContainText('Ctrl+Shift+L');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Filter row' })).toBeHidden();
    await expect(grid(page)).toBeFocused();
  });

  test('goes to a column of a navigator', async ({ page, open }) => {
    await open('browsing');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('amount to pay');
    const columns = page.getByRole('group', { name: 'Columns' });
    await columns.getByRole('option', { name: /Invoices › Amount to pay/ }).click();
    const rows = grid(page, 'Invoices');
    await expect(rows).toBeVisible();
    const header = rows.getByRole('columnheader', { name: 'Amount to pay' });
    const place = await header.getAttribute('aria-colindex');
    await expect(rows).toHaveAttribute(
      'aria-activedescendant',
      new RegExp(`-${Number(place) - 1}$`),
    );
  });

  test('finds records by number, on this computer and then at the instance', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    const before = await asked(page, 'fetchRows');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('SO-12');
    const records = page.getByRole('group', { name: 'Records' });
    await expect(records.getByRole('option').first()).toBeVisible();
    await expect.poll(() => asked(page, 'fetchRows')).toBeGreaterThan(before);
    for (const question of (await askedFor(page, 'fetchRows')).slice(before)) {
      expect(question).toMatchObject({ urgency: 'prefetch', query: { search: 'SO-12' } });
    }
    await records.getByRole('option').first().click();
    const tabs = page.getByRole('tablist', { name: 'Open navigators' });
    await expect(tabs.getByRole('tab', { selected: true })).toContainText('SO-');
  });

  test('reads the columns of all navigators once, in the background', async ({ page, open }) => {
    await open('modelNotRead');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('amount to pay');
    await expect(page.getByText('Reading the columns of all navigators')).toBeVisible();
    await expect(
      page.getByRole('group', { name: 'Columns' }).getByRole('option').first(),
    ).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('amount');
    await expect(page.getByRole('group', { name: 'Columns' })).toBeVisible();
    expect(await asked(page, 'readWholeModel')).toBe(1);
  });
});
