import { success } from '../../../electron/contract/result.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient, type Fetch } from '../../../electron/instance/http.ts';
import {
  createInstanceClient,
  type InstanceClient,
} from '../../../electron/instance/instance-client.ts';
import { whoAmI } from '../../../electron/instance/profile.ts';
import { createIdentityProvider } from '../../../electron/session/identity-provider.ts';
import { requestRefresh } from '../../../electron/session/token-request.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { askedInstance, orders, someOrders } from '../../integration/instance/connected.ts';
import type { HostileInstance } from './middle.ts';

/** Something that the app asks, and which of the answers to it is spoiled. */
export interface Question {
  readonly target: RegExp;
  readonly ask: () => Promise<unknown>;
}

/** Names of secrets that no failure may repeat. */
export const secrets = { refreshToken: 'the-refresh-token-of-somebody' };

const columns = [
  ...['DocumentNo', 'Customer', 'DocumentDate', 'State', 'Void', 'DocumentNotes'],
  ...['CustomerPurchaseOrderNo', 'StateTagsAttribute', 'DocumentType'],
];

/**
 * All that the app asks an instance, each with a client of its own, so that nothing is remembered.
 * @param fetch sees every request
 */
export function questionsOf(
  hostile: HostileInstance,
  fetch: Fetch,
): Readonly<Record<string, Question>> {
  const { connected, origin, host } = hostile;
  const instance = JSON.parse(
    hostile.translated(JSON.stringify(connected.instance)),
  ) as typeof connected.instance;
  const http = createHttpClient({ fetch });
  const signal = new AbortController().signal;

  async function withClient<Answer>(
    ask: (client: InstanceClient) => Promise<Answer>,
  ): Promise<Answer> {
    const client = createInstanceClient({
      ...{ instance, fetch, clock: systemClock, presence: new FakePresence() },
      isReachable: () => Promise.resolve(true),
      accessToken: () => Promise.resolve(success(connected.token())),
      language: () => 'en',
    });
    try {
      return await ask(client);
    } finally {
      client.dispose();
    }
  }

  const identity = () =>
    createIdentityProvider({
      ...{ issuer: instance.issuer, clientId: 'erpnet-navigator', clientSecret: null },
      fetch: (url, init) => fetch(url, init),
    });
  const tokens = {
    ...{ accessToken: 'old', receivedAt: 0, serverTime: null, lifetime: 1, refreshTokenAt: null },
    ...{ refreshToken: secrets.refreshToken, refreshLifetime: null },
  };
  const asked = (client: InstanceClient) =>
    askedInstance(client, { clock: systemClock, language: () => 'en' });
  /** The first pages: a further one is asked for where the instance says. */
  async function rows(client: InstanceClient): Promise<unknown> {
    const asking = { urgency: 'visible', signal } as const;
    const instanceAnswers = asked(client);
    const query = { ...someOrders, columns };
    let page = await instanceAnswers.fetchRows(query, null, asking);
    for (let further = 0; further < 3 && page.ok && page.value.cursor !== null; further += 1) {
      page = await instanceAnswers.fetchRows(query, page.value.cursor, asking);
    }
    return page;
  }

  /** As a pull asks. */
  async function list(client: InstanceClient): Promise<unknown> {
    const received = await client.askList(`${orders}?$top=50`, { urgency: 'background', signal });
    return received.ok ? received.value.read((some) => some.length) : received;
  }

  return {
    discovery: { target: /auto-discovery/, ask: () => findInstance(http, host) },
    version: { target: /\/ver$/, ask: () => findInstance(http, host) },
    profile: {
      target: /^\/profile\/me/,
      ask: () => whoAmI({ http, clock: systemClock }, instance, connected.token()),
    },
    sets: {
      target: /\/currentmodel(\?|$)/,
      ask: () => withClient((client) => asked(client).entitySets(true)),
    },
    set: {
      target: /\/currentmodel\/Crm_Sales_SalesOrders/,
      ask: () => withClient((client) => asked(client).entitySet(orders)),
    },
    rows: { target: /\/odata\//, ask: () => withClient(rows) },
    list: { target: /\/odata\//, ask: () => withClient(list) },
    rowsByModel: { target: /\/currentmodel\//, ask: () => withClient(rows) },
    count: {
      target: /\/odata\//,
      ask: () => withClient((client) => asked(client).countRows(someOrders, { signal })),
    },
    metadata: {
      target: /\$metadata/,
      ask: () =>
        withClient((client) =>
          client.ask(`${origin}/api/domain/odata/$metadata`, { urgency: 'visible' }),
        ),
    },
    identity: {
      target: /openid-configuration/,
      ask: async () => (await identity().configuration()).ok,
    },
    token: {
      target: /connect\/token/,
      ask: () => requestRefresh(identity(), tokens, () => Date.now()),
    },
  };
}
