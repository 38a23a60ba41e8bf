import { describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../../electron/session/identity-fetch.ts';
import { createIdentityProvider } from '../../../electron/session/identity-provider.ts';
import { requestRefresh } from '../../../electron/session/token-request.ts';

const issuer = 'https://erp.example/id';
const metadata = {
  issuer,
  token_endpoint: `${issuer}/connect/token`,
  authorization_endpoint: `${issuer}/connect/authorize`,
  jwks_uri: `${issuer}/jwks`,
};
const now = Date.UTC(2026, 0, 15);
const json = { 'content-type': 'application/json' };

/** Refreshes against a token endpoint that answers like this. */
async function refresh(answer: () => Response | Promise<Response>, discovery: Fetch | null = null) {
  const requests: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init) => {
    if (url.includes('.well-known')) {
      return discovery === null ? Response.json(metadata) : discovery(url, init);
    }
    requests.push({ url, init });
    return answer();
  };
  const client = { clientId: 'erpnet-navigator', clientSecret: null };
  const provider = createIdentityProvider({ issuer, ...client, fetch });
  const result = await requestRefresh(provider, 'the-refresh-token', () => now);
  return { result, requests };
}

function netError(name: string): () => Promise<Response> {
  return () => Promise.reject(new Error(`net::${name}`));
}

function nodeError(code: string): () => Promise<Response> {
  const cause = Object.assign(new Error(code), { code });
  return () => Promise.reject(new TypeError('fetch failed', { cause }));
}

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

  it('brings new tokens', async () => {
    const body = { access_token: 'a', token_type: 'Bearer', expires_in: 3600, refresh_token: 'r' };
    expect((await refresh(() => Response.json(body))).result).toEqual({
      outcome: 'renewed',
      tokens: { accessToken: 'a', receivedAt: now, lifetime: 3_600_000, refreshToken: 'r' },
    });
  });

  it('keeps the old refresh token when no new one comes, and does not mind a missing lifetime', async () => {
    const body = { access_token: 'a', token_type: 'bearer' };
    expect((await refresh(() => Response.json(body))).result).toEqual({
      outcome: 'renewed',
      tokens: {
        ...{ accessToken: 'a', receivedAt: now, lifetime: null },
        refreshToken: 'the-refresh-token',
      },
    });
  });

  it('keeps tokens that come with an id_token that does not check', async () => {
    const body = { access_token: 'a', token_type: 'Bearer', refresh_token: 'r', id_token: 'x.y.z' };
    expect((await refresh(() => Response.json(body))).result).toMatchObject({
      outcome: 'renewed',
      tokens: { refreshToken: 'r' },
    });
  });
});

const oauthError = (error: string, status = 400) =>
  new Response(JSON.stringify({ error, error_description: `About ${error}` }), {
    status,
    headers: json,
  });

describe('what ends a session', () => {
  it.each([
    ['invalid_grant', 400, 'rejected'],
    ['invalid_grant', 401, 'rejected'],
    ['invalid_client', 401, 'appRefused'],
    ['invalid_client', 400, 'appRefused'],
    ['unauthorized_client', 400, 'appRefused'],
  ])('%s with %d', async (error, status, outcome) => {
    expect((await refresh(() => oauthError(error, status))).result).toEqual({
      outcome,
      failure: { code: 'needsSignIn', detail: `About ${error}` },
    });
  });
});

describe('what does not end a session', () => {
  const html = '<!doctype html><title>Sign in to the network</title>';
  it.each<[string, () => Response | Promise<Response>, string]>([
    ['invalid_scope', () => oauthError('invalid_scope'), 'serverUnavailable'],
    ['invalid_request', () => oauthError('invalid_request'), 'serverUnavailable'],
    ['temporarily_unavailable', () => oauthError('temporarily_unavailable'), 'serverUnavailable'],
    [
      'invalid_grant from a server in trouble',
      () => oauthError('invalid_grant', 500),
      'serverUnavailable',
    ],
    ['400 without a body', () => new Response(null, { status: 400 }), 'serverUnavailable'],
    ['401 without a body', () => new Response(null, { status: 401 }), 'serverUnavailable'],
    ['403 of a proxy', () => new Response(html, { status: 403 }), 'serverUnavailable'],
    ['404', () => new Response(html, { status: 404 }), 'serverUnavailable'],
    ['407 of a proxy', () => new Response(html, { status: 407 }), 'serverUnavailable'],
    ['429', () => new Response(null, { status: 429 }), 'tooManyRequests'],
    ['500', () => new Response('Internal error', { status: 500 }), 'serverUnavailable'],
    ['502', () => new Response(html, { status: 502 }), 'serverUnavailable'],
    ['200 with HTML', () => new Response(html), 'serverUnavailable'],
    [
      '200 with half the JSON',
      () => new Response('{"access_token":"a"', { headers: json }),
      'serverUnavailable',
    ],
    [
      '200 with JSON that is no token',
      () => Response.json({ error: 'invalid_grant' }),
      'serverUnavailable',
    ],
    [
      '200 with tokens of another type',
      () => Response.json({ access_token: 'a', token_type: 'DPoP' }),
      'serverUnavailable',
    ],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: '/' } }),
      'offline',
    ],
    [
      'a redirect that Electron refuses',
      () => Promise.reject(new Error('Redirect was cancelled')),
      'offline',
    ],
    ['no network in Chromium', netError('ERR_INTERNET_DISCONNECTED'), 'offline'],
    ['no name in Chromium', netError('ERR_NAME_NOT_RESOLVED'), 'offline'],
    ['no name in Node', nodeError('ENOTFOUND'), 'offline'],
    ['nobody there', nodeError('ECONNREFUSED'), 'offline'],
    [
      'a certificate of nobody in Chromium',
      netError('ERR_CERT_AUTHORITY_INVALID'),
      'hostNotTrusted',
    ],
    ['a certificate of nobody in Node', nodeError('DEPTH_ZERO_SELF_SIGNED_CERT'), 'hostNotTrusted'],
    ['broken TLS', netError('ERR_SSL_PROTOCOL_ERROR'), 'hostNotTrusted'],
    ['a computer that never takes the connection', netError('ERR_CONNECTION_TIMED_OUT'), 'offline'],
    ['an answer that takes too long', netError('ERR_TIMED_OUT'), 'timedOut'],
    ['a body that is cut', () => cutBody(), 'answerIncomplete'],
    ['a body without an end', () => endlessBody(), 'answerTooLarge'],
  ])('%s', async (_, answer, code) => {
    expect((await refresh(answer)).result).toMatchObject({
      outcome: 'unanswered',
      failure: { code },
    });
  });

  it('no answer within the time limit', async () => {
    const limit = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
    const { result } = await refresh(() => {
      limit.abort();
      return Promise.reject(new Error('net::ERR_ABORTED'));
    });
    expect(result).toEqual({ outcome: 'unanswered', failure: { code: 'timedOut' } });
  });

  it.each([
    [503, 'serverUnavailable'],
    [429, 'tooManyRequests'],
  ])('%d with Retry-After, which is honoured', async (status, code) => {
    const headers = { 'retry-after': '60' };
    expect((await refresh(() => new Response(null, { status, headers }))).result).toEqual({
      outcome: 'unanswered',
      failure: { code, retryAt: now + 60_000, detail: `HTTP ${status}` },
    });
  });

  it('a Retry-After of years is cut to a quarter of an hour', async () => {
    const headers = { 'retry-after': '99999999' };
    const { result } = await refresh(() => new Response(null, { status: 503, headers }));
    expect(result).toMatchObject({ failure: { retryAt: now + 15 * 60_000 } });
  });

  it.each<[string, Fetch, string]>([
    ['is a page', () => Promise.resolve(new Response(html)), 'serverUnavailable'],
    ['can not be had', netError('ERR_INTERNET_DISCONNECTED'), 'offline'],
    [
      'names a token endpoint without TLS',
      () => Promise.resolve(Response.json({ ...metadata, token_endpoint: 'http://erp.example/t' })),
      'foreignAddress',
    ],
  ])('a discovery document that %s; and no refresh token leaves', async (_, discovery, code) => {
    const { result, requests } = await refresh(() => Response.json({}), discovery);
    expect(result).toMatchObject({ outcome: 'unanswered', failure: { code } });
    expect(requests).toHaveLength(0);
  });
});

function cutBody(): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"access_token":"a","token_type":"Bearer"}'));
        controller.error(new Error('net::ERR_INCOMPLETE_CHUNKED_ENCODING'));
      },
    }),
  );
}

function endlessBody(): Response {
  return new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    }),
  );
}

describe('what is told of the server’s words', () => {
  it('is plain, short, and holds no address and nothing like a token', async () => {
    const error_description = `Bad\n token eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.e30.c2ln of https://x.example/?a=1 ${'long '.repeat(200)}`;
    const body = JSON.stringify({ error: 'invalid_grant', error_description });
    const { result } = await refresh(() => new Response(body, { status: 400, headers: json }));
    if (result.outcome !== 'rejected') throw new Error(result.outcome);
    expect(result.failure.detail).toMatch(/^Bad token … of … long long .*…$/);
    expect(result.failure.detail?.length).toBeLessThanOrEqual(301);
  });
});
