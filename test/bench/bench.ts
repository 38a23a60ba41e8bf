/**
 * `npm run bench`: what the app costs over doing the same without it. Every figure is a ratio of two things measured in turn
 * in this run, because the milliseconds say more about the machine than about the app.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import { systemClock } from '../../electron/instance/clock.ts';
import { findInstance } from '../../electron/instance/discovery.ts';
import { createHttpClient } from '../../electron/instance/http.ts';
import {
  createInstanceClient,
  type InstanceClient,
} from '../../electron/instance/instance-client.ts';
import { createLessons } from '../../electron/query/lessons.ts';
import { createQueryRunner } from '../../electron/query/query-runner.ts';
import type {} from '../../renderer/erp/erp.ts';
import { launchBrowser } from '../chromium-host/launch-browser.ts';
import { install, type RunningApp } from '../e2e/installation.ts';
import { openNavigator, signIn } from '../e2e/person.ts';
import { ensureBrowser } from '../ensure-browser.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { measureLibrary } from './library/library.ts';
import { compare, describe } from './median.ts';
import { measureModel } from './model/model.ts';
import { measureSession } from './session.ts';
import { measureStart } from './start.ts';

const set = 'Crm_Sales_SalesOrders';
const columns = [
  'DocumentDate',
  'DocumentNo',
  'State',
  'Void',
  'Customer',
  'DocumentType',
  'Store',
];
const query = { set, columns, where: [], search: '', order: [] } satisfies StructuredQuery;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Asks for a first page from inside the window, as the grid does, and gives the milliseconds until it was there. */
function pageThroughApp(app: RunningApp): Promise<number> {
  return app.window.evaluate(async (asked) => {
    const ticket = crypto.randomUUID();
    const start = performance.now();
    const page = await window.erp.fetchRows({
      ticket,
      query: asked,
      source: 'instance',
      cursor: null,
      urgency: 'visible',
    });
    if (!page.ok) throw new Error(page.error.code);
    return performance.now() - start;
  }, query);
}

async function connectDirectly(simulator: Simulator, token: string): Promise<InstanceClient> {
  const instance = await findInstance(createHttpClient({ fetch }), simulator.host);
  if (!instance.ok) throw new Error(instance.error.code);
  return createInstanceClient({
    isReachable: () => Promise.resolve(true),
    instance: instance.value,
    fetch,
    accessToken: () => Promise.resolve({ ok: true, value: token }),
    language: () => 'en',
    clock: systemClock,
    presence: { isPresent: () => true, onChange: () => () => undefined },
  });
}

async function measurePages(simulator: Simulator, app: RunningApp): Promise<string[]> {
  const token = simulator.control.issuedSecrets().accessTokens.at(-1);
  if (token === undefined) throw new Error('Nobody has signed in.');
  const client = await connectDirectly(simulator, token);
  const model = await client.model.entitySet(set);
  if (!model.ok) throw new Error(model.error.code);
  const runner = createQueryRunner({
    models: (name) => (name === set ? model.value : undefined),
    lessons: createLessons(),
    ask: (address, turn) => client.ask(address, turn),
    language: () => 'en',
    clock: systemClock,
    // Each page is asked for anew.
    keptRuns: { runs: 0, rows: 0 },
  });
  const throughClient = async (): Promise<void> => {
    const { signal } = new AbortController();
    const asking = { urgency: 'visible', signal } as const;
    const page = await runner.fetch(query, null, asking);
    if (!page.ok) throw new Error(page.error.code);
  };
  await throughClient();
  const asked = simulator.control.requests().findLast(({ path }) => path.endsWith(set));
  const address = `${simulator.origin}${asked?.path}${asked?.search}`;
  const direct = (): Promise<number> =>
    timed(() => axios.get(address, { headers: { authorization: `Bearer ${token}` } }));

  const main = await compare(100, () => timed(throughClient), direct);
  const whole = await compare(100, () => pageThroughApp(app), direct);
  client.dispose();
  return [
    describe('A page of 100 rows through the main process’s part', 'with axios alone', main),
    describe('A page of 100 rows through the whole app', 'with axios alone', whole),
  ];
}

async function measureApp(): Promise<void> {
  ensureBrowser();
  for (const line of await measureSession()) console.log(line);
  const simulator = await startSimulator({ rateLimit: 1_000_000 });
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  const browser = await launchBrowser();
  const installation = await install(join(folder, 'data'), { language: 'en' });
  try {
    const app = await installation.start();
    await signIn(app, await browser.newContext(), simulator.host);
    await openNavigator(app.window, 'Sales orders');
    const pages = await measurePages(simulator, app);
    await app.quit();
    for (const line of pages) console.log(line);
  } finally {
    await installation.close();
    await browser.close();
    await simulator.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function printStart(): Promise<void> {
  for (const line of await measureStart(10)) console.log(line);
}

/**
 * `npm run bench` measures the app, `npm run bench -- start` its start alone, `npm run bench -- library 500000` the local copy with as
 * many rows, and `npm run bench -- model` the model.
 */
async function main([part, rows = '20000']: readonly string[]): Promise<void> {
  if (part === 'start') return printStart();
  if (part !== 'library' && part !== 'model') return measureApp().then(printStart);
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  try {
    if (part === 'model') measureModel(folder);
    else await measureLibrary(folder, Number(rows));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

await main(process.argv.slice(2));
