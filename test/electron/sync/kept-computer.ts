import { onTestFinished } from 'vitest';
import type { Library } from '../../../electron/library/library.ts';
import { createFakeClock } from '../instance/fake-clock.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';
import { type FakeInstance, fakeInstance, fakeModel } from './fake-instance.ts';
import { openLibraryHere } from './in-process-library.ts';
import { createWorld, type SyncWorld, type WorldOptions } from './sync-world.ts';

/** A computer with a library of its own, and an instance that it keeps sets of. */
export interface KeptComputer {
  readonly instance: FakeInstance;
  library(): Library;
  world(): SyncWorld;
  /** Ends the app and starts it again; `meanwhile` happens to the files in between. */
  restart(meanwhile?: (folder: string) => void): Promise<SyncWorld>;
  /** Titles of the rows of a set that are here, in order. */
  titles(set: string): Promise<readonly string[]>;
}

/**
 * Starts one that keeps nothing.
 * @param pageSize rows of a page of the instance
 * @param models of the instance, which may have others after a restart
 */
export async function keptComputer(
  pageSize?: number,
  models: WorldOptions['models'] = fakeModel,
): Promise<KeptComputer> {
  const folder = temporaryFolder();
  const instance = fakeInstance(pageSize);
  const clock = createFakeClock();
  let library = await openLibraryHere(folder);
  let world = await start();

  async function start(): Promise<SyncWorld> {
    const started = createWorld({
      askLibrary: (name, given, signal) => library.ask(name, given, signal),
      ask: (address, turn) => instance.ask(address, turn),
      models,
      clock,
    });
    await started.sync.start();
    await started.idle();
    return started;
  }

  onTestFinished(async () => {
    world.sync.dispose();
    await library.close();
  });
  return {
    instance,
    library: () => library,
    world: () => world,
    async restart(meanwhile) {
      world.sync.dispose();
      await library.close();
      meanwhile?.(folder);
      library = await openLibraryHere(folder);
      world = await start();
      return world;
    },
    async titles(set) {
      const query = { set, columns: [], fields: [], where: [], search: '', order: [] };
      const page = await library.ask('queryRows', { query, offset: 0, limit: 100 });
      const rows = page.ok ? (page.value?.rows ?? []) : [];
      return rows.map(({ title }) => title ?? '').toSorted((a, b) => (a < b ? -1 : 1));
    },
  };
}
