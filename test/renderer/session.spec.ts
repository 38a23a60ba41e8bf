import { expect, type Page } from '@playwright/test';
import { fakeAccount, signedInAs } from './fake-erp.ts';
import { activeText, asked, askedFor, grid, needsSignIn, tellSession } from './window-page.ts';
import { test } from './window-test.ts';

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });
const again = { host: fakeAccount.instance.host, anotherUser: false, accountKey: fakeAccount.key };

test.describe('a sign-in that is needed again', () => {
  const sentences = {
    needsSignIn: /DEMODB has ended your sign-in/,
    expired: /away for longer than DEMODB keeps a sign-in/,
    notRenewable: /Your access to DEMODB has ended/,
    interrupted: /broke off exactly while your sign-in at DEMODB was being renewed/,
    appRefused: /DEMODB refuses this application/,
    undecryptable: /can’t be opened now/,
    moved: /answers under another address now/,
  };
  for (const [scene, sentence] of Object.entries(sentences)) {
    test(`says why (${scene}), and asks for this account`, async ({ page, open }) => {
      await open(scene);
      await expect(page.getByRole('alert')).toContainText(sentence);
      await expect(page.getByText('You come back to what you have open here.')).toBeVisible();
      await expect(signInButton(page)).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'Continue in your browser' })).toBeVisible();
      expect(await askedFor(page, 'signIn')).toEqual([{ ...again, staySignedIn: true }]);
    });
  }

  for (const scene of ['appRefused', 'undecryptable', 'unlocking']) {
    test(`may not be needed after all (${scene}), which can be tried`, async ({ page, open }) => {
      await open(scene);
      await page.getByRole('button', { name: 'Try again' }).press('Enter');
      await expect(grid(page)).toBeFocused();
      expect(await asked(page, 'signIn')).toBe(0);
    });
  }

  test('says when trying has changed nothing', async ({ page, open }) => {
    for (const scene of ['stillLocked', 'stillRefused']) {
      await open(scene);
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByText('Nothing has changed yet.')).toBeVisible();
    }
  });

  test('names the keyring from before and the one that there is now', async ({ page, open }) => {
    await open('undecryptable');
    await expect(
      page.getByText(/kept with GNOME Keyring; this computer now has KWallet 6/),
    ).toBeVisible();
    await open('undecryptableBulgarian');
    await expect(
      page.getByText(/запазен с KWallet 6; сега този компютър няма ключодържател/),
    ).toBeVisible();
  });
});

test.describe('a renewal that has trouble', () => {
  test('of the disk says what to do, and is over when the save succeeds', async ({
    page,
    open,
  }) => {
    await open('storageFailed');
    await expect(notices(page)).toContainText('could not be saved. Check that the disk has room');
    await expect(grid(page)).toBeFocused();
    await notices(page).getByRole('button', { name: 'Try now' }).click();
    await expect(notices(page)).toHaveCount(0);
  });

  test('says when trying has changed nothing, or why it could not be tried', async ({
    page,
    open,
  }) => {
    await open('storageLocked');
    const tryNow = notices(page).getByRole('button', { name: 'Try now' });
    await tryNow.click();
    await expect(notices(page)).toContainText('This computer’s keyring is locked.');
    await tryNow.click();
    await expect(notices(page)).toContainText('Nothing has changed yet.');
    await notices(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(notices(page)).toHaveCount(0);
  });

  test('that was put away is told again when it comes again', async ({ page, open }) => {
    await open('ambiguous');
    await expect(notices(page)).toContainText('tried once more when the network is back');
    await notices(page).getByRole('button', { name: 'Dismiss' }).click();
    await tellSession(page, signedInAs(fakeAccount));
    await expect(notices(page)).toHaveCount(0);
    await tellSession(page, { ...signedInAs(fakeAccount), renewal: 'ambiguous' });
    await expect(notices(page)).toContainText('broke off while your sign-in was being renewed');
  });

  test('of the network is told by the state chip, which tries again when pressed', async ({
    page,
    open,
  }) => {
    await open('offline');
    const chip = page.getByTestId('state-chip');
    await expect(chip).toHaveText(/^Offline/);
    await chip.focus();
    await expect(page.getByRole('tooltip')).toContainText('Press this to try now.');
    await chip.press('Enter');
    await expect.poll(() => asked(page, 'tryAgain')).toBe(1);
  });
});

test.describe('an access that can’t be renewed by itself', () => {
  test('is offered to be renewed five minutes before its end, not earlier', async ({
    page,
    open,
  }) => {
    await page.clock.install();
    await open('browsing');
    const now = await page.evaluate(() => Date.now());
    await tellSession(page, { ...signedInAs(fakeAccount), endsAt: now + 60 * 60_000 });
    await page.clock.fastForward(54 * 60_000);
    await expect(grid(page)).toBeVisible();
    await expect(notices(page)).toHaveCount(0);
    await page.clock.fastForward(62_000);
    await expect(notices(page)).toContainText(/Your access to DEMODB ends at \d\d:\d\d/);
  });

  test('is renewed with one click while the rows stay where they are', async ({ page, open }) => {
    await open('endsSoon');
    await grid(page).focus();
    for (let press = 0; press < 2; press += 1) await page.keyboard.press('PageDown');
    const before = await activeText(page);
    const scrolled = await scrollTop(page);
    expect(scrolled).toBeGreaterThan(0);
    const rowsAsked = await asked(page, 'fetchRows');

    await notices(page).getByRole('button', { name: 'Renew' }).click();
    expect(await askedFor(page, 'signIn')).toEqual([{ ...again, staySignedIn: true }]);
    const waiting = page.getByRole('region', { name: 'Continue in your browser' });
    await expect(waiting.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(grid(page)).toBeVisible();
    await tellSession(page, { ...signedInAs(fakeAccount), endsAt: Date.now() + 3_600_000 });
    await expect(waiting).toHaveCount(0);
    await expect(notices(page)).toHaveCount(0);
    expect(await activeText(page)).toBe(before);
    expect(await scrollTop(page)).toBe(scrolled);
    expect(await asked(page, 'fetchRows')).toBe(rowsAsked);
  });

  test('can be read on with after its end: rows, place and selection; only asking waits', async ({
    page,
    open,
  }) => {
    await open('browsing');
    await grid(page).focus();
    await page.keyboard.press('PageDown');
    const before = await activeText(page);
    await tellSession(page, needsSignIn('notRenewable'));
    const strip = page.getByRole('region', { name: 'Please sign in again' });
    await expect(strip).toContainText('Your access to DEMODB has ended');
    await expect(grid(page)).toBeFocused();
    expect(await activeText(page)).toBe(before);

    const rowsAsked = await asked(page, 'fetchRows');
    await page.keyboard.press('Control+c');
    await expect.poll(() => asked(page, 'copyRows')).toBe(1);
    await page.keyboard.press('Control+End');
    await expect(grid(page).getByText('Sign in to see more rows.')).toBeVisible();
    expect(await asked(page, 'fetchRows')).toBe(rowsAsked);

    await page.keyboard.press('F6');
    await expect(signInButton(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await tellSession(page, signedInAs(fakeAccount));
    await expect(strip).toHaveCount(0);
    await expect(grid(page)).toBeFocused();
    await expect.poll(() => asked(page, 'fetchRows')).toBeGreaterThan(rowsAsked);
  });

  test('that could not be renewed says why and can be tried again', async ({ page, open }) => {
    await open('renewalRefused');
    await notices(page).getByRole('button', { name: 'Renew' }).click();
    await expect(notices(page)).toContainText(
      'Your access could not be renewed. No browser could be opened.',
    );
    await expect(notices(page).getByRole('button', { name: 'Renew' })).toBeVisible();
  });
});

test.describe('licence seats', () => {
  test('that are taken say when they get free', async ({ page, open }) => {
    await open('seatTaken');
    await expect(page.getByTestId('seat')).toHaveText('licence seat: free in 14 min');
    await page.getByTestId('state-chip').focus();
    await expect(page.getByRole('tooltip')).toContainText('It gets free in 14 min');
  });

  test('that are all taken leave what is on screen usable, with a countdown and Retry', async ({
    page,
    open,
  }) => {
    await open('noLicenceSeat');
    await expect(page.getByTestId('state-chip')).toHaveText(/No licence seat · retry in 0:4\d/);
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    const alert = grid(page).getByRole('alert');
    await expect(alert).toContainText('All licence seats of the instance are taken.');
    await expect(alert.getByRole('timer')).toHaveText(/Tried again by itself in 0:4\d/);
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+c');
    await expect.poll(() => asked(page, 'copyRows')).toBe(1);
    await expect(page.getByTestId('loaded')).toHaveText('200 of 10,432 loaded');

    // The main process tells when the pause is over and somebody is there, and what failed is asked for again.
    const rowsAsked = await asked(page, 'fetchRows');
    await page.evaluate(() =>
      window.fake.tell('connectionChanged', { status: 'online', at: Date.now(), seatUntil: null }),
    );
    await expect.poll(() => asked(page, 'fetchRows')).toBe(rowsAsked + 1);
  });
});

test('without a keyring it is said plainly, with a way to what to install', async ({
  page,
  open,
}) => {
  await open('notices');
  await page.getByRole('button', { name: 'What to install' }).click();
  await expect.poll(() => asked(page, 'openKeyringHelp')).toBe(1);
});

function scrollTop(page: Page): Promise<number> {
  return page.locator('.grid-scroller').evaluate((element) => element.scrollTop);
}
