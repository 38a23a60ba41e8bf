import { onTestFinished } from 'vitest';
import type { CopyState, KeptSets } from '../../../electron/contract/local-copy.ts';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import { type Result, success } from '../../../electron/contract/result.ts';
import type { Row, RowsPage, RowsSource } from '../../../electron/contract/rows.ts';
import type { Asking } from '../../../electron/instance/asking.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { createInstanceClient } from '../../../electron/instance/instance-client.ts';
import { createLocalCopy } from '../../../electron/local-copy/local-copy.ts';
import { createCurrentTimeZone } from '../../../electron/query/time-zone.ts';
import { type AccountData, createAccountData } from '../../../electron/requests/account-data.ts';
import { createAccountPresence } from '../../../electron/requests/account-presence.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { asForked, forkLibrary } from '../../electron/library/forked-library.ts';
import { sampleKey } from '../../electron/library/opened-account.ts';
import { OAuthApp } from '../../simulator/identity/oauth-app.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { succeeded } from '../instance/connected.ts';

/** An account whose network can be cut and whose app can be restarted. */
export interface Account {
  readonly simulator: Simulator;
  /**
   * Starts the data side of the app over the account's folder; an earlier one is closed before.
   * @param mayKeepOffline what the organisation's policy says; it allows keeping if left out
   */
  start(mayKeepOffline?: boolean): Promise<AccountData>;
  /** Cuts the network, or mends it. */
  cut(isCut: boolean): void;
  readonly keptSets: KeptSets[];
  readonly copyStates: CopyState[];
}

/** Starts an instance and signs somebody in; everything ends with the test. */
export async function openAccount(
  folder: string,
  options: Partial<SimulatorOptions> = {},
): Promise<Account> {
  const simulator = await startSimulator({ orders: 250, ...options });
  onTestFinished(() => simulator.close());
  const instance = succeeded(await findInstance(createHttpClient({ fetch }), simulator.host));
  const tokens = await new OAuthApp(simulator).signIn();
  let isCut = false;
  let running: AccountData | null = null;
  const keptSets: KeptSets[] = [];
  const copyStates: CopyState[] = [];
  onTestFinished(async () => running?.close());

  return {
    simulator,
    keptSets,
    copyStates,
    cut(next) {
      isCut = next;
    },
    async start(mayKeepOffline = true) {
      await running?.close();
      const presence = createAccountPresence(new FakePresence());
      presence.attend(true);
      const client = createInstanceClient({
        isReachable: () => Promise.resolve(true),
        instance,
        fetch: (input, init) =>
          isCut
            ? Promise.reject(new TypeError('net::ERR_INTERNET_DISCONNECTED'))
            : fetch(input, init),
        accessToken: () => Promise.resolve(success(tokens.access_token)),
        language: () => 'en',
        clock: systemClock,
        presence,
      });
      const copy = createLocalCopy({
        fork: () => asForked(forkLibrary()),
        folder,
        key: () => Promise.resolve(success({ bytes: sampleKey.slice(), isKept: true })),
        language: () => 'en',
        whenFree: Promise.resolve(),
        limitBytes: 100_000_000,
        limitDays: () => 30,
        clock: systemClock,
        sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        onChange: (state) => copyStates.push(state),
        onReturn: () => running?.sync.lookAgain(),
      });
      running = createAccountData({
        ...{ instance, client, copy, presence },
        metering: { isHeldBack: () => false, onChange: () => () => undefined },
        mayKeepOffline,
        userId: '00000000-0000-0000-0000-000000000001',
        language: () => 'en',
        timeZone: createCurrentTimeZone(() => 'Europe/Sofia'),
        locale: () => 'en-GB',
        clock: systemClock,
        onKeptSetsChange: (kept) => keptSets.push(kept),
        onSetChange: () => undefined,
      });
      return running;
    },
  };
}

/** How the grid asks. */
export function looking(): Asking {
  return { urgency: 'visible', signal: new AbortController().signal };
}

/** The first page, or the one after a cursor. */
export function ask(
  { answers }: AccountData,
  query: StructuredQuery,
  source: RowsSource,
  cursor: string | null = null,
): Promise<Result<RowsPage>> {
  return answers.fetchRows({ query, source, cursor }, looking());
}

/** All pages of an answer. */
export async function allRows(
  data: AccountData,
  query: StructuredQuery,
  source: RowsSource,
): Promise<{ rows: Row[]; first: RowsPage }> {
  const first = succeeded(await ask(data, query, source));
  const rows = [...first.rows];
  for (let { cursor } = first; cursor !== null; ) {
    const page = succeeded(await ask(data, query, source, cursor));
    rows.push(...page.rows);
    cursor = page.cursor;
  }
  return { rows, first };
}
