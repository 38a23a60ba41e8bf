import type { Instance } from '../contract/instance.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import type { EntitySetDetail, EntitySetSummary, RowsPage, RowsQuery } from '../contract/rows.ts';
import type { Clock } from './clock.ts';
import { createConnection } from './connection.ts';
import { createCursors } from './cursors.ts';
import { type AccessToken, createDomainApi } from './domain-api.ts';
import { createHttpClient, type Fetch } from './http.ts';
import type { Language } from './model.ts';
import { createModelSource } from './model-source.ts';
import type { Presence } from './presence.ts';
import { createRequestQueue, type Turn } from './request-queue.ts';
import { type Asking, createRowsSource } from './rows.ts';

/** Reads one instance for one account: everything goes through one queue, with the account's token. */
export interface InstanceClient {
  /** All navigators, localized and sorted; `reload` asks the instance again. */
  entitySets(reload: boolean): Promise<Result<readonly EntitySetSummary[]>>;
  entitySet(name: string): Promise<Result<EntitySetDetail>>;
  fetchRows(query: RowsQuery, cursor: string | null, asking: Asking): Promise<Result<RowsPage>>;
  countRows(
    query: RowsQuery,
    asking: Pick<Asking, 'signal'>,
  ): Promise<Result<{ readonly count: number }>>;
  connection(): ConnectionState;
  /** Calls `listener` on every change until the returned function is called. */
  onConnectionChange(listener: (state: ConnectionState) => void): () => void;
  /** Cancels what is under way; nothing is sent afterwards. */
  dispose(): void;
}

/** What an instance client is made with. */
export interface InstanceClientOptions {
  readonly instance: Instance;
  readonly fetch: Fetch;
  readonly accessToken: AccessToken;
  /** The language that the app speaks at the moment. */
  readonly language: () => Language;
  readonly clock: Clock;
  readonly presence: Presence;
  /** A new unguessable string at each call, for example a UUID. */
  readonly random: () => string;
}

/** Puts the parts together; sends nothing by itself. */
export function createInstanceClient(options: InstanceClientOptions): InstanceClient {
  const { instance, fetch, accessToken, language, clock, presence, random } = options;
  const connection = createConnection({ clock, presence });
  const queue = createRequestQueue({
    ...{ clock, presence },
    onOutcome: (outcome) => connection.note(outcome),
  });
  const api = createDomainApi({ instance, http: createHttpClient({ fetch }), accessToken, clock });

  const ask = (address: string, turn: Turn): Promise<Result<unknown>> =>
    queue.run((signal) => api.getJson(address, signal), turn);

  const model = createModelSource({
    domainApi: instance.domainApi,
    // Shared by everyone who needs it, so nobody's cancelling may take it away.
    ask: (address) => ask(address, { urgency: 'visible' }),
    language,
  });
  const rows = createRowsSource({
    entitySet: (name) => model.entitySet(name),
    ask,
    cursors: createCursors(random),
    clock,
    language,
  });

  return {
    entitySets: (reload) => model.entitySets(reload),
    async entitySet(name) {
      const set = await model.entitySet(name);
      return set.ok ? { ok: true, value: set.value.detail } : set;
    },
    fetchRows: (query, cursor, asking) => rows.fetchRows(query, cursor, asking),
    countRows: (query, { signal }) => rows.countRows(query, signal),
    connection: () => connection.state(),
    onConnectionChange: (listener) => connection.onChange(listener),
    dispose() {
      queue.dispose();
      connection.dispose();
    },
  };
}
