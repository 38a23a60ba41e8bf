import { expect, type Page } from '@playwright/test';
import { askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const field = (page: Page, column: string) =>
  page.getByLabel(`Filter by ${column}`, { exact: true });
const filters = (page: Page) => page.getByRole('list', { name: 'Filters' });

async function lastQuery(page: Page): Promise<unknown> {
  const last = (await askedFor(page, 'fetchRows')).at(-1);
  return (last as { query: unknown } | undefined)?.query;
}

test.describe('the filter row', () => {
  test('asks for what was typed, on Enter, as it was typed', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'State').fill('rel');
    await page.keyboard.press('Enter');
    await field(page, 'Customer').fill('(empty) or nord');
    await page.keyboard.press('Enter');
    await expect(filters(page)).toHaveText(/State rel.*Customer \(empty\) or nord/);
    await expect
      .poll(() => lastQuery(page))
      .toMatchObject({
        where: [
          [{ test: 'expression', path: 'State', text: 'rel' }],
          [{ test: 'expression', path: 'Customer', text: '(empty) or nord' }],
        ],
      });
    await expect(page.getByTestId('scope')).toHaveText(/^of the first 1,000 rows looked at/);
    await expect(field(page, 'State')).toHaveAccessibleDescription(
      'Only of the first 1,000 rows looked at. The instance can’t filter this column in that way.',
    );
  });

  test('asks by itself when the typing pauses, and not for each letter', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'State').pressSequentially('rel', { delay: 30 });
    await expect(filters(page)).toHaveText('State rel');
    const texts = (await askedFor(page, 'fetchRowsOfCopy')).map((argument) =>
      JSON.stringify((argument as { query: { where: unknown } }).query.where),
    );
    expect(texts.filter((text) => text.includes('"re"'))).toEqual([]);
  });

  test('is emptied by Esc, which then leads to the rows', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'State').fill('rel');
    await page.keyboard.press('Enter');
    await expect(filters(page)).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(filters(page)).toHaveCount(0);
    await expect(field(page, 'State')).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
  });

  test('says at the column what is not understood, and leaves the rows alone', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(grid(page).getByText('1000001', { exact: true })).toBeVisible();
    await field(page, 'State').fill('(foo');
    await page.keyboard.press('Enter');
    await expect(field(page, 'State')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByRole('alert')).toHaveText(/“\(foo” is not understood here/);
    await expect(grid(page).getByText('1000001', { exact: true })).toBeVisible();
    await field(page, 'State').fill('rel');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(field(page, 'State')).not.toHaveAttribute('aria-invalid');
  });

  test('says it in sight, at a column at the edge too', async ({ page, open }) => {
    await page.setViewportSize({ width: 1280, height: 600 });
    await open('browsing');
    await field(page, 'Quantity').fill('(foo');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 });
  });

  test('goes and comes with Ctrl+Shift+L, and its filters stay', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'State').fill('rel');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+L');
    await expect(field(page, 'State')).toHaveCount(0);
    await expect(filters(page)).toHaveText('State rel');
    await page.keyboard.press('Control+Shift+L');
    await expect(field(page, 'State')).toHaveValue('rel');
  });

  test('is under its columns, wherever somebody scrolls', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'Picture').focus();
    const header = grid(page).getByRole('columnheader', { name: 'Picture' });
    const above = await header.boundingBox();
    const below = await field(page, 'Picture').boundingBox();
    expect(below?.x).toBeCloseTo((above?.x ?? 0) + 3, 0);
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, 2000);
    await expect(grid(page).locator('[aria-rowindex="72"]')).toBeAttached();
    expect((await field(page, 'Picture').boundingBox())?.y).toBe(below?.y);
  });

  test('that empties the rows is lifted with one click', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'State').fill('nowhere');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No row of Sales orders matches “nowhere”.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    await expect(field(page, 'State')).toHaveValue('');
  });

  test('has chips that take filters away, one or all', async ({ page, open }) => {
    await open('browsing');
    for (const [column, text] of [
      ['State', 'rel'],
      ['Customer', 'nord'],
    ] as const) {
      await field(page, column).fill(text);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('button', { name: 'Remove the filter by State' }).click();
    await expect(filters(page)).toHaveText('Customer nord');
    await field(page, 'State').fill('new');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove all' }).click();
    await expect(filters(page)).toHaveCount(0);
  });
});

test.describe('totals', () => {
  test('are asked for only when somebody wants them, per currency, and say of which rows', async ({
    page,
    open,
  }) => {
    await open('threeTabsOffline');
    await expect(grid(page)).toBeVisible();
    expect(await askedFor(page, 'totalRows')).toEqual([]);
    await page.getByRole('button', { name: 'Totals' }).click();
    const totals = page.getByRole('region', { name: 'Totals' });
    await expect(totals).toContainText('Totals of all 10,432 rows');
    await expect(totals.getByRole('definition').first()).toContainText('BGN');
    await expect(totals.getByRole('definition').nth(1)).toContainText('EUR');
  });

  test('are of all rows where the instance adds them up, and say so where it can’t', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(page.getByTestId('loaded')).toHaveText('200 of 10,432 loaded');
    await page.getByRole('button', { name: 'Totals' }).click();
    const totals = page.getByRole('region', { name: 'Totals' });
    await expect(totals).toContainText('Totals of all 10,432 rows');
    await filter(page, 'Document number').fill('>1');
    await filter(page, 'Document number').press('Enter');
    await expect(totals).toContainText(/Totals of the \d+ rows here, not of all/);
  });
});

test('several columns order the rows with Shift, each with its place', async ({ page, open }) => {
  await open('browsing');
  const header = (name: string) => grid(page).getByRole('columnheader', { name });
  await header('Document date').click();
  await header('Document number').click({ modifiers: ['Shift'] });
  await header('Document number').click({ modifiers: ['Shift'] });
  await expect(header('Document date')).toHaveAttribute('aria-sort', 'ascending');
  await expect(header('Document number')).toHaveAttribute('aria-sort', 'descending');
  await expect(header('Document number')).toContainText('2');
  await expect
    .poll(() => lastQuery(page))
    .toMatchObject({
      order: [
        { column: 'DocumentDate', direction: 'ascending' },
        { column: 'DocumentNo', direction: 'descending' },
      ],
    });
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(header('Document number')).toHaveAttribute('aria-sort', 'none');
});
