import { expect, type Page } from '@playwright/test';
import { activeText, asked, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const currentTab = (page: Page) => page.getByRole('tab', { selected: true }).first();
const record = (page: Page, name: string) => page.getByRole('article', { name });

/** What a field of the record in sight says. */
function field(page: Page, label: string) {
  return page
    .locator('.record-field:visible')
    .filter({ has: page.getByText(label, { exact: true }) });
}

/** How many rows lie above the first one in sight. */
function firstRow(page: Page): Promise<number> {
  return grid(page).evaluate((element) => {
    const top = element.closest('.grid-scroller')?.getBoundingClientRect().top ?? 0;
    const rows = [...element.querySelectorAll('tbody tr')];
    const inSight = rows.filter((row) => row.getBoundingClientRect().top >= top + 60);
    const places = inSight.map((row) => Number(row.getAttribute('aria-rowindex')));
    return Math.min(...places);
  });
}

test('a reference leads to its record, and back to the very cell and row', async ({
  page,
  open,
}) => {
  await open('browsing');
  const rows = grid(page);
  await rows.focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => activeText(page)).toMatch(/ООД|АД|AS|GmbH|Inc\.|ЕООД/);
  const customer = await activeText(page);
  const before = await firstRow(page);

  await page.keyboard.press('F12');
  await expect(record(page, customer ?? '')).toBeVisible();
  await expect(field(page, 'Document number')).toBeVisible();
  // A picture that is kept is decoded and shown.
  const picture = record(page, customer ?? '').getByRole('img', { name: 'Picture' });
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(1);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(rows).toBeFocused();
  expect(await activeText(page)).toBe(customer);
  await expect.poll(() => firstRow(page)).toBe(before);

  await page.keyboard.press('Alt+ArrowRight');
  await expect(record(page, customer ?? '')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows).toBeFocused();
  expect(await firstRow(page)).toBe(before);

  const press = (button: number) =>
    page.evaluate((pressed) => {
      window.dispatchEvent(new MouseEvent('mouseup', { button: pressed }));
    }, button);
  await press(4);
  await expect(record(page, customer ?? '')).toBeVisible();
  await press(3);
  await expect(rows).toBeFocused();
});

test('a reference tells what is here of its record where the mouse rests on it, and does not ask the instance', async ({
  page,
  open,
}) => {
  await open('keptSlow');
  const card = page.getByRole('tooltip').filter({ hasText: 'Customers' });
  // Further down than the first one, which may lie under the headers.
  const cell = grid(page).getByRole('gridcell', { name: 'Müller & Söhne GmbH' }).nth(3);
  await page.mouse.move(5, 5);
  await cell.hover();
  await expect(card).toContainText('Müller & Söhne GmbH');
  await expect(card.locator('dt').first()).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(card).toHaveCount(0);
  expect(await askedFor(page, 'fetchRecord')).toEqual([]);
});

test('a reference of which nothing is here tells so on demand only, and Esc takes that away', async ({
  page,
  open,
}) => {
  await open('browsing');
  const card = page.getByRole('tooltip').filter({ hasText: 'Customers' });
  const cell = grid(page).getByRole('gridcell', { name: 'Müller & Söhne GmbH' }).first();
  await cell.click();
  await page.keyboard.press('Control+I');
  await expect(card).toContainText('not on this computer');
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(grid(page)).toBeFocused();

  await page.keyboard.press('F3');
  await page.mouse.move(5, 5);
  await cell.hover();
  await expect.poll(() => asked(page, 'fetchRecordOfCopy')).toBe(2);
  await expect(card).toHaveCount(0);
});

test('the record of the active row is shown beside the list, and follows it', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).focus();
  await page.keyboard.press(' ');
  await expect(record(page, 'SO-1')).toBeVisible();
  await expect(grid(page)).toBeFocused();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(record(page, 'SO-5')).toBeVisible();
  await expect(field(page, 'Document number')).toHaveText(/1000005/);
  const ids = (await askedFor(page, 'fetchRecord')).map((asked) => (asked as { id: string }).id);
  expect(ids).toEqual(['row-1', 'row-5']);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Fields', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press(' ');
  await expect(record(page, 'SO-5')).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(record(page, 'SO-6')).toBeVisible();
  const fields = page.getByRole('region', { name: 'Fields', exact: true });
  await expect(fields).toBeFocused();
  await expect(fields).toHaveAccessibleDescription('SO-6 Sales orders');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowUp');

  await page.keyboard.press('Shift+Enter');
  await expect(currentTab(page)).toHaveText(/SO-5.*Sales orders/);
  await expect(page.getByRole('tab', { name: /^Sales orders/ })).toHaveCount(1);
});

test('a record in a tab shows what belongs to it, what refers to it, and the next one of its list', async ({
  page,
  open,
}) => {
  await open('record');
  const lines = page.getByRole('grid', { name: 'Lines, rows' });
  await expect(lines.locator('tbody tr')).toHaveCount(3);
  await expect(lines).toContainText('1000004');
  await expect(lines).toContainText('1000006');

  await page.getByRole('button', { name: 'Next record of the list' }).click();
  await expect(record(page, 'SO-3')).toBeVisible();
  await expect(lines).toContainText('1000009');
  await expect(page.getByRole('button', { name: 'Next record of the list' })).toBeDisabled();

  await page.getByRole('link', { name: 'Müller & Söhne GmbH' }).click();
  await page.getByRole('tab', { name: 'Referenced by' }).click();
  await page.getByRole('button', { name: 'Find what refers to this record' }).click();
  await page.getByRole('button', { name: 'Count the rows' }).click();
  const invoices = page.getByRole('listitem').filter({ hasText: 'Invoices' });
  await expect(invoices).toHaveText(/InvoicesCustomer[\d,]+/);
  await invoices.getByRole('link').click();
  await expect(currentTab(page)).toHaveText(/Invoices.*Müller & Söhne GmbH/);
  await expect(grid(page, 'Invoices').locator('tbody tr').first()).toContainText('Müller');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(record(page, 'SO-3')).toBeVisible();
});

test('a text from elsewhere is shown for what it says, and does nothing', async ({
  page,
  open,
}) => {
  await open('record');
  const text = field(page, 'Catalog text');
  await expect(text).toContainText('M8 × 40');
  await expect(text.locator('b')).toHaveText('40');
  expect(await text.locator('script, img, a, [style], [onclick], [href], [src]').count()).toBe(0);
  await text.getByText('catalogue').click();
  await text.getByText('M8').click();
  const remarks = field(page, 'Catalog remarks');
  await expect(remarks.getByRole('listitem')).toHaveText(['in boxes', 'off the floor']);
  await expect(remarks.getByRole('cell', { name: '400' })).toBeVisible();
  await expect(remarks.locator('strong')).toHaveText(['Storage', 'dry']);
  expect(await remarks.locator('img, a, [href], [src], [onerror]').count()).toBe(0);
  await remarks.getByText('sheet').click();
  expect(await page.title()).not.toContain('hacked');

  const notes = field(page, 'Notes');
  await notes.getByRole('button', { name: 'All translations' }).focus();
  await page.keyboard.press('F6');
  await expect(notes).toContainText('Доставка на задния вход');
  await page.getByRole('button', { name: 'Copy a link to the record' }).click();
  await expect(page.getByText('The link was copied.')).toBeVisible();
  expect(await askedFor(page, 'copyText')).toEqual([
    { text: 'erpnet-navigator://demodb.my.erp.net/Crm_Sales_SalesOrders(row-2)' },
  ]);
});

test('a link that was opened elsewhere opens the record beside what is there', async ({
  page,
  open,
}) => {
  await open('browsing');
  await grid(page).waitFor();
  const linked = { kind: 'record', set: 'Crm_Sales_Customers', id: 'c3' } as const;
  await page.evaluate((link) => window.fake.openLink(link), linked);
  await expect(record(page, 'Müller & Söhne GmbH')).toBeVisible();
  await expect(currentTab(page)).toHaveText(/Müller & Söhne GmbH.*Customers/);
  await expect(page.getByRole('tab', { name: /^Sales orders/ })).toHaveCount(1);
});

test('a text that is made to be run runs nothing, and none keeps the window busy', async ({
  page,
  open,
}) => {
  await page.addInitScript('window.hack = () => { document.title = "hacked"; }');
  await open('recordHostile');
  for (const label of ['Catalog text', 'Catalog remarks']) {
    const text = field(page, label);
    await expect(text).toContainText('three');
    const elements = await text.locator('.rich-text *').evaluateAll((all) =>
      all.map(({ tagName, attributes }) => {
        const names = [...attributes].map(({ name }) => name);
        return [tagName, ...names].join(' ').toLowerCase();
      }),
    );
    const allowed = ['p', 'br', 'em', 'strong', 'code', 'table', 'tbody', 'span class title'];
    expect(elements.filter((element) => !allowed.includes(element))).toEqual([]);
  }
  await expect(field(page, 'Catalog text')).toContainText('two');
  await field(page, 'Catalog text').getByText('one').click();
  await expect(page).not.toHaveTitle(/hacked/);

  await open('recordEndless');
  // As its words: it has become too many elements.
  await expect(field(page, 'Catalog text').locator('p')).toHaveCount(0);
  await expect(field(page, 'Catalog text')).toContainText('x');
  await expect(field(page, 'Catalog remarks')).toContainText('_*a');
  await expect(field(page, 'Catalog remarks')).toContainText(
    'Only the first 100,000 of 120,000 characters are shown.',
  );
});

test('that a record was reloaded is told to who asked for it, each time, and not of the next one', async ({
  page,
  open,
}) => {
  await open('record');
  const told = page.getByTestId('reload-told').locator('visible=true');
  await expect(field(page, 'Document number')).toHaveText(/1000002/);
  await expect(told).toBeEmpty();
  await page.evaluate(() => {
    const heard: string[] = [];
    const element = [...document.querySelectorAll('[data-testid=reload-told]')].at(-1);
    const note = () => heard.push(element?.textContent ?? '');
    if (element)
      new MutationObserver(note).observe(element, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    Object.assign(window, { heard });
  });
  for (let time = 0; time < 2; time += 1) {
    const before = await asked(page, 'fetchRecord');
    await page.keyboard.press('F5');
    await expect.poll(() => asked(page, 'fetchRecord')).toBe(before + 1);
    await expect(told).toHaveText('SO-2: reloaded');
  }
  const heard = () => page.evaluate((): unknown => Reflect.get(window, 'heard'));
  expect(await heard()).toEqual(['SO-2: reloaded', '', 'SO-2: reloaded']);
  await page.getByRole('button', { name: 'Next record of the list' }).click();
  await expect(record(page, 'SO-3')).toBeVisible();
  await expect(told).toBeEmpty();
});

test('without a network a record is there as far as lists have shown it', async ({
  page,
  open,
}) => {
  await open('recordOffline');
  await expect(field(page, 'Document number')).toHaveText(/1000002/);
  await expect(page.getByText('10 more fields are not on this computer.')).toBeVisible();
  await page.getByRole('tab', { name: /SO-5000/ }).click();
  await expect(page.getByText('This record is not on this computer.')).toBeVisible();
});

test('a record that the instance does not have is told', async ({ page, open }) => {
  await open('recordGone');
  await expect(page.getByText('There is no such record.')).toBeVisible();
});
