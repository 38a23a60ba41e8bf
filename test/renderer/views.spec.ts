import { expect, type Page } from '@playwright/test';
import { askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const selector = (page: Page) => page.getByTestId('view').filter({ visible: true });
const filter = (page: Page, column: string) =>
  page.getByLabel(`Filter by ${column}`, { exact: true }).filter({ visible: true });

async function choose(page: Page, item: string): Promise<void> {
  await selector(page).click();
  await page.getByRole('menu').getByText(item, { exact: true }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** Filters the sales orders by their state and saves that as a view, with the keyboard. */
async function saveReleased(page: Page): Promise<void> {
  await filter(page, 'State').fill('rel');
  await page.keyboard.press('Enter');
  await expect(selector(page)).toContainText('changed');
  await page.keyboard.press('Control+s');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Released');
  await page.keyboard.press('Enter');
  await expect(selector(page)).toHaveAccessibleName('View: Released');
}

test.describe('the views of a navigator', () => {
  test('are saved with Ctrl+S, say when something else is shown, and come back', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(grid(page)).toBeFocused();
    await expect(selector(page)).toHaveAccessibleName('View: Standard');
    await saveReleased(page);
    await expect(page.getByText('The view “Released” was saved.')).toBeVisible();
    await filter(page, 'State').fill('new');
    await page.keyboard.press('Enter');
    await expect(selector(page)).toHaveAccessibleName('View: Released, changed');
    await choose(page, 'Revert');
    await expect(filter(page, 'State')).toHaveValue('rel');
    await expect(selector(page)).toHaveAccessibleName('View: Released');
    await choose(page, 'Standard');
    await expect(filter(page, 'State')).toHaveValue('');
    await choose(page, 'Released');
    await expect(filter(page, 'State')).toHaveValue('rel');
    const [saved] = await askedFor(page, 'saveView');
    expect(saved).toMatchObject({
      accountKey: 'demo-1',
      view: {
        set: 'Crm_Sales_SalesOrders',
        name: 'Released',
        content: { filters: { State: 'rel' } },
      },
    });
  });

  test('are deleted, and come back with Undo', async ({ page, open }) => {
    await open('withViews');
    await choose(page, 'Mine');
    await choose(page, 'Delete');
    await expect(page.getByText('The view “Mine” was deleted.')).toBeVisible();
    await expect(selector(page)).toHaveAccessibleName('View: Standard, changed');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(selector(page)).toHaveAccessibleName('View: Mine');
  });

  test('are renamed, duplicated and made the default one', async ({ page, open }) => {
    await open('withViews');
    await choose(page, 'Mine');
    await choose(page, 'Rename…');
    await page.keyboard.type('Unpaid');
    await page.keyboard.press('Enter');
    await expect(selector(page)).toHaveAccessibleName('View: Unpaid');
    await choose(page, 'Duplicate');
    await expect(selector(page)).toHaveAccessibleName('View: Unpaid (2)');
    await choose(page, 'Open Sales orders with this view');
    await expect.poll(() => askedFor(page, 'saveView')).toHaveLength(3);
    await selector(page).click();
    await expect(page.getByRole('menuitemradio', { name: /^Unpaid \(2\)/ })).toContainText(
      'opens with the navigator',
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('save as');
    await page.keyboard.press('Enter');
    await page.getByLabel('Name', { exact: true }).fill('unpaid');
    await expect(page.getByText('There is a view of this name already.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  });

  test('open with the navigator when they are its default, and from the list', async ({
    page,
    open,
  }) => {
    await open('withViews');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('invoices');
    await page.keyboard.press('Enter');
    await expect(selector(page)).toHaveAccessibleName('View: Unpaid');
    await page.getByRole('tree').focus();
    await page.keyboard.press('Home');
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await expect(page.getByRole('treeitem', { name: 'Mine' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(selector(page)).toHaveAccessibleName('View: Mine');
    await expect(grid(page)).toBeFocused();
  });

  test('say what goes into a file, and what came out of one', async ({ page, open }) => {
    await open('withViews');
    await choose(page, 'Mine');
    await choose(page, 'Export…');
    await expect(page.getByText(/names of records that you chose there/)).toBeVisible();
    await page.getByRole('button', { name: 'This view' }).click();
    await expect(page.getByText('The file was written.')).toBeVisible();
    const exports = await askedFor(page, 'exportViews');
    expect(exports).toEqual([
      { accountKey: 'demo-1', ids: ['mine'], fileName: 'Sales orders – Mine' },
    ]);
    await choose(page, 'Import…');
    await expect(page.getByText('1 view was added.')).toBeVisible();
    await selector(page).click();
    await expect(page.getByRole('menuitemradio', { name: 'Of a colleague' })).toBeVisible();
  });
});

test('without the local copy views say why they can’t be read, and Standard works on', async ({
  page,
  open,
}) => {
  await open('viewsUnreadable');
  await selector(page).click();
  await expect(page.getByText(/^Views can’t be read now\./)).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Save as…' })).toBeDisabled();
});
