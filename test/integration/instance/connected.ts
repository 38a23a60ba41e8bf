import { onTestFinished } from 'vitest';
import { createAnswers } from '../../../electron/answers/answers.ts';
import { createCopyAnswers } from '../../../electron/answers/copy-answers.ts';
import { createInstanceAnswers } from '../../../electron/answers/instance-answers.ts';
import type { Instance } from '../../../electron/contract/instance.ts';
import type { Language } from '../../../electron/contract/languages.ts';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import { type Result, success } from '../../../electron/contract/result.ts';
import type {
  EntitySetDetail,
  EntitySetSummary,
  Row,
  RowsPage,
} from '../../../electron/contract/rows.ts';
import type { Asking } from '../../../electron/instance/asking.ts';
import { type Clock, systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import {
  createInstanceClient,
  type InstanceClient,
} from '../../../electron/instance/instance-client.ts';
import type { InstanceModel } from '../../../electron/instance/model-source.ts';
import { failed } from '../../../electron/library/outcome.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import { createCurrentTimeZone } from '../../../electron/query/time-zone.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { OAuthApp, tokensOf } from '../../simulator/identity/oauth-app.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import type { RequestRecord } from '../../simulator/traffic.ts';

/** What the window can ask of an instance, without a local copy. */
export interface AskedInstance
  extends Pick<InstanceClient, 'connection' | 'onConnectionChange' | 'dispose'> {
  entitySets(reload: boolean): Promise<Result<readonly EntitySetSummary[]>>;
  entitySet(name: string): Promise<Result<EntitySetDetail>>;
  fetchRows(
    query: StructuredQuery,
    cursor: string | null,
    asking: Asking,
  ): Promise<Result<RowsPage>>;
  countRows(
    query: StructuredQuery,
    asking: Pick<Asking, 'signal'>,
  ): Promise<Result<{ readonly count: number | null }>>;
}

/** A simulated instance and a client of someone who is signed in to it. */
export interface Connected {
  readonly simulator: Simulator;
  readonly instance: Instance;
  readonly client: AskedInstance;
  /** The model as the client gets it from the instance. */
  readonly model: InstanceModel;
  /** What the client said when it asked for tokens: the one rejected, or undefined. */
  readonly tokenRequests: (string | undefined)[];
  /** The access token in force; a rejected one is renewed as the session would do it. */
  readonly token: () => string;
  /** Whoever is at the window, or is not. */
  readonly presence: FakePresence;
  /** Changes the language of the app. */
  readonly speak: (language: Language) => void;
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
  let language: Language = 'en';
  const tokenRequests: (string | undefined)[] = [];
  const presence = new FakePresence();
  const connection = createInstanceClient({
    isReachable: () => Promise.resolve(true),
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
  });
  const client = askedInstance(connection, { clock, language: () => language });
  onTestFinished(async () => {
    connection.dispose();
    await simulator.close();
  });
  return {
    simulator,
    instance,
    client,
    model: connection.model,
    tokenRequests,
    token: () => tokens.access_token,
    presence,
    speak: (to) => {
      language = to;
    },
  };
}

/** What the window can ask of a client. */
export function askedInstance(
  client: InstanceClient,
  { clock, language }: { clock: Clock; language: () => Language },
): AskedInstance {
  const { model } = client;
  const ask: InstanceClient['ask'] = (address, turn) => client.ask(address, turn);
  const askLibrary = () => Promise.resolve(failed('closed'));
  const entitySet = model.entitySet.bind(model);
  const answers = createAnswers({
    entitySet,
    keptEntitySet: () => Promise.resolve(null),
    person: {
      now: () => clock.now(),
      timeZone: createCurrentTimeZone(() => 'Europe/Sofia'),
      locale: () => 'en-GB',
      me: { set: 'Systems_Security_Users', id: '00000000-0000-0000-0000-000000000001' },
      current: () => Promise.resolve(new Map()),
    },
    copy: createCopyAnswers({
      ...{ askLibrary, language },
      completeFor: () => null,
      lookedAt: () => undefined,
    }),
    instance: createInstanceAnswers({
      ...{ ask, askLibrary, language, clock },
      lessons: createLessons(),
    }),
    sync: {
      whenKnown: () => Promise.resolve(),
      isComplete: () => false,
      completeFor: () => null,
      refresh: () => Promise.resolve(success(null)),
    },
  });
  return {
    connection: () => client.connection(),
    onConnectionChange: (listener) => client.onConnectionChange(listener),
    dispose: () => client.dispose(),
    entitySets: (reload) => model.entitySets(reload),
    async entitySet(name) {
      const set = await entitySet(name);
      return set.ok ? success(set.value.detail) : set;
    },
    fetchRows: (query, cursor, asking) =>
      answers.fetchRows({ query, source: 'instance', cursor }, asking),
    countRows: (query, { signal }) => answers.countRows(query, { urgency: 'prefetch', signal }),
  };
}

/** Entity set that most tests look at, and a small query of it. */
export const orders = 'Crm_Sales_SalesOrders';
export const someOrders: StructuredQuery = {
  set: orders,
  columns: ['DocumentNo'],
  where: [],
  search: '',
  order: [],
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
export function everything({ name, columns }: EntitySetDetail): StructuredQuery {
  return {
    set: name,
    columns: columns.map((column) => column.name),
    where: [],
    search: '',
    order: [],
  };
}

/** Asks for page after page until there is none, as scrolling to the end does. */
export async function allPages(client: AskedInstance, query: StructuredQuery): Promise<RowsPage[]> {
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
export async function allRows(client: AskedInstance, query: StructuredQuery): Promise<Row[]> {
  return (await allPages(client, query)).flatMap(({ rows }) => rows);
}
