import type { KeepOffline } from '../../../electron/contract/local-copy.ts';
import type { Library } from '../../../electron/library/library.ts';
import { createFakeClock, type FakeClock } from '../../electron/instance/fake-clock.ts';
import { openLibraryHere } from '../../electron/sync/in-process-library.ts';
import { createWorld, type SyncWorld } from '../../electron/sync/sync-world.ts';
import type { QueriedInstance } from '../query/queried-instance.ts';
import { doDeed } from './deeds.ts';
import type { Beginning, Deed, Event } from './random-life.ts';
import { type TroubledLine, troubledLine } from './troubled-line.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A computer on which sets of an instance are kept, and what happens to both. */
export interface Computer {
  library(): Library;
  world(): SyncWorld;
  happen(event: Event): Promise<void>;
  /** Keeps something for the first time, through all that may happen then, until all of it is here. */
  begin(beginning: Beginning, wishes: readonly KeepOffline[]): Promise<void>;
  /** All trouble ends, and a day passes in which everything is done that falls due. */
  calmDay(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a computer that keeps nothing yet. */
export async function startComputer(
  instance: QueriedInstance,
  { folder, pageSize }: { readonly folder: string; readonly pageSize: number },
): Promise<Computer> {
  const { api } = instance;
  const line: TroubledLine = troubledLine((address) => instance.ask(address), pageSize);
  const clock: FakeClock = createFakeClock(api.clock.time);
  let latest = api.clock.time;
  let library = await openLibraryHere(folder);
  let world = await start();

  async function start(): Promise<SyncWorld> {
    const started = createWorld({
      askLibrary: (name, given, signal) => library.ask(name, given, signal),
      ask: (address) => line.ask(address),
      models: instance.models,
      clock,
      hasLongPages: pageSize % 2 === 0,
    });
    await started.sync.start();
    return started;
  }

  function serverTimePasses(ms: number): void {
    api.clock.time += ms;
    latest = Math.max(latest, api.clock.time);
  }

  async function pass(ms: number): Promise<void> {
    serverTimePasses(ms);
    await world.pass(ms);
  }

  async function restart(): Promise<void> {
    world.sync.dispose();
    await library.close();
    library = await openLibraryHere(folder);
    world = await start();
  }

  /** Others work while something is being fetched, a deed at a time. */
  async function work(deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) {
      doDeed(api, deed);
      serverTimePasses(1000);
      await new Promise(setImmediate);
    }
  }

  async function happen(event: Event): Promise<void> {
    switch (event.kind) {
      case 'deeds':
        await work(event.deeds);
        return world.idle();
      case 'pass':
        return pass(event.ms);
      case 'clockSet':
        clock.set(event.by);
        return world.idle();
      case 'serverClockBack':
        // No further than what is asked for twice reaches.
        api.clock.time = Math.max(api.clock.time - event.by, latest - 200_000);
        return;
      case 'troubles':
        return line.expect(event.troubles);
      case 'linksExpire':
        return line.expireLinks();
      case 'refresh':
        await Promise.race([
          world.sync.refresh(event.set, new AbortController().signal),
          world.idle(),
        ]);
        return world.idle();
      case 'crash':
        world.crashAfter(event.steps);
        await clock.advance(hour);
        await work(event.deeds);
        await world.idle();
        serverTimePasses(20 * minute);
        return restart();
      case 'awayAndBack':
        await clock.advance(hour);
        for (let turn = 0; turn < event.turns; turn += 1) await new Promise(setImmediate);
        world.presence.leave();
        await work(event.deeds.slice(0, 3));
        serverTimePasses(20 * minute);
        await work(event.deeds.slice(3));
        world.presence.comeBack();
        return world.idle();
      case 'pausedForAWhile':
        await world.sync.pause(true);
        await pass(event.ms);
        await world.sync.pause(false);
        return world.idle();
    }
  }

  return {
    library: () => library,
    world: () => world,
    happen,
    async begin({ troubles, crashAfter }, wishes) {
      line.expect(troubles);
      for (const wish of wishes) {
        const kept = await world.sync.keep(wish);
        if (!kept.ok) throw new Error(kept.error.code);
      }
      world.crashAfter(crashAfter);
      await world.idle();
      if (world.hasCrashed()) await restart();
      line.expect([]);
      world.crashAfter(Number.POSITIVE_INFINITY);
      await pass(hour);
    },
    async calmDay() {
      line.expect([]);
      for (let hours = 0; hours < 28; hours += 4) await pass(4 * hour);
    },
    async close() {
      world.sync.dispose();
      await library.close();
    },
  };
}
