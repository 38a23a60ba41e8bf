import type { AuthInfo } from 'electron';
import type { Fetch } from '../instance/http.ts';
import { networkErrorName } from './network-error.ts';
import type { NetworkQuestions } from './questions.ts';

/** A request as Electron's `net.request` makes it, as far as signing in to a proxy needs it. */
export interface SignInRequest {
  on(
    event: 'login',
    listener: (info: AuthInfo, callback: (user?: string, password?: string) => void) => void,
  ): unknown;
  on(event: 'response', listener: (response: { readonly statusCode: number }) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  end(): unknown;
}

/** Signs in to proxies that ask for a user and a password. */
export interface ProxySignIn {
  /**
   * The same `fetch`, which asks the person when a proxy wants to know who they are, and then asks once more what the proxy
   * has held up, unless it has a body.
   */
  through(fetch: Fetch): Fetch;
  /** Somebody wants to be asked again, although they did not answer the last time. */
  askAgain(): void;
}

/** How a sign-in fares. */
export type ProxySignInState = 'asked' | 'passed' | 'refused' | 'cancelled';

/** What signing in to proxies needs. */
export interface ProxySignInOptions {
  /** Asks for nothing of an address, through the session whose requests are to pass: Chromium knows the proxy's answer then. */
  readonly request: (address: string) => SignInRequest;
  readonly questions: Pick<NetworkQuestions, 'ask'>;
  readonly clock: { now(): number };
  readonly onState: (state: ProxySignInState) => void;
}

/** With these a proxy lets nobody pass whom it does not know (chromium, net/base/net_error_list.h). */
const heldUp =
  /^ERR_(PROXY_AUTH_\w+|TUNNEL_CONNECTION_FAILED|UNEXPECTED_PROXY_AUTH|INVALID_AUTH_CREDENTIALS)$/;
/** Who has cancelled is left alone for a while, in milliseconds: something asks every few seconds. */
const quietMs = 10 * 60_000;
/** What a proxy calls itself is shown; this much of it. */
const longestRealm = 80;

/**
 * Electron's `session.fetch` cancels what a proxy asks, and only `net.request` passes it on (Electron docs, `ClientRequest`, event
 * `login`). So a request of that kind goes first; who it was signed in with, Chromium remembers for the session, in memory, as long
 * as the app runs. Nothing of it is kept here.
 */
export function createProxySignIn(options: ProxySignInOptions): ProxySignIn {
  const { request, questions, clock, onState } = options;
  let signingIn: Promise<boolean> | null = null;
  let quietUntil = 0;

  /** One sign-in at a time, for all that is held up. */
  function signIn(address: string): Promise<boolean> {
    if (clock.now() < quietUntil) return Promise.resolve(false);
    signingIn ??= attempt(address).finally(() => {
      signingIn = null;
    });
    return signingIn;
  }

  function attempt(address: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let asked = 0;
    const asking = request(`${new URL(address).origin}/`);
    asking.on('login', (info, callback) => {
      // A site's own question is no proxy's: ERP.net asks with a page of its own.
      if (!info.isProxy) return callback();
      asked += 1;
      void answer(info, asked > 1, callback);
    });
    asking.on('response', ({ statusCode }) => finish(statusCode !== 407));
    asking.on('error', () => finish(false));
    asking.end();

    function finish(isPassed: boolean): void {
      if (asked > 0) onState(isPassed ? 'passed' : 'refused');
      resolve(isPassed && asked > 0);
    }
    return promise;
  }

  async function answer(
    { host, port, realm }: AuthInfo,
    isRetry: boolean,
    callback: (user?: string, password?: string) => void,
  ): Promise<void> {
    onState('asked');
    const said = await questions.ask({
      ...{ kind: 'proxySignIn', host, port, isRetry },
      realm: realm.replaceAll(/\p{Cc}/gu, '').slice(0, longestRealm),
    });
    if (said?.kind === 'proxySignIn') return callback(said.user, said.password);
    quietUntil = clock.now() + quietMs;
    onState('cancelled');
    callback();
  }

  return {
    through(fetch) {
      return async (input, init) => {
        const isRequest = input instanceof Request;
        const address = isRequest ? input.url : String(input);
        const body = (isRequest ? input.body : init?.body) ?? null;
        let held: () => Response;
        try {
          const response = await fetch(input, init);
          if (response.status !== 407) return response;
          held = () => response;
        } catch (error) {
          if (!heldUp.test(networkErrorName(error) ?? '')) throw error;
          held = () => {
            throw error;
          };
        }
        const isIn = await signIn(address);
        return isIn && body === null ? fetch(input, init) : held();
      };
    },
    askAgain() {
      quietUntil = 0;
    },
  };
}
