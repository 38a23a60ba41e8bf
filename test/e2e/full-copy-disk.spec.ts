import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startKeeping } from './kept-set.ts';
import { expect } from './navigator.ts';
import { gridOf, openNavigator } from './person.ts';
import { test, workInOrders } from './somebody-at-work.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

test('a disk that is full keeps nobody from browsing, and what is on it stays', async ({
  scene,
}) => {
  test.skip(!canMount, 'Needs root on Linux, to mount a small disk.');
  const { simulator, installation } = scene;
  const disk = join(installation.userData, 'copies');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]);
  try {
    const app = await workInOrders(scene);
    const filler = join(disk, 'filler');
    await expect(writeFile(filler, Buffer.alloc(8 * 1024 * 1024))).rejects.toThrow('ENOSPC');
    await startKeeping(app.window, 'General_Products_Products').catch(() => undefined);
    const grid = await openNavigator(app.window, 'Customers');
    await expect(grid.getByRole('row').nth(5)).toBeVisible();
    const notices = app.window.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText('Check that the disk has room');
    await app.quit();
    await simulator.unplug();
    await rm(filler);

    const again = await installation.start();
    await expect(gridOf(again.window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
    await again.quit();
  } finally {
    await installation.close();
    execFileSync('umount', [disk]);
  }
});
