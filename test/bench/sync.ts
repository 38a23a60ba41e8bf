/** `node test/bench/sync.ts [orders]`: what it costs to keep what is downloaded, and to follow what is kept. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { KeptSets } from '../../electron/contract/local-copy.ts';
import { success } from '../../electron/contract/result.ts';
import { systemClock } from '../../electron/instance/clock.ts';
import type { InstanceClient } from '../../electron/instance/instance-client.ts';
import type { EntitySetModel } from '../../electron/instance/model.ts';
import { noLessons } from '../../electron/query/lessons.ts';
import { pulledSet } from '../../electron/sync/pulled-set.ts';
import { createSync } from '../../electron/sync/sync.ts';
import { measureFollowing } from './following.ts';
import { connect, forkInstance, must, presence } from './forked-instance.ts';
import { forkedLibrary } from './library/bench-library.ts';
import { compare, describe, figure, median } from './median.ts';
import { type Stalls, stallsDuring } from './stalls.ts';

/** A set that can't be followed, so that keeping it is one full pull. */
const set = 'Crm_Sales_SalesOrderLines';
const rounds = 5;

const answeredPage = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
});

/** Downloads all pages as the pull asks for them and throws them away. @returns rows */
async function download(client: InstanceClient, model: EntitySetModel): Promise<number> {
  let [address] = pulledSet(model, 'en').pullAddresses();
  let rows = 0;
  while (address !== undefined) {
    const page = answeredPage.parse(must(await client.ask(address, { urgency: 'background' })));
    rows += page.value.length;
    address = page['@odata.nextLink'];
  }
  return rows;
}

/** Downloads them as fast as they come: they are thrown away unread, and each is asked for when the one before has come. */
async function downloadUnread(client: InstanceClient, model: EntitySetModel): Promise<void> {
  let [address] = pulledSet(model, 'en').pullAddresses();
  while (address !== undefined) {
    const page = must(await client.askList(address, { urgency: 'background' }));
    address = page.seenNextLink ?? undefined;
  }
}

/** Processor time of this process since an earlier look, in milliseconds. */
function processorTime(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What keeping the set takes, in milliseconds. */
interface Kept {
  readonly clock: number;
  /** Of this process's processor time. */
  readonly processor: number;
}

/** Works as it is, or while something is watched. */
type Watch = (work: () => Promise<unknown>) => Promise<unknown>;
const unwatched: Watch = (work) => work();

/** Keeps the set in a new library, from the wish to the moment when all of it can be read. */
async function keep(
  client: InstanceClient,
  model: EntitySetModel,
  watch = unwatched,
): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  const library = forkedLibrary(folder);
  await library.open();
  const complete = Promise.withResolvers<void>();
  const sync = createSync({
    metering: { isHeldBack: () => false, onChange: () => () => undefined },
    askLibrary: (name, given, signal) => library.ask(name, given, signal),
    askList: (address, turn) => client.askList(address, turn),
    entitySet: () => Promise.resolve(success(model)),
    understand: () => Promise.reject(new Error('No part is kept.')),
    lessons: noLessons,
    language: () => 'en',
    ...{ clock: systemClock, presence },
    isOnline: () => true,
    onOnlineChange: () => () => undefined,
    onChange: ({ sets }: KeptSets) => {
      if (sets.some(({ failure }) => failure !== null)) complete.reject(new Error('It failed.'));
    },
    onSetChange: () => complete.resolve(),
  });
  await sync.start();
  // The process and its writer run already when a person chooses what to keep.
  await library.ask('keepSet', { set: 'Nothing', isKept: false });
  const start = performance.now();
  const processor = process.cpuUsage();
  await watch(async () => {
    await sync.keep({ set, along: [], withPictures: false });
    await complete.promise;
  });
  const kept = { clock: performance.now() - start, processor: processorTime(processor) };
  sync.dispose();
  await library.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  return kept;
}

/** How long others had to wait while the set was kept. Looking for that takes a fifth of the processor's time by itself. */
async function stallsOfKeeping(client: InstanceClient, model: EntitySetModel): Promise<Stalls> {
  const stalled = Promise.withResolvers<Stalls>();
  await keep(client, model, async (work) => stalled.resolve(await stallsDuring(work)));
  return stalled.promise;
}

function stallLine(name: string, stalls: readonly Stalls[]): string {
  const worst = (measure: keyof Stalls): string =>
    Math.max(...stalls.map((each) => each[measure])).toFixed(1);
  const middle = median(stalls.map(({ longest }) => longest)).toFixed(1);
  return [
    `${name}: ${middle} ms (worst ${worst('longest')}, n = ${stalls.length});`,
    `at work ${worst('longestAtWork')} ms; one turn in a hundred waits ${worst('oneInHundred')} ms`,
  ].join(' ');
}

async function main([orders = '10000']: readonly string[]): Promise<void> {
  const instance = await forkInstance(orders);
  const client = await connect(instance);
  const model = must(await client.model.entitySet(set));
  const rows = await download(client, model);
  // The machine's own share of what is seen as stalls.
  const idle = await stallsDuring(() => sleep(3000));
  const stalls: Stalls[] = [];
  // The first round, in which code is compiled, counts here: a person's first pull is one.
  for (let round = 0; round <= rounds; round += 1)
    stalls.push(await stallsOfKeeping(client, model));
  const keeping: number[] = [];
  const downloading: number[] = [];
  const comparison = await compare(
    rounds,
    async () => {
      const { clock, processor } = await keep(client, model);
      keeping.push(processor);
      return clock;
    },
    async () => {
      const start = performance.now();
      const processor = process.cpuUsage();
      await download(client, model);
      downloading.push(processorTime(processor));
      return performance.now() - start;
    },
  );
  const shares = comparison.ours.map((ours, round) => (comparison.floor[round] ?? 0) / ours);
  console.log(describe(`Keeping ${rows} rows`, 'downloading them for nothing', comparison));
  console.log(figure('  rows a second over those', median(shares), ''));
  console.log(figure('  rows a second', (rows / median(comparison.ours)) * 1000, ''));
  const unread: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await downloadUnread(client, model);
    unread.push(performance.now() - start);
  }
  const overUnread = median(unread) / median(comparison.ours);
  console.log(figure('  rows a second over those of downloading them unread', overUnread, ''));
  const perPage = (milliseconds: number): number => (milliseconds / rows) * 1000;
  console.log(
    figure('  processor time of this process, of 1000 rows', perPage(median(keeping)), 'ms'),
  );
  console.log(figure('  of downloading alone', perPage(median(downloading)), 'ms'));
  console.log(stallLine('Longest stall of this process over a whole pull', stalls));
  console.log(stallLine('  while it does nothing for three seconds', [idle]));
  client.dispose();
  for (const line of await measureFollowing(instance)) console.log(line);
  instance.process.disconnect();
}

await main(process.argv.slice(2));
