import { describe, expect, test } from 'vitest';
import {
  allPages,
  allRows,
  connect,
  everything,
  looking,
  orders,
  rowRequests,
  someOrders,
  succeeded,
} from './connected.ts';
import { startServer } from './server.ts';
import { createTruth } from './truth.ts';

describe('paging', () => {
  test.each([
    { orders: 10_000, amountValues: 'number' },
    { orders: 1000, amountValues: 'string' },
  ] as const)(
    'brings each of $orders orders once, as it is, with amounts sent as a $amountValues',
    async (options) => {
      const { client, simulator } = await connect(options);
      const detail = succeeded(await client.entitySet(orders));
      const pages = await allPages(client, everything(detail));
      const rows = pages.flatMap((page) => page.rows);
      expect(pages.map((page) => page.rows.length)).toEqual(
        Array.from({ length: options.orders / 100 }, () => 100),
      );
      expect(new Set(rows.map(({ id }) => id)).size).toBe(options.orders);
      const truth = createTruth(simulator).rows(detail);
      expect(new Map(rows.map((row) => [row.id, row.cells]))).toEqual(truth);
      expect(succeeded(await client.countRows(someOrders, looking()))).toEqual({
        count: options.orders,
      });
    },
    120_000,
  );

  test('through an order of the server’s brings each row once, in that order', async () => {
    const { client } = await connect();
    const order = { column: 'DocumentNo', direction: 'descending' } as const;
    const rows = await allRows(client, { ...someOrders, order: [order] });
    const numbers = rows.map(({ cells }) => (typeof cells[0] === 'string' ? cells[0] : ''));
    expect(numbers).toHaveLength(250);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b.localeCompare(a, 'en')));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(250);
  });

  test('through a search in Cyrillic brings and counts what the tables hold', async () => {
    const { client, simulator } = await connect();
    const customers = {
      ...someOrders,
      set: 'Crm_Sales_Customers',
      columns: ['Number'],
      search: 'ООД',
    };
    const rows = await allRows(client, customers);
    const count = succeeded(await client.countRows(customers, looking()));
    const all = simulator.control.rows('Crm_Sales_Customers').length;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(all);
    expect(count).toEqual({ count: rows.length });
  });

  test('takes a page whose body is cut for an error, and goes on from the same place', async () => {
    const { client, simulator } = await connect();
    const first = succeeded(await client.fetchRows(someOrders, null, looking()));
    for (const afterBytes of [0, 1, 2000]) {
      simulator.control.cutNext({ path: '/odata/', afterBytes });
      const cut = await client.fetchRows(someOrders, first.cursor, looking());
      expect(cut).toMatchObject({ ok: false, error: { code: 'answerIncomplete' } });
    }
    const second = succeeded(await client.fetchRows(someOrders, first.cursor, looking()));
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(200);
  });

  test('takes whole JSON that lacks its end for an error, even when the connection ended well', async () => {
    const { client, simulator } = await connect();
    succeeded(await client.entitySet(orders));
    const headers = { 'content-type': 'application/json' };
    simulator.control.failNext({
      path: '/odata/',
      status: 200,
      headers,
      body: '{"value":[{"DocumentNo":"1"}',
    });
    expect(await client.fetchRows(someOrders, null, looking())).toMatchObject({
      error: { code: 'answerIncomplete' },
    });
  });

  test('refuses to follow a nextLink to a foreign origin, and no token leaves', async () => {
    const connection = await connect();
    const { client, simulator, token } = connection;
    const foreign = await startServer((_, response) => response.end('{"value":[]}'));
    for (const nextLink of [
      `${foreign.origin}/api/domain/odata/${orders}?$skiptoken=1`,
      `//${new URL(foreign.origin).host}/api/domain/odata/${orders}`,
      `${simulator.origin.replace('127.0.0.1', 'localhost')}/api/domain/odata/${orders}`,
      `${simulator.origin}/id/connect/userinfo`,
      `${simulator.origin}/api/domain/odata/../../../id/connect/userinfo`,
    ]) {
      const body = { value: [], '@odata.nextLink': nextLink };
      simulator.control.failNext({ path: '/odata/', status: 200, body });
      const before = rowRequests(connection).length;
      // A page without rows is gone on from at once.
      expect(await client.fetchRows(someOrders, null, looking())).toEqual({
        ok: false,
        error: { code: 'foreignAddress' },
      });
      expect(rowRequests(connection)).toHaveLength(before + 1);
    }
    expect(foreign.requests).toEqual([]);
    expect(JSON.stringify(foreign.requests)).not.toContain(token());
  });

  test('follows no redirect to a foreign origin, and no token leaves', async () => {
    const { client, simulator } = await connect();
    succeeded(await client.entitySet(orders));
    const foreign = await startServer((_, response) => response.end('{"value":[]}'));
    for (const status of [301, 302, 303, 307, 308]) {
      const headers = { location: `${foreign.origin}/` };
      simulator.control.failNext({ path: '/odata/', status, headers });
      expect(await client.fetchRows(someOrders, null, looking())).toMatchObject({
        error: { code: 'answerNotUnderstood' },
      });
    }
    expect(foreign.requests).toEqual([]);
  });
});
