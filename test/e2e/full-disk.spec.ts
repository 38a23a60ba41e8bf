import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './navigator.ts';
import { navigatorSearch, openNavigator, signIn } from './person.ts';

const tokenRequests = 'POST /id/connect/token';
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test('a disk that fills up while the sign-in is renewed costs neither the sign-in nor a second renewal', async ({
  simulator,
  installation,
  userBrowser,
}) => {
  test.skip(!canMount, 'Needs root on Linux, to mount a small disk.');
  const disk = join(installation.userData, 'accounts');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk]);
  try {
    const app = await installation.start();
    await signIn(app, userBrowser, simulator.host);
    await openNavigator(app.window, 'Customers');
    const before = simulator.control.counts()[tokenRequests] ?? 0;

    const filler = join(disk, 'filler');
    await expect(writeFile(filler, Buffer.alloc(256 * 1024))).rejects.toThrow('ENOSPC');
    simulator.control.expireAccessTokens();
    await app.window.keyboard.press('F5');
    await expect(
      app.window.getByText('This computer could not save or read a file.').first(),
    ).toBeVisible();
    await expect(app.window.getByText(/Check that the disk has room/).first()).toBeVisible();
    // What can't be written down beforehand is not begun.
    expect(simulator.control.counts()[tokenRequests]).toBe(before);

    await rm(filler);
    const renewal = simulator.control.holdNext({ path: '/id/connect/token' });
    await app.window.getByRole('button', { name: 'Retry' }).first().click();
    await renewal.arrived;
    await expect(writeFile(filler, Buffer.alloc(256 * 1024))).rejects.toThrow('ENOSPC');
    renewal.release();
    const notices = app.window.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText('the renewed sign-in could not be saved');

    // The save is tried again by itself.
    await rm(filler);
    await expect(notices).toHaveCount(0);
    await openNavigator(app.window, 'Products');
    expect(simulator.control.counts()[tokenRequests]).toBe(before + 1);
    await app.quit();

    const again = await installation.start();
    await expect(navigatorSearch(again.window)).toBeVisible();
    await openNavigator(again.window, 'Customers');
    await again.quit();
  } finally {
    await installation.close();
    execFileSync('umount', [disk]);
  }
});
