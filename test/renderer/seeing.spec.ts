import { expect, type Locator, type Page } from '@playwright/test';
import { fakeAccount } from './fake-erp.ts';
import { grid, tellSession } from './window-page.ts';
import { test } from './window-test.ts';

test('with forced colours it is still to be seen what is selected, what has the focus, and what has changed', async ({
  page,
  open,
}) => {
  // The dark theme has colours of its own, which must not count for more.
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await open('threeTabsKept');
  await expect(page.getByTestId('age')).toHaveText(/^as of \d\d:\d\d$/);
  await page.evaluate(() => {
    const set = 'Crm_Sales_SalesOrders';
    window.fake.rows().change(set, 646);
    window.fake.bring(set);
  });
  await page.getByTestId('changes').click();
  const changed = page.locator('.grid-row[data-mark="changed"]');
  await expect(changed.locator('.grid-cell').first()).toHaveCSS('border-left-width', '3px');

  await grid(page).focus();
  await page.keyboard.press('ArrowUp');
  const cells = page.locator('.grid-row:not([data-mark]) .grid-cell');
  const plain = await paint(cells.last());
  await page.keyboard.press('Shift+ArrowLeft');
  const selected = await paint(grid(page).locator('td[aria-selected]').first());
  expect(selected.background).not.toBe(plain.background);
  expect(selected.text).not.toBe(selected.background);
  expect(selected.plate).toBe('none');
  const active = await paint(grid(page).locator('.grid-cell[data-active]'));
  const accent = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--accent'),
  );
  expect(accent).toBe('Highlight');
  expect(active.outline).not.toBe(active.background);
  const mark = await paint(changed.locator('.grid-cell[data-changed]'));
  expect(mark.background).not.toBe(plain.background);
  expect(mark.plate).toBe('none');

  await page.evaluate(() => window.fake.hold('fetchRowsOfCopy'));
  await page.locator('.grid-scroller').evaluate((rows) => {
    rows.scrollTop = 150_000;
  });
  await expect(page.locator('.grid-missing')).toHaveCSS('background-image', /gradient/);

  await page.getByTestId('keep').click();
  await expect(page.locator('.popover')).toHaveCSS('border-top-style', 'solid');
});

test('nothing moves for somebody who wants less motion', async ({ page, open }) => {
  await open('browsing');
  await grid(page).waitFor();
  const until = Date.now() + 300_000;
  const { instance } = fakeAccount;
  await tellSession(page, { status: 'signingIn', instance, step: 'waitingForBrowser', until });
  await expect.poll(() => moving(page)).toContain('pulse');
  expect((await moving(page)).length).toBeGreaterThan(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => moving(page)).toEqual([]);
});

/** The parts of the window that move by themselves, or that would when something about them changes, by their classes. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#root *')]
      .filter((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
        const isAnimated = animationName !== 'none' && parseFloat(animationDuration) > 0.01;
        return isAnimated || parseFloat(transitionDuration) > 0;
      })
      .map((element) => element.getAttribute('class') ?? ''),
  );
}

interface Paint {
  readonly background: string;
  readonly text: string;
  readonly outline: string;
  /** `auto` where the browser chooses the colours, and lays a plate under text that would hide it in chosen ones. */
  readonly plate: string;
}

/** The colours that something is drawn in. */
function paint(element: Locator): Promise<Paint> {
  return element.evaluate((drawn) => {
    const style = getComputedStyle(drawn);
    const { backgroundColor: background, color: text, outlineColor: outline } = style;
    return { background, text, outline, plate: style.getPropertyValue('forced-color-adjust') };
  });
}
