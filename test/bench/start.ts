/**
 * `npm run bench -- start`: how long after its start the rows that were on screen last are there again, from the copy and without a
 * network, beside how long an Electron app with one empty window takes to show it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import { electronLaunchOptions } from '../chromium-host/launch.ts';
import { launchBrowser } from '../chromium-host/launch-browser.ts';
import { install } from '../e2e/installation.ts';
import { openNavigator, signIn } from '../e2e/person.ts';
import { ensureBrowser } from '../ensure-browser.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { compare, describe } from './median.ts';
import { processorTimeOf } from './processor-time.ts';

/** Milliseconds for the copy to take what is on screen. */
const copying = 3000;

const emptyApp = join(import.meta.dirname, 'empty-app');

/** Leaves an installation behind that was quit with a navigator open, and whose instance can't be reached any more. */
async function leaveBehind(userData: string): Promise<void> {
  const simulator = await startSimulator({ rateLimit: 1_000_000 });
  const browser = await launchBrowser();
  const installation = await install(userData, { language: 'en' });
  try {
    const app = await installation.start();
    await signIn(app, await browser.newContext(), simulator.host);
    await openNavigator(app.window, 'Sales orders');
    // Rows are on screen before the copy has them, and nothing tells when it has.
    await sleep(copying);
    await app.quit();
  } finally {
    await installation.close();
    await browser.close();
    await simulator.close();
  }
}

/** Starts an app and quits it. @returns milliseconds until its window shows something, until it shows rows, and what that took of the processors */
async function start(
  userData: string,
  app?: string,
): Promise<{ readonly window: number; readonly rows: number; readonly used: number }> {
  const began = performance.now();
  const options = electronLaunchOptions(app === undefined ? { userData } : { userData, app });
  const electron = await _electron.launch(options);
  const page = await electron.firstWindow();
  await page.locator('#root > *, table').first().waitFor();
  const window = performance.now() - began;
  await page.locator('[aria-rowindex="2"]').waitFor();
  const rows = performance.now() - began;
  const used = processorTimeOf(electron.process().pid ?? 0);
  await electron.close();
  return { window, rows, used };
}

/** @returns lines of the report */
export async function measureStart(rounds: number): Promise<readonly string[]> {
  ensureBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  const [ours, empty] = [join(folder, 'data'), join(folder, 'empty')];
  const windows: number[] = [];
  const used: { readonly ours: number[]; readonly floor: number[] } = { ours: [], floor: [] };
  try {
    await leaveBehind(ours);
    const rows = await compare(
      rounds,
      async () => {
        const shown = await start(ours);
        windows.push(shown.window);
        used.ours.push(shown.used);
        return shown.rows;
      },
      async () => {
        const shown = await start(empty, emptyApp);
        used.floor.push(shown.used);
        return shown.rows;
      },
    );
    return [
      describe('From the start to the rows that were there last', 'an empty window', rows),
      // The first one does not count.
      describe('  to the window without its rows', 'an empty window', {
        ours: windows.slice(1),
        floor: rows.floor,
      }),
      describe('  in processor time of all processes', 'an empty window', {
        ours: used.ours.slice(1),
        floor: used.floor.slice(1),
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
