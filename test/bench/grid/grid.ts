/**
 * `node test/bench/grid/grid.ts [rounds]`: the app's grid beside AG Grid and beside a bare virtual list, over the same rows, which come lazily
 * in blocks of 100 after 30 ms. In one browser, in turn, round by round.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { findBrowser } from '../../chromium-host/browser.ts';
import { figure, median } from '../median.ts';
import type {} from './page/benched-grid.ts';

const grids = ['navigator', 'agGrid', 'list'] as const;
type Grid = (typeof grids)[number];

/** What one visit of a page showed. */
interface Visit {
  /** Milliseconds until the first rows had their values. */
  readonly firstRows: number;
  /** While the scrollbar was dragged from the first row to the last in five seconds. */
  readonly framesPerSecond: number;
  readonly longTasks: number;
  /** Milliseconds that the page's main thread worked meanwhile. */
  readonly work: number;
  /** The highest row that could be reached, from 1. */
  readonly lastRow: number;
  /** Bytes of the heap afterwards, garbage collected. */
  readonly heap: number;
}

const dragSeconds = 5;

async function visit(browser: Browser, address: string): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.waitForFunction(() => 'shownRows' in window);
  const firstRows = await page.evaluate(whenShown);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const workSoFar = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await workSoFar();
  const dragged = await page.evaluate(drag, dragSeconds * 1000);
  const work = (await workSoFar()) - before;
  const lastRow = await lastReached(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await page.close();
  return { ...{ firstRows, work, lastRow, heap: usedSize }, ...dragged };
}

/** In the page: the time from its beginning until the first row has its values. */
async function whenShown(): Promise<number> {
  while (!window.shownRows().includes(0)) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.now() - (performance.getEntriesByName('begun')[0]?.startTime ?? 0);
}

/** In the page: drags the scrollbar from one end to the other. */
async function drag(milliseconds: number): Promise<Pick<Visit, 'framesPerSecond' | 'longTasks'>> {
  const scroller = window.scroller();
  if (scroller === null) throw new Error('Nothing scrolls.');
  let longTasks = 0;
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['longtask'] });
  const start = performance.now();
  let frames = 0;
  for (let passed = 0; passed < milliseconds; passed = performance.now() - start) {
    scroller.scrollTop =
      (scroller.scrollHeight - scroller.clientHeight) * Math.min(1, passed / milliseconds);
    frames += 1;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  observer.disconnect();
  return { framesPerSecond: (frames * 1000) / milliseconds, longTasks };
}

/** Scrolls to the end, and reads the number of the last row that has its values there. */
async function lastReached(page: Page): Promise<number> {
  await page.evaluate(() => {
    const scroller = window.scroller();
    if (scroller !== null) scroller.scrollTop = scroller.scrollHeight;
  });
  await page.waitForTimeout(1000);
  return page.evaluate(() => Math.max(-1, ...window.shownRows()) + 1);
}

/** Builds the page, and serves it on a free port of this computer. */
async function servePage() {
  const outDir = await mkdtemp(join(tmpdir(), 'navigator-grid-'));
  const plugins = [react()];
  const root = join(import.meta.dirname, 'page');
  const target = 'esnext';
  const options = { root, plugins, configFile: false, logLevel: 'error' } as const;
  await build({ ...options, build: { outDir, target, chunkSizeWarningLimit: 4000 } });
  const server = await preview({
    ...options,
    build: { outDir },
    preview: { port: await freePort(), host: '127.0.0.1' },
  });
  return {
    address: server.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

function report(rows: number, visits: Readonly<Record<Grid, readonly Visit[]>>): void {
  console.log(`\n${rows.toLocaleString('en')} rows × 20 columns`);
  const of = (grid: Grid, what: keyof Visit): number =>
    median(visits[grid].map((one) => one[what]));
  const ratio = (what: keyof Visit, floor: Grid): number =>
    median(visits.navigator.map((one, round) => one[what] / (visits[floor][round]?.[what] ?? 0)));
  for (const grid of grids) {
    const parts = [
      figure('first rows', of(grid, 'firstRows'), 'ms'),
      figure('frames a second', of(grid, 'framesPerSecond'), ''),
      figure('long tasks', of(grid, 'longTasks'), ''),
      figure('drag work', of(grid, 'work'), 'ms'),
      `last row ${of(grid, 'lastRow').toLocaleString('en')}`,
      figure('heap', of(grid, 'heap') / 1e6, 'MB'),
    ];
    console.log(`${grid}: ${parts.join(', ')}`);
  }
  console.log(figure('first rows over AG Grid', ratio('firstRows', 'agGrid'), '(target 0.35)'));
  console.log(figure('drag work over the bare list', ratio('work', 'list'), '(target 1.2)'));
  console.log(figure('heap over the bare list', ratio('heap', 'list'), '(target 1.2)'));
}

/** Measures and prints. @param rounds visits of each page */
export async function measureGrid(rounds: number): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No browser was found.');
  const served = await servePage();
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  try {
    for (const rows of [100_000, 5_000_000]) {
      const visits: Record<Grid, Visit[]> = { navigator: [], agGrid: [], list: [] };
      for (let round = 0; round < rounds; round += 1) {
        for (const grid of grids) {
          const address = `${served.address}?grid=${grid}&rows=${rows}`;
          visits[grid].push(await visit(browser, address));
        }
      }
      report(rows, visits);
    }
  } finally {
    await browser.close();
    await served.close();
  }
}

if (import.meta.main) await measureGrid(Number(process.argv[2] ?? 3));
