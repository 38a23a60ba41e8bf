import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../electron/contract/failure.ts';
import { success } from '../../../electron/contract/result.ts';
import type { Fetch } from '../../../electron/session/identity-fetch.ts';
import { createIdentityProvider } from '../../../electron/session/identity-provider.ts';
import { signInWithBrowser } from '../../../electron/session/sign-in.ts';
import { FakeClock } from './fake-clock.ts';

const issuer = 'https://erp.example/id';
const metadata = {
  issuer,
  token_endpoint: `${issuer}/connect/token`,
  authorization_endpoint: `${issuer}/connect/authorize`,
  jwks_uri: `${issuer}/jwks`,
};
const json = { 'content-type': 'application/json' };
const html = '<!doctype html><title>Sign in to the network</title>';

type Answer = () => Response | Promise<Response>;

const answers =
  (status: number, body: string | null = null, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(body, { status, headers });

const oauth = (error: string, status = 400, headers: Record<string, string> = {}): Answer =>
  answers(status, JSON.stringify({ error, error_description: `About ${error}` }), {
    ...json,
    ...headers,
  });

const chromium =
  (name: string): Answer =>
  () =>
    Promise.reject(new Error(`net::${name}`));

const cutBody: Answer = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"access_token":'));
        controller.error(new Error('net::ERR_INCOMPLETE_CHUNKED_ENCODING'));
      },
    }),
    { headers: json },
  );

/**
 * Signs in against a token endpoint that answers like this, with a browser that comes back at once.
 *
 * @param redirect the query that the browser brings besides the state.
 */
async function signIn(
  answer: Answer,
  options: { clientSecret?: string | null; redirect?: Record<string, string> } = {},
) {
  const { clientSecret = null, redirect = { code: 'the-code' } } = options;
  const clock = new FakeClock();
  const fetch: Fetch = async (url) =>
    url.includes('.well-known') ? Response.json(metadata) : answer();
  const waiting = new Set<(query: URLSearchParams) => void>();
  let finished = 0;
  const result = await signInWithBrowser(
    {
      ...{ staySignedIn: true, anotherUser: false, loginHint: null, language: 'en', clock },
      ...{ redirect: 'scheme', redirectPorts: [], signal: new AbortController().signal },
      provider: createIdentityProvider({ issuer, clientId: 'the-app', clientSecret, fetch }),
      schemeRedirects: {
        onRedirect(listener) {
          waiting.add(listener);
          return () => waiting.delete(listener);
        },
      },
      async openBrowser(url) {
        const state = new URL(url).searchParams.get('state') ?? '';
        for (const come of waiting) come(new URLSearchParams({ ...redirect, state }));
        await Promise.resolve();
      },
      onWaiting: () => undefined,
      onFinishing: () => undefined,
    },
    () => {
      finished += 1;
      return Promise.resolve(success(null));
    },
  );
  return { result, clock, finished };
}

describe('what the token endpoint answers to a code, and what it comes to', () => {
  it.each<[string, Answer, FailureCode]>([
    ['invalid_grant', oauth('invalid_grant'), 'signInRejected'],
    ['invalid_grant with 401', oauth('invalid_grant', 401), 'signInRejected'],
    ['invalid_client', oauth('invalid_client'), 'clientSecretNeeded'],
    ['invalid_client with 401', oauth('invalid_client', 401), 'clientSecretNeeded'],
    [
      'invalid_client with a challenge',
      oauth('invalid_client', 401, { 'www-authenticate': 'Basic realm="id"' }),
      'clientSecretNeeded',
    ],
    ['unauthorized_client', oauth('unauthorized_client'), 'appNotRegistered'],
    ['invalid_scope', oauth('invalid_scope'), 'scopeNotAllowed'],
    ['unsupported_grant_type', oauth('unsupported_grant_type'), 'signInRejected'],
    ['an error of tomorrow’s standard', oauth('come_back_later'), 'signInRejected'],
    ['400 without a body', answers(400), 'serverUnavailable'],
    ['400 with an error that is no text', answers(400, '{"error":1}', json), 'serverUnavailable'],
    ['a proxy’s 401', answers(401, html), 'serverUnavailable'],
    [
      'a proxy’s 401 with its own challenge',
      answers(401, html, { 'www-authenticate': 'Negotiate' }),
      'serverUnavailable',
    ],
    ['a proxy’s 403', answers(403, html), 'serverUnavailable'],
    ['a proxy’s 407', answers(407, html), 'serverUnavailable'],
    ['404', answers(404), 'serverUnavailable'],
    ['429', answers(429), 'tooManyRequests'],
    ['500', answers(500, 'Internal error'), 'serverUnavailable'],
    ['502 of a gateway', answers(502, html), 'serverUnavailable'],
    ['503', answers(503), 'serverUnavailable'],
    ['an OAuth error from a server in trouble', oauth('invalid_grant', 500), 'serverUnavailable'],
    ['the sign-in page of a network', answers(302, null, { location: '/hotel' }), 'offline'],
    [
      'that page with 200',
      answers(200, html, { 'content-type': 'text/html' }),
      'serverUnavailable',
    ],
    ['JSON that is no tokens', answers(200, '{}', json), 'signInRejected'],
    [
      'tokens without an id_token',
      answers(200, '{"access_token":"a","token_type":"Bearer"}', json),
      'signInRejected',
    ],
    ['JSON that is none', answers(200, '{"access_token"', json), 'signInRejected'],
    ['a body that is cut off', cutBody, 'answerIncomplete'],
    ['no network', chromium('ERR_INTERNET_DISCONNECTED'), 'offline'],
    ['no address', chromium('ERR_NAME_NOT_RESOLVED'), 'offline'],
    ['a connection that is reset', chromium('ERR_CONNECTION_RESET'), 'offline'],
    ['a time-out', chromium('ERR_TIMED_OUT'), 'timedOut'],
    ['a certificate that nobody trusts', chromium('ERR_CERT_AUTHORITY_INVALID'), 'hostNotTrusted'],
  ])('%s', async (_, answer, code) => {
    const { result, finished } = await signIn(answer);
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(finished).toBe(0);
  });

  it('with a secret shown means that it is the wrong one', async () => {
    for (const answer of [
      oauth('invalid_client', 401),
      oauth('invalid_client', 401, { 'www-authenticate': 'Basic realm="id"' }),
    ]) {
      expect((await signIn(answer, { clientSecret: 's' })).result).toEqual({
        ok: false,
        error: { code: 'clientSecretRefused', detail: 'About invalid_client' },
      });
    }
  });

  it('comes with the server’s words, or the status, and the time to try again', async () => {
    expect((await signIn(oauth('invalid_grant'))).result).toMatchObject({
      error: { detail: 'About invalid_grant' },
    });
    const { result, clock } = await signIn(answers(503, html, { 'retry-after': '30' }));
    expect(result).toEqual({
      ok: false,
      error: { code: 'serverUnavailable', detail: 'HTTP 503', retryAt: clock.now() + 30_000 },
    });
    expect((await signIn(answers(302))).result).toMatchObject({ error: { detail: 'HTTP 302' } });
  });
});

describe('what the authorization endpoint brings back, and what it comes to', () => {
  const never: Answer = () => Promise.reject(new Error('Nobody should have asked.'));

  it.each<[string, FailureCode]>([
    ['access_denied', 'signInDenied'],
    ['unauthorized_client', 'appNotRegistered'],
    ['invalid_client', 'appNotRegistered'],
    ['invalid_scope', 'scopeNotAllowed'],
    ['server_error', 'serverUnavailable'],
    ['temporarily_unavailable', 'serverUnavailable'],
    ['invalid_request', 'signInRejected'],
    ['unsupported_response_type', 'signInRejected'],
    ['login_required', 'signInRejected'],
    ['something_new', 'signInRejected'],
    ['constructor', 'signInRejected'],
  ])('%s', async (error, code) => {
    const { result, finished } = await signIn(never, { redirect: { error } });
    expect(result).toMatchObject({ ok: false, error: { code } });
    expect(finished).toBe(0);
  });

  it('is told in the server’s words without what looks like an address or a token', async () => {
    const error_description = `No. See https://id.example/?token=1 ${'x1'.repeat(30)}`;
    const redirect = { error: 'access_denied', error_description };
    expect((await signIn(never, { redirect })).result).toEqual({
      ok: false,
      error: { code: 'signInDenied', detail: 'No. See … …' },
    });
  });
});
