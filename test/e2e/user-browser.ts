import type { Page } from '@playwright/test';

/** Fills in the instance's sign-in page and sends it. */
export async function signInOnPage(
  page: Page,
  user: { login: string; password: string },
): Promise<void> {
  await page.locator('input[name=login]').fill(user.login);
  await page.locator('input[name=password]').fill(user.password);
  await page.locator('button[name=action][value=signIn]').click();
}
