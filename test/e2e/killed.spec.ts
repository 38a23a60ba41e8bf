import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Locator } from '@playwright/test';
import type { Simulator } from '../simulator/simulator.ts';
import type { Installation, RunningApp } from './installation.ts';
import { test as base, expect } from './navigator.ts';
import { openNavigator, signIn } from './person.ts';

const renewal = '/id/connect/token';
const authorizeRequests = 'GET /id/connect/authorize';

/** Everything that a test here has at hand. */
interface Scene {
  readonly simulator: Simulator;
  readonly installation: Installation;
  readonly userBrowser: BrowserContext;
}

const test = base.extend<{ scene: Scene }>({
  scene: async ({ simulator, installation, userBrowser }, use) => {
    await use({ simulator, installation, userBrowser });
  },
});

/** Somebody works, and their access ends. */
async function workUntilRenewal({
  simulator,
  installation,
  userBrowser,
}: Scene): Promise<RunningApp> {
  const app = await installation.start();
  await signIn(app, userBrowser, simulator.host);
  await openNavigator(app.window, 'Products');
  simulator.control.expireAccessTokens();
  return app;
}

/** Kills the app once a request for new tokens waits at the instance, on the given side of its work. */
async function killInRenewal(
  { simulator }: Scene,
  stage: 'request' | 'answer',
  begin: () => Promise<RunningApp>,
): Promise<void> {
  const held = simulator.control.holdNext({ path: renewal, stage });
  const app = await begin();
  await held.arrived;
  await app.kill();
  held.release();
}

async function reload(app: RunningApp): Promise<RunningApp> {
  await app.window.keyboard.press('F5');
  return app;
}

/** The next start is in the same place, with rows, and nobody was asked to sign in again. */
async function expectToGoOn({ simulator, installation }: Scene): Promise<void> {
  const app = await installation.start();
  const grid = productsOf(app);
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await reload(app);
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await expect(app.window.getByRole('alert')).toHaveCount(0);
  expect(await app.openedPages()).toEqual([]);
  expect(simulator.control.counts()[authorizeRequests]).toBe(1);
}

function productsOf(app: RunningApp): Locator {
  return app.window.getByRole('grid', { name: 'Products, rows' });
}

test('killed before the instance has read the request for new tokens, the app goes on', async ({
  scene,
}) => {
  const app = await workUntilRenewal(scene);
  await killInRenewal(scene, 'request', () => reload(app));
  await expectToGoOn(scene);
});

test('killed twice, in a renewal and in the attempt to finish it, the app goes on', async ({
  scene,
}) => {
  const app = await workUntilRenewal(scene);
  await killInRenewal(scene, 'request', () => reload(app));
  await killInRenewal(scene, 'request', () => scene.installation.start());
  await expectToGoOn(scene);
});

test('killed with the new tokens on their way, the app goes on where an instance forgives a repetition', async ({
  scene,
}) => {
  scene.simulator.control.set({ reuseGrace: 60 });
  const app = await workUntilRenewal(scene);
  await killInRenewal(scene, 'answer', () => reload(app));
  await expectToGoOn(scene);
});

test('killed at once when the new tokens are on the disk, the app goes on', async ({ scene }) => {
  const app = await workUntilRenewal(scene);
  const before = await sealedSession(scene.installation);
  await reload(app);
  await expect
    .poll(() => sealedSession(scene.installation), { intervals: [1] })
    .not.toEqual(before);
  await app.kill();
  await expectToGoOn(scene);
});

/** The bytes of the sealed session. */
async function sealedSession({ userData }: Installation): Promise<Buffer> {
  const accounts = join(userData, 'accounts');
  const [key = ''] = (await readdir(accounts)).filter((name) => !name.includes('.'));
  return readFile(join(accounts, key, 'session.sealed'));
}
