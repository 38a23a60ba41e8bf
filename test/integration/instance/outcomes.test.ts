import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Failure } from '../../../electron/contract/failure.ts';
import type { Instance } from '../../../electron/contract/instance.ts';
import { type Result, success } from '../../../electron/contract/result.ts';
import { type Connection, createConnection } from '../../../electron/instance/connection.ts';
import { createDomainApi, type DomainApi } from '../../../electron/instance/domain-api.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { createFakeClock } from '../../electron/instance/fake-clock.ts';
import { FakePresence } from '../../electron/instance/fake-presence.ts';
import { sampleInstance } from '../../electron/instance/sample-instance.ts';
import { startServer } from './server.ts';

const now = 1_750_000_000_000;

interface Asked {
  readonly api: DomainApi;
  readonly connection: Connection;
}

/** The Domain API at an address, for a session whose tokens never run out. */
function apiAt(origin: string, timeoutMs?: number): Asked {
  const instance: Instance = {
    ...sampleInstance,
    domainApi: `${origin}/api`,
    odataRoot: `${origin}/api/domain/odata/`,
  };
  let renewals = 0;
  const accessToken = (rejected?: string): Promise<Result<string>> => {
    if (rejected !== undefined) renewals += 1;
    return Promise.resolve(success(`token-${renewals}`));
  };
  const clock = createFakeClock(now);
  const http = createHttpClient({ fetch, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const connection = createConnection({ clock, presence: new FakePresence() });
  onTestFinished(() => connection.dispose());
  return { api: createDomainApi({ instance, http, accessToken, clock }), connection };
}

/** What asking comes to, and what the window is told by it. */
async function comesTo({ api, connection }: Asked): Promise<{
  failure: Failure | null;
  status: string;
  takesSeat: boolean;
}> {
  const answer = await api.getJson('Crm_Sales_Customers?$top=1');
  connection.note(answer);
  const { status, seatUntil } = connection.state();
  return { failure: answer.ok ? null : answer.error, status, takesSeat: seatUntil !== null };
}

type Answering = (response: ServerResponse) => unknown;

function answers(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): Answering {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return (response) => response.writeHead(status, headers).end(text);
}

const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };
const page = '<!doctype html><title>Sign in to the network</title>';
const cut: Answering = (response) => {
  response.writeHead(200, { ...json, 'content-length': '100' });
  response.write('{"value":[', () => response.destroy());
};

describe('what the API answers with', () => {
  test.each<[string, Answering, Failure['code'] | null, string, boolean, number?]>([
    ['200 with JSON', answers(200, '{"value":[]}', json), null, 'online', true],
    ['401 to a fresh token, too', answers(401), 'needsSignIn', 'idle', false],
    [
      '403 of the instance',
      answers(403, { error: { message: 'No' } }),
      'noPermission',
      'online',
      true,
    ],
    ['403 of a proxy', answers(403, page, html), 'serverUnavailable', 'idle', false],
    ['404', answers(404), 'notFound', 'online', true],
    // The Fetch standard makes a network error of it.
    ['407 of a proxy', answers(407), 'hostUnreachable', 'offline', false],
    ['429', answers(429), 'tooManyRequests', 'idle', false],
    [
      '429 that says when',
      answers(429, '', { 'retry-after': '9' }),
      'tooManyRequests',
      'slowedDown',
      false,
      9,
    ],
    [
      '500 of the instance',
      answers(500, { error: { message: 'x' } }),
      'serverError',
      'online',
      true,
    ],
    ['500 of a web server', answers(500, page, html), 'serverUnavailable', 'idle', false],
    ['502', answers(502, page, html), 'serverUnavailable', 'idle', false],
    [
      '503 that says when',
      answers(503, '', { 'retry-after': '30' }),
      'serverUnavailable',
      'slowedDown',
      false,
      30,
    ],
    ['504', answers(504), 'serverUnavailable', 'idle', false],
    ['511 of a network', answers(511, page, html), 'serverUnavailable', 'idle', false],
    ['200 with a page', answers(200, page, html), 'answerNotUnderstood', 'idle', false],
    [
      'a redirect to a page',
      answers(302, '', { location: '/portal' }),
      'answerNotUnderstood',
      'idle',
      false,
    ],
    ['a body that breaks off', cut, 'answerIncomplete', 'online', true],
    ['JSON that breaks off', answers(200, '{"value":[', json), 'answerIncomplete', 'online', true],
    [
      'a connection that is dropped',
      (response) => response.destroy(),
      'hostUnreachable',
      'offline',
      false,
    ],
  ])('%s', async (_, answering, code, status, takesSeat, seconds) => {
    const server = await startServer((_request, response) => void answering(response));
    const outcome = await comesTo(apiAt(server.origin));
    expect(outcome).toMatchObject({ status, takesSeat });
    expect(outcome.failure?.code ?? null).toBe(code);
    const retryAt = seconds === undefined ? undefined : now + seconds * 1000;
    expect(outcome.failure?.retryAt).toBe(retryAt);
  });

  test('nothing but a 401 makes it renew the token, and that only once', async () => {
    const server = await startServer((_, response) => void response.writeHead(401).end());
    await comesTo(apiAt(server.origin));
    const tokens = server.requests.map(({ headers }) => headers.authorization);
    expect(tokens).toEqual(['Bearer token-0', 'Bearer token-1']);
  });
});

describe('what keeps the API from answering', () => {
  test('a port at which nobody listens', async () => {
    const outcome = await comesTo(apiAt('http://127.0.0.1:1'));
    expect(outcome).toMatchObject({ status: 'offline', takesSeat: false });
    expect(outcome.failure?.code).toBe('hostUnreachable');
  });

  test('no answer in time', async () => {
    const server = await startServer(() => undefined);
    const outcome = await comesTo(apiAt(server.origin, 50));
    expect(outcome).toMatchObject({ status: 'idle', takesSeat: false });
    expect(outcome.failure?.code).toBe('timedOut');
  });

  test('a name that nobody knows', async () => {
    const outcome = await comesTo(apiAt('https://no-such-instance.invalid'));
    expect(outcome).toMatchObject({ status: 'offline', takesSeat: false });
    expect(outcome.failure?.code).toBe('hostNotFound');
  });

  test('a server that does not speak TLS', async () => {
    const server = await startServer((_, response) => void response.end('{}'));
    const outcome = await comesTo(apiAt(server.origin.replace('http:', 'https:')));
    expect(outcome).toMatchObject({ status: 'offline', takesSeat: false });
    expect(outcome.failure?.code).toBe('hostNotTrusted');
  });
});
