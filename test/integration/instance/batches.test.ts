import { describe, expect, onTestFinished, test } from 'vitest';
import type { Result } from '../../../electron/contract/result.ts';
import { success } from '../../../electron/contract/result.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { createInstanceClient } from '../../../electron/instance/instance-client.ts';
import type { Urgency } from '../../../electron/instance/queued-request.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { waysToGarble } from '../../simulator/garbled-batch.ts';
import { OAuthApp, tokensOf } from '../../simulator/identity/oauth-app.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { startSimulator } from '../../simulator/simulator.ts';
import { succeeded } from './connected.ts';

const batchPath = '/api/domain/odata/$batch';
const onlyBatch = '\\$batch$';

const sets = [
  'Crm_Sales_Customers',
  'Crm_Sales_SalesOrders',
  'General_Products_Products',
  'General_Products_ProductGroups',
  'Logistics_Inventory_Stores',
] as const;
const addresses = sets.map((set) => `${set}?$top=2&$select=Id&culture=bg`);

/** Somebody who is signed in to an instance and reads small things. */
async function reader(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ orders: 30, ...options });
  const instance = succeeded(await findInstance(createHttpClient({ fetch }), simulator.host));
  const app = new OAuthApp(simulator);
  let tokens = await app.signIn();
  let renewals = 0;
  const client = createInstanceClient({
    ...{ instance, fetch, clock: systemClock, presence: new FakePresence() },
    isReachable: () => Promise.resolve(true),
    language: () => 'en',
    async accessToken(rejected) {
      if (rejected === tokens.access_token) {
        renewals += 1;
        tokens = tokensOf(await app.refresh(tokens.refresh_token ?? ''));
      }
      return success(tokens.access_token);
    },
  });
  onTestFinished(async () => {
    client.dispose();
    await simulator.close();
  });
  const read = (
    address: string,
    signal?: AbortSignal,
    urgency: Urgency = 'background',
  ): Promise<Result<unknown>> => client.ask(address, { urgency, signal, isSmall: true });
  const readAll = (): Promise<Result<unknown>[]> =>
    Promise.all(addresses.map((each) => read(each)));
  const alone = async (): Promise<Result<unknown>[]> => {
    const answers: Result<unknown>[] = [];
    for (const each of addresses) answers.push(await client.ask(each, { urgency: 'visible' }));
    simulator.control.reset();
    return answers;
  };
  /** Requests that came, as `status name`, those inside a batch in brackets. */
  const asked = (): string[] =>
    simulator.control
      .requests()
      .filter(({ path }) => path.includes('/odata/'))
      .map(({ path, status, inBatch }) => {
        const name = path === batchPath ? 'batch' : path.slice(path.lastIndexOf('/') + 1);
        return inBatch ? `(${status} ${name})` : `${status} ${name}`;
      });
  return {
    ...{ simulator, client, read, readAll, alone, asked },
    renewals: () => renewals,
    requests: () => asked().filter((each) => !each.startsWith('(')),
  };
}

describe('small reads that wait', () => {
  test('are one request, and bring what they bring alone', async () => {
    const { readAll, alone, asked } = await reader();
    const expected = await alone();
    expect(expected.every(({ ok }) => ok)).toBe(true);
    expect(await readAll()).toEqual(expected);
    expect(asked()).toEqual(['200 batch', ...sets.map((set) => `(200 ${set})`)]);
  });

  test('go ten at a time, one alone as ever, and never with what is more or less urgent', async () => {
    const { read, client, requests } = await reader();
    const many = Array.from({ length: 21 }, (_, index) => read(`${sets[0]}?$top=1&$skip=${index}`));
    const looked = read(addresses[1] ?? '', undefined, 'visible');
    const long = client.ask(addresses[2] ?? '', { urgency: 'background' });
    expect((await Promise.all([...many, looked, long])).every(({ ok }) => ok)).toBe(true);
    expect(requests()).toEqual([
      ...['200 Crm_Sales_SalesOrders', '200 batch', '200 batch'],
      ...['200 Crm_Sales_Customers', '200 General_Products_Products'],
    ]);
  });

  test('fail each for itself', async () => {
    const { read, requests, client } = await reader();
    const wrong = `${sets[0]}?$filter=Nothing eq 1&culture=bg`;
    const [first, second, third] = await Promise.all([
      read(addresses[0] ?? ''),
      read(wrong),
      read(addresses[1] ?? ''),
    ]);
    expect([first.ok, third.ok]).toEqual([true, true]);
    expect(second).toEqual(await client.ask(wrong, { urgency: 'visible' }));
    expect(second).toMatchObject({ error: { code: 'serverError' } });
    expect(JSON.stringify(second)).toMatch(/\p{Script=Cyrillic}/u);
    expect(requests()).toEqual(['200 batch', '500 Crm_Sales_Customers']);
  });

  test('go on alone behind an error where the instance stops at it', async () => {
    const { simulator, readAll, asked } = await reader({ batchGoesOn: false });
    simulator.control.failNext({ path: sets[1], status: 500 });
    const outcomes = await readAll();
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true, true, true]);
    expect(asked()).toEqual([
      ...['200 batch', `(200 ${sets[0]})`, `(500 ${sets[1]})`],
      ...sets.slice(2).map((set) => `200 ${set}`),
    ]);
  });

  test.each(['notFound', 'notImplemented', 'refused'] as const)(
    'go alone from then on where $batch is %s',
    async (batch) => {
      const { readAll, alone, requests } = await reader({ batch });
      const expected = await alone();
      for (let time = 0; time < 2; time += 1) expect(await readAll()).toEqual(expected);
      const [first, ...others] = requests();
      expect(first).toMatch(/^\d+ batch$/);
      expect(others).toEqual([...sets, ...sets].map((set) => `200 ${set}`));
    },
  );

  test.each(waysToGarble)('are read alone when the answer comes garbled: %s', async (how) => {
    const { simulator, readAll, alone, requests } = await reader();
    const expected = await alone();
    simulator.control.garbleNext({ path: onlyBatch, how });
    const outcomes = await readAll();
    if (how === 'htmlPart') {
      // The part is whole, and what it brings is no answer.
      expect(outcomes[0]).toMatchObject({ error: { code: 'answerNotUnderstood' } });
      expect(outcomes.slice(1)).toEqual(expected.slice(1));
      expect(requests()).toEqual(['200 batch']);
      return;
    }
    expect(outcomes).toEqual(expected);
    expect(requests()).toEqual(['200 batch', ...sets.map((set) => `200 ${set}`)]);
    await readAll();
    expect(requests().at(-1)).toBe('200 batch');
  });

  test.each([undefined, 0, 700])(
    'are read alone when the connection ends after %s bytes',
    async (afterBytes) => {
      const { simulator, client, readAll, alone, requests } = await reader();
      const expected = await alone();
      simulator.control.cutNext({
        path: onlyBatch,
        times: afterBytes === undefined ? 2 : 1,
        ...(afterBytes === undefined ? {} : { afterBytes }),
      });
      expect(await readAll()).toEqual(expected);
      expect(requests().filter((each) => !each.endsWith('batch'))).toHaveLength(sets.length);
      expect(client.connection()).toMatchObject({ status: 'online' });
    },
  );

  test('go on with a fresh token after a 401, and nobody notices', async () => {
    const { simulator, readAll, alone, requests, renewals } = await reader();
    const expected = await alone();
    simulator.control.expireAccessTokens();
    expect(await readAll()).toEqual(expected);
    expect(requests()).toEqual(['401 batch', '200 batch']);
    expect(renewals()).toBe(1);
  });

  test('of which one meets a 401 go on, and that one alone, with a fresh token if need be', async () => {
    const { simulator, readAll, alone, requests, renewals } = await reader();
    const expected = await alone();
    simulator.control.failNext({ path: sets[2], status: 401, times: 2 });
    expect(await readAll()).toEqual(expected);
    expect(requests()).toEqual(['200 batch', `401 ${sets[2]}`, `200 ${sets[2]}`]);
    expect(renewals()).toBe(1);
  });

  test('are repeated together after a 429 that is soon over', async () => {
    const { simulator, readAll, alone, requests } = await reader();
    const expected = await alone();
    simulator.control.failNext({ path: onlyBatch, status: 429, headers: { 'retry-after': '0' } });
    expect(await readAll()).toEqual(expected);
    expect(requests()).toEqual(['429 batch', '200 batch']);
  });

  test('all learn that there is no licence seat, with one request', async () => {
    const { client, readAll, requests } = await reader({ seats: 0 });
    const outcomes = await readAll();
    expect(outcomes.map((each) => (each.ok ? null : each.error.code))).toEqual(
      sets.map(() => 'noLicenceSeat'),
    );
    expect(client.connection()).toMatchObject({ status: 'noLicenceSeat' });
    expect(requests()).toEqual(['503 batch']);
  });

  test('lose the one that is cancelled, and are given up when all are', async () => {
    const { simulator, read, client, requests } = await reader();
    const held = simulator.control.holdNext({ path: onlyBatch });
    const aborts = addresses.map(() => new AbortController());
    const outcomes = addresses.map((each, index) => read(each, aborts[index]?.signal));
    await held.arrived;
    aborts[0]?.abort();
    held.release();
    expect((await Promise.all(outcomes)).map(({ ok }) => ok)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);

    const again = simulator.control.holdNext({ path: onlyBatch });
    const abort = new AbortController();
    const dropped = addresses.map((each) => read(each, abort.signal));
    await again.arrived;
    const next = client.ask(addresses[0] ?? '', { urgency: 'visible' });
    abort.abort();
    const cancelled = { ok: false, error: { code: 'cancelled' } };
    expect(await Promise.all(dropped)).toEqual(dropped.map(() => cancelled));
    expect((await next).ok).toBe(true);
    again.release();
    expect(requests().map((each) => each.split(' ')[1])).toEqual(['batch', 'batch', sets[0]]);
  });

  test('take one place in the session’s rate', async () => {
    const { readAll } = await reader({ rateLimit: 2 });
    for (let time = 0; time < 2; time += 1) {
      expect((await readAll()).every(({ ok }) => ok)).toBe(true);
    }
  });
});
