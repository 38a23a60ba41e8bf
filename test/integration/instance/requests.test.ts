import { describe, expect, test } from 'vitest';
import type { Language } from '../../../electron/contract/languages.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { createInstanceClient } from '../../../electron/instance/instance-client.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { connect, looking, orders, rowRequests, someOrders, succeeded } from './connected.ts';
import { startServer } from './server.ts';

describe('the account’s requests', () => {
  test('go on with a fresh token after a 401, each repeated once, and nobody notices', async () => {
    const connection = await connect();
    const { client, simulator, tokenRequests, token } = connection;
    const first = succeeded(await client.fetchRows(someOrders, null, looking()));
    const expired = token();
    simulator.control.expireAccessTokens();
    const before = rowRequests(connection).length;
    tokenRequests.length = 0;
    const second = succeeded(await client.fetchRows(someOrders, first.cursor, looking()));
    expect(second.rows).toHaveLength(100);
    expect(tokenRequests).toEqual([undefined, expired]);
    const statuses = rowRequests(connection)
      .slice(before)
      .map(({ status }) => status);
    expect(statuses).toEqual([401, 200]);
  });

  test('end with needsSignIn when the fresh token is refused, too', async () => {
    const connection = await connect();
    const { client, simulator } = connection;
    succeeded(await client.entitySet(orders));
    simulator.control.failNext({ path: '/odata/', status: 401, times: 5 });
    expect(await client.fetchRows(someOrders, null, looking())).toMatchObject({
      error: { code: 'needsSignIn' },
    });
    expect(rowRequests(connection)).toHaveLength(2);
  });

  test('go one at a time however many are asked for at once', async () => {
    const connection = await connect();
    const { client } = connection;
    // One request at a time and five waiting are what the instance allows; the rest would get 429.
    const pages = await Promise.all(
      Array.from({ length: 50 }, () => client.fetchRows(someOrders, null, looking())),
    );
    expect(pages.every(({ ok }) => ok)).toBe(true);
    expect(rowRequests(connection).every(({ status }) => status === 200)).toBe(true);
  });

  test('never see two of them under way, by the server’s own eyes', async () => {
    let underWay = 0;
    let most = 0;
    const { instance } = await connect({ orders: 1 });
    const slow = await startServer((_, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      setImmediate(() => {
        underWay -= 1;
        response.end('[]');
      });
    });
    let language: Language = 'en';
    const client = createInstanceClient({
      isReachable: () => Promise.resolve(true),
      instance: { ...instance, domainApi: slow.origin },
      fetch,
      accessToken: () => Promise.resolve({ ok: true, value: 'token' }),
      language: () => language,
      clock: systemClock,
      presence: new FakePresence(),
    });
    const answers = Array.from({ length: 10 }, (_, index) => {
      language = index % 2 === 0 ? 'en' : 'bg';
      return client.model.entitySets(true);
    });
    await Promise.all(answers);
    expect(slow.requests.length).toBeGreaterThan(1);
    expect(most).toBe(1);
  });

  test('that nobody waits for any more are ended, and the next one is served', async () => {
    const { client, simulator } = await connect();
    succeeded(await client.entitySet(orders));
    const held = simulator.control.holdNext({ path: '/odata/', stage: 'request' });
    const abort = new AbortController();
    const passed = client.fetchRows(someOrders, null, { urgency: 'visible', signal: abort.signal });
    await held.arrived;
    const next = client.fetchRows(someOrders, null, looking());
    abort.abort();
    expect(await passed).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(succeeded(await next).rows).toHaveLength(100);
    held.release();
  });

  test('are held back when they were too many for a minute', async () => {
    const { client, simulator } = await connect();
    succeeded(await client.fetchRows(someOrders, null, looking()));
    simulator.control.set({ rateLimit: 1 });
    const refused = await client.fetchRows(someOrders, null, looking());
    expect(refused).toMatchObject({ error: { code: 'tooManyRequests' } });
    expect(client.connection()).toMatchObject({ status: 'slowedDown' });
  });

  test('are repeated once after a 429 that is soon over', async () => {
    const connection = await connect();
    const { client, simulator } = connection;
    succeeded(await client.entitySet(orders));
    simulator.control.failNext({ path: '/odata/', status: 429, headers: { 'retry-after': '0' } });
    expect(succeeded(await client.fetchRows(someOrders, null, looking())).rows).toHaveLength(100);
    expect(rowRequests(connection).map(({ status }) => status)).toEqual([429, 200]);
    expect(client.connection()).toMatchObject({ status: 'online' });
  });

  test.each([true, false])(
    'pass on what the instance says of an error, wrapped: %s',
    async (errorWrapper) => {
      const { client, simulator, speak } = await connect({ errorWrapper });
      speak('bg');
      succeeded(await client.entitySet(orders));
      const nextLink = `${orders}?$select=Nonsense&$top=1&culture=bg`;
      const body = { value: [], '@odata.nextLink': nextLink };
      simulator.control.failNext({ path: '/odata/', status: 200, body });
      // A page without rows is gone on from at once.
      const refused = await client.fetchRows(someOrders, null, looking());
      expect(refused).toMatchObject({ error: { code: 'serverError' } });
      const detail = refused.ok ? '' : (refused.error.detail ?? '');
      expect(detail).toMatch(/\p{Script=Cyrillic}/u);
      expect(detail).toContain('Nonsense');
      expect(detail).not.toContain('Aloe');
    },
  );

  test('find the instance gone, and back again', async () => {
    const { client, simulator } = await connect();
    const states: string[] = [];
    client.onConnectionChange(({ status }) => states.push(status));
    succeeded(await client.fetchRows(someOrders, null, looking()));
    simulator.control.cutNext({ path: '/odata/', times: 2 });
    expect(await client.fetchRows(someOrders, null, looking())).toMatchObject({
      error: { code: 'hostUnreachable' },
    });
    succeeded(await client.fetchRows(someOrders, null, looking()));
    expect(states).toEqual(['online', 'offline', 'online']);
  });

  test('end with the client, and none is sent afterwards', async () => {
    const connection = await connect();
    const { client, simulator } = connection;
    succeeded(await client.entitySet(orders));
    const held = simulator.control.holdNext({ path: '/odata/', stage: 'request' });
    const underWay = client.fetchRows(someOrders, null, looking());
    await held.arrived;
    const waiting = client.fetchRows(someOrders, null, looking());
    client.dispose();
    const cancelled = { ok: false, error: { code: 'cancelled' } };
    expect(await Promise.all([underWay, waiting])).toEqual([cancelled, cancelled]);
    expect(await client.fetchRows(someOrders, null, looking())).toEqual(cancelled);
    held.release();
    expect(rowRequests(connection)).toHaveLength(1);
  });
});
