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

  test('has the whole column in sight whose field has the focus, beside the frozen ones', async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width: 1000, height: 600 });
    await open('browsing');
    const edges = (column: string) =>
      field(page, column).evaluate((element) => {
        const cell = element.closest('.filter-cell')?.getBoundingClientRect();
        const frozen = [...document.querySelectorAll('.filter-cell[data-frozen]')].at(-1);
        const scroller = element.closest('.grid-scroller')?.getBoundingClientRect();
        return {
          left: Math.round((cell?.left ?? 0) - (frozen?.getBoundingClientRect().right ?? 0)),
          right: Math.round((scroller?.right ?? 0) - (cell?.right ?? 0)),
        };
      });
    await expect(page.locator('.filter-cell[data-frozen]')).not.toHaveCount(0);
    // As a click on the part of a field that is in sight does it.
    const focus = (column: string) =>
      field(page, column).evaluate((element) => element.focus({ preventScroll: true }));
    await focus('Created');
    expect((await edges('Created')).right).toBeGreaterThanOrEqual(0);
    await page.locator('.grid-scroller').evaluate((element) => element.scrollTo({ left: 90 }));
    expect((await edges('Document number')).left).toBeLessThan(0);
    await focus('Document number');
    expect((await edges('Document number')).left).toBeGreaterThanOrEqual(0);
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
    await expect(page.getByRole('alert')).toHaveText(
      '“(foo” is not understood here. It is none of the values of this column. For example: New or Planned',
    );
    await expect(field(page, 'State')).toHaveAccessibleErrorMessage(/^“\(foo” is not understood/);
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
    await page.getByRole('button', { name: 'Change the filter by State: rel' }).click();
    await expect(page.getByRole('option', { name: 'Released', selected: true })).toBeVisible();
    await page.keyboard.press('Escape');
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
    await field(page, 'Document number').fill('nowhere');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No row of Sales orders matches “nowhere”.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    await expect(field(page, 'Document number')).toHaveValue('');
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

test.describe('a filter field', () => {
  test('suggests what may be meant and what it means now, by keyboard', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'Document date').pressSequentially('(last');
    const options = page
      .getByRole('listbox', { name: 'Suggestions for Document date' })
      .getByRole('option');
    await expect(options).toHaveText([
      /^\(last week\)16\s–\s22 Nov 2026$/,
      /^\(last month\)1\s–\s31 Oct 2026$/,
      /^\(last quarter\)1 Jul\s–\s30 Sept 2026$/,
      /^\(last year\)1 Jan\s–\s31 Dec 2025$/,
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(options).toHaveCount(0);
    await expect(filters(page)).toHaveText('Document date (last month)');
    await field(page, 'Document date').pressSequentially(' or ');
    await page.keyboard.press('Escape');
    await expect(options).toHaveCount(0);
    await expect(field(page, 'Document date')).toHaveValue('(last month) or ');
  });

  test('unfolds an editor with F4, in which several values are ticked', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'State').press('F4');
    const values = page.getByRole('dialog').getByRole('listbox', { name: 'Values' });
    await expect(values.getByRole('option').first()).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(filters(page)).toHaveText('State New or (empty)');
    await expect(field(page, 'State')).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(values.getByRole('option', { selected: true })).toHaveText(['New', '(empty)']);
    await page.keyboard.press('Escape');
    await expect(field(page, 'State')).toBeFocused();
  });

  test('takes a period from a list, or days from a calendar', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'Document date').press('F4');
    const periods = page.getByRole('dialog').getByRole('listbox', { name: 'Periods' });
    await expect(periods.getByRole('option').first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(filters(page)).toHaveText('Document date (yesterday)');
    await field(page, 'Document date').press('F4');
    const days = page.getByRole('dialog').getByRole('grid').getByRole('button');
    await days.filter({ hasText: /^10$/ }).click();
    await days.filter({ hasText: /^12$/ }).click();
    await expect(filters(page)).toHaveText(/^Document date (\d{4}-\d\d)-10\.\.\1-12$/);
  });

  test('takes a record that was found, and asks for it by its key', async ({ page, open }) => {
    await open('browsing');
    await field(page, 'Customer').press('Alt+ArrowDown');
    const records = page.getByRole('dialog').getByRole('listbox', { name: 'Records' });
    await records.getByRole('option', { name: 'SO-2', exact: true }).click();
    await records.getByRole('option', { name: '(empty)', exact: true }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(filters(page)).toHaveText('Customer (empty) or SO-2');
    const set = 'Crm_Sales_Customers';
    await expect
      .poll(() => lastQuery(page))
      .toMatchObject({
        where: [
          [
            { test: 'expression', path: 'Customer', text: '(empty)' },
            { test: 'oneOf', path: 'Customer', values: [{ set, id: 'row-2' }] },
          ],
        ],
      });
    await field(page, 'Customer').press('Escape');
    await expect(filters(page)).toHaveCount(0);
  });

  test('is filled from a cell, by its menu or with Alt+F3', async ({ page, open }) => {
    await open('browsing');
    await grid(page)
      .getByRole('gridcell', { name: 'Firm planned' })
      .first()
      .click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Filter by Firm planned' }).click();
    await expect(filters(page)).toHaveText('State Firm planned');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Alt+F3');
    await expect(filters(page)).toHaveText(/State Firm planned.*Document date 2026-\d\d-\d\d/);
  });
});

test('an advanced filter joins columns by or and groups by and, and its chip leads back to it', async ({
  page,
  open,
}) => {
  await open('browsing');
  await page.getByRole('button', { name: 'Advanced filter' }).click();
  const panel = page.getByRole('region', { name: 'Advanced filter' });

  async function addCondition(column: string, text: string) {
    await panel.getByRole('button', { name: 'Column: Choose a column…' }).click();
    await page.getByRole('searchbox', { name: 'Find a column' }).fill(column);
    await page.keyboard.press('Enter');
    await panel.getByLabel(`Filter by ${column}`, { exact: true }).last().fill(text);
    await page.keyboard.press('Enter');
  }

  await addCondition('State', 'new');
  await panel.getByRole('button', { name: 'or another condition' }).click();
  await addCondition('Void', 'yes');
  await panel.getByRole('button', { name: 'and another group' }).click();
  await addCondition('Amount to pay', '50000.. EUR');
  await expect(filters(page)).toHaveText(
    /Advanced State new or Void yes.*Amount to pay 50000.. EUR/,
  );
  await expect
    .poll(() => lastQuery(page))
    .toMatchObject({
      where: [
        [
          { test: 'expression', path: 'State', text: 'new' },
          { test: 'expression', path: 'Void', text: 'yes' },
        ],
        [{ test: 'expression', path: 'AmountToPay', text: '50000.. EUR' }],
      ],
    });
  await expect(panel.getByText('of the first 1,000 rows looked at', { exact: true })).toHaveCount(
    3,
  );
  await panel.getByRole('button', { name: 'Remove the condition Void' }).click();
  await expect(filters(page)).toHaveText(/^State new/);
  await panel.getByRole('button', { name: 'Close the advanced filter' }).click();
  await page.getByRole('button', { name: /^Change the filter by State/ }).click();
  await expect(panel.getByRole('button', { name: 'Column: State' })).toBeFocused();
  await expect(panel.getByLabel('Filter by State', { exact: true })).toHaveValue('new');
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
    await field(page, 'Document number').fill('100000');
    await field(page, 'Document number').press('Enter');
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
