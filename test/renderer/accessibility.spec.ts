import { expect, type Page } from '@playwright/test';
import { violations } from './axe.ts';
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
// The dark theme differs in colours only, so the scenes with colours of their own are enough.
const shown = {
  light: Object.keys(scenes).filter((scene) => !wordsOnly.includes(scene)),
  dark: [
    'hostNotFound',
    'browsing',
    'undecryptable',
    'threeTabsOffline',
    'pulling',
    'notices',
    'endsSoon',
    'goOn',
  ],
};

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    for (const scene of shown[theme]) {
      test(`${scene} is accessible`, async ({ page, open }) => {
        await open(scene);
        await page.getByRole('main').first().waitFor();
        expect(await violations(page)).toEqual([]);
      });
    }

    test('rows that can be read on without a sign-in are accessible', async ({ page, open }) => {
      await open('browsing');
      await grid(page).waitFor();
      await tellSession(page, needsSignIn('interrupted'));
      await page.getByRole('region', { name: 'Please sign in again' }).waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test('the palette, and the menu and forms of views are accessible', async ({ page, open }) => {
      await open('withViews');
      await grid(page).waitFor();
      await page.keyboard.press('Control+k');
      await page.keyboard.type('amount');
      await page.getByRole('option').first().waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByTestId('view').click();
      await page.getByRole('menuitemradio', { name: 'Mine' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('menuitem', { name: 'Save as…' }).click();
      await page.getByLabel('Name', { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
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
      expect(await violations(page)).toEqual([]);
    });

    test('selected cells, the menu of a header and the chooser of columns are accessible', async ({
      page,
      open,
    }) => {
      await open('browsing');
      await grid(page).focus();
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+ArrowDown');
      await page.getByTestId('selection').waitFor();
      expect(await violations(page)).toEqual([]);
      await grid(page).getByRole('columnheader', { name: 'State' }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Hide' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('menuitem', { name: /^Columns…/ }).click();
      await page.getByRole('treegrid', { name: 'All columns' }).waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test('suggestions, the editors of filters and the advanced filter are accessible', async ({
      page,
      open,
    }) => {
      const field = (column: string) => page.getByLabel(`Filter by ${column}`, { exact: true });
      await open('browsing');
      await field('Document date').fill('(last');
      await page.getByRole('option', { name: /last month.*2026/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Advanced filter' }).click();
      await page.getByRole('button', { name: 'Column: Choose a column…' }).click();
      await page.getByRole('searchbox', { name: 'Find a column' }).fill('State');
      await page.keyboard.press('Enter');
      const panel = page.getByRole('region', { name: 'Advanced filter' });
      await panel.getByLabel('Filter by State', { exact: true }).waitFor();
      expect(await violations(page)).toEqual([]);
      for (const column of [
        'Document date',
        'Document number',
        'Customer',
        'Void',
        'Amount to pay',
      ]) {
        await field(column).press('F4');
        await page.getByRole('dialog').waitFor();
        expect([column, await violations(page)]).toEqual([column, []]);
        await page.keyboard.press('Escape');
      }
    });

    test('a record beside the list and in a tab, and the search of navigators are accessible', async ({
      page,
      open,
    }) => {
      await open('details');
      await page.getByRole('complementary').getByRole('definition').first().waitFor();
      await page.getByRole('searchbox', { name: 'Find a navigator' }).fill('sal ord');
      await expect(page.getByRole('treeitem')).toHaveCount(2);
      expect(await violations(page)).toEqual([]);
      await grid(page).focus();
      await page.keyboard.press('Shift+Enter');
      await page.getByRole('article').getByRole('definition').first().waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test('what has changed is accessible', async ({ page, open }) => {
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
      expect(await violations(page)).toEqual([]);
    });

    test('what keeping offline takes is accessible', async ({ page, open }) => {
      await open('browsing');
      await page.getByTestId('keep').click();
      await page.getByRole('dialog').getByText('about 6 MB').waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test('the account menu is accessible', async ({ page, open }) => {
      await open('twoAccounts');
      await page.getByTestId('account-menu').click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test('what administrators set is accessible', async ({ page, open }) => {
      await open('firstStart');
      await page.getByLabel('Instance address').fill('demodb.my.erp.net');
      await page.keyboard.press('Enter');
      await page.getByText('version 26.2.0.76').waitFor();
      await page.getByRole('button', { name: 'Advanced' }).click();
      await page.getByLabel('Secret of the application').waitFor();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test.describe('at 200 % zoom in a small window', () => {
  test.use({ viewport: { width: 512, height: 384 } });

  for (const scene of ['undecryptableBulgarian', 'unlocking', 'goOn', 'endsSoon', 'notices']) {
    test(`${scene} needs no sideways scrolling, and its button is in sight`, async ({
      page,
      open,
    }) => {
      await open(scene);
      const button = page.locator('.card, .notices').getByRole('button').first();
      await button.focus();
      await expect(button).toBeInViewport({ ratio: 1 });
      expect(await sideways(page)).toEqual([]);
    });
  }

  test('what the toolbar has no room for is in a menu', async ({ page, open }) => {
    await open('browsing');
    await grid(page).waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Totals' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitemcheckbox', { name: 'Totals' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Totals' })).toBeVisible();
    expect(await sideways(page)).toEqual([]);
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
