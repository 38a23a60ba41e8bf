import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser, quietSwitches } from '../chromium-host/browser.ts';

/** Starts the user's own browser: a second one, that shares nothing with the app's window. */
export function launchUserBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No browser was found.');
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: quietSwitches(),
  });
}

/** Fills in the instance's sign-in page and sends it. */
export async function signInOnPage(
  page: Page,
  user: { login: string; password: string },
): Promise<void> {
  await page.locator('input[name=login]').fill(user.login);
  await page.locator('input[name=password]').fill(user.password);
  await page.locator('button[name=action][value=signIn]').click();
}
