import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { SignInArguments } from '../contract/session.ts';
import type { Clock } from './clock.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { openLoopbackListener } from './loopback-listener.ts';
import { signInFailure } from './oauth-failure.ts';
import type { RedirectListener } from './redirect-listener.ts';
import { resultPage } from './result-page.ts';
import { openSchemeListener, type SchemeRedirects } from './scheme-redirect.ts';
import { lifetimeOf, type Tokens } from './tokens.ts';

/** How long a sign-in waits for the browser, in milliseconds. */
export const signInTimeLimit = 5 * 60_000;

/** What a sign-in needs. */
export interface SignInRequest extends Pick<SignInArguments, 'staySignedIn' | 'anotherUser'> {
  readonly provider: IdentityProvider;
  /**
   * The login that the sign-in page is to offer, of the account that signs in again; null for none. It is left out when
   * another user is asked for.
   */
  readonly loginHint: string | null;
  /** How the browser comes back: to one of `redirectPorts`, or through `schemeRedirects`. */
  readonly redirect: 'loopback' | 'scheme';
  readonly redirectPorts: readonly number[];
  readonly schemeRedirects: SchemeRedirects;
  readonly language: Language;
  readonly clock: Clock;
  /** Ends the sign-in when the user cancels it. */
  readonly signal: AbortSignal;
  readonly openBrowser: (url: string) => Promise<void>;
  /** The browser was opened; the address opens the same sign-in again. */
  readonly onWaiting: (authorizeUrl: string) => void;
  /** The browser came back, the code is being exchanged. */
  readonly onFinishing: () => void;
}

/** What came out of a sign-in. */
export interface SignedIn {
  readonly tokens: Tokens;
  readonly idToken: string;
  readonly claims: IDToken;
}

interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/**
 * Signs a user in with the system's browser: code flow with PKCE S256, a redirect to loopback or to the app's own
 * scheme, fresh state and nonce, `iss` checked when the server sends or promises it, the id_token's claims and signature
 * checked.
 *
 * @param finish makes the sign-in real (who it is, keeping it). The page in the browser tells of success only after this
 *   succeeded.
 * @returns what `finish` returned. Failures: those of discovery, `cancelled`, `signInTimedOut`, `signInPortsTaken`,
 *   `browserNotOpened`, those of {@link signInFailure}, and those of `finish`.
 * @see RFC 8252, RFC 7636, RFC 9207, OpenID Connect Core 1.0 section 3.1
 */
export async function signInWithBrowser<Value>(
  request: SignInRequest,
  finish: (signedIn: SignedIn) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { provider, clock, signal } = request;
  const over = new AbortController();
  const limit = AbortSignal.any([over.signal, signal]);
  void clock.sleep(signInTimeLimit, limit).then(
    () => over.abort(),
    () => undefined,
  );
  const secrets = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
  };
  let listener: RedirectListener | null = null;
  try {
    const discovered = await orAborted(provider.configuration(), limit);
    if (discovered === 'aborted') return ended(signal);
    if (!discovered.ok) return discovered;
    const opened = await openListener(request, secrets.state);
    if (!opened.ok) return opened;
    listener = opened.value;
    return await askBrowser({ ...request, finish, limit, secrets, listener }, discovered.value);
  } finally {
    over.abort();
    await listener?.close();
  }
}

async function openListener(
  { redirect, redirectPorts, schemeRedirects }: SignInRequest,
  state: string,
): Promise<Result<RedirectListener>> {
  if (redirect === 'scheme') return success(openSchemeListener(schemeRedirects, state));
  return openLoopbackListener(redirectPorts, state);
}

interface Attempt<Value> extends SignInRequest {
  readonly finish: (signedIn: SignedIn) => Promise<Result<Value>>;
  /** The user's cancelling, or the time limit. */
  readonly limit: AbortSignal;
  readonly secrets: Secrets;
  readonly listener: RedirectListener;
}

async function askBrowser<Value>(
  attempt: Attempt<Value>,
  configuration: Configuration,
): Promise<Result<Value>> {
  const { listener, limit, language, signal } = attempt;
  const authorizeUrl = await authorizationUrl(attempt, configuration);
  const opening = attempt.openBrowser(authorizeUrl).then(
    () => 'opened' as const,
    () => 'notOpened' as const,
  );
  const opened = await orAborted(opening, limit);
  if (opened === 'aborted') return ended(signal);
  if (opened === 'notOpened') return failure({ code: 'browserNotOpened' });
  attempt.onWaiting(authorizeUrl);
  const callback = await orAborted(listener.callback, limit);
  if (callback === 'aborted') return ended(signal);
  attempt.onFinishing();
  const exchanged = await exchange(configuration, callback.url, attempt);
  const result = exchanged.ok ? await attempt.finish(exchanged.value) : exchanged;
  await callback.respond(resultPage(language, result.ok ? 'signedIn' : result.error.code));
  return result;
}

async function authorizationUrl(
  { staySignedIn, anotherUser, loginHint, secrets, listener }: Attempt<unknown>,
  configuration: Configuration,
): Promise<string> {
  const scopes = ['openid', 'profile', ...(staySignedIn ? ['offline_access'] : []), 'read'];
  return buildAuthorizationUrl(configuration, {
    redirect_uri: listener.redirectUri,
    scope: scopes.join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(anotherUser ? { prompt: 'login' } : hint(loginHint)),
  }).href;
}

function hint(login: string | null): { login_hint?: string } {
  return login === null || login === '' ? {} : { login_hint: login };
}

async function exchange(
  configuration: Configuration,
  callbackUrl: URL,
  { provider, secrets, clock }: Attempt<unknown>,
): Promise<Result<SignedIn>> {
  try {
    const answer = await authorizationCodeGrant(configuration, callbackUrl, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    });
    const claims = answer.claims();
    if (answer.id_token === undefined || claims === undefined) {
      return failure({ code: 'signInRejected' });
    }
    const tokens = {
      accessToken: answer.access_token,
      receivedAt: clock.now(),
      lifetime: lifetimeOf(answer.expires_in),
      refreshToken: answer.refresh_token ?? null,
      // When the server wrote the id_token, which is the same moment.
      serverTime: claims.iat * 1000,
      refreshTokenAt: null,
      refreshLifetime: null,
    };
    return success({ tokens, idToken: answer.id_token, claims });
  } catch (error) {
    return failure(await signInFailure(error, provider, clock.now()));
  }
}

function ended(cancelled: AbortSignal): {
  ok: false;
  error: { code: 'cancelled' | 'signInTimedOut' };
} {
  return { ok: false, error: { code: cancelled.aborted ? 'cancelled' : 'signInTimedOut' } };
}

/** What the promise resolves with, or `aborted` when the signal comes first. */
async function orAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | 'aborted'> {
  if (signal.aborted) return 'aborted';
  const aborted = Promise.withResolvers<'aborted'>();
  const abort = (): void => aborted.resolve('aborted');
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
