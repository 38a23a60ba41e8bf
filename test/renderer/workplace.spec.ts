import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { askedFor } from './window-page.ts';
import { test } from './window-test.ts';

const field = (page: Page) => page.getByLabel('Filter by Enterprise company', { exact: true });

async function openPurchases(page: Page) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Purchase orders');
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeVisible();
}

test('what somebody works in is asked for where it is not known, and changed in the settings', async ({
  page,
  open,
}) => {
  await open('browsing');
  test.slow();
  await openPurchases(page);
  await field(page).fill('(current)');
  await expect(page.getByText(/^You have not said yet which one you work in/)).toBeVisible();
  await page.keyboard.press('Enter');
  const message = page.getByRole('alert');
  await expect(message).toHaveText(/^You have not said yet .* “\(current\)” stands for\. Choose…$/);

  // The same is offered while somebody types, for the keyboard.
  await field(page).press('End');
  await page.keyboard.type(' ');
  await expect(page.getByRole('option', { name: 'Choose…' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('searchbox', { name: 'Search in Enterprise company' }).press('Tab');
  await page.getByRole('option', { name: 'SO-2', exact: true }).press('Enter');
  await expect(message).toHaveCount(0);
  await expect(field(page)).toBeFocused();
  const rows = page.getByRole('grid', { name: 'Purchase orders, rows' }).getByRole('row');
  await expect(rows.filter({ hasText: 'SO-2' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'SO-3' })).toHaveCount(0);

  await page.keyboard.press('Control+,');
  const workplace = page.getByRole('group', { name: 'What you work in' });
  await expect(workplace).toContainText('Enterprise company' + 'SO-2');
  await expectAccessible(page, 'what somebody works in');
  await workplace.getByRole('button', { name: 'Change… Enterprise company' }).click();
  await page.getByRole('option', { name: 'SO-3', exact: true }).click();
  await expect(workplace).toContainText('SO-3');
  await page.keyboard.press('Escape');
  await expect(rows.filter({ hasText: 'SO-3' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'SO-2' })).toHaveCount(0);
  await page.keyboard.press('Control+,');
  await workplace.getByRole('button', { name: 'Forget Enterprise company' }).click();
  await expect(workplace).not.toContainText('SO-3');
  await page.keyboard.press('Escape');
  await expect(message).toBeVisible();
  expect(await askedFor(page, 'changeWorkplace')).toMatchObject([
    { set: 'General_EnterpriseCompanies', record: { id: 'row-2', text: 'SO-2' } },
    { set: 'General_EnterpriseCompanies', record: { id: 'row-3', text: 'SO-3' } },
    { set: 'General_EnterpriseCompanies', record: null },
  ]);
});
