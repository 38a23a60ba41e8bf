import type { Instance } from '../contract/instance.ts';
import type { Language } from '../contract/languages.ts';
import type { ConnectionState } from '../contract/requests.ts';
import { type Result, success } from '../contract/result.ts';
import type { Clock } from './clock.ts';
import { createConnection } from './connection.ts';
import { type AccessToken, createDomainApi } from './domain-api.ts';
import { createHttpClient, type Fetch } from './http.ts';
import { createModelSource, type InstanceModel } from './model-source.ts';
import type { Presence } from './presence.ts';
import { listReadAlready, type ReceivedList, whileWanted } from './received-list.ts';
import { createRequestQueue, type Turn } from './request-queue.ts';
import { createSmallReads } from './small-reads.ts';
import { createWayBack } from './way-back.ts';

/** Reads one instance for one account: everything goes through one queue, with the account's token. */
export interface InstanceClient {
  /** Asks for JSON; `address` is absolute, or relative to the OData service root. */
  ask(address: string, turn: Turn): Promise<Result<unknown>>;
  /**
   * The same for an answer with a long `value`, which is read when it has come: by then the next request is on its way.
   */
  askList(address: string, turn: Turn): Promise<Result<ReceivedList>>;
  /** The model as the instance tells it. */
  readonly model: InstanceModel;
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
  /** Asks the instance something that takes no licence seat and needs no token; never rejects. */
  readonly isReachable: (signal: AbortSignal) => Promise<boolean>;
}

/** Puts the parts together; sends nothing by itself. */
export function createInstanceClient(options: InstanceClientOptions): InstanceClient {
  const { instance, fetch, accessToken, language, clock, presence, isReachable } = options;
  const connection = createConnection({ clock, presence });
  const wayBack = createWayBack({
    ...{ clock, presence },
    isThere: isReachable,
    onFound: () => connection.noteReached(),
  });
  connection.onChange(({ status }) => (status === 'offline' ? wayBack.lose() : wayBack.find()));
  const api = createDomainApi({ instance, http: createHttpClient({ fetch }), accessToken, clock });
  const queue = createRequestQueue({
    ...{ clock, presence, smallReads: createSmallReads(api) },
    onOutcome: (outcome) => connection.note(outcome),
  });

  const ask = (address: string, turn: Turn): Promise<Result<unknown>> =>
    turn.isSmall === true
      ? queue.read(address, turn)
      : queue.run((signal) => api.getJson(address, signal), turn);

  return {
    ask,
    async askList(address, turn) {
      if (turn.isSmall !== true) {
        const received = await queue.run((signal) => api.getList(address, signal), turn);
        return received.ok ? success(whileWanted(received.value, turn.signal)) : received;
      }
      const answer = await ask(address, turn);
      return answer.ok ? success(listReadAlready(answer.value)) : answer;
    },
    model: createModelSource({
      domainApi: instance.domainApi,
      // Shared by everyone who needs it, so nobody's cancelling may take it away.
      ask: (address) => ask(address, { urgency: 'visible' }),
      askForMetadata: () =>
        queue.run((signal) => api.getXml('$metadata', signal), { urgency: 'visible' }),
      streamDetails: (address, take, signal) =>
        queue.run((running) => api.streamJson(address, take, running), {
          ...{ urgency: 'prefetch', signal },
        }),
      language,
    }),
    connection: () => connection.state(),
    onConnectionChange: (listener) => connection.onChange(listener),
    dispose() {
      queue.dispose();
      wayBack.dispose();
      connection.dispose();
    },
  };
}
