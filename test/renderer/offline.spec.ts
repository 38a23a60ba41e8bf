import { expect, type Page } from '@playwright/test';
import { activeText, asked, askedFor, grid } from './window-page.ts';
import { test } from './window-test.ts';

const orders = 'Crm_Sales_SalesOrders';

function scrollTop(page: Page): Promise<number> {
  return page
    .locator('.grid-scroller')
    .filter({ visible: true })
    .evaluate((element) => element.scrollTop);
}

/** Where a row stands on the screen, in CSS pixels from the top. */
async function topOf(page: Page, number: string): Promise<number | undefined> {
  return (await grid(page).getByText(number, { exact: true }).boundingBox())?.y;
}

test.describe('without a connection', () => {
  test('what is kept is there at its place, with its age, and can be read up to its end', async ({
    page,
    open,
  }) => {
    await open('threeTabsOffline');
    await expect(grid(page).getByText('1000646', { exact: true })).toBeVisible();
    await expect(page.getByTestId('state-chip')).toHaveText(/^Offline · data of \d\d\/\d\d\/\d{4}/);
    await expect(page.getByTestId('scope')).toHaveText(/^complete on this computer/);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await grid(page).focus();
    await page.keyboard.press('Control+ArrowDown');
    await expect(grid(page).getByText('1010432', { exact: true })).toBeVisible();
    expect(await activeText(page)).not.toBe('');
    await expect(page.getByTestId('loaded')).toHaveText('10,432 of 10,432 loaded');
    await page.keyboard.press('Control+ArrowUp');
    await expect(grid(page).getByText('1000001', { exact: true })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('what is kept answers a question that nobody asked before', async ({ page, open }) => {
    await open('threeTabsOffline');
    await page.getByLabel('Filter by Customer').fill('nordic');
    await page.keyboard.press('Enter');
    await grid(page).getByRole('columnheader', { name: 'Amount to pay' }).click();
    await expect(page.getByTestId('scope')).toHaveText(/^complete on this computer/);
    await expect(page.getByTestId('row-count')).toHaveText(/^1,\d{3} rows$/);
    await expect(grid(page).getByText('Nordic Timber AS').first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('what is here in part says so at its end', async ({ page, open }) => {
    await open('partlyHereOffline');
    await expect(page.getByTestId('scope')).toHaveText(/^of the first 150 rows looked at/);
    await grid(page).press('Control+End');
    await expect(
      grid(page).getByText('The other rows are not on this computer. Keep it offline next time.'),
    ).toBeVisible();
  });

  test('that nobody has told of yet, no more is said than that', async ({ page, open }) => {
    await open('unreachable');
    await grid(page).press('Control+End');
    await expect(grid(page).getByText(/^The other rows are not on this computer/)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('what is not here says so calmly', async ({ page, open }) => {
    await open('notHereOffline');
    await expect(page.getByText('This is not on this computer.')).toBeVisible();
    await expect(page.getByText(/Keep it offline next time/)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('the list tells what is here', async ({ page, open }) => {
    await open('threeTabsOffline');
    await expect(page.getByRole('treeitem', { name: 'Kept offline' })).toBeVisible();
    await expect(
      page.getByRole('treeitem', { name: 'Sales orders kept on this computer' }),
    ).toHaveCount(2);
    const away = page.getByRole('treeitem', { name: 'Invoices', exact: true });
    await expect(away).toHaveAccessibleDescription(/Not on this computer/);
    await page.evaluate(() => window.fake.connect(true));
    await page.evaluate(() =>
      window.fake.tell('sessionChanged', {
        status: 'signedIn',
        account: {
          key: 'demo-1',
          instance: { host: 'demodb.my.erp.net', database: 'DEMODB', version: '26.2.0.76' },
          user: { id: '1', login: 'maria', name: 'Мария Иванова', email: '' },
          storage: { kind: 'system' },
        },
        renewal: 'well',
        endsAt: null,
      }),
    );
    await expect(away).not.toHaveAttribute('data-away');
  });

  test('the state chip tells what is complete', async ({ page, open }) => {
    await open('threeTabsOffline');
    await page.getByTestId('state-chip').focus();
    await expect(page.getByRole('tooltip')).toContainText(
      'Complete on this computer: Sales orders, Customers.',
    );
  });
});

test.describe('when the instance answers after the copy', () => {
  test('rows that are new come in above without moving what is being read', async ({
    page,
    open,
  }) => {
    await open('threeTabsKept');
    await expect(page.getByTestId('age')).toHaveText(/^as of \d\d:\d\d$/);
    await page.evaluate((set) => {
      window.fake.rows().insert(set, 7);
      window.fake.rows().remove(set, 3);
    }, orders);
    const before = await topOf(page, '1000650');
    const scrolled = await scrollTop(page);
    const rowsAsked = await asked(page, 'fetchRows');
    await page.evaluate(() => window.fake.connect(false));
    await expect(page.getByTestId('state-chip')).toHaveText(/^Offline/);
    const told = page.getByRole('status').and(page.getByTestId('state-told'));
    await expect(told).toHaveText(/^The instance can’t be reached\./);
    await page.evaluate(() => window.fake.connect(true));
    await expect(told).toHaveText('Online');
    await expect.poll(() => asked(page, 'fetchRows')).toBeGreaterThan(rowsAsked);
    await expect.poll(() => scrollTop(page)).toBe(scrolled + 6 * 28);
    expect(await topOf(page, '1000650')).toBe(before);
    expect(await activeText(page)).toBe('1000646');
    await expect(page.getByTestId('row-count')).toHaveText('10,438 rows');
  });

  test('a kept set that was brought up to date is read again in place', async ({ page, open }) => {
    await open('threeTabsKept');
    await expect(grid(page).getByText('1000646', { exact: true })).toBeVisible();
    await expect(page.getByTestId('age')).toHaveText(/^as of \d\d:\d\d$/);
    const rowsAsked = await asked(page, 'fetchRows');
    const before = await topOf(page, '1000650');
    await page.evaluate((set) => {
      window.fake.rows().insert(set, 3);
      window.fake.bring(set);
    }, orders);
    await expect(page.getByTestId('row-count')).toHaveText('10,435 rows');
    expect(await topOf(page, '1000650')).toBe(before);
    expect(await asked(page, 'fetchRows')).toBe(rowsAsked);
  });
});

test('a metered connection is told to the main process, and the status bar says what waits for it', async ({
  page,
  open,
}) => {
  await open('threeTabsKept');
  const change = (isSaving: boolean) =>
    page.evaluate((saveData) => {
      const connection = 'connection' in navigator ? navigator.connection : null;
      if (!(connection instanceof EventTarget)) throw new Error('Chromium tells nothing.');
      Object.defineProperty(connection, 'saveData', { value: saveData, configurable: true });
      connection.dispatchEvent(new Event('change'));
    }, isSaving);
  await change(true);
  await expect(page.getByTestId('held-back')).toHaveText('Offline data waits: metered connection');
  await change(false);
  await expect(page.getByTestId('held-back')).toBeHidden();
  expect((await askedFor(page, 'connectionHint')).slice(-2)).toEqual([
    { isMetered: true },
    { isMetered: false },
  ]);
});

test.describe('keeping a navigator offline', () => {
  test('is estimated first, with what comes along, and then begins', async ({ page, open }) => {
    await open('browsing');
    await page.getByTestId('keep').click();
    const panel = page.getByRole('dialog', { name: 'Keep offline' });
    await expect(panel).toContainText('10,432 rows, about 6 MB, up to a minute');
    // Orders have no pictures, but customers do.
    await expect(panel.getByRole('checkbox', { name: 'With pictures' })).toBeHidden();
    await panel.getByRole('checkbox', { name: 'Customers' }).check({ force: true });
    await panel.getByRole('checkbox', { name: 'With pictures' }).check({ force: true });
    await panel.getByRole('checkbox', { name: 'Lines' }).check({ force: true });
    await expect(panel).toContainText('31,296 rows, about 125 MB');
    await panel.getByRole('button', { name: 'Keep offline' }).click();
    expect(await askedFor(page, 'keepOffline')).toEqual([
      {
        set: orders,
        along: ['Crm_Sales_Customers', 'Crm_Sales_SalesOrderLines'],
        withPictures: true,
      },
    ]);
    await expect(page.getByRole('dialog', { name: 'Kept offline' })).toContainText(
      'waiting for its turn',
    );
  });

  test('tells how far it is, and can be paused and stopped', async ({ page, open }) => {
    await open('pulling');
    await expect(page.getByTestId('keeping')).toHaveText(
      'Sales orders: 1,200 of 10,432 rows fetched',
    );
    await page.getByTestId('keep').click();
    const panel = page.getByRole('dialog', { name: 'Kept offline' });
    await panel.getByRole('button', { name: 'Pause' }).click();
    await expect(panel).toContainText('paused at 1,200 of 10,432 rows');
    await panel.getByRole('button', { name: 'Go on' }).click();
    await expect(panel).toContainText('1,200 of 10,432 rows fetched');
    await panel.getByRole('button', { name: 'Stop keeping' }).click();
    await expect(page.getByRole('dialog', { name: 'Keep offline' })).toBeVisible();
    expect(await askedFor(page, 'stopKeeping')).toEqual([{ set: orders }]);
  });

  test('is for the rows on screen, or for all rows, and is told of each of them', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await page.getByLabel('Filter by State').fill('rel');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('row-count')).toHaveText('2,086 rows');
    await page.getByTestId('keep').click();
    const panel = page.getByRole('dialog', { name: 'Keep offline' });
    await expect(panel.getByRole('radio', { name: 'These rows: State: rel' })).toBeChecked();
    await panel.getByRole('button', { name: 'Keep offline' }).click();
    const part = {
      where: [[{ test: 'expression', path: 'State', text: 'rel' }]],
      ...{ search: '', words: ['State: rel'] },
    };
    expect(await askedFor(page, 'keepOffline')).toEqual([
      { set: orders, part, along: [], withPictures: false },
    ]);
    const kept = page.getByRole('dialog', { name: 'Kept offline' });
    await expect(kept).toContainText('These rows: State: rel');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('keep')).toHaveAttribute('data-kept', 'true');
    await expect(
      page.getByRole('treeitem', { name: 'Sales orders State: rel: waiting for its turn' }),
    ).toBeVisible();

    await page.getByLabel('Filter by Customer').fill('nordic');
    await page.keyboard.press('Enter');
    await page.getByTestId('keep').click();
    await expect(kept).toContainText('These rows are among others that are kept.');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove the filter by Customer' }).click();
    await page.getByRole('button', { name: 'Remove the filter by State' }).click();
    await expect(page.getByTestId('keep')).not.toHaveAttribute('data-kept');
    await page.getByRole('treeitem', { name: /State: rel: / }).click();
    const tabs = page.getByRole('tab', { name: 'Sales orders' });
    await expect(tabs).toHaveCount(2);
    await expect(page.getByRole('combobox', { name: 'Filter by State' })).toHaveValue('rel');
    await tabs.last().click({ button: 'middle' });
    await expect(tabs).toHaveCount(1);
    await page.getByTestId('keep').click();
    await expect(panel.getByRole('radio')).toHaveCount(0);
    await panel.getByRole('button', { name: 'Stop keeping State: rel' }).click();
    await expect(panel.getByRole('list', { name: 'Also kept' })).toHaveCount(0);
    expect(await askedFor(page, 'stopKeeping')).toEqual([{ set: orders, part }]);
  });

  test('ends in rows that are complete', async ({ page, open }) => {
    await open('pulling');
    await page.evaluate((set) => window.fake.bring(set), orders);
    await expect(
      page.getByRole('treeitem', { name: /^Sales orders complete, as of \d\d:\d\d$/ }),
    ).toBeVisible();
  });
});

test('what has changed since the last look is counted, marked and put away', async ({
  page,
  open,
}) => {
  await open('threeTabsKept');
  await expect(grid(page).getByText('1000646', { exact: true })).toBeVisible();
  await expect(page.getByTestId('age')).toHaveText(/^as of \d\d:\d\d$/);
  await expect(page.getByTestId('changes')).toHaveCount(0);
  await page.evaluate((set) => {
    window.fake.rows().insert(set, 1);
    window.fake.rows().change(set, 646);
    window.fake.rows().remove(set, 9);
    window.fake.bring(set);
  }, orders);
  const button = page.getByTestId('changes');
  await expect(button).toHaveText(/^3 changed since/);
  await button.click();
  const strip = page.getByRole('region', { name: 'What has changed' });
  await expect(strip).toContainText('1 new row');
  const row = grid(page).getByRole('row').filter({ hasText: '1000646' });
  await expect(row).toHaveAttribute('data-mark', 'changed');
  await expect(row.getByRole('gridcell').nth(3)).toHaveAttribute('title', /^Before: 16,133\.02/);
  await expect(row.getByRole('gridcell').nth(3)).toContainText('Before:');
  await expect(row.getByRole('gridcell').first()).toContainText('changed');
  await strip.getByRole('button', { name: 'Which were deleted' }).click();
  await expect(strip.getByRole('listitem').filter({ hasText: 'SO-9' })).toBeVisible();
  await strip.getByRole('button', { name: 'Seen' }).click();
  await expect(button).toHaveCount(0);
  expect(await askedFor(page, 'changesSeen')).toEqual([{ set: orders }]);
});

test.describe('a copy that can’t be used', () => {
  test('is told calmly, with what to do, and can be put away', async ({ page, open }) => {
    await open('copyMended');
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText('The disk is full');
    await expect(notices).toContainText('is as it was on');
    await expect(notices).toContainText('They were put aside');
    await notices.getByRole('button', { name: 'Dismiss' }).first().click();
    await expect(notices).not.toContainText('The disk is full');
    await open('copyLocked');
    await expect(notices).toContainText('no contact with DEMODB for more than 30 days');
  });
});

test('after a sign-in that has ended, what is kept is there to be read and asked', async ({
  page,
  open,
}) => {
  await open('signInForMore');
  await expect(grid(page).getByText('1000646', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Please sign in again' })).toBeVisible();
  await page.getByLabel('Filter by State').fill('rel');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('row-count')).toHaveText('2,086 rows');
  expect(await asked(page, 'fetchRows')).toBe(0);
});
