import type { Locator, Page } from '@playwright/test';
import type { NeedsSignInReason, SessionState } from '../../electron/contract/session.ts';
import { fakeAccount } from './fake-erp.ts';

/** The rows of a navigator; of the sales orders if none is named. */
export function grid(page: Page, name = 'Sales orders'): Locator {
  return page.getByRole('grid', { name: `${name}, rows` });
}

/** What the active cell of the sales orders says. */
export function activeText(page: Page): Promise<string | null | undefined> {
  return grid(page).evaluate(
    (element) =>
      document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
  );
}

/** How often the fake main process was asked for something. */
export async function asked(page: Page, name: string): Promise<number> {
  return (await askedFor(page, name)).length;
}

/** With what the fake main process was asked for something, oldest first. */
export function askedFor(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) =>
      window.fake.asked
        .filter((request) => request.name === wanted)
        .map(({ argument }) => argument),
    name,
  );
}

/** Tells the window who is signed in, as the main process would. */
export function tellSession(page: Page, session: SessionState): Promise<void> {
  return page.evaluate((state) => window.fake.tell('sessionChanged', state), session);
}

/** The fake account, of which a sign-in is needed again. */
export function needsSignIn(reason: NeedsSignInReason): SessionState {
  const { storage: _storage, ...account } = fakeAccount;
  return { status: 'needsSignIn', account, reason, keyringChange: null };
}
