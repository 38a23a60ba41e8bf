import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../electron/instance/clock.ts';
import type { Fetch } from '../../electron/instance/http.ts';
import { noLessons } from '../../electron/query/lessons.ts';
import { createSync } from '../../electron/sync/sync.ts';
import { connect, must, presence } from './forked-instance.ts';
import { forkedLibrary } from './library/bench-library.ts';
import { compare, describe } from './median.ts';

/** Until a request arrives, in milliseconds. */
const latency = 30;
const rounds = 15;
const never = new AbortController().signal;

const sets = [
  ...['General_Contacts_Companies', 'General_Contacts_Persons', 'Crm_Pricing_PriceLists'],
  ...['General_Contacts_CompanyLocations', 'Finance_Payments_PaymentTypes'],
  ...['Finance_Payments_PaymentOrders', 'Finance_Accounting_Accounts', 'Crm_Sales_Customers'],
  ...['Finance_Accounting_AccountingVouchers', 'General_EnterpriseCompanies'],
  ...['General_Currencies_Currencies', 'General_Geography_Countries', 'Systems_Security_Users'],
  ...['Systems_Documents_DocumentTypes', 'Logistics_Inventory_Stores'],
  ...['Logistics_Procurement_Suppliers', 'General_Products_Products', 'Crm_Sales_CustomerTypes'],
  ...['General_Products_ProductGroups', 'General_Products_ProductTypes'],
] as const;

const distant: Fetch = async (input, init) => {
  await sleep(latency);
  return fetch(input, init);
};

/** An instance that takes no batches, and says so without being asked. */
const oneByOne: Fetch = async (input, init) => {
  const { url } = new Request(input, init);
  return url.endsWith('$batch') ? new Response(null, { status: 404 }) : distant(input, init);
};

/** A computer on which the sets are kept and complete. */
async function keeping(instance: Parameters<typeof connect>[0], send: Fetch) {
  const client = await connect(instance, send);
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  const library = forkedLibrary(folder);
  await library.open();
  const complete = Promise.withResolvers<void>();
  const sync = createSync({
    metering: { isHeldBack: () => false, onChange: () => () => undefined },
    askLibrary: (name, given, signal) => library.ask(name, given, signal),
    askList: (address, turn) => client.askList(address, turn),
    entitySet: (name) => client.model.entitySet(name),
    understand: () => Promise.reject(new Error('No part is kept.')),
    lessons: noLessons,
    language: () => 'en',
    ...{ clock: systemClock, presence },
    isOnline: () => true,
    onOnlineChange: () => () => undefined,
    onChange: ({ sets: kept }) => {
      if (kept.some(({ failure }) => failure !== null)) complete.reject(new Error('It failed.'));
      const done = kept.filter(({ status }) => status === 'upToDate');
      if (done.length === sets.length) complete.resolve();
    },
    onSetChange: () => undefined,
  });
  await sync.start();
  const [set, ...along] = sets;
  must(await sync.keep({ set, along, withPictures: false }));
  await complete.promise;
  return {
    /** Follows all of them. @returns milliseconds */
    async follow(): Promise<number> {
      const start = performance.now();
      const followed = await Promise.all(sets.map((each) => sync.refresh(each, never)));
      for (const each of followed) must(each);
      return performance.now() - start;
    },
    async end(): Promise<void> {
      sync.dispose();
      client.dispose();
      await library.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What it costs to follow twenty kept sets in which nothing has changed, over a line with some latency. */
export async function measureFollowing(
  instance: Parameters<typeof connect>[0],
): Promise<readonly string[]> {
  const together = await keeping(instance, distant);
  const alone = await keeping(instance, oneByOne);
  const comparison = await compare(
    rounds,
    () => together.follow(),
    () => alone.follow(),
  );
  await together.end();
  await alone.end();
  return [
    describe(
      `Following ${sets.length} unchanged sets with ${latency} ms of latency`,
      'one request for each',
      comparison,
    ),
  ];
}
