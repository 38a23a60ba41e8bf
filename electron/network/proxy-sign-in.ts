import type { AuthInfo } from 'electron';
import type { NetworkAnswer } from '../contract/diagnostics.ts';
import type { Clock } from '../instance/clock.ts';
import type { Fetch } from '../instance/http.ts';
import { networkErrorName } from './network-error.ts';
import type { NetworkQuestions } from './questions.ts';

/** Answers whoever asks for a sign-in; without a user nobody signs in. */
export type SignInAnswer = (user?: string, password?: string) => void;

/** What Electron calls when somebody asks for a sign-in. */
export type SignInListener = (info: AuthInfo, callback: SignInAnswer) => void;

/** A request as Electron's `net.request` makes it, as far as signing in to a proxy needs it. */
export interface SignInRequest {
  on(event: 'login', listener: SignInListener): unknown;
  on(event: 'response', listener: (response: { readonly statusCode: number }) => void): unknown;
  on(event: 'redirect' | 'error', listener: () => void): unknown;
  end(): unknown;
  abort(): unknown;
}

/** Signs in to proxies that ask for a user and a password. */
export interface ProxySignIn {
  /**
   * The same `fetch`, which asks the person when a proxy wants to know who they are, and then asks once more what the proxy
   * has held up, unless it has a body.
   */
  through(fetch: Fetch): Fetch;
  /**
   * Answers the `login` of requests that somebody else makes, one after the other, through the same session: what it asks for a
   * second time was wrong.
   */
  answering(): SignInListener;
  /** Somebody wants to be asked again, although they did not answer the last time. */
  askAgain(): void;
}

/** How a sign-in fares. */
export type ProxySignInState = 'asked' | 'passed' | 'refused' | 'cancelled';

/** What signing in to proxies needs. */
export interface ProxySignInOptions {
  /**
   * Asks for nothing of an address, through the session whose requests are to pass: Chromium knows the proxy's answer then. It
   * follows no redirect: nobody wanted to go there.
   */
  readonly request: (address: string) => SignInRequest;
  readonly questions: Pick<NetworkQuestions, 'ask'>;
  readonly clock: Clock;
  readonly onState: (state: ProxySignInState) => void;
}

/** With these a proxy lets nobody pass whom it does not know (chromium, net/base/net_error_list.h). */
const heldUp =
  /^ERR_(PROXY_AUTH_\w+|TUNNEL_CONNECTION_FAILED|UNEXPECTED_PROXY_AUTH|INVALID_AUTH_CREDENTIALS)$/;
/** Who has cancelled is left alone for a while, in milliseconds: something asks every few seconds. */
const quietMs = 10 * 60_000;
/** How long a proxy may take to answer, in milliseconds; the person takes as long as they like. */
const longestWait = 60_000;
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
  /** By proxy, what is being asked, so that all that it holds up meanwhile gets the same answer. */
  const asking = new Map<string, Promise<NetworkAnswer>>();
  let quietUntil = 0;
  const isQuiet = (): boolean => clock.now() < quietUntil;

  /** One sign-in at a time, for all that is held up. */
  function signIn(address: string): Promise<boolean> {
    if (isQuiet()) return Promise.resolve(false);
    signingIn ??= attempt(address).finally(() => {
      signingIn = null;
    });
    return signingIn;
  }

  function attempt(address: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let isAsked = false;
    const listener = answering();
    const probe = request(`${new URL(address).origin}/`);
    const wait = (): (() => void) => clock.after(longestWait, () => finish(false));
    let stopWaiting = wait();
    probe.on('login', (info, callback) => {
      isAsked ||= info.isProxy;
      stopWaiting();
      listener(info, (...said) => {
        stopWaiting = wait();
        callback(...said);
      });
    });
    probe.on('response', ({ statusCode }) => finish(statusCode !== 407));
    // Whoever leads elsewhere has let through.
    probe.on('redirect', () => finish(true));
    probe.on('error', () => finish(false));
    probe.end();

    let isOver = false;
    function finish(isPassed: boolean): void {
      if (isOver) return;
      isOver = true;
      stopWaiting();
      probe.abort();
      if (isAsked) onState(isPassed ? 'passed' : 'refused');
      // Passed without a question: somebody has signed in meanwhile, elsewhere.
      resolve(isPassed);
    }
    return promise;
  }

  function answering(): SignInListener {
    let asked = 0;
    return (info, callback) => {
      // A site's own question is no proxy's: ERP.net asks with a page of its own.
      if (!info.isProxy || isQuiet()) return callback();
      asked += 1;
      void answer(info, asked > 1, callback);
    };
  }

  async function answer(info: AuthInfo, isRetry: boolean, callback: SignInAnswer): Promise<void> {
    const said = await ask(info, isRetry);
    if (said?.kind === 'proxySignIn') callback(said.user, said.password);
    else callback();
  }

  function ask(info: AuthInfo, isRetry: boolean): Promise<NetworkAnswer> {
    const proxy = `${info.host}:${info.port}`;
    const underWay = asking.get(proxy);
    if (underWay !== undefined) return underWay;
    const asked = askPerson(info, isRetry).finally(() => asking.delete(proxy));
    asking.set(proxy, asked);
    return asked;
  }

  async function askPerson(
    { host, port, realm }: AuthInfo,
    isRetry: boolean,
  ): Promise<NetworkAnswer> {
    onState('asked');
    const said = await questions.ask({
      ...{ kind: 'proxySignIn', host, port, isRetry },
      // Neither breaks a line nor turns the direction of what is written around it.
      realm: realm.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').slice(0, longestRealm),
    });
    if (said?.kind === 'proxySignIn') return said;
    quietUntil = clock.now() + quietMs;
    onState('cancelled');
    return null;
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
    answering,
    askAgain() {
      quietUntil = 0;
    },
  };
}
