import { connect, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLoopbackListener } from '../../../electron/session/loopback-listener.ts';
import type { RedirectListener } from '../../../electron/session/redirect-listener.ts';
import { resultPage } from '../../../electron/session/result-page.ts';
import { request } from './app.ts';

const state = 'the-state-of-this-sign-in';
let listener: RedirectListener;

async function open(ports = [0]): Promise<RedirectListener> {
  const result = await openLoopbackListener(ports, state);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

beforeEach(async () => {
  listener = await open();
});
afterEach(() => listener.close());

/** The address of the listener with another query or path. */
const at = (query: string): string => `${listener.redirectUri}?${query}`;
const right = `code=the-code&state=${state}`;

/** Completes the sign-in, and so shows that the wait was still on. */
async function complete(): Promise<string> {
  const page = request(at(right));
  const { url, respond } = await listener.callback;
  await respond(resultPage('en', 'signedIn'));
  expect(await page).toMatchObject({ status: 200 });
  return url.search;
}

describe('what does not end the wait', () => {
  it('connections that the system can not accept, with too many files open', async () => {
    const listen = vi.spyOn(Server.prototype, 'listen');
    await listener.close();
    listener = await open();
    const server = listen.mock.contexts[0];
    if (!(server instanceof Server)) throw new Error('No server listens.');
    for (let time = 0; time < 2; time += 1) {
      server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
    }
    await complete();
  });

  it.each([
    ['a wrong state', `code=c&state=${state.slice(1)}`],
    ['no state', 'code=c'],
    ['an empty state', 'code=c&state='],
    ['two states', `code=c&state=${state}&state=${state}`],
    ['the right state with neither code nor error', `state=${state}`],
    ['an empty code', `code=&state=${state}`],
    ['an error with a wrong state', 'error=access_denied&state=wrong'],
  ])('%s is answered with 400', async (_, query) => {
    expect(await request(at(query))).toMatchObject({ status: 400 });
    expect(await complete()).toBe(`?${right}`);
  });

  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE'])('the method %s', async (method) => {
    const answer = await request(at(right), { method });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET' } });
    await complete();
  });

  it.each([
    ['a name that someone pointed here', 'attacker.example'],
    ['localhost', 'localhost'],
    ['the address without its port', '127.0.0.1'],
    ['another port', '127.0.0.1:1'],
  ])('the Host header of %s', async (_, host) => {
    expect(await request(at(right), { headers: { host } })).toMatchObject({ status: 400 });
    await complete();
  });

  it.each(['/favicon.ico', '/', '/callback/', '/Callback', '/callback/../x', '/signed-out'])(
    'the path %s',
    async (path) => {
      const { origin } = new URL(listener.redirectUri);
      expect(await request(`${origin}${path}?${right}`)).toMatchObject({ status: 404 });
      await complete();
    },
  );

  it.each([
    { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
  ])('a page in the browser that asks with %o', async (headers) => {
    expect(await request(at(right), { headers })).toMatchObject({ status: 403 });
    await complete();
  });

  it('an absolute request target of another host', async () => {
    const { port, host } = new URL(listener.redirectUri);
    const answer = await raw(
      Number(port),
      `GET http://attacker.example/callback?${right} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    await complete();
  });

  it('an address of 100,000 characters', async () => {
    // 431, or nothing at all when the connection ends before the address was sent to its end.
    const answer = await request(at(`${right}&x=${'y'.repeat(100_000)}`));
    expect([0, 431]).toContain(answer.status);
    await complete();
  });

  it('a connection that says nothing', async () => {
    const socket = connect(Number(new URL(listener.redirectUri).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    await complete();
    socket.destroy();
  });
});

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer)).write(text);
  });
}

describe('the right hit', () => {
  it.each([
    [
      'a browser',
      {
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
        'sec-fetch-site': 'cross-site',
      },
    ],
    ['a browser that keeps a header of the sign-in form', { origin: 'null' }],
    [
      'a browser that keeps it and tells more',
      { origin: 'https://id.example', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ],
    ['an old browser', { referer: 'https://id.example/' }],
  ])('as %s makes it ends the wait', async (_, headers: Record<string, string>) => {
    const page = request(at(right), { headers });
    const { respond } = await listener.callback;
    await respond(resultPage('en', 'signedIn'));
    expect(await page).toMatchObject({ status: 200 });
  });

  it('with an error of the server ends the wait too', async () => {
    void request(at(`error=access_denied&state=${state}`));
    expect((await listener.callback).url.searchParams.get('error')).toBe('access_denied');
  });

  it('counts once: the second one is told that it is over, also while the first one waits', async () => {
    const first = request(at(right));
    const { respond } = await listener.callback;
    expect(await request(at(`code=another&state=${state}`))).toMatchObject({ status: 410 });
    await respond(resultPage('en', 'signedIn'));
    expect(await first).toMatchObject({ status: 200 });
    expect(await request(at(right))).toMatchObject({ status: 410 });
  });

  it('may go away before it was answered', async () => {
    const { port, host } = new URL(listener.redirectUri);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET /callback?${right} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const { respond } = await listener.callback;
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await gone;
    await respond(resultPage('en', 'signedIn'));
  });
});

describe('the pages', () => {
  it('carry nothing that came with the request, and can neither run nor load anything', async () => {
    const page = request(at(right));
    await (await listener.callback).respond(resultPage('en', 'signedIn'));
    const { headers, body } = await page;
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(body).toContain('You are signed in');
    expect(body).not.toContain('the-code');
    expect(body).not.toContain(state);
  });

  it('that refuse say nothing about the app, and forbid everything', async () => {
    for (const url of [at('state=x'), new URL('/', listener.redirectUri).href]) {
      const { headers, body } = await request(url);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'content-type': 'text/plain; charset=utf-8',
      });
      expect(body).not.toMatch(/erp|navigator/i);
    }
  });

  it('say what went wrong, in English and in Bulgarian', () => {
    const denied = resultPage('en', 'signInDenied');
    expect(denied.status).toBe(400);
    expect(denied.body).toContain('The instance refused the sign-in.');
    expect(resultPage('bg', 'signedIn').body).toContain('Влязохте');
    expect(resultPage('bg', 'signInRejected').body).toContain('Не сте влезли');
    expect(resultPage('de', 'signedIn').body).toContain('Sie sind angemeldet');
  });
});

describe('the ports', () => {
  it('are tried in order: the first free one is taken', async () => {
    const taken = Number(new URL(listener.redirectUri).port);
    const free = await open();
    const port = Number(new URL(free.redirectUri).port);
    await free.close();
    const second = await open([taken, port]);
    expect(second.redirectUri).toBe(`http://127.0.0.1:${port}/callback`);
    await second.close();
  });

  it('that are all taken are told as such', async () => {
    const taken = Number(new URL(listener.redirectUri).port);
    expect(await openLoopbackListener([taken, taken], state)).toEqual({
      ok: false,
      error: { code: 'signInPortsTaken' },
    });
  });

  it('are free again after closing, with connections open', async () => {
    const port = Number(new URL(listener.redirectUri).port);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    await listener.close();
    listener = await open([port]);
    socket.destroy();
  });

  it('are not reachable from other computers', async () => {
    expect(new URL(listener.redirectUri).hostname).toBe('127.0.0.1');
  });
});
