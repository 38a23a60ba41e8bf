import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, expect } from '@playwright/test';
import type { Settings } from '../../electron/contract/settings.ts';
import { launchBrowser } from '../chromium-host/launch-browser.ts';
import { type Client, defaultClients, type SimulatorOptions } from '../simulator/options.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { freePorts, type Installation, install } from './installation.ts';
import { filesBelow, findLeaks } from './leaks.ts';

interface Fixtures {
  /** What the simulated instance does otherwise than documented; set with `test.use`. */
  simulatorOptions: Partial<SimulatorOptions>;
  simulator: Simulator;
  /** What `settings.json` says besides the redirect ports, or its text. */
  settings: Partial<Settings> | string;
  installation: Installation;
  /** The user's own browser, signed in to nothing. */
  userBrowser: BrowserContext;
}

interface WorkerFixtures {
  browserProcess: Browser;
  /** Loopback ports that are free, and that nobody gets by chance. */
  redirectPorts: readonly number[];
}

/** The app, registered for the given loopback ports. */
function registered(ports: readonly number[]): Client[] {
  return defaultClients.map((client) => ({
    ...client,
    redirectUris: ports.map((port) => `http://127.0.0.1:${port}/callback`),
    postLogoutRedirectUris: ports.map((port) => `http://127.0.0.1:${port}/signed-out`),
  }));
}

/**
 * A test with a simulated instance, an installed app and the user's browser. When it ends, everything that the app wrote,
 * printed and sent to its window is searched for every secret that the instance gave out or was shown.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  simulatorOptions: [{}, { option: true }],
  settings: [{}, { option: true }],

  redirectPorts: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of the pattern
    async ({}, use, { parallelIndex }) => {
      await use(await freePorts(2, parallelIndex));
    },
    { scope: 'worker' },
  ],

  simulator: async ({ simulatorOptions, redirectPorts }, use) => {
    const simulator = await startSimulator({
      orders: 300,
      clients: registered(redirectPorts),
      ...simulatorOptions,
    });
    await use(simulator);
    await simulator.close();
  },

  installation: async ({ redirectPorts, settings, simulator }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'navigator-e2e-'));
    const installation = await install(
      join(folder, 'data'),
      typeof settings === 'string'
        ? settings
        : { language: 'en', redirectPorts: [...redirectPorts], ...settings },
    );
    await use(installation);
    await installation.close();
    const places = [
      ...(await filesBelow(folder)),
      { name: 'the output', content: Buffer.from(installation.output()) },
      { name: 'the renderer', content: Buffer.from(installation.received().join('\n')) },
    ];
    expect(findLeaks({ ...simulator.control.issuedSecrets() }, places)).toEqual([]);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  },

  browserProcess: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures out of the pattern
    async ({}, use) => {
      const browser = await launchBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  userBrowser: async ({ browserProcess }, use) => {
    const context = await browserProcess.newContext({ locale: 'en-US' });
    await use(context);
    await context.close();
  },
});

export { expect };
