import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../../electron/instance/http.ts';
import { turnsDuring } from '../../electron/instance/turns.ts';
import { startServer } from './server.ts';

const client = (options: Partial<HttpClientOptions> = {}) =>
  createHttpClient({ fetch, ...options });

/** A fetch that fails as Electron's does: by the message alone. */
const failing = (message: string) => client({ fetch: () => Promise.reject(new Error(message)) });

describe('the HTTP client', () => {
  test('reads an answer whatever its status, with the headers that matter', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(503, {
        'content-type': 'Application/JSON; charset=utf-8',
        'retry-after': '60',
        date: 'Sun, 01 Mar 2026 12:00:00 GMT',
      });
      response.end('{"a":"Ж"}');
    });
    expect(await client().get(new URL(server.origin))).toEqual({
      ok: true,
      value: {
        status: 503,
        text: '{"a":"Ж"}',
        contentType: 'application/json',
        boundary: null,
        retryAfter: '60',
        date: 'Sun, 01 Mar 2026 12:00:00 GMT',
      },
    });
  });

  test.each([false, true])(
    'reads a long answer with no letter cut in two, and leaves others their turns meanwhile (as bytes: %s)',
    async (asBytes) => {
      const text = 'Поръчка ✓ '.repeat(60_000);
      const bytes = new TextEncoder().encode(text);
      // All of it comes at once.
      const http = client({ fetch: () => Promise.resolve(new Response(bytes)) });
      const turns = await turnsDuring(async () => {
        const answer = await http.get(new URL('http://demo.my.erp.net'), { asBytes });
        if (!answer.ok) throw new Error(answer.error.code);
        expect(asBytes ? answer.value.bytes?.toString() : answer.value.text).toBe(text);
        expect(asBytes ? answer.value.text : answer.value.bytes).toBe(asBytes ? '' : undefined);
      });
      expect(turns).toBeGreaterThan(bytes.length / 65_536 - 1);
    },
  );

  test('reads what is said of an error as text, also where bytes were asked for', async () => {
    const server = await startServer((_, response) => response.writeHead(404).end('{"error":{}}'));
    const answer = await client().get(new URL(server.origin), { asBytes: true });
    expect(answer).toMatchObject({ ok: true, value: { status: 404, text: '{"error":{}}' } });
    expect(answer).not.toHaveProperty('value.bytes');
  });

  test('refuses bytes that are too many, and those that break off', async () => {
    const server = await startServer(({ url }, response) => {
      if (url === '/cut') response.write('[1,', () => response.destroy());
      else response.end('x'.repeat(100));
    });
    const asked = (path: string) =>
      client({ maxBytes: 99 }).get(new URL(path, server.origin), { asBytes: true });
    expect(await asked('/long')).toEqual({ ok: false, error: { code: 'answerTooLarge' } });
    expect(await asked('/cut')).toMatchObject({ error: { code: 'answerIncomplete' } });
  });

  test('reads an answer that has no body', async () => {
    const server = await startServer((_, response) => response.writeHead(204).end());
    const answer = await client().get(new URL(server.origin));
    expect(answer).toMatchObject({ ok: true, value: { status: 204, text: '' } });
  });

  test.each([
    ['multipart/mixed; boundary=batch_1-2', 'batch_1-2'],
    ['Multipart/Mixed;charset=utf-8; Boundary="a b:c"', 'a b:c'],
    ['multipart/mixed', null],
  ])('reads what stands between the parts of %s', async (type, boundary) => {
    const server = await startServer((_, response) => {
      response.setHeader('content-type', type).end();
    });
    const answer = await client().get(new URL(server.origin));
    expect(answer).toMatchObject({ value: { contentType: 'multipart/mixed', boundary } });
  });

  test('sends a body with its type, and once more when the connection was dropped', async () => {
    const bodies: string[] = [];
    const server = await startServer((request, response) => {
      if (server.requests.length === 1) return request.socket.destroy();
      request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
      request.on('end', () => response.end('{}'));
    });
    const body = { type: 'multipart/mixed; boundary=b', text: '--b\r\nЖ\r\n--b--' };
    const answer = await client().post(new URL(server.origin), body, { prefer: 'that' });
    expect(answer).toMatchObject({ ok: true, value: { text: '{}' } });
    expect(bodies).toEqual([body.text]);
    expect(server.requests.map(({ headers }) => headers)).toMatchObject([
      {},
      { 'content-type': body.type, prefer: 'that' },
    ]);
  });

  test('sends the token as a header and neither its own name nor cookies', async () => {
    const server = await startServer((_, response) => {
      response.setHeader('set-cookie', 'session=1').end('{}');
    });
    const url = new URL(`${server.origin}/a?b='c'&d=%2F`);
    for (let time = 0; time < 2; time += 1) await client().get(url, { bearer: 'abc' });
    const headers = server.requests.map((request) => request.headers);
    expect(headers).toMatchObject([
      { authorization: 'Bearer abc' },
      { accept: 'application/json' },
    ]);
    expect(JSON.stringify(headers)).not.toMatch(/axios|cookie/i);
    expect(server.requests[0]?.path).toBe(`${url.pathname}${url.search}`);
  });

  test('asks fetch for no credentials and no redirects', async () => {
    const requests: unknown[] = [];
    const http = client({
      fetch(request) {
        requests.push(request);
        return Promise.resolve(new Response('{}'));
      },
    });
    await http.get(new URL('https://erp.example.com'));
    expect(requests).toMatchObject([{ credentials: 'omit', redirect: 'manual', method: 'GET' }]);
  });

  test('follows no redirect, so that the token follows none', async () => {
    const elsewhere = await startServer((_, response) => response.end('{}'));
    const server = await startServer((_, response) => {
      response.writeHead(302, { location: elsewhere.origin }).end();
    });
    const answer = await client().get(new URL(server.origin), { bearer: 'abc' });
    expect(answer).toEqual({
      ok: false,
      error: { code: 'answerNotUnderstood', detail: 'redirect' },
    });
    expect(elsewhere.requests).toEqual([]);
    expect(await failing('Redirect was cancelled').get(new URL(server.origin))).toEqual(answer);
  });

  test.each([
    ['with a length', { 'content-length': '1000' }],
    ['in chunks', {}],
  ])('takes a body %s that ends early for incomplete', async (_, headers) => {
    const server = await startServer((request, response) => {
      response.writeHead(200, headers).write('{"value":[{"a":1},', () => request.socket.destroy());
    });
    expect(await client().get(new URL(server.origin))).toMatchObject({
      error: { code: 'answerIncomplete' },
    });
  });

  test.each([
    ['ERR_CONTENT_LENGTH_MISMATCH', 'answerIncomplete'],
    ['ERR_INCOMPLETE_CHUNKED_ENCODING', 'answerIncomplete'],
    ['ERR_CONNECTION_RESET', 'answerIncomplete'],
    ['ERR_INTERNET_DISCONNECTED', 'offline'],
  ])('takes a body that fails with net::%s for %s', async (name, code) => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error(`net::${name}`)),
    });
    const http = client({ fetch: () => Promise.resolve(new Response(body)) });
    const answer = await http.get(new URL('https://erp.example.com'));
    expect(answer).toMatchObject({ error: { code, detail: name } });
  });

  test.each([
    [1, { ok: true }],
    [2, { ok: false, error: { code: 'hostUnreachable' } }],
  ])(
    'asks once more, and only once, when the connection is dropped %d times',
    async (times, answer) => {
      const server = await startServer((request, response) => {
        if (server.requests.length <= times) request.socket.destroy();
        else response.end('{}');
      });
      expect(await client().get(new URL(server.origin))).toMatchObject(answer);
      expect(server.requests).toHaveLength(2);
    },
  );

  test.each([
    ['ERR_EMPTY_RESPONSE', 2],
    ['ERR_CONNECTION_CLOSED', 2],
    ['ERR_CONNECTION_REFUSED', 1],
    ['ERR_NAME_NOT_RESOLVED', 1],
    ['ERR_INTERNET_DISCONNECTED', 1],
  ])('tries after net::%s %d times in all', async (name, times) => {
    const broken = vi.fn(() => Promise.reject(new Error(`net::${name}`)));
    await client({ fetch: broken }).get(new URL('https://erp.example.com'));
    expect(broken).toHaveBeenCalledTimes(times);
  });

  test('refuses an answer that is too large, unpacked, and lets go of the connection', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync(Buffer.alloc(5_000_000)));
      // Never ended: only the client can let go.
    });
    const answer = await client({ maxBytes: 1_000_000 }).get(new URL(server.origin));
    expect(answer).toEqual({ ok: false, error: { code: 'answerTooLarge' } });
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test('reads an answer of exactly the largest size', async () => {
    const server = await startServer((_, response) => response.end('x'.repeat(1000)));
    expect(await client({ maxBytes: 1000 }).get(new URL(server.origin))).toMatchObject({
      ok: true,
    });
    expect(await client({ maxBytes: 999 }).get(new URL(server.origin))).toMatchObject({
      ok: false,
    });
  });

  test.each([
    ['nothing', () => undefined],
    ['half a body', (response: { write: (text: string) => void }) => response.write('{"a":')],
  ])('gives up when the server sends %s and then waits', async (_, begin) => {
    const server = await startServer((_request, response) => {
      begin(response);
    });
    const answer = await client({ timeoutMs: 50 }).get(new URL(server.origin));
    expect(answer).toEqual({ ok: false, error: { code: 'timedOut' } });
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test('ends a request at once that nobody waits for any more', async () => {
    const server = await startServer(() => undefined);
    const abort = new AbortController();
    const answer = client().get(new URL(server.origin), { signal: abort.signal });
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    abort.abort();
    expect(await answer).toEqual({ ok: false, error: { code: 'cancelled' } });
    await vi.waitFor(() => expect(server.connections()).toBe(0));
  });

  test('says that a host does not answer where nothing listens', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    taken.close();
    await once(taken, 'close');
    expect(await client().get(new URL(`http://127.0.0.1:${port}`))).toEqual({
      ok: false,
      error: { code: 'hostUnreachable', detail: 'ECONNREFUSED' },
    });
  });

  test.each([
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_NETWORK_CHANGED', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'hostNotFound'],
    ['net::ERR_CONNECTION_REFUSED', 'hostUnreachable'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'hostUnreachable'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'hostUnreachable'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'hostNotTrusted'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'hostNotTrusted'],
    ['net::ERR_TIMED_OUT', 'timedOut'],
    ['net::ERR_SOMETHING_NEW', 'hostUnreachable'],
  ])('understands %s, which Electron gives no code', async (message, code) => {
    const detail = message.slice('net::'.length);
    const answer = await failing(message).get(new URL('https://erp.example.com'));
    expect(answer).toEqual({ ok: false, error: { code, detail } });
  });

  test.each([
    ['ENOTFOUND', 'hostNotFound'],
    ['EAI_AGAIN', 'hostNotFound'],
    ['ECONNRESET', 'hostUnreachable'],
    ['CERT_HAS_EXPIRED', 'hostNotTrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'hostNotTrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'hostNotTrusted'],
  ])('understands %s, as Node says it', async (name, code) => {
    const cause = Object.assign(new Error('…'), { code: name });
    const http = client({
      fetch: () => Promise.reject(new TypeError('fetch failed', { cause })),
    });
    expect(await http.get(new URL('https://erp.example.com'))).toEqual({
      ok: false,
      error: { code, detail: name },
    });
  });

  test('never quotes a message that could hold the token', async () => {
    const http = failing('Headers.append: "Bearer abc" is an invalid header value');
    const answer = await http.get(new URL('https://erp.example.com'), { bearer: 'abc' });
    expect(answer).toEqual({ ok: false, error: { code: 'hostUnreachable' } });
    const broken = await client().get(new URL('https://erp.example.com'), { bearer: 'a\nb' });
    expect(JSON.stringify(broken)).not.toContain('a\\nb');
  });
});
