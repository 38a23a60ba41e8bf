import { describe, expect, it, vi } from 'vitest';
import type { FailureCode } from '../../../electron/contract/failure.ts';
import type { Fetch } from '../../../electron/session/identity-fetch.ts';
import { createIdentityProvider } from '../../../electron/session/identity-provider.ts';
import { type RefreshAnswer, requestRefresh } from '../../../electron/session/token-request.ts';
import { hour, sampleTokens } from './sample-session.ts';

const issuer = 'https://erp.example/id';
const metadata = {
  issuer,
  token_endpoint: `${issuer}/connect/token`,
  authorization_endpoint: `${issuer}/connect/authorize`,
  jwks_uri: `${issuer}/jwks`,
};
const now = Date.UTC(2026, 0, 15);
const json = { 'content-type': 'application/json' };
const current = { ...sampleTokens(0), refreshToken: 'the-refresh-token' };

/** How the network answers, or fails to. */
type Answer = (init: RequestInit) => Response | Promise<Response>;

interface Asking {
  readonly discovery?: Fetch;
  readonly clientSecret?: string | null;
  readonly tokens?: typeof current;
}

/** Refreshes against a token endpoint that answers like this. */
async function refresh(answer: Answer, asking: Asking = {}) {
  const { discovery, clientSecret = null, tokens = current } = asking;
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init) => {
    if (url.includes('.well-known')) return discovery?.(url, init) ?? Response.json(metadata);
    requests.push({ url, init });
    return answer(init);
  };
  const client = { clientId: 'erpnet-navigator', clientSecret };
  const provider = createIdentityProvider({ issuer, ...client, fetch });
  const result = await requestRefresh(provider, tokens, () => now);
  return { result, requests };
}

const answers =
  (status: number, body: string | null = null, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(body, { status, headers });

const oauth = (error: string, status = 400): Answer =>
  answers(status, JSON.stringify({ error, error_description: `About ${error}` }), json);

const chromium =
  (name: string): Answer =>
  () =>
    Promise.reject(new Error(`net::${name}`));

const node =
  (code: string): Answer =>
  () => {
    const cause = Object.assign(new Error(code), { code });
    return Promise.reject(new TypeError('fetch failed', { cause }));
  };

const html = '<!doctype html><title>Sign in to the network</title>';
const tokenBody = { access_token: 'a', token_type: 'Bearer' };

const cutBody: Answer = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(JSON.stringify(tokenBody)));
        controller.error(new Error('net::ERR_INCOMPLETE_CHUNKED_ENCODING'));
      },
    }),
  );

const endlessBody: Answer = () =>
  new Response(
    new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) }),
  );

/** As `fetch` does when the time limit of the app is over. */
const neverInTime: Answer = ({ signal }) =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('net::ERR_ABORTED')));
  });

describe('what the token endpoint answers to a refresh, and what it comes to', () => {
  it.each<[string, Answer, Exclude<RefreshAnswer['outcome'], 'renewed'>, FailureCode]>([
    // Only the server itself can end a session.
    ['invalid_grant', oauth('invalid_grant'), 'rejected', 'needsSignIn'],
    ['invalid_grant with 401', oauth('invalid_grant', 401), 'rejected', 'needsSignIn'],
    ['invalid_client', oauth('invalid_client'), 'appRefused', 'needsSignIn'],
    ['invalid_client with 401', oauth('invalid_client', 401), 'appRefused', 'needsSignIn'],
    ['unauthorized_client', oauth('unauthorized_client'), 'appRefused', 'needsSignIn'],
    ['invalid_scope', oauth('invalid_scope'), 'appRefused', 'needsSignIn'],
    ['unsupported_grant_type', oauth('unsupported_grant_type'), 'appRefused', 'needsSignIn'],
    // It has read the request and did nothing with it.
    ['invalid_request', oauth('invalid_request'), 'offline', 'serverUnavailable'],
    ['an error of tomorrow’s standard', oauth('come_back_later'), 'offline', 'serverUnavailable'],
    ['429', answers(429), 'offline', 'tooManyRequests'],
    ['429 with an OAuth error', oauth('slow_down', 429), 'offline', 'tooManyRequests'],
    [
      'invalid_grant from a server in trouble',
      oauth('invalid_grant', 500),
      'ambiguous',
      'serverUnavailable',
    ],
    ['invalid_grant with 200', oauth('invalid_grant', 200), 'ambiguous', 'serverUnavailable'],
    ['500', answers(500, 'Internal error'), 'ambiguous', 'serverUnavailable'],
    ['502', answers(502, html), 'ambiguous', 'serverUnavailable'],
    ['503', answers(503), 'ambiguous', 'serverUnavailable'],
    ['504', answers(504, html), 'ambiguous', 'serverUnavailable'],
    // Who answers here is not the token endpoint, or not only.
    ['400 without a body', answers(400), 'ambiguous', 'serverUnavailable'],
    ['401 without a body', answers(401), 'ambiguous', 'serverUnavailable'],
    ['401 with a page', answers(401, html), 'ambiguous', 'serverUnavailable'],
    ['403 of a proxy', answers(403, html), 'ambiguous', 'serverUnavailable'],
    [
      '403 with JSON of a gateway',
      answers(403, '{"message":"no"}', json),
      'ambiguous',
      'serverUnavailable',
    ],
    ['404', answers(404, html), 'ambiguous', 'serverUnavailable'],
    ['407 of a proxy', answers(407, html), 'offline', 'serverUnavailable'],
    ['a redirect to a sign-in page', answers(302, null, { location: '/' }), 'offline', 'offline'],
    [
      'a redirect that keeps the method',
      answers(307, null, { location: '/' }),
      'offline',
      'offline',
    ],
    [
      'a redirect that Electron refuses',
      () => Promise.reject(new Error('Redirect was cancelled')),
      'offline',
      'offline',
    ],
    ['a page where tokens should be', answers(200, html), 'ambiguous', 'serverUnavailable'],
    ['nothing where tokens should be', answers(200), 'ambiguous', 'serverUnavailable'],
    ['204', answers(204), 'ambiguous', 'serverUnavailable'],
    [
      'JSON that breaks off',
      answers(200, '{"access_token":"a"', json),
      'ambiguous',
      'serverUnavailable',
    ],
    ['JSON that is no token', answers(200, '{"ok":true}', json), 'ambiguous', 'serverUnavailable'],
    [
      'an empty token',
      answers(200, '{"access_token":"","token_type":"Bearer"}', json),
      'ambiguous',
      'serverUnavailable',
    ],
    [
      'a token of another type',
      answers(200, '{"access_token":"a","token_type":"DPoP"}', json),
      'ambiguous',
      'serverUnavailable',
    ],
    ['a body that is cut', cutBody, 'ambiguous', 'answerIncomplete'],
    ['a body without an end', endlessBody, 'ambiguous', 'answerTooLarge'],
    // Nobody answers, and nothing was sent.
    ['no name', chromium('ERR_NAME_NOT_RESOLVED'), 'offline', 'offline'],
    ['no name, in Node’s words', node('ENOTFOUND'), 'offline', 'offline'],
    ['nobody there', chromium('ERR_CONNECTION_REFUSED'), 'offline', 'offline'],
    ['nobody there, in Node’s words', node('ECONNREFUSED'), 'offline', 'offline'],
    ['no tunnel through the proxy', chromium('ERR_TUNNEL_CONNECTION_FAILED'), 'offline', 'offline'],
    ['no proxy', chromium('ERR_PROXY_CONNECTION_FAILED'), 'offline', 'offline'],
    [
      'a time-out before the request was sent',
      chromium('ERR_CONNECTION_TIMED_OUT'),
      'offline',
      'offline',
    ],
    ['the same, in Node’s words', node('UND_ERR_CONNECT_TIMEOUT'), 'offline', 'offline'],
    [
      'a certificate that nobody vouches for',
      chromium('ERR_CERT_AUTHORITY_INVALID'),
      'offline',
      'hostNotTrusted',
    ],
    ['the same, in Node’s words', node('DEPTH_ZERO_SELF_SIGNED_CERT'), 'offline', 'hostNotTrusted'],
    [
      'TLS of another time',
      chromium('ERR_SSL_VERSION_OR_CIPHER_MISMATCH'),
      'offline',
      'hostNotTrusted',
    ],
    // Nobody answers, and the request may have arrived.
    ['a time-out after the request was sent', chromium('ERR_TIMED_OUT'), 'ambiguous', 'timedOut'],
    [
      'a time-out for the headers, in Node’s words',
      node('UND_ERR_HEADERS_TIMEOUT'),
      'ambiguous',
      'timedOut',
    ],
    ['TLS that breaks', chromium('ERR_SSL_PROTOCOL_ERROR'), 'ambiguous', 'hostNotTrusted'],
    ['a connection that is reset', chromium('ERR_CONNECTION_RESET'), 'ambiguous', 'offline'],
    ['the same, in Node’s words', node('ECONNRESET'), 'ambiguous', 'offline'],
    ['a connection that is closed', chromium('ERR_CONNECTION_CLOSED'), 'ambiguous', 'offline'],
    ['an answer of no bytes', chromium('ERR_EMPTY_RESPONSE'), 'ambiguous', 'offline'],
    ['a network that went away', chromium('ERR_INTERNET_DISCONNECTED'), 'ambiguous', 'offline'],
    ['a way that was lost', chromium('ERR_ADDRESS_UNREACHABLE'), 'ambiguous', 'offline'],
    ['the same, in Node’s words', node('EHOSTUNREACH'), 'ambiguous', 'offline'],
    ['a network that was lost, in Node’s words', node('ENETUNREACH'), 'ambiguous', 'offline'],
    ['another network meanwhile', chromium('ERR_NETWORK_CHANGED'), 'ambiguous', 'offline'],
    ['a computer that fell asleep', chromium('ERR_NETWORK_IO_SUSPENDED'), 'ambiguous', 'offline'],
    ['an error without a name', () => Promise.reject(new Error('?')), 'ambiguous', 'offline'],
  ])('%s', async (_, answer, outcome, code) => {
    const { result, requests } = await refresh(answer);
    expect(result).toMatchObject({ outcome, failure: { code } });
    expect(requests).toHaveLength(1);
  });

  it('nothing within the time limit of the app: it may have arrived', async () => {
    const limit = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    const asked = refresh((init) => {
      queueMicrotask(() => limit.abort());
      return neverInTime(init);
    });
    expect((await asked).result).toEqual({ outcome: 'ambiguous', failure: { code: 'timedOut' } });
    expect(timeout).toHaveBeenCalledWith(30_000);
  });
});

describe('when the server asks for patience', () => {
  const date = new Date(now + hour).toUTCString();
  it.each<[string, number, Record<string, string>, number | undefined]>([
    ['503, in seconds', 503, { 'retry-after': '60' }, 60_000],
    ['429, in seconds', 429, { 'retry-after': '60' }, 60_000],
    ['502, in seconds', 502, { 'retry-after': '60' }, 60_000],
    [
      '503, as a date of our own clock',
      503,
      { 'retry-after': new Date(now + 60_000).toUTCString() },
      60_000,
    ],
    [
      '503, as a date of the server’s clock, which is an hour ahead',
      503,
      { date, 'retry-after': new Date(now + hour + 60_000).toUTCString() },
      60_000,
    ],
    [
      '503, as a date that is past',
      503,
      { 'retry-after': new Date(now - 60_000).toUTCString() },
      0,
    ],
    ['503, for years', 503, { 'retry-after': '99999999' }, 15 * 60_000],
    ['503, in no way that can be understood', 503, { 'retry-after': 'soon' }, undefined],
    ['503, not at all', 503, {}, undefined],
  ])('%s', async (_, status, headers, wait) => {
    const { result } = await refresh(answers(status, null, headers));
    if (result.outcome === 'renewed') throw new Error(result.outcome);
    const expected = wait === undefined ? undefined : now + wait;
    expect(result.failure.retryAt).toBe(expected);
    expect(result.failure.detail).toBe(`HTTP ${status}`);
  });
});

describe('what stands in the way before the refresh token leaves', () => {
  it.each<[string, Fetch, FailureCode]>([
    ['a page where discovery should be', () => Promise.resolve(new Response(html)), 'notErpNet'],
    ['no network', () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')), 'offline'],
    [
      'a gateway without the server',
      () => Promise.resolve(new Response(html, { status: 502 })),
      'serverUnavailable',
    ],
    [
      'a portal',
      () => Promise.resolve(new Response(null, { status: 302, headers: { location: '/' } })),
      'offline',
    ],
    [
      'discovery of another issuer',
      () => Promise.resolve(Response.json({ ...metadata, issuer: 'https://attacker.example/id' })),
      'notErpNet',
    ],
    [
      'a token endpoint without TLS',
      () => Promise.resolve(Response.json({ ...metadata, token_endpoint: 'http://erp.example/t' })),
      'foreignAddress',
    ],
  ])('%s: nothing was sent', async (_, discovery, code) => {
    const { result, requests } = await refresh(chromium('ERR_FAILED'), { discovery });
    expect(result).toMatchObject({ outcome: 'offline', failure: { code } });
    expect(requests).toHaveLength(0);
  });
});

describe('a refresh', () => {
  it('sends the form of RFC 6749 section 6 once, with no cookies, and follows no redirect', async () => {
    const { requests } = await refresh(() => Response.json({}));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toBe(metadata.token_endpoint);
    expect(requests[0]?.init).toMatchObject({
      method: 'POST',
      body: 'grant_type=refresh_token&refresh_token=the-refresh-token&client_id=erpnet-navigator',
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
    });
  });

  it('of a confidential app shows the secret in the form, and nowhere else', async () => {
    const { requests } = await refresh(() => Response.json({}), { clientSecret: 's&cret' });
    expect(requests[0]?.init.body).toBe(
      'grant_type=refresh_token&refresh_token=the-refresh-token&client_id=erpnet-navigator&client_secret=s%26cret',
    );
    expect(JSON.stringify(requests[0]?.init.headers)).not.toContain('cret');
  });

  it('escapes whatever a refresh token is made of', async () => {
    const tokens = { ...current, refreshToken: 'a+b/c==&d e' };
    const { requests } = await refresh(() => Response.json({}), { tokens });
    const { body } = requests[0]?.init ?? {};
    expect(typeof body === 'string' && new URLSearchParams(body).get('refresh_token')).toBe(
      'a+b/c==&d e',
    );
  });

  it('brings new tokens, and the time by both clocks', async () => {
    const body = { ...tokenBody, expires_in: 3600, refresh_token: 'r' };
    const date = 'Thu, 15 Jan 2026 01:02:03 GMT';
    const { result } = await refresh(() => Response.json(body, { headers: { date } }));
    expect(result).toEqual({
      outcome: 'renewed',
      tokens: {
        ...{ accessToken: 'a', receivedAt: now, serverTime: Date.parse(date) },
        ...{ lifetime: 3_600_000, refreshToken: 'r', refreshTokenAt: now, refreshLifetime: null },
      },
    });
  });

  it.each([
    ['refresh_token_expires_in', 86_400, 86_400_000],
    ['refresh_token_expires_in', '86400', 86_400_000],
    ['refresh_expires_in', 1_800, 1_800_000],
    ['refresh_expires_in', 0, null],
    ['refresh_token_expires_in', -1, null],
    ['refresh_token_expires_in', 'never', null],
  ])('learns from %s %s how long the new refresh token lives', async (name, value, expected) => {
    const body = { ...tokenBody, refresh_token: 'r', [name]: value };
    expect((await refresh(() => Response.json(body))).result).toMatchObject({
      outcome: 'renewed',
      tokens: { refreshToken: 'r', refreshLifetime: expected },
    });
  });

  it('without a new refresh token keeps the old one, its age and its life', async () => {
    const tokens = { ...current, refreshTokenAt: 77, refreshLifetime: 88 };
    const body = { ...tokenBody, refresh_token_expires_in: 5 };
    expect((await refresh(() => Response.json(body), { tokens })).result).toEqual({
      outcome: 'renewed',
      tokens: {
        ...{ accessToken: 'a', receivedAt: now, serverTime: null, lifetime: null },
        ...{ refreshToken: 'the-refresh-token', refreshTokenAt: 77, refreshLifetime: 88 },
      },
    });
  });

  it('without a new refresh token counts the age of one from a sign-in from the sign-in', async () => {
    expect((await refresh(() => Response.json(tokenBody))).result).toMatchObject({
      tokens: { refreshToken: 'the-refresh-token', refreshTokenAt: current.receivedAt },
    });
  });

  it.each([
    ['seconds as a number', 3600, 3_600_000],
    ['seconds as text', '3600', 3_600_000],
    ['nothing', undefined, null],
    ['zero', 0, null],
  ])('takes a lifetime of %s', async (_, expires_in, lifetime) => {
    const { result } = await refresh(() => Response.json({ ...tokenBody, expires_in }));
    expect(result).toMatchObject({ outcome: 'renewed', tokens: { lifetime } });
  });

  it('takes “bearer” in any case', async () => {
    const body = { ...tokenBody, token_type: 'bEARER' };
    expect((await refresh(() => Response.json(body))).result).toMatchObject({ outcome: 'renewed' });
  });

  it('keeps tokens that come with an id_token that does not check', async () => {
    const body = { ...tokenBody, refresh_token: 'r', id_token: 'x.y.z' };
    expect((await refresh(() => Response.json(body))).result).toMatchObject({
      outcome: 'renewed',
      tokens: { refreshToken: 'r' },
    });
  });
});

describe('what is told of the server’s words', () => {
  it('is plain, short, and holds no address and nothing like a token', async () => {
    const error_description = `Bad\n token eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.e30.c2ln of https://x.example/?a=1 ${'long '.repeat(200)}`;
    const { result } = await refresh(
      answers(400, JSON.stringify({ error: 'invalid_grant', error_description }), json),
    );
    if (result.outcome !== 'rejected') throw new Error(result.outcome);
    expect(result.failure.detail).toMatch(/^Bad token … of … long long .*…$/);
    expect(result.failure.detail?.length).toBeLessThanOrEqual(301);
  });

  it('is the description, or the error, or the status', async () => {
    const detail = async (answer: Answer) => {
      const { result } = await refresh(answer);
      return result.outcome === 'renewed' ? null : result.failure.detail;
    };
    expect(await detail(oauth('invalid_grant'))).toBe('About invalid_grant');
    expect(await detail(answers(400, '{"error":"invalid_grant"}', json))).toBe('invalid_grant');
    expect(await detail(answers(502, html))).toBe('HTTP 502');
  });

  it('quotes nothing of what fetch said, which may hold the form', async () => {
    const { result } = await refresh(() => Promise.reject(new Error('the-refresh-token')));
    expect(JSON.stringify(result)).not.toContain('the-refresh-token');
  });
});
