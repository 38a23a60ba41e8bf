import { copyFolders } from './copy-files.ts';
import { keptSet, rowsOfCopy } from './kept-set.ts';
import { expect } from './navigator.ts';
import { findInstance, followTo, gridOf, john, maria, navigatorSearch } from './person.ts';
import { keptOrders, test, workInOrders } from './somebody-at-work.ts';
import { signInOnPage } from './user-browser.ts';

const dayMs = 86_400_000;

test.describe('an administrator’s limit of three days', () => {
  test.use({ settings: { offlineDays: 3 } });

  test('locks the copy on the fourth day without contact, and a sign-in opens it as it was', async ({
    scene,
  }) => {
    test.setTimeout(90_000);
    const { simulator, installation, userBrowser } = scene;
    const app = await workInOrders(scene);
    await app.quit();
    await simulator.unplug();

    const third = await installation.start({ TEST_CLOCK_AHEAD_MS: String(2.9 * dayMs) });
    await expect(gridOf(third.window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    await third.quit();

    simulator.control.advanceClock(4 * dayMs);
    const fourth = await installation.start({ TEST_CLOCK_AHEAD_MS: String(4 * dayMs) });
    const { window } = fourth;
    await expect(window.getByRole('region', { name: 'Notices' })).toContainText(
      'for more than 3 days, so what is kept on it is locked. Sign in, and it opens as it was.',
    );
    await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeHidden();

    await simulator.plugIn();
    await window.keyboard.press('F5');
    const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
    const page = await followTo(fourth, userBrowser, signIn);
    if (await page.locator('input[name=login]').isVisible()) await signInOnPage(page, maria);
    await expect(page.getByText('You are signed in')).toBeVisible();
    await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    expect((await keptSet(window, keptOrders))?.completeAt).not.toBeNull();
    await expect(window.getByRole('region', { name: 'Notices' })).toHaveCount(0);
  });
});

test('another person on the same computer finds nothing of what the first one kept', async ({
  scene,
}) => {
  const { simulator, installation, userBrowser } = scene;
  const app = await workInOrders(scene);
  const { window } = app;
  await window.getByRole('button', { name: `Account of ${maria.name}` }).click();
  await window.getByRole('menuitem', { name: 'Add account…' }).click();
  await findInstance(window, simulator.host);
  const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
  const page = await followTo(app, userBrowser, signIn);
  await signInOnPage(page, john);
  await expect(page.getByText('You are signed in')).toBeVisible();
  await expect(window.getByRole('button', { name: `Account of ${john.name}` })).toBeVisible();
  await expect.poll(async () => (await copyFolders(installation)).length).toBe(2);

  expect(await keptSet(window, keptOrders)).toBeUndefined();
  await expect(rowsOfCopy(window, { set: keptOrders, columns: ['DocumentNo'] })).rejects.toThrow(
    'notKept',
  );
});

test('signing out removes the copy, and the next sign-in begins with an empty one', async ({
  scene,
}) => {
  const { simulator, installation, userBrowser } = scene;
  const app = await workInOrders(scene);
  const { window } = app;
  expect(await copyFolders(installation)).toHaveLength(1);
  await window.getByRole('button', { name: `Account of ${maria.name}` }).click();
  await window.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(window.getByRole('button', { name: 'Find', exact: true })).toBeVisible();
  await expect.poll(() => copyFolders(installation)).toEqual([]);

  await findInstance(window, simulator.host);
  const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
  const page = await followTo(app, userBrowser, signIn);
  if (await page.locator('input[name=login]').isVisible()) await signInOnPage(page, maria);
  await expect(navigatorSearch(window)).toBeVisible();
  expect(await keptSet(window, keptOrders)).toBeUndefined();
});

test.describe('a sign-in that is not kept', () => {
  test.use({ settings: { staySignedIn: false } });

  test('has a copy while the app runs, whatever the sign-in goes through, and none afterwards', async ({
    scene,
  }) => {
    const { simulator, installation, userBrowser } = scene;
    const app = await workInOrders(scene);
    const { window } = app;
    await window.getByRole('button', { name: `Account of ${maria.name}` }).click();
    await window.getByRole('menuitem', { name: 'Add account…' }).click();
    await findInstance(window, simulator.host);
    const signIn = window.getByRole('button', { name: 'Sign in', exact: true });
    await followTo(app, userBrowser, signIn);
    await window.getByRole('button', { name: 'Cancel' }).click();
    await window.getByRole('button', { name: /^Back to the navigators/ }).click();
    await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    expect((await keptSet(window, keptOrders))?.completeAt).not.toBeNull();

    // It can't be renewed, so it ends.
    simulator.control.expireAccessTokens();
    // Rows of this very moment are not asked for again, so it may take a second look.
    await expect(async () => {
      await window.keyboard.press('F5');
      const asksToSignIn = window.getByRole('heading', { name: 'Please sign in again' });
      await expect(asksToSignIn).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 15_000 });
    const again = await followTo(app, userBrowser, signIn);
    await expect(again.getByText('You are signed in')).toBeVisible();
    await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    expect((await keptSet(window, keptOrders))?.completeAt).not.toBeNull();

    await app.quit();
    expect(await copyFolders(installation)).toEqual([]);
  });
});
