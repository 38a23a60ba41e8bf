import { type Browser, chromium } from '@playwright/test';
import { directExecutable, findBrowser, quietSwitches, unwantedFeatures } from './browser.ts';

/**
 * Starts an installed browser for Playwright, without a window.
 * @throws Error when there is none
 */
export function launchBrowser(): Promise<Browser> {
  const browser = findBrowser();
  if (browser === undefined) throw new Error('No browser was found.');
  return chromium.launch({
    executablePath: directExecutable(browser),
    chromiumSandbox: false,
    // Chromium heeds the last list of features only, so that this one stands for Playwright's own as well.
    args: [...quietSwitches(), `--disable-features=${unwantedFeatures.join(',')}`],
  });
}
