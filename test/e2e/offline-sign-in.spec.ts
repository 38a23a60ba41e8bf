import type { Page } from '@playwright/test';
import { hostOnly } from '../chromium-host/launch.ts';
import { readRows } from './grid-rows.ts';
import { rowsOfCopy } from './kept-set.ts';
import { expect } from './navigator.ts';
import { followTo, gridOf } from './person.ts';
import { simulatedOrders } from './simulated-rows.ts';
import { keptOrders, test, workInOrders } from './somebody-at-work.ts';

const numbers = { set: keptOrders, columns: ['DocumentNo'] };
const dayMs = 86_400_000;

/** All rows of the kept set can be read on, page by page, down to the last. */
async function expectToReadOn(window: Page): Promise<void> {
  const seen = await readRows(gridOf(window, 'Sales orders'), 300);
  expect(new Set([...seen.values()].map((row) => row['Document no.'])).size).toBe(300);
}

for (const [what, end] of [
  ['has grown too old', 'old'],
  ['was revoked', 'revoked'],
] as const) {
  test(`a sign-in that ${what} takes no rows away: they are read on, and one sign-in goes on with them`, async ({
    scene,
  }) => {
    const { simulator, installation, userBrowser } = scene;
    const app = await workInOrders(scene);
    await app.quit();
    if (end === 'old') simulator.control.advanceClock(3 * dayMs);
    else {
      simulator.control.revokeRefreshTokens();
      simulator.control.expireAccessTokens();
    }

    const again = await installation.start();
    const { window } = again;
    await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    // Rows of this very moment are not asked for again, so it may take a second look.
    const asksToSignIn = window.getByRole('heading', { name: 'Please sign in again' });
    await expect(async () => {
      await window.keyboard.press('F5');
      await expect(asksToSignIn).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 15_000 });
    await expectToReadOn(window);

    const [first] = simulatedOrders(simulator);
    simulator.control.changeRow(keptOrders, first?.Id ?? '', { DocumentNo: 'CHANGED-2' });
    const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
    const page = await followTo(again, userBrowser, signIn);
    // The browser is signed in still, so this takes no typing.
    await expect(page.getByText('You are signed in')).toBeVisible();
    await expect(asksToSignIn).toBeHidden();
    await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    await expect
      .poll(async () => (await rowsOfCopy(window, numbers)).flatMap(({ cells }) => cells))
      .toContain('CHANGED-2');
    await expect(window.getByTestId('state-chip')).toHaveText(/^Online/);
  });
}

test('a keyring that is locked at a start without a network is waited for, and then the rows are there', async ({
  scene,
}) => {
  hostOnly();
  const { simulator, installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  await simulator.unplug();

  const again = await installation.start({ CHROMIUM_HOST_KEYRING_STATE: 'locked' });
  const { window } = again;
  await expect(
    window.getByRole('heading', { name: 'Waiting for this computer’s keyring' }),
  ).toBeVisible();
  await expect(gridOf(window, 'Sales orders')).toHaveCount(0);
  await again.electron.evaluate(() => {
    globalThis.__chromiumHost.keyring.state = 'open';
  });
  // It is asked again by itself, after pauses of seconds.
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible({
    timeout: 20_000,
  });
  await expectToReadOn(window);
});
