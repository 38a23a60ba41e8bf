import { connect } from '../../electron/library/database/cipher.ts';
import { copyFiles, damage, databaseKey } from './copy-files.ts';
import { tabsOf } from './grid-sight.ts';
import { expectKept, rowsOfCopy } from './kept-set.ts';
import { expect } from './navigator.ts';
import { gridOf, openNavigator } from './person.ts';
import { keptOrders, test, workInOrders, workInThree } from './somebody-at-work.ts';

const numbers = { set: keptOrders, columns: ['DocumentNo'] };

test('a damaged store of rows is put aside with a calm word, and what was kept is fetched again', async ({
  scene,
}) => {
  const { installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  await damage((await copyFiles(installation)).cache, 0);

  const { window } = await installation.start();
  const notices = window.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText('Rows kept on this computer were damaged on the disk.');
  await expect(tabsOf(window)).toHaveText(['Sales orders']);
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
  await expectKept(window, keptOrders);
  expect(await rowsOfCopy(window, numbers)).toHaveLength(300);
});

test('a store of rows that is damaged inside is found out when it is read, and heals', async ({
  scene,
}) => {
  const { installation } = scene;
  const app = await workInOrders(scene);
  await app.quit();
  // The first pages hold the schema, so it opens.
  await damage((await copyFiles(installation)).cache, 80 * 1024);

  const { window } = await installation.start();
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
  await expect(window.getByRole('region', { name: 'Notices' })).toContainText(
    'Rows kept on this computer were damaged on the disk.',
    { timeout: 30_000 },
  );
  await expectKept(window, keptOrders);
  expect(await rowsOfCopy(window, numbers)).toHaveLength(300);
});

test('what was open comes back from its backup when its store is damaged', async ({ scene }) => {
  const { simulator, installation } = scene;
  const app = await workInThree(scene);
  await app.quit();
  await simulator.unplug();
  await damage((await copyFiles(installation)).state, 0);

  const { window } = await installation.start();
  await expect(window.getByRole('region', { name: 'Notices' })).toContainText(
    'What you had open was damaged on the disk and is as it was on',
  );
  await expect(tabsOf(window)).toHaveText(['Products', 'CustomersTrade', 'Sales orders']);
  await expect(gridOf(window, 'Sales orders').getByRole('row').nth(1)).toBeVisible();
});

test('a copy that a newer version wrote is left alone, and browsing with a connection works', async ({
  scene,
}) => {
  const { installation } = scene;
  const app = await workInOrders(scene);
  const key = await databaseKey(app, installation);
  await app.quit();
  const { state, cache } = await copyFiles(installation);
  for (const [path, worth] of [
    [state, 'precious'],
    [cache, 'rebuildable'],
  ] as const) {
    const connection = connect({ path, key, worth, access: 'readWrite' });
    connection.pragma('user_version = 999');
    connection.close();
  }

  const again = await installation.start();
  await expect(again.window.getByRole('region', { name: 'Notices' })).toContainText(
    'was written by a newer version of this program',
  );
  await openNavigator(again.window, 'Customers');
  await again.quit();
  const connection = connect({ path: cache, key, worth: 'rebuildable', access: 'read' });
  const kept = connection.prepare('SELECT count(*) AS count FROM sqlite_master').get();
  expect(connection.pragma('user_version', { simple: true })).toBe(999);
  connection.close();
  expect(kept).not.toEqual({ count: 0 });
});
