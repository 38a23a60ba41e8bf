import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Instance } from '../../../electron/contract/instance.ts';
import { type Result, success } from '../../../electron/contract/result.ts';
import type { EntitySetDetail, Row, RowsPage, RowsQuery } from '../../../electron/contract/rows.ts';
import { type Clock, systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import {
  createInstanceClient,
  type InstanceClient,
} from '../../../electron/instance/instance-client.ts';
import type { Asking } from '../../../electron/instance/rows.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { OAuthApp, tokensOf } from '../../simulator/identity/oauth-app.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import type { RequestRecord } from '../../simulator/traffic.ts';

/** A simulated instance and a client of someone who is signed in to it. */
export interface Connected {
  readonly simulator: Simulator;
  readonly instance: Instance;
  readonly client: InstanceClient;
  /** What the client said when it asked for tokens: the one rejected, or undefined. */
  readonly tokenRequests: (string | undefined)[];
  /** The access token in force; a rejected one is renewed as the session would do it. */
  readonly token: () => string;
  /** Whoever is at the window, or is not. */
  readonly presence: FakePresence;
  /** Changes the language of the app. */
  readonly speak: (language: 'en' | 'bg') => void;
}

/** Takes the value out of a result that must be a success. */
export function succeeded<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`Failed: ${JSON.stringify(result.error)}`);
  return result.value;
}

/**
 * Starts an instance, discovers it, and signs in; everything ends with the test.
 * @param clock the time of this computer
 */
export async function connect(
  options: Partial<SimulatorOptions> = {},
  clock: Clock = systemClock,
): Promise<Connected> {
  const simulator = await startSimulator({ orders: 250, ...options });
  const http = createHttpClient({ fetch });
  const instance = succeeded(await findInstance(http, simulator.host));
  const app = new OAuthApp(simulator);
  let tokens = await app.signIn();
  let language: 'en' | 'bg' = 'en';
  const tokenRequests: (string | undefined)[] = [];
  const presence = new FakePresence();
  const client = createInstanceClient({
    instance,
    fetch,
    async accessToken(rejected) {
      tokenRequests.push(rejected);
      if (rejected === tokens.access_token) {
        tokens = tokensOf(await app.refresh(tokens.refresh_token ?? ''));
      }
      return success(tokens.access_token);
    },
    language: () => language,
    clock,
    presence,
    random: randomUUID,
  });
  onTestFinished(async () => {
    client.dispose();
    await simulator.close();
  });
  return {
    simulator,
    instance,
    client,
    tokenRequests,
    token: () => tokens.access_token,
    presence,
    speak: (to) => {
      language = to;
    },
  };
}

/** Entity set that most tests look at, and a small query of it. */
export const orders = 'Crm_Sales_SalesOrders';
export const someOrders: RowsQuery = {
  set: orders,
  columns: ['DocumentNo'],
  search: '',
  order: null,
};

/** Requests for rows that the instance received. */
export function rowRequests({ simulator }: Connected): RequestRecord[] {
  return simulator.control.requests().filter(({ path }) => path.includes('/odata/'));
}

/** How the grid asks. */
export function looking(): Asking {
  return { urgency: 'visible', signal: new AbortController().signal };
}

/** A query for all columns of a set. */
export function everything({ name, columns }: EntitySetDetail): RowsQuery {
  return { set: name, columns: columns.map((column) => column.name), search: '', order: null };
}

/** Asks for page after page until there is none, as scrolling to the end does. */
export async function allPages(client: InstanceClient, query: RowsQuery): Promise<RowsPage[]> {
  const pages: RowsPage[] = [];
  let cursor: string | null = null;
  do {
    const page: RowsPage = succeeded(await client.fetchRows(query, cursor, looking()));
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
}

/** All rows of a query. */
export async function allRows(client: InstanceClient, query: RowsQuery): Promise<Row[]> {
  return (await allPages(client, query)).flatMap(({ rows }) => rows);
}
