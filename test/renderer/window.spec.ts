import { expect, type Page } from '@playwright/test';
import { fakeAccount, signedInAs } from './fake-erp.ts';
import { activeText, asked, grid } from './window-page.ts';
import { test } from './window-test.ts';

test.describe('first start', () => {
  test('finds the instance, offers to stay signed in, and waits for the browser', async ({
    page,
    open,
  }) => {
    await open('firstStart');
    await expect(page.getByLabel('Instance address')).toBeFocused();
    await page.keyboard.type('demodb.my.erp.net');
    await page.keyboard.press('Enter');
    await expect(page.getByText('version 26.2.0.76')).toBeVisible();
    await page.getByText('Stay signed in on this computer').click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Continue in your browser' })).toBeVisible();
    const argument = await page.evaluate(
      () => window.fake.asked.find((request) => request.name === 'signIn')?.argument,
    );
    expect(argument).toEqual({
      host: 'demodb.my.erp.net',
      staySignedIn: false,
      anotherUser: false,
      accountKey: null,
    });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('says in a sentence why an instance was not found, with the details folded', async ({
    page,
    open,
  }) => {
    await open('hostNotFound');
    await page.getByLabel('Instance address').fill('nowhere.example');
    await page.getByRole('button', { name: 'Find' }).click();
    await expect(page.getByRole('alert')).toContainText('There is no computer with this name.');
    await expect(page.getByText('ERR_NAME_NOT_RESOLVED')).toBeHidden();
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByText('ERR_NAME_NOT_RESOLVED')).toBeVisible();
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  });
});

test.describe('the list of navigators', () => {
  test('is searched and opened with the keyboard, which then is in the rows', async ({
    page,
    open,
  }) => {
    await open('nothingOpen');
    await page.getByRole('searchbox', { name: 'Find a navigator' }).focus();
    await page.keyboard.type('sal ord');
    await expect(page.getByRole('treeitem')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(grid(page)).toBeFocused();
    await expect(page).toHaveTitle('Sales orders – DEMODB – Navigator for ERP.net');
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
  });

  test('opens modules with the arrows', async ({ page, open }) => {
    await open('nothingOpen');
    await page.getByRole('tree').focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowRight']) {
      await page.keyboard.press(key);
    }
    await expect(page.getByRole('treeitem', { name: 'Sales', exact: true })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid', { name: 'Customers, rows' })).toBeFocused();
  });
});

test.describe('the grid', () => {
  test('pages on while somebody scrolls, and draws only what is in sight', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '10433');
    await grid(page).focus();
    await expect(async () => {
      await page.keyboard.press('Control+End');
      expect(await activeText(page)).not.toBe('');
      await expect(page.getByTestId('loaded')).toHaveText(/^1,[0-9]00 of 10,432/, { timeout: 50 });
    }).toPass();
    expect(await grid(page).getByRole('row').count()).toBeLessThan(60);
  });

  test('is a table to assistive technology: row, column and headers have their places', async ({
    page,
    open,
  }) => {
    await open('browsing');
    const header = grid(page).getByRole('columnheader', { name: 'Customer' });
    await expect(header).toHaveAttribute('aria-colindex', '3');
    const row = grid(page).getByRole('row').filter({ hasText: '1000002' });
    await expect(row).toHaveAttribute('aria-rowindex', '3');
    await expect(row.getByRole('rowheader')).toHaveText('1000002');
    await expect(row.getByRole('gridcell').nth(1)).toHaveText('Черно море Логистик АД');
    await expect(grid(page).getByRole('columnheader', { name: 'State' })).toHaveAttribute(
      'aria-sort',
      'none',
    );
  });

  test('moves with the keys and keeps the active cell drawn', async ({ page, open }) => {
    await open('browsing');
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await activeText(page)).toBe('1000002');
    await page.keyboard.press('End');
    expect(await activeText(page)).toBe('Binary data');
    await page.keyboard.press('Control+Home');
    expect(await activeText(page)).toBe('02/01/2026');
    await page.mouse.move(700, 400);
    await page.mouse.wheel(0, 3000);
    await expect(grid(page).getByText('1000100', { exact: true })).toBeVisible();
    expect(await activeText(page)).toBe('02/01/2026');
  });

  test('orders by every column, and says of how many rows where the instance can’t', async ({
    page,
    open,
  }) => {
    await open('browsing');
    const date = grid(page).getByRole('columnheader', { name: 'Document date' });
    await date.click();
    await expect(date).toHaveAttribute('aria-sort', 'ascending');
    await date.click();
    await expect(date).toHaveAttribute('aria-sort', 'descending');
    await expect(grid(page).getByText('28/12/2026').first()).toBeVisible();
    await expect(page.getByTestId('scope')).toHaveText('by the instance');
    const amount = grid(page).getByRole('columnheader', { name: 'Amount to pay' });
    await amount.click();
    await expect(amount).toHaveAttribute('aria-sort', 'ascending');
    await expect(date).toHaveAttribute('aria-sort', 'none');
    await expect(page.getByTestId('scope')).toHaveText(/^of the first 1,000 rows looked at/);
    await expect(amount).toHaveAttribute('title', /The instance can’t order by this column\./);
    await expect(amount).toHaveAccessibleDescription(/^Only of the first 1,000 rows looked at\./);
    await page.getByRole('button', { name: 'Look through more' }).click();
    await expect(page.getByTestId('scope')).toHaveText(/^of the first 2,000 rows looked at/);
  });

  test('looks all rows through when somebody wants to, says before what it takes, and stops with Esc', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).getByRole('columnheader', { name: 'Amount to pay' }).click();
    const scope = page.getByTestId('scope');
    await expect(scope).toHaveText(/^of the first 1,000 rows looked at/);
    await page.evaluate(() => window.fake.hold('loadMoreRows'));
    await page.getByRole('button', { name: 'Load all…' }).click();
    const told = page.getByRole('status').and(page.getByTestId('answer-told'));
    await expect(told).toHaveText('Sales orders: of the first 1,000 rows looked at');
    const start = page.getByRole('button', { name: 'Load all', exact: true });
    await expect(start).toHaveAccessibleDescription(/^9,432 more rows to look through/);
    await expect(page.getByTestId('load-all-estimate')).toHaveText(
      /^9,432 more rows to look through, 10 requests, about \d+ (s|min)$/,
    );
    await page.keyboard.press('Enter');
    const progress = page.getByTestId('loading-all');
    await expect(progress).toHaveText('1,000 of 10,432 rows looked through');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(progress).toHaveCount(0);
    await expect(scope).toHaveText(/^of the first 1,000 rows looked at/);
    await page.evaluate(() => window.fake.hold(null));
    await page.getByRole('button', { name: 'Load all…' }).click();
    await start.click();
    await expect(scope).toHaveText(/^complete on this computer/);
    await expect(told).toHaveText('Sales orders: 10,432 rows');
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
  });

  test('starts at the first row when something else is searched, and Esc goes back to the rows', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).focus();
    for (let press = 0; press < 6; press += 1) await page.keyboard.press('PageDown');
    await page.keyboard.press('F3');
    await page.keyboard.type('north');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('row-count')).toHaveText('261 rows');
    await expect(grid(page).getByText('1000001', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe('02/01/2026');
  });

  test('changes a width by mouse and by keyboard, and remembers it', async ({ page, open }) => {
    await open('browsing');
    const header = grid(page).getByRole('columnheader', { name: 'Document number' });
    const before = (await header.boundingBox())?.width ?? 0;
    const edge = await header.locator('[data-resizer]').boundingBox();
    await page.mouse.move((edge?.x ?? 0) + 4, (edge?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((edge?.x ?? 0) + 64, (edge?.y ?? 0) + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await header.boundingBox())?.width).toBe(before + 60);
    await expect(header).toHaveAttribute('aria-sort', 'none');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(async () => (await header.boundingBox())?.width).toBe(before + 44);
    await expect.poll(() => asked(page, 'saveWorkspace')).toBeGreaterThan(0);
  });

  test('copies a cell, and a row with its headers and tabs between its cells', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+Shift+c');
    const copied = await page.evaluate(() =>
      window.fake.asked
        .filter((request) => request.name === 'copyRows')
        .map(({ argument }) => JSON.stringify(argument)),
    );
    expect(copied[0]).toBe('{"text":"1000001"}');
    expect(copied[1]).toContain(
      'Document date\\tDocument number\\tCustomer\\tState\\tAmount to pay',
    );
    expect(copied[1]).toContain(
      '2026-01-02\\t1000001\\tNordic Timber AS\\tPlanned\\t7919.37\\tBGN',
    );
  });
});

test.describe('when something goes wrong', () => {
  test('a page that fails says so in its place, loses no row, and comes with Retry', async ({
    page,
    open,
  }) => {
    await open('failingLater');
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    const alert = grid(page).getByRole('alert');
    await expect(alert).toContainText('The answer broke off before its end.');
    await expect(page.getByTestId('loaded')).toHaveText('200 of 10,432 loaded');
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect(alert).toHaveCount(0);
    await expect(page.getByTestId('loaded')).not.toHaveText('200 of 10,432 loaded');
  });

  test('a first page that fails says what to do', async ({ page, open }) => {
    await open('failing');
    await expect(page.getByRole('alert')).toContainText('The instance could not do this.');
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  });

  test('a slow answer can be given up after two seconds', async ({ page, open }) => {
    await open('slow');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('alert')).toContainText('Stopped.');
    expect(await asked(page, 'cancelRequest')).toBe(1);
  });

  test('giving up by keyboard leaves the focus on what can be done next', async ({
    page,
    open,
  }) => {
    await open('slow');
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Retry' })).toBeFocused();
  });

  for (const [how, goOn] of [
    ['F5', (page: Page) => page.keyboard.press('F5')],
    ['the network', (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('online')))],
  ] as const) {
    test(`columns that could not be had come with ${how}`, async ({ page, open }) => {
      await open('columnsOffline');
      await expect(page.getByText('This is not on this computer.')).toBeVisible();
      await goOn(page);
      await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    });
  }

  test('a reload that fails counts the rows that are still there, and asks once to sign in', async ({
    page,
    open,
  }) => {
    await open('failingReload');
    await expect(page.getByTestId('loaded')).toHaveText('200 of 10,432 loaded');
    await page.keyboard.press('F5');
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByTestId('loaded')).toHaveText('200 of 10,432 loaded');
    await page.evaluate(
      (account) =>
        window.fake.tell('sessionChanged', {
          status: 'needsSignIn',
          account,
          reason: 'rejected',
          keyringChange: null,
        }),
      fakeAccount,
    );
    await expect(page.getByText(/DEMODB has ended your sign-in/)).toBeVisible();
    await expect(page.getByText('You need to sign in again.')).toHaveCount(0);
  });

  test('a search that finds nothing is lifted with one click', async ({ page, open }) => {
    await open('empty');
    await expect(page.getByText('No row of Sales orders matches “nothing”.')).toBeVisible();
    await page.getByRole('button', { name: 'Show all rows' }).click();
    await expect(page.getByTestId('row-count')).toHaveText('10,432 rows');
    await expect(page.getByRole('searchbox', { name: 'Search', exact: true })).toHaveValue('');
  });

  test('lifting a search by keyboard leads into the rows that come', async ({ page, open }) => {
    await open('empty');
    await page.getByRole('button', { name: 'Show all rows' }).press('Enter');
    await expect(grid(page)).toBeFocused();
  });
});

test.describe('a session that ends', () => {
  test('leaves the rows in their place behind one button, and goes on there', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).focus();
    await page.keyboard.press('PageDown');
    const before = await activeText(page);
    const rowsAsked = await asked(page, 'fetchRows');
    await page.evaluate(
      (account) =>
        window.fake.tell('sessionChanged', {
          status: 'needsSignIn',
          account,
          reason: 'rejected',
          keyringChange: null,
        }),
      fakeAccount,
    );
    await expect(page.getByText(/DEMODB has ended your sign-in/)).toBeVisible();
    await expect(page.getByTestId('state-chip')).toHaveText('Sign in again');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('F6');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Continue in your browser' })).toBeVisible();
    await page.evaluate(
      (session) => window.fake.tell('sessionChanged', session),
      signedInAs(fakeAccount),
    );
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe(before);
    expect(await asked(page, 'fetchRows')).toBe(rowsAsked);
  });

  test('by signing out is back at the start', async ({ page, open }) => {
    await open('browsing');
    await page.getByRole('button', { name: `Account of ${fakeAccount.user.name}` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByLabel('Instance address')).toBeVisible();
    await expect(page).toHaveTitle('Navigator for ERP.net');
  });
});

test.describe('the window', () => {
  test('starts with the focus in the rows, or where a navigator is looked for', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(grid(page)).toBeFocused();
    await open('nothingOpen');
    await expect(page.getByRole('searchbox', { name: 'Find a navigator' })).toBeFocused();
  });

  test('keeps the focus in the list when that is folded away and back', async ({ page, open }) => {
    await open('browsing');
    await page.getByRole('button', { name: 'Hide the list' }).press('Enter');
    const unfold = page.locator('.set-list [data-pane-entry]');
    await expect(unfold).toBeFocused();
    await unfold.press('Enter');
    await expect(page.getByRole('searchbox', { name: 'Find a navigator' })).toBeFocused();
  });

  test('changes language and theme at once', async ({ page, open }) => {
    await open('browsing');
    await page.keyboard.press('Control+,');
    await page.getByText('Dark', { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByText('Български').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'bg');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Зареди отново' })).toBeVisible();
  });

  test('speaks German, whose longer words have room at 1280 pixels and at 200 % zoom', async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await open('browsing');
    await grid(page).waitFor();
    await page.keyboard.press('Control+,');
    await page.getByText('Deutsch').click();
    const settings = page.getByRole('dialog', { name: 'Einstellungen' });
    await settings.waitFor();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    for (const part of ['Allgemein', 'Auf diesem Computer', 'Info']) {
      await settings.getByRole('tab', { name: part }).click();
      await expectNothingCut(page);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Neu laden' })).toBeVisible();
    await page.getByTestId('keep').click();
    await page.getByRole('dialog').getByText('etwa 6 MB').waitFor();
    await expectNothingCut(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    // Whatever the window speaks, a command is found by the name that somebody remembers.
    await page.keyboard.type('choose columns');
    await page.getByRole('option', { name: 'Spalten wählen' }).waitFor();
    await expectNothingCut(page);
  });

  test('reloads with F5, searches with F3, and goes round its panes with F6', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await expect(grid(page)).toBeVisible();
    const before = await asked(page, 'fetchRows');
    const told = page.getByRole('status').and(page.getByTestId('reload-told'));
    await expect(told).toBeEmpty();
    await page.keyboard.press('F5');
    await expect.poll(() => asked(page, 'fetchRows')).toBeGreaterThan(before);
    await expect(told).toHaveText('Sales orders: reloaded');
    await page.keyboard.press('F3');
    const search = page.getByRole('searchbox', { name: 'Search', exact: true });
    await expect(search).toBeFocused();
    await page.keyboard.press('F6');
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('F6');
    await expect(page.getByTestId('account-menu')).toBeFocused();
    await page.keyboard.press('Shift+F6');
    await expect(grid(page)).toBeFocused();
  });

  test('leaves the keys alone that change documents in the vendor’s client', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).focus();
    await page.evaluate(() => {
      window.addEventListener('keydown', (event) => {
        if (event.defaultPrevented) document.body.dataset.taken = event.key;
      });
    });
    for (const key of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'd', 'Enter', "'"]) {
      await page.keyboard.press(`Control+${key}`);
    }
    await expect(page.locator('body')).not.toHaveAttribute('data-taken');
  });

  test('tells where the old settings are and why a sign-in does not last', async ({
    page,
    open,
  }) => {
    await open('notices');
    await expect(page.getByText(/kept as \/home\/maria\/settings.json.broken/)).toBeVisible();
    await expect(page.getByText(/offers no keyring/)).toBeVisible();
    const dismiss = page.getByRole('button', { name: 'Dismiss' }).first();
    await expect(dismiss).toHaveAccessibleDescription(/settings\.json\.broken/);
    await dismiss.click();
    await expect(page.getByText(/settings.json.broken/)).toBeHidden();
  });
});

/** What is left of a small screen at 200 % zoom, and the screen. */
const sizes = [
  { width: 640, height: 400 },
  { width: 1280, height: 800 },
];

/** At each size, as soon as what lies over the window has found its place again. */
async function expectNothingCut(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await expect.poll(() => cutWords(page)).toEqual([]);
  }
}

/** Words of the window's own that are cut off; names out of the data may be, and tell themselves in full when rested upon. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && element.clientWidth > 2)
      .filter(({ childNodes }) => [...childNodes].some((node) => node instanceof Text))
      .filter((element) => element.closest('.grid-scroller, .navigator-name') === null)
      .filter((element) => {
        const isCut = element.scrollWidth > element.clientWidth + 1;
        const isOutside = element.getBoundingClientRect().right > window.innerWidth + 1;
        return (isCut && getComputedStyle(element).overflowX !== 'visible') || isOutside;
      })
      .map((element) => element.textContent),
  );
}
