/**
 * `npm run bench -- start`: how long after its start the rows that were on screen last are there again, from the copy and without a
 * network, beside how long the window takes when nothing was open, and how long an Electron app takes that has nothing but an
 * empty window.
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
import { describe } from './median.ts';
import { processorTimeOf } from './processor-time.ts';

/** Milliseconds for the copy to take what is on screen. */
const copying = 3000;

const emptyApp = join(import.meta.dirname, 'empty-app');

/** What a start is measured to: something on the page. */
const shown = {
  rows: '[aria-rowindex="2"]',
  nothingOpen: '.empty-state',
  anything: '#root > *, table',
};

/** Leaves an installation behind that was quit with or without a navigator open, and whose instance can't be reached any more. */
async function leaveBehind(userData: string, hasNavigator: boolean): Promise<void> {
  const simulator = await startSimulator({ rateLimit: 1_000_000 });
  const browser = await launchBrowser();
  const installation = await install(userData, { language: 'en' });
  try {
    const app = await installation.start();
    await signIn(app, await browser.newContext(), simulator.host);
    if (hasNavigator) await openNavigator(app.window, 'Sales orders');
    // Rows are on screen before the copy has them, and nothing tells when it has.
    await sleep(copying);
    await app.quit();
  } finally {
    await installation.close();
    await browser.close();
    await simulator.close();
  }
}

type Measured = 'rows' | 'nothingOpen' | 'emptyApp';

interface Start {
  /** Milliseconds until it was on the page. */
  readonly time: number;
  /** Milliseconds until anything was. */
  readonly anything: number;
  /** Milliseconds of the processors. */
  readonly used: number;
}

/** Starts an app and quits it. */
async function start(userData: string, awaited: string, app?: string): Promise<Start> {
  const began = performance.timeOrigin + performance.now();
  const options = electronLaunchOptions(app === undefined ? { userData } : { userData, app });
  const electron = await _electron.launch(options);
  const page = await electron.firstWindow();
  const seen = await page.waitForFunction(firstFrames, [shown.anything, awaited] as const, {
    polling: 'raf',
  });
  const [anything, time] = await seen.evaluate((frames) => frames || [Number.NaN, Number.NaN]);
  const used = processorTimeOf(electron.process().pid ?? 0);
  await electron.close();
  return { time: time - began, anything: anything - began, used };
}

/**
 * Called in the page in each frame: a locator looks less and less often, and every question of it waits for the page to have
 * time. @returns when each was seen first, in milliseconds since 1970, once both were
 */
function firstFrames([one, other]: readonly [string, string]): false | [number, number] {
  const now = performance.timeOrigin + performance.now();
  if (document.querySelector(one) !== null && !performance.getEntriesByName(one).length) {
    performance.mark(one);
  }
  if (document.querySelector(other) === null) return false;
  const [first] = performance.getEntriesByName(one);
  return [first === undefined ? now : performance.timeOrigin + first.startTime, now];
}

/** @returns lines of the report */
export async function measureStart(rounds: number): Promise<readonly string[]> {
  ensureBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  const withRows = join(folder, 'rows');
  const withNothing = join(folder, 'nothing');
  const figures: Record<Measured, Start[]> = { rows: [], nothingOpen: [], emptyApp: [] };
  try {
    await leaveBehind(withRows, true);
    await leaveBehind(withNothing, false);
    for (let round = 0; round <= rounds; round += 1) {
      figures.rows.push(await start(withRows, shown.rows));
      figures.nothingOpen.push(await start(withNothing, shown.nothingOpen));
      figures.emptyApp.push(await start(join(folder, 'empty'), shown.rows, emptyApp));
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  // The first round does not count.
  const of = (what: Measured, figure: keyof Start): number[] =>
    figures[what].slice(1).map((each) => each[figure]);
  const rows = of('rows', 'time');
  const emptyWindow = of('emptyApp', 'time');
  return [
    describe('From the start to the rows that were there last', 'our window with nothing open', {
      ours: rows,
      floor: of('nothingOpen', 'time'),
    }),
    describe('  likewise', 'an app with an empty window', { ours: rows, floor: emptyWindow }),
    describe('From the start to anything in our window', 'an app with an empty window', {
      ours: of('rows', 'anything'),
      floor: emptyWindow,
    }),
    describe(
      'The start with rows, in processor time of all processes',
      'an app with an empty window',
      {
        ours: of('rows', 'used'),
        floor: of('emptyApp', 'used'),
      },
    ),
  ];
}
