import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { success } from '../../../electron/contract/result.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { createInstanceClient } from '../../../electron/instance/instance-client.ts';
import type { EntitySetModel } from '../../../electron/instance/model.ts';
import { createFakeClock } from '../../electron/instance/fake-clock.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { temporaryFolder } from '../../electron/library/temporary-folder.ts';
import { openLibraryHere } from '../../electron/sync/in-process-library.ts';
import { createWorld } from '../../electron/sync/sync-world.ts';
import { OAuthApp } from '../../simulator/identity/oauth-app.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { succeeded } from '../instance/connected.ts';

const minute = 60_000;
const kept = [
  ...['General_Products_Products', 'General_Products_ProductGroups', 'Crm_Sales_Customers'],
  ...['Crm_Sales_CustomerTypes', 'Crm_Sales_SalesOrders', 'Crm_Invoicing_Invoices'],
  ...['Logistics_Inventory_Stores', 'General_Currencies_Currencies'],
] as const;

/** A computer with eight sets that are complete, before ten minutes have passed. */
async function keeping(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ orders: 20, ...options });
  const instance = succeeded(await findInstance(createHttpClient({ fetch }), simulator.host));
  const { access_token: token } = await new OAuthApp(simulator).signIn();
  const client = createInstanceClient({
    ...{ instance, fetch, clock: systemClock, presence: new FakePresence() },
    isReachable: () => Promise.resolve(true),
    accessToken: () => Promise.resolve(success(token)),
    language: () => 'en',
  });
  const models = new Map<string, EntitySetModel>();
  for (const set of kept) models.set(set, succeeded(await client.model.entitySet(set)));
  const library = await openLibraryHere(temporaryFolder());
  const world = createWorld({
    askLibrary: (name, given, signal) => library.ask(name, given, signal),
    ask: (address, turn) => client.ask(address, turn),
    models: (set) => models.get(set),
    clock: createFakeClock(Date.now()),
  });
  onTestFinished(async () => {
    world.sync.dispose();
    client.dispose();
    await library.close();
    await simulator.close();
  });
  await world.sync.start();
  const [set, ...along] = kept;
  succeeded(await world.sync.keep({ set, along, withPictures: false }));
  await world.idle();
  expect(kept.filter((each) => world.sync.isComplete(each))).toEqual(kept);
  simulator.control.reset();
  /** Requests that came, without those inside a batch, and the sets that were asked about. */
  const asked = () => {
    const all = simulator.control.requests();
    return {
      requests: all.filter(({ inBatch }) => inBatch !== true).length,
      sets: new Set(all.flatMap(({ path }) => /odata\/(\w+)/.exec(path)?.slice(1) ?? [])),
    };
  };
  return { simulator, world, asked };
}

describe('Eight kept sets that fall due', () => {
  it('are followed with two requests, and what has changed in any of them comes', async () => {
    const { simulator, world, asked } = await keeping();
    const [product] = simulator.control.rows(kept[0]);
    simulator.control.changeRow(kept[0], z.string().parse(product?.Id), { PartNumber: 'changed' });
    await world.pass(10 * minute);
    expect(asked()).toEqual({ requests: 2, sets: new Set(kept) });
    expect(world.changed.at(-1)).toBe(kept[0]);
    expect(succeeded(await world.sync.changes(kept[0])).rows).toMatchObject([{ kind: 'changed' }]);
  });

  it('are counted with two requests', async () => {
    const { world, asked, simulator } = await keeping();
    await world.pass(60 * minute - 1, 10 * minute);
    simulator.control.reset();
    await world.pass(1);
    // Following falls due in the same moment.
    expect(asked()).toEqual({ requests: 4, sets: new Set(kept) });
  });

  it('are followed one by one where the instance takes no batches, after one try', async () => {
    const { simulator, world, asked } = await keeping();
    simulator.control.set({ batch: 'notFound' });
    await world.pass(10 * minute);
    expect(asked()).toEqual({ requests: 9, sets: new Set(kept) });
    await world.pass(10 * minute);
    expect(asked().requests).toBe(9 + 8);
    expect(kept.map((set) => world.kept(set)?.status)).toEqual(kept.map(() => 'upToDate'));
  });

  it('fail each for itself', async () => {
    const { simulator, world } = await keeping();
    simulator.control.failNext({ path: `${kept[2]}\\?.*filter`, status: 500 });
    await world.pass(10 * minute);
    expect(kept.filter((set) => world.kept(set)?.status !== 'upToDate')).toEqual([kept[2]]);
  });
});
