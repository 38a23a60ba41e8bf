import { expect, type Page } from '@playwright/test';
import { browserRoles, expectAccessible } from './axe.ts';
import { scenes } from './harness/scenes.ts';
import { grid, needsSignIn, tellSession } from './window-page.ts';
import { test } from './window-test.ts';

// These differ from another scene in words only.
const wordsOnly = [
  'expired',
  'notRenewable',
  'interrupted',
  'moved',
  'undecryptableBulgarian',
  'storageFailed',
  'ambiguous',
  'renewalOffline',
  'renewalRefused',
  'endsLater',
  'notSwitched',
  'secretNeeded',
  'secretRefused',
  'stillLocked',
  'stillRefused',
  'copyLocked',
  'unreachable',
  'keptSlow',
  'modelNotRead',
  'policyBroken',
  'withViews',
  'viewsUnreadable',
  'certificateExpired',
];
const shown = Object.keys(scenes).filter((scene) => !wordsOnly.includes(scene));
/** Scenes that one page shows after one another: a page for each takes longer than looking at it. */
const scenesOfPage = 7;

for (let first = 0; first < shown.length; first += scenesOfPage) {
  const together = shown.slice(first, first + scenesOfPage);
  test(`in both themes, ${together.join(', ')} are accessible`, async ({ page, open }) => {
    test.slow();
    for (const scene of together) {
      await open(scene);
      await page.getByRole('main').first().waitFor();
      await expectAccessible(page, scene);
    }
  });
}

test.describe('in both themes', () => {
  test.beforeEach(() => test.slow());

  test('what opens above the rows is accessible', async ({ page, open }) => {
    await open('withViews');
    await grid(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByTestId('selection').waitFor();
    await expectAccessible(page, 'selected cells');
    await grid(page).getByRole('columnheader', { name: 'State' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Hide' }).waitFor();
    await expectAccessible(page, 'the menu of a header');
    await page.getByRole('menuitem', { name: /^Columns…/ }).click();
    await page.getByRole('treegrid', { name: 'All columns' }).waitFor();
    await expectAccessible(page, 'the chooser of columns');
    await page.keyboard.press('Escape');
    await page.getByTestId('keep').click();
    await page.getByRole('dialog').getByText('about 6 MB').waitFor();
    await expectAccessible(page, 'what keeping offline takes');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('amount');
    await page.getByRole('option').first().waitFor();
    await expectAccessible(page, 'the palette');
    expect(await browserRoles(page)).toContain('option');
    await page.keyboard.press('Escape');
    await page.getByTestId('view').click();
    await page.getByRole('menuitemradio', { name: 'Mine' }).waitFor();
    await expectAccessible(page, 'the menu of views');
    await page.getByRole('menuitem', { name: 'Save as…' }).click();
    await page.getByLabel('Name', { exact: true }).waitFor();
    await expectAccessible(page, 'the form of a view');
  });

  test('what is asked and told about rows is accessible', async ({ page, open }) => {
    await open('updateReady');
    await grid(page).waitFor();
    await page.getByRole('button', { name: 'What is new' }).click();
    await page.getByRole('dialog', { name: 'What is new' }).waitFor();
    await expectAccessible(page, 'what is new');
    await page.keyboard.press('Escape');
    await grid(page).getByRole('columnheader', { name: 'Amount to pay' }).click();
    await page.getByRole('button', { name: 'Load all…' }).click();
    await page.getByTestId('load-all-estimate').waitFor();
    await expectAccessible(page, 'what loading all takes');
    await page.evaluate(() => window.fake.hold('loadMoreRows'));
    await page.keyboard.press('Enter');
    await page.getByTestId('loading-all').waitFor();
    await expectAccessible(page, 'how far loading all is');
    await page.keyboard.press('Escape');
    await page.evaluate(() =>
      window.fake.openLink({ kind: 'record', set: 'Crm_Sales_Customers', id: '1' }, 'evil.example'),
    );
    await page.getByRole('alertdialog').waitFor();
    await expectAccessible(page, 'the question before a link is followed');
    await page.keyboard.press('Enter');
    await tellSession(page, needsSignIn('interrupted'));
    await page.getByRole('region', { name: 'Please sign in again' }).waitFor();
    await expectAccessible(page, 'rows that can be read on without a sign-in');
  });

  test('filters, their suggestions and their editors are accessible', async ({ page, open }) => {
    const field = (column: string) => page.getByLabel(`Filter by ${column}`, { exact: true });
    await open('browsing');
    await field('Document date').fill('(last');
    await page.getByRole('option', { name: /last month.*2026/ }).waitFor();
    // What was typed by then is asked for, and no filter yet.
    await expect(field('Document date')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessible(page, 'suggestions');
    await page.getByRole('button', { name: 'Advanced filter' }).click();
    await page.getByRole('button', { name: 'Column: Choose a column…' }).click();
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('State');
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Advanced filter' });
    await panel.getByLabel('Filter by State', { exact: true }).waitFor();
    await expectAccessible(page, 'the advanced filter');
    for (const column of [
      'Document date',
      'Document number',
      'Customer',
      'Void',
      'Amount to pay',
    ]) {
      await field(column).press('F4');
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page, `the editor for ${column}`);
      await page.keyboard.press('Escape');
    }
  });

  test('filters, one of them wrong, and totals are accessible', async ({ page, open }) => {
    await open('browsing');
    await page.getByLabel('Filter by Customer').fill('nord');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Totals' }).click();
    await page.getByRole('definition').first().waitFor();
    await page.getByLabel('Filter by State', { exact: true }).fill('(foo');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page, 'filters and totals');
  });

  test('a record beside the list and in a tab, and the search of navigators are accessible', async ({
    page,
    open,
  }) => {
    await open('details');
    await page.getByRole('complementary').getByRole('definition').first().waitFor();
    await page.getByRole('searchbox', { name: 'Find a navigator' }).fill('sal ord');
    await expect(page.getByRole('treeitem')).toHaveCount(2);
    await expectAccessible(page, 'a record beside the list');
    await grid(page).focus();
    await page.keyboard.press('Shift+Enter');
    await page.getByRole('article').getByRole('definition').first().waitFor();
    await expectAccessible(page, 'a record in a tab');
  });

  test('what has changed, a reference, the account menu and the way in are accessible', async ({
    page,
    open,
  }) => {
    await open('threeTabsKept');
    await expect(page.getByTestId('age')).toHaveText(/^as of \d\d:\d\d$/);
    await page.evaluate(() => {
      const set = 'Crm_Sales_SalesOrders';
      window.fake.rows().change(set, 646);
      window.fake.rows().remove(set, 9);
      window.fake.bring(set);
    });
    await page.getByTestId('changes').click();
    await page.getByRole('button', { name: 'Which were deleted' }).click();
    await expectAccessible(page, 'what has changed');
    // Further down than the first one, which may lie under the headers.
    await grid(page).getByRole('gridcell', { name: 'Müller & Söhne GmbH' }).nth(3).click();
    await page.keyboard.press('Control+I');
    await page.getByRole('tooltip').getByRole('definition').first().waitFor();
    await expectAccessible(page, 'the card of a reference');

    await open('twoAccounts');
    await page.getByTestId('account-menu').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await expectAccessible(page, 'the account menu');

    await open('firstStart');
    await page.getByRole('region', { name: 'First steps' }).waitFor();
    await page.getByLabel('Instance address').fill('demodb.my.erp.net');
    await page.keyboard.press('Enter');
    await page.getByText('version 26.2.0.76').waitFor();
    await page.getByRole('button', { name: 'Advanced' }).click();
    await page.getByLabel('Secret of the application').waitFor();
    await expectAccessible(page, 'what administrators set');
  });
});

test.describe('at 200 % zoom in a small window', () => {
  test.use({ viewport: { width: 512, height: 384 } });

  test('the ways in, questions and notices need no sideways scrolling, and their buttons are in sight', async ({
    page,
    open,
  }) => {
    const ways = [
      'undecryptableBulgarian',
      'unlocking',
      'goOn',
      'proxyAsks',
      'endsSoon',
      'notices',
    ];
    for (const scene of ways) {
      await test.step(scene, async () => {
        await open(scene);
        const button = page.locator('.card, .modal, .notices').getByRole('button').first();
        await button.focus();
        await expect(button).toBeInViewport({ ratio: 1 });
        expect(await sideways(page), scene).toEqual([]);
      });
    }
  });

  test('what the toolbar has no room for is in a menu', async ({ page, open }) => {
    await open('browsing');
    await grid(page).waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Totals' }).waitFor();
    await expectAccessible(page, 'the menu of a narrow toolbar');
    await page.getByRole('menuitemcheckbox', { name: 'Totals' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Totals' })).toBeVisible();
    expect(await sideways(page)).toEqual([]);
  });

  test('how far an answer goes is told whole, and what makes it go further is in sight', async ({
    page,
    open,
  }) => {
    await open('threeTabsOfflineBulgarian');
    for (const told of ['loaded', 'age', 'scope']) {
      await expect(page.getByTestId(told), told).toBeInViewport({ ratio: 1 });
    }
    await open('browsing');
    await grid(page).getByRole('columnheader', { name: 'Customer' }).click();
    for (const name of ['Look through more', 'Load all…']) {
      await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
    }
  });

  test('rows that can be read on leave room for the way to go on', async ({ page, open }) => {
    await open('browsing');
    await grid(page).waitFor();
    await tellSession(page, needsSignIn('interrupted'));
    const strip = page.getByRole('region', { name: 'Please sign in again' });
    await strip.getByRole('button', { name: 'Sign in' }).focus();
    await expect(strip.getByRole('button', { name: 'Sign in' })).toBeInViewport({ ratio: 1 });
    await expect(grid(page).getByText('1000001', { exact: true })).toBeInViewport();
    expect(await sideways(page)).toEqual([]);
  });
});

/** Parts of the window that are wider than what is shown of them; rows are meant to be. */
function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#root *')]
      .filter((element) => element.checkVisibility() && element.closest('.grid-scroller') === null)
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
      .map((element) => element.className),
  );
}
