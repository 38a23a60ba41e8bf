import { test as base, expect } from '@playwright/test';
import { launchBrowser } from '../chromium-host/launch-browser.ts';
import { type ServedWindow, serveWindow } from './harness/served-window.ts';

interface Fixtures {
  /** Opens a scene of the harness; fails the test when the page reports an error. */
  readonly open: (scene: string) => Promise<void>;
}

/** A test of the window in a browser, without a main process. */
export const test = base.extend<Fixtures, { served: ServedWindow }>({
  served: [
    // Playwright reads from the pattern what a fixture needs, and linters take no empty one.
    async ({ browserName: _browserName }, use) => {
      const served = await serveWindow();
      await use(served);
      await served.close();
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ browserName: _browserName }, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ page, served }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // Chromium asks for an icon by itself.
      if (message.type() === 'error' && !message.location().url.endsWith('favicon.ico')) {
        errors.push(message.text());
      }
    });
    await use(async (scene) => {
      await page.goto(served.scene(scene));
      await page.locator('#root > *').first().waitFor();
    });
    expect(errors).toEqual([]);
  },
});
