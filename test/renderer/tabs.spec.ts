import { expect, type Page } from '@playwright/test';
import { activeText, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const tabs = (page: Page) => page.getByRole('tab');
const current = (page: Page) => page.getByRole('tab', { selected: true });

/** Waits until the instance has answered: what the copy has is of yesterday. */
async function answered(page: Page): Promise<void> {
  const age = page.getByTestId('age').filter({ visible: true });
  await expect(age).toHaveText(/^as of \d\d:\d\d$/);
}

function scrollTop(page: Page): Promise<number> {
  return page
    .locator('.grid-scroller')
    .filter({ visible: true })
    .evaluate((element) => element.scrollTop);
}

test.describe('open navigators', () => {
  test('are looked at with Ctrl+Tab, as they were, and nothing is asked again', async ({
    page,
    open,
  }) => {
    await open('threeTabsKept');
    await expect(tabs(page)).toHaveText([/Sales orders/, /Customers.*north/, /Invoices.*rel/]);
    await expect(grid(page)).toBeFocused();
    await answered(page);
    await page.keyboard.press('PageDown');
    const before = await activeText(page);
    const scrolled = await scrollTop(page);
    await page.keyboard.press('Control+Tab');
    await expect(grid(page, 'Customers')).toBeFocused();
    await expect(grid(page)).toBeHidden();
    await expect(page).toHaveTitle('Customers – DEMODB – Navigator for ERP.net');
    await answered(page);
    await page.keyboard.press('Control+Tab');
    await expect(grid(page, 'Invoices')).toBeFocused();
    await answered(page);
    await page.keyboard.press('Control+Tab');
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe(before);
    expect(await scrollTop(page)).toBe(scrolled);
    await page.keyboard.press('Control+Shift+Tab');
    await expect(grid(page, 'Invoices')).toBeFocused();
    const begun = (await askedFor(page, 'fetchRows')).filter(
      (argument) => (argument as { cursor: unknown }).cursor === null,
    );
    expect(begun).toHaveLength(3);
  });

  test('are not asked for while nobody has looked at them', async ({ page, open }) => {
    await open('threeTabsKept');
    await expect(grid(page)).toBeVisible();
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    const sets = (await askedFor(page, 'fetchRowsOfCopy')).map(
      (argument) => (argument as { query: { set: string } }).query.set,
    );
    expect(new Set(sets)).toEqual(new Set(['Crm_Sales_SalesOrders']));
  });

  test('close with Ctrl+W, Ctrl+F4, Delete, the middle button and their cross', async ({
    page,
    open,
  }) => {
    await open('threeTabs');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Control+w');
    await expect(current(page)).toContainText('Customers');
    await expect(grid(page, 'Customers')).toBeFocused();
    await page.keyboard.press('Control+F4');
    await expect(tabs(page)).toHaveCount(1);
    await expect(grid(page, 'Invoices')).toBeFocused();
    await current(page).press('Delete');
    await expect(page.getByText('Open a navigator', { exact: true })).toBeVisible();

    await open('threeTabs');
    await tabs(page).nth(1).click({ button: 'middle' });
    await expect(tabs(page)).toHaveCount(2);
    await tabs(page).nth(0).locator('[data-close]').click();
    await expect(tabs(page)).toHaveCount(1);
    await expect(current(page)).toContainText('Invoices');
  });

  test('are gone through with the arrow keys, as tabs are', async ({ page, open }) => {
    await open('threeTabs');
    await current(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(current(page)).toContainText('Customers');
    await expect(current(page)).toBeFocused();
    await page.keyboard.press('End');
    await expect(current(page)).toContainText('Invoices');
    await page.keyboard.press('ArrowRight');
    await expect(current(page)).toContainText('Sales orders');
    const panel = await current(page).getAttribute('aria-controls');
    await expect(page.locator(`[id="${panel}"]`)).toHaveRole('tabpanel');
  });

  test('are gone to from the list, or opened once more with Ctrl and the middle button', async ({
    page,
    open,
  }) => {
    await open('threeTabs');
    const customers = page.getByRole('treeitem', { name: 'Customers' });
    await customers.click();
    await expect(tabs(page)).toHaveCount(3);
    await expect(current(page)).toContainText('Customers');
    await customers.click({ modifiers: ['Control'] });
    await expect(tabs(page)).toHaveText([
      /Sales orders/,
      /Customers.*north/,
      'Customers',
      /Invoices/,
    ]);
    await customers.click({ button: 'middle' });
    await expect(tabs(page)).toHaveCount(5);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('products');
    await page.keyboard.press('Shift+Enter');
    await expect(current(page)).toContainText('Products');
    await expect(grid(page, 'Products')).toBeFocused();
  });
});

test.describe('what somebody had open', () => {
  test('is saved with place, cursor, filters, order and what was only typed', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).getByRole('columnheader', { name: 'Amount to pay' }).click();
    await grid(page)
      .getByRole('columnheader', { name: 'State' })
      .click({ modifiers: ['Shift'] });
    await page.getByLabel('Filter by Customer').fill('nord');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('loaded')).toContainText('loaded');
    await grid(page).focus();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('Filter by Quantity').fill('5..');
    await page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    const saved = (await askedFor(page, 'saveWorkspace')).at(-1);
    expect(saved).toMatchObject({
      workspace: {
        current: 'Crm_Sales_SalesOrders',
        tabs: [
          {
            set: 'Crm_Sales_SalesOrders',
            filters: { Customer: 'nord' },
            drafts: { Quantity: '5..' },
            order: [
              { column: 'AmountToPay', direction: 'ascending' },
              { column: 'State', direction: 'ascending' },
            ],
            active: { column: 'AmountToPay', id: expect.stringMatching(/^row-/) },
          },
        ],
      },
    });
    const { row } = (saved as { workspace: { tabs: { scroll: { row: number } }[] } }).workspace
      .tabs[0]?.scroll ?? { row: 0 };
    expect(row).toBeGreaterThan(10);
  });

  test('is drawn with the first drawing, its rows and all', async ({ page, open }) => {
    await page.addInitScript(() => {
      let seen = '';
      new MutationObserver(() => {
        const root = document.getElementById('root');
        const rows = document.querySelectorAll('[role=grid] tbody tr').length;
        if (root?.firstChild && seen === '') seen = rows > 0 ? 'rows' : 'none yet';
        if (document.querySelector('.skeleton') !== null) seen += ', skeleton';
        document.documentElement.dataset.seen = seen;
      }).observe(document, { childList: true, subtree: true });
    });
    await open('keptSlow');
    await expect(grid(page).getByText('1000646', { exact: true })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-seen', 'rows');
  });

  test('is on screen at its place before the instance has answered', async ({ page, open }) => {
    await open('keptSlow');
    await expect(grid(page).getByText('1000646', { exact: true })).toBeVisible();
    expect(await activeText(page)).toBe('1000646');
    expect(await scrollTop(page)).toBe(640 * 28);
    await expect(page.getByTestId('age')).toHaveText(/^as of \d\d\/\d\d\/\d{4}, \d\d:\d\d$/);
  });

  test('shows what was typed and not applied, and applies it when that is wished', async ({
    page,
    open,
  }) => {
    await open('threeTabsKept');
    await tabs(page).nth(2).click();
    const draft = page.getByLabel('Filter by Customer', { exact: true }).filter({ visible: true });
    await expect(draft).toHaveValue('Nord');
    await expect(
      page.getByLabel('Filter by State', { exact: true }).filter({ visible: true }),
    ).toHaveValue('rel');
    const filters = page.getByRole('list', { name: 'Filters' }).filter({ visible: true });
    await expect(filters).toHaveText('State rel');
    await draft.press('Enter');
    await expect(filters).toContainText('Customer Nord');
  });
});
