import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { activeText, asked, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const headers = (page: Page) => grid(page).getByRole('columnheader').allTextContents();
const header = (page: Page, name: string) => grid(page).getByRole('columnheader', { name });

/** What was copied last, as lines of cells. */
async function copied(page: Page): Promise<string[][]> {
  const last = (await askedFor(page, 'copyRows')).at(-1);
  const text = (last as { text: string } | undefined)?.text ?? '';
  return text.split('\n').map((line) => line.split('\t'));
}

test('columns of what a reference leads to are chosen, ordered and shown', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).focus();
  await page.keyboard.press('Control+l');
  const chooser = page.getByRole('dialog', { name: 'Columns of Sales orders' });
  const available = chooser.getByRole('treegrid', { name: 'All columns' });
  const shown = chooser.getByRole('grid', { name: 'Shown columns' });
  await chooser.getByRole('searchbox', { name: 'Find a column' }).fill('customer');
  await expect(available.getByRole('row')).toHaveCount(1);
  await available.getByRole('button', { name: 'Columns of Customer' }).click();
  await expect(available.getByRole('row')).toHaveCount(17);
  await chooser.getByRole('searchbox', { name: 'Find a column' }).fill('number');
  await expect(available.getByRole('row')).toHaveCount(3);
  await available.getByRole('row', { name: 'Document number' }).last().click();
  const added = shown.getByRole('row', { name: 'Customer › Document number' });
  await expect(added).toBeVisible();
  await added.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await chooser.getByRole('button', { name: 'Show' }).click();
  await expect(chooser).toBeHidden();
  await grid(page).focus();
  await page.keyboard.press('End');
  const names = await headers(page);
  expect(names.slice(-2)).toEqual(['Customer › Document number', 'Picture']);
  const queries = await askedFor(page, 'fetchRows');
  expect(queries.at(-1)).toMatchObject({
    query: { columns: expect.arrayContaining(['Customer/DocumentNo']) },
  });
  await page.keyboard.press('Control+l');
  await available.getByRole('row').first().focus();
  await page.keyboard.press('Escape');
  await expect(chooser).toBeHidden();
});

test('a column is moved, hidden and frozen without asking for rows again', async ({
  page,
  open,
}) => {
  await open('browsing');
  await expect(page.getByTestId('loaded')).toHaveText('200 of 10,432 loaded');
  const before = await asked(page, 'fetchRows');
  await grid(page).focus();
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await expect
    .poll(async () => (await headers(page)).slice(0, 2))
    .toEqual(['Document number', 'Document date']);
  const first = grid(page).getByRole('row').nth(1).getByRole('rowheader');
  await expect(first).toHaveText('1000001');
  await expect(first).toHaveAttribute('aria-colindex', '1');
  await header(page, 'Customer').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Freeze up to here' }).click();
  await header(page, 'State').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide' }).click();
  await expect(header(page, 'State')).toHaveCount(0);
  const left = async (name: string) => (await header(page, name).boundingBox())?.x;
  const place = await left('Customer');
  await page.locator('.grid-scroller').evaluate((scroller) => scroller.scrollTo({ left: 600 }));
  await expect(header(page, 'External id')).toBeAttached();
  expect(await left('Customer')).toBe(place);
  await expect(first.first()).toHaveText('1000001');
  expect(await asked(page, 'fetchRows')).toBe(before);
});

test('selected cells are added up per currency, and copied as a spreadsheet reads them', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+ArrowDown');
  const statistics = page.getByTestId('selection');
  await expect(statistics).toContainText('6 cells');
  await expect(statistics).toContainText('Sum 23,758.11 BGN');
  await expect(statistics).toContainText('Average 23,757.11 EUR');
  await page.keyboard.press('Control+Shift+c');
  await expect
    .poll(() => copied(page))
    .toEqual([
      ['State', 'Amount to pay', 'Amount to pay (currency)'],
      ['Planned', '7919.37', 'BGN'],
      ['Firm planned', '15838.74', 'BGN'],
      ['Released', '23757.11', 'EUR'],
    ]);
  await page.keyboard.press('Escape');
  await expect(statistics).toHaveCount(0);
});

test('what the totals tell of a column is chosen, and kept', async ({ page, open }) => {
  await open('browsing');
  await page.getByRole('button', { name: 'Totals' }).click();
  const totals = page.getByRole('region', { name: 'Totals' });
  await totals.getByRole('button', { name: 'Totals of Amount to pay: Sum' }).click();
  await page.getByRole('menuitemradio', { name: 'Largest' }).click();
  await expect(
    totals.getByRole('button', { name: 'Totals of Amount to pay: Largest' }),
  ).toBeVisible();
  await expect(totals.getByRole('definition').first()).toContainText('BGN');
  await expect
    .poll(async () => JSON.stringify((await askedFor(page, 'saveWorkspace')).at(-1)))
    .toContain('"totals":{"AmountToPay":"largest"}');
});

test('cells are selected with the mouse, and columns dragged by their headers', async ({
  page,
  open,
}) => {
  await open('browsing');
  const cell = (text: string) => grid(page).getByRole('rowheader', { name: text, exact: true });
  await cell('1000002').hover();
  await page.mouse.down();
  await cell('1000004').hover();
  await cell('1000005').hover();
  await page.mouse.up();
  await expect(grid(page).locator('[aria-selected]')).toHaveCount(4);
  await cell('1000007').click({ modifiers: ['Shift'] });
  await expect(grid(page).locator('[aria-selected]')).toHaveCount(6);
  await cell('1000003').click();
  await expect(grid(page).locator('[aria-selected]')).toHaveCount(0);
  expect(await activeText(page)).toBe('1000003');
  const to = await header(page, 'State').boundingBox();
  await header(page, 'Document number').hover();
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + (to?.width ?? 0) - 20, (to?.y ?? 0) + 10, { steps: 6 });
  await page.mouse.up();
  await expect
    .poll(async () => (await grid(page).getByRole('columnheader').allTextContents()).slice(0, 4))
    .toEqual(['Document date', 'Customer', 'State', 'Document number']);
  await expect(header(page, 'Document number')).toHaveAttribute('aria-sort', 'none');
});
