import type { RequestRecord, TestConnection, TestResult } from '../contract/diagnostics.ts';
import type { ConnectionState } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';
import { testConnection } from '../diagnostics/connection-test.ts';
import type { Diagnostics } from '../diagnostics/diagnostics.ts';
import type { Clock } from '../instance/clock.ts';
import { findInstance } from '../instance/discovery.ts';
import { createDomainApi } from '../instance/domain-api.ts';
import { createHttpClient, type Fetch } from '../instance/http.ts';
import type { Network } from '../network/network-session.ts';
import { createIdentityProvider } from '../session/identity-provider.ts';
import type { Session } from '../session/session.ts';
import type { SettingsStore } from '../shell/settings.ts';
import type { AccountData } from './account-data.ts';

/** What the window asks of the diagnostics. */
export interface DiagnosticsAnswers {
  text(): Promise<string>;
  requests(): readonly RequestRecord[];
  /** See {@link testConnection}. */
  test(asked: TestConnection, signal: AbortSignal): Promise<Result<readonly TestResult[]>>;
}

/** What the diagnostics are answered with. */
export interface DiagnosticsAnswersOptions {
  readonly diagnostics: Diagnostics;
  readonly network: () => Network;
  readonly fetch: Fetch;
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly data: {
    current(): Pick<AccountData, 'copy' | 'sync'> | undefined;
    connectionState(): ConnectionState;
  };
  readonly clock: Clock;
  readonly program: () => Readonly<Record<string, string>>;
  /** What an administrator has preset or locked, without its values. */
  readonly policy: () => Readonly<Record<string, string>>;
  /** Told of each step of a test as it ends. */
  readonly onStep: (ticket: string, result: TestResult) => void;
  /** A person tests: whom a proxy could not ask before may be asked again. */
  readonly onTest: () => void;
}

/** A step is given this long, in milliseconds: somebody watches. */
const stepLimit = 15_000;

/** Answers with what the app is made of. */
export function createDiagnosticsAnswers(options: DiagnosticsAnswersOptions): DiagnosticsAnswers {
  const { diagnostics, network, fetch, session, settings, data, clock, onStep, onTest } = options;
  const http = createHttpClient({ fetch, timeoutMs: stepLimit });
  return {
    requests: () => diagnostics.requests(),
    text() {
      const current = data.current();
      return diagnostics.text({
        program: options.program(),
        policy: options.policy(),
        settings: settings.state().settings,
        session: session.state(),
        accounts: session.accounts().accounts.length,
        connection: data.connectionState(),
        copy: current?.copy.state() ?? null,
        keptSets: current?.sync.keptSets() ?? null,
      });
    },
    test(asked, signal) {
      onTest();
      const { clientId } = settings.state().settings;
      return testConnection(
        {
          network: network(),
          clock,
          reach: (address, ended) => http.get(address, { accept: '*/*', signal: ended }),
          findInstance: (host, ended) => findInstance(http, host, ended),
          askIdentity: ({ issuer }) =>
            createIdentityProvider({ issuer, clientId, clientSecret: null, fetch }).discoverAnew(),
          session: () => ({ state: session.state(), instance: session.instance() }),
          heldAccess: () => session.heldAccessToken(),
          askApi({ instance, access, address }, ended) {
            // A refused access stays refused: renewing it is not this test's to do.
            const accessToken = (): Promise<Result<string>> =>
              Promise.resolve({ ok: true, value: access });
            return createDomainApi({ instance, http, accessToken, clock }).getJson(address, ended);
          },
        },
        asked,
        signal,
        (result) => {
          const { step, status, problem } = result;
          diagnostics.note({ event: 'test', step, state: status, problem });
          onStep(asked.ticket, result);
        },
      );
    },
  };
}
