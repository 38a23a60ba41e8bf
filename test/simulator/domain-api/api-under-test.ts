import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type DomainApiSwitches, defaultSwitches, defaultUsers } from '../options.ts';
import { createDomainApi, type DomainApi } from './domain-api.ts';

/** A day after the newest document. */
export const testTime = Date.UTC(2026, 10, 21, 10, 15, 30);

const rowSchema = z.record(z.string(), z.unknown());
export type Row = z.infer<typeof rowSchema>;

/** A member that is a text; fails the test if there is no such text. */
export function textOf(row: Row | undefined, name: string): string {
  return z.string().parse(row?.[name]);
}

/** The address of a row, or of what one of its references points to. */
export function addressOf(row: Row | undefined, reference?: string): string {
  const holder = reference === undefined ? row : row?.[reference];
  return z.object({ '@odata.id': z.string() }).parse(holder)['@odata.id'];
}

const pageSchema = z.object({
  '@odata.nextLink': z.string().optional(),
  '@odata.count': z.number().optional(),
  value: z.array(rowSchema),
});

const errorSchema = z.object({
  error: z.object({ message: z.string(), code: z.number(), type: z.string() }),
});

/** The Domain API behind a small HTTP server, with a clock and switches that a test moves. */
export interface ApiUnderTest {
  readonly origin: string;
  readonly api: DomainApi;
  readonly switches: DomainApiSwitches;
  readonly clock: { time: number; now(): number };
  /** Any path, with the token of a session of the user Maria. */
  fetch(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The rows of a query such as `General_Products_Products?$top=3`; fails unless the answer is 200. */
  rows(query: string): Promise<Row[]>;
  page(queryOrLink: string): Promise<z.infer<typeof pageSchema>>;
  row(query: string): Promise<Row>;
  count(query: string): Promise<number>;
  /** The error of a query that must fail with 500. */
  error(query: string): Promise<z.infer<typeof errorSchema>['error']>;
  close(): Promise<void>;
}

const root = '/api/domain/odata/';

/** @param settings a small number of orders by default, so that a file of tests starts at once. */
export async function startApi(
  settings: { orders?: number; switches?: Partial<DomainApiSwitches> } = {},
): Promise<ApiUnderTest> {
  const clock = { time: testTime, now: () => clock.time };
  const switches = { ...defaultSwitches, rateLimit: 100_000, ...settings.switches };
  const server = createServer((request, response) => {
    api.handle(request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const api = createDomainApi({
    ...{ origin, clock, switches, users: defaultUsers, orders: settings.orders ?? 120 },
    authenticate: async (token) => {
      const [, sessionId] = /^token-of-(.+)$/.exec(token) ?? [];
      const [user] = defaultUsers;
      if (sessionId === undefined || user === undefined) return undefined;
      return { login: user.login, userId: user.id, sessionId, clientId: 'test', scope: ['read'] };
    },
  });

  async function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const address = path.startsWith('http') ? path : origin + path;
    return fetch(address, { headers: { authorization: 'Bearer token-of-maria', ...headers } });
  }

  async function successful(query: string): Promise<Response> {
    const response = await ask(query.startsWith('http') ? query : root + query);
    if (response.status !== 200) throw new Error(`${query}: ${await response.text()}`);
    return response;
  }

  async function page(query: string): Promise<z.infer<typeof pageSchema>> {
    return pageSchema.parse(await (await successful(query)).json());
  }

  return {
    ...{ origin, api, switches, clock, page, fetch: ask },
    rows: async (query) => (await page(query)).value,
    row: async (query) => rowSchema.parse(await (await successful(query)).json()),
    count: async (query) => Number(await (await successful(query)).text()),
    async error(query) {
      const response = await ask(root + query);
      if (response.status !== 500) throw new Error(`${query}: ${response.status}, not an error`);
      return errorSchema.parse(await response.json()).error;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      api.close();
    },
  };
}
