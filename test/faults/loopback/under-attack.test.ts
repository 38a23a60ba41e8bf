import { createServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  App,
  maria,
  registration,
  request,
  type ServedPage,
} from '../../integration/session/app.ts';
import { signInAsUser } from '../../simulator/browser.ts';
import { type Attack, dribble, exchange, floodFromOutside, holdConnections } from './attackers.ts';

// A thousand connections take a busy computer their time.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 20_000 };

let app: App;

beforeEach(async () => {
  app = await App.start();
});
afterEach(() => app.close());

/** The listener of a sign-in that waits for the browser, as an attacker may know it, and what only the browser knows. */
interface Target {
  readonly port: number;
  readonly origin: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly redirectUri: string;
  /** The whole address that the browser will be sent to. */
  readonly right: URL;
}

/** The headers that an answer may have; what they say is looked at below. */
const allowedHeaders = [
  ...[
    'cache-control',
    'connection',
    'transfer-encoding',
    'content-security-policy',
    'content-type',
  ],
  ...['cross-origin-opener-policy', 'cross-origin-resource-policy', 'date', 'referrer-policy'],
  'x-content-type-options',
];

/** An answer that tells nothing: no header but the ones that forbid everything, and a word that names nothing of ours. */
function expectRefusal({ status, headers, body }: ServedPage, allowed: readonly number[]): void {
  expect(allowed).toContain(status);
  expect(allowedHeaders).toEqual(
    expect.arrayContaining(Object.keys(headers).filter((name) => name !== 'allow')),
  );
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'content-type': 'text/plain; charset=utf-8',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  expect(body).not.toMatch(/erp|navigator|sign|127|code|state/i);
}

/**
 * Signs in while somebody attacks the listener, and makes sure that this is what happened: the app is signed in with the
 * code that the browser brought, by one request to the token endpoint, and the browser shows so.
 *
 * @param attack begins between the opening of the sign-in page and the browser's way back.
 */
async function signInDespite(attack: (target: Target) => Promise<Attack | undefined>) {
  let page: ServedPage | undefined;
  let attacking: Attack | undefined;
  let problem: Error | undefined;
  async function comeBackDespite(url: string): Promise<void> {
    const right = new URL(await signInAsUser(url, maria, app.browser));
    const { port, origin, host } = right;
    const redirectUri = `${origin}/callback`;
    attacking = await attack({ port: Number(port), origin, host, redirectUri, right });
    expect(app.session.state()).toMatchObject({ step: 'waitingForBrowser' });
    expect(app.tokenRequests('authorization_code')).toHaveLength(0);
    page = await request(right.href, {
      headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    });
    expect(page.status).toBe(200);
  }
  app.atBrowser = (url) =>
    comeBackDespite(url).catch(async (error: unknown) => {
      problem = error instanceof Error ? error : new Error(String(error));
      await app.session.cancelSignIn();
    });
  try {
    const result = await app.signIn();
    if (problem !== undefined) throw problem;
    expect(result).toMatchObject({ ok: true, value: { status: 'signedIn' } });
    await expect.poll(() => page?.body, patience).toContain('You are signed in');
    expect(app.tokenRequests('authorization_code')).toMatchObject([{ status: 200 }]);
    return { attacking, page };
  } finally {
    await attacking?.stop();
  }
}

describe('connections', () => {
  it.each([
    ['1,000 that say nothing', ''],
    ['1,000 that stop in the middle of the right path', 'GET /callback?code=x&sta'],
    ['1,000 that stop in the middle of the headers', 'GET /callback?code=x HTTP/1.1\r\nHost: 127.'],
    ['1,000 that begin TLS', Buffer.from('16030100a5010000a10303', 'hex')],
  ])('%s, all at once, leave the browser its place', async (_, beginning) => {
    await signInDespite(({ port }) => holdConnections(port, 1_000, beginning));
  });

  it('that are dripped into, letter by letter, leave the browser its place', async () => {
    await signInDespite(({ port, host }) =>
      dribble(port, 300, `GET /callback?state=x HTTP/1.1\r\nHost: ${host}\r\nX: `),
    );
  });

  it('of a program that takes every place again the moment it loses it leave the browser its own', async () => {
    await signInDespite(({ port }) => floodFromOutside(port, 1_000));
  });

  it('are few at any time, and none is left when the sign-in is over', async () => {
    let held: Attack | undefined;
    await signInDespite(async ({ port }) => {
      held = await holdConnections(port, 1_000);
      await expect.poll(() => held?.open(), patience).toBeLessThanOrEqual(128);
      return undefined;
    });
    await expect.poll(() => held?.open(), patience).toBe(0);
  });

  it('that came first are not closed for the ones after them once they have asked rightly', async () => {
    const token = app.simulator.control.holdNext({ path: '/id/connect/token' });
    app.atBrowser = async (url) => {
      const right = await signInAsUser(url, maria, app.browser);
      const page = app.visit(right);
      await token.arrived;
      const held = await holdConnections(Number(new URL(right).port), 1_000);
      token.release();
      await page;
      await held.stop();
    };
    expect(await app.signIn()).toMatchObject({ ok: true });
    await expect.poll(() => app.pages, patience).toMatchObject([{ status: 200 }]);
  });

  it('on which nothing comes are ended without waiting for the sign-in', async () => {
    await signInDespite(async ({ port }) => {
      const [silent, slow] = await Promise.all([
        exchange(port, ''),
        exchange(port, 'GET /callback?code=x&state=y HTTP/1.1\r\n'),
      ]);
      for (const answer of [silent, slow]) {
        expect(answer).toMatch(/^(HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n\r\n)?$/);
      }
      return undefined;
    });
  });
});

describe('requests', () => {
  /** Sends requests at once; every one of them must be refused, with one of these statuses. */
  const refused =
    (
      allowed: readonly number[],
      requests: (target: Target) => { url: string; options?: Parameters<typeof request>[1] }[],
    ) =>
    async (target: Target): Promise<undefined> => {
      const answers = requests(target).map(({ url, options }) => request(url, options));
      for (const answer of await Promise.all(answers)) expectRefusal(answer, allowed);
    };

  it('of every other method change nothing, also with the right state', async () => {
    const methods = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
    await signInDespite(
      refused([405], ({ right }) =>
        methods.map((method) => ({ url: right.href, options: { method } })),
      ),
    );
  });

  it('for another Host change nothing, also with the right state', async () => {
    const hosts = (port: number) => [
      ...['attacker.example', `attacker.example:${port}`, 'localhost', `localhost:${port}`],
      ...['127.0.0.1', '127.0.0.1:1', `[::1]:${port}`, `127.1:${port}`, `0.0.0.0:${port}`],
      ...[`127.0.0.1:${port}.attacker.example`, `user@127.0.0.1:${port}`],
    ];
    await signInDespite(
      refused([400], ({ right, port }) =>
        hosts(port).map((host) => ({ url: right.href, options: { headers: { host } } })),
      ),
    );
  });

  it('for other paths change nothing, also with the right state', async () => {
    const paths = [
      ...['/', '/favicon.ico', '/signed-out', '/callback/', '/CALLBACK', '/callback.html'],
      ...['/%63allback', '/callback%3F', '/callback;x', '//callback', '/robots.txt', '/json/list'],
    ];
    await signInDespite(
      refused([400, 404], ({ origin, right }) =>
        paths.map((path) => ({ url: `${origin}${path}${right.search}` })),
      ),
    );
  });

  it('with a state that is guessed, 1,500 of them, change nothing', async () => {
    await signInDespite(async (target) => {
      const state = target.right.searchParams.get('state') ?? '';
      const guesses = Array.from({ length: 1_500 }, (_, number) => {
        if (number % 3 === 0) return state.slice(0, number % state.length);
        if (number % 3 === 1) return `${state}${number}`;
        return state.slice(0, -1) + String.fromCharCode(33 + (number % 90));
      }).filter((guess) => guess !== state);
      for (let from = 0; from < guesses.length; from += 100) {
        const some = guesses.slice(from, from + 100).map((guess) => ({
          url: `${target.redirectUri}?${new URLSearchParams({ code: 'x', state: guess })}`,
        }));
        await refused([400], () => some)(target);
      }
      return undefined;
    });
  });

  it('that say too little or too much change nothing', async () => {
    await signInDespite(
      refused([400], ({ redirectUri, right }) => {
        const state = right.searchParams.get('state') ?? '';
        const queries = [
          ...['', 'code=x', 'error=access_denied', 'state=', 'code=x&state=', `state=${state}`],
          ...[`code=&state=${state}`, `error=&state=${state}`, `code=x&state=${state}&state=y`],
          ...[`code=x&state=y&state=${state}`, `code=x&State=${state}`, `code=x&state[]=${state}`],
        ];
        return queries.map((query) => ({ url: `${redirectUri}?${query}` }));
      }),
    );
  });

  it('of a web page change nothing, not even with the right state', async () => {
    const origin = 'https://attacker.example';
    const site = { 'sec-fetch-site': 'cross-site' };
    await signInDespite(
      refused([403], ({ right }) =>
        [
          { origin },
          { origin, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', ...site },
          { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', ...site },
          { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script', ...site },
          { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe', ...site },
          { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'embed', ...site },
          { 'sec-fetch-mode': 'same-origin', 'sec-fetch-dest': 'empty' },
          { origin, 'sec-fetch-mode': 'websocket', connection: 'Upgrade', upgrade: 'websocket' },
          { 'sec-fetch-dest': 'serviceworker', ...site },
        ].map((headers) => ({ url: right.href, options: { headers } })),
      ),
    );
  });

  it('by which a page asks whether it may ask are not answered with leave to do so', async () => {
    await signInDespite(
      refused([405], ({ right }) => [
        {
          url: right.href,
          options: {
            method: 'OPTIONS',
            headers: {
              origin: 'https://attacker.example',
              'access-control-request-method': 'GET',
              'access-control-request-private-network': 'true',
            },
          },
        },
      ]),
    );
  });

  it('that are no requests, or too long ones, end with nothing said', async () => {
    await signInDespite(async ({ port, host, right }) => {
      const target = `${right.pathname}${right.search}`;
      const junk: (string | Uint8Array)[] = [
        ...['\r\n\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', `GET ${target}\r\n\r\n`],
        `GET ${target} HTTP/1.1\r\n\r\n`,
        `GET ${target} HTTP/1.1\r\nHost:\r\n\r\n`,
        `GET ${target} HTTP/1.0\r\n\r\n`,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nbroken header\r\n\r\n`,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
        `GET ${target}&x=${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
        `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nExpect: nothing\r\n\r\n`,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
        Buffer.from('160301010001000100', 'hex'),
        Buffer.alloc(4_096),
      ];
      for (const answer of await Promise.all(junk.map((bytes) => exchange(port, bytes)))) {
        // Nothing, or a status line of Node without any header that tells of us.
        expect(answer).toMatch(
          /^(HTTP\/1\.1 4\d\d [\w ]+\r\n([\w-]+: [^\r]*\r\n)*\r\n[\w\s]{0,30})?$/,
        );
        expect(answer).not.toMatch(/erp|navigator|signed|callback/i);
      }
      return undefined;
    });
  });

  it('of every kind are refused when any one thing about them is wrong', async () => {
    await signInDespite(async ({ port, host, right }) => {
      const state = right.searchParams.get('state') ?? '';
      const parts = {
        method: { right: 'GET', wrong: ['HEAD', 'POST', 'OPTIONS'] },
        path: { right: '/callback', wrong: ['/', '/callback/', '/favicon.ico', '/x'] },
        host: { right: host, wrong: ['localhost', 'attacker.example', '127.0.0.1'] },
        state: { right: state, wrong: ['', state.slice(1), `${state}x`, 'x'] },
        code: { right: 'code=some-code', wrong: ['code=', 'cod=x'] },
        fetch: {
          right: 'Accept: */*',
          wrong: ['Sec-Fetch-Mode: cors', 'Sec-Fetch-Dest: image', 'Origin: https://a.example'],
        },
      };
      type Part = keyof typeof parts;
      const names = Object.keys(parts).filter((name): name is Part => name in parts);
      const choice = fc.record({
        wrong: fc.subarray(names, { minLength: 1 }),
        pick: fc.nat(),
      });
      await fc.assert(
        fc.asyncProperty(choice, async ({ wrong, pick }) => {
          const value = (name: Part): string => {
            const part = parts[name];
            if (!wrong.includes(name)) return part.right;
            return part.wrong[pick % part.wrong.length] ?? '';
          };
          const query = `${value('code')}&state=${value('state')}`;
          const lines = [
            `${value('method')} ${value('path')}?${query} HTTP/1.1`,
            `Host: ${value('host')}`,
            value('fetch'),
          ];
          const answer = await exchange(port, `${lines.join('\r\n')}\r\n\r\n`);
          expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404|405) /);
          expect(app.session.state()).toMatchObject({ step: 'waitingForBrowser' });
        }),
        { numRuns: 300 },
      );
      return undefined;
    });
  });
});

describe('somebody who learned the right address', () => {
  it('from the browser’s history is told that it is over, and gets nothing', async () => {
    const token = app.simulator.control.holdNext({ path: '/id/connect/token' });
    const second: ServedPage[] = [];
    app.atBrowser = async (url) => {
      const right = await signInAsUser(url, maria, app.browser);
      const page = app.visit(right);
      await token.arrived;
      for (let time = 0; time < 3; time += 1) second.push(await request(right));
      token.release();
      await page;
    };
    expect(await app.signIn()).toMatchObject({ ok: true });
    expect(second).toHaveLength(3);
    for (const answer of second) expect(answer).toMatchObject({ status: 410 });
    expect(app.tokenRequests('authorization_code')).toHaveLength(1);
    await expect.poll(() => app.pages, patience).toMatchObject([{ status: 200 }]);
  });

  it('and brings a code of their own in it can’t sign the app in as themselves', async () => {
    app.atBrowser = async (url) => {
      const asked = new URL(url);
      // A sign-in page of the attacker’s own, for the same app and address, with another PKCE challenge.
      asked.searchParams.set('code_challenge', 'A'.repeat(43));
      const theirs = new URL(await signInAsUser(asked, { login: 'john.smith', password: 'demo' }));
      await app.visit(theirs.href);
    };
    expect(await app.signIn()).toMatchObject({ error: { code: 'signInRejected' } });
    expect(app.session.state()).toEqual({ status: 'signedOut' });
  });
});

describe('ports', () => {
  /** A program that sits on a port and welcomes everybody. */
  async function squat(): Promise<{ port: number; seen: string[]; close: () => Promise<void> }> {
    const seen: string[] = [];
    const server = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .on('data', (bytes) => {
          seen.push(bytes.toString('latin1'));
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
    return { port: address.port, seen, close };
  }

  it('that another program sits on are left to it, and it gets no code', async () => {
    const squatters = await Promise.all([squat(), squat()]);
    const redirectPorts = [...squatters.map(({ port }) => port), 0];
    try {
      expect(await app.signIn(undefined, { ...registration, redirectPorts })).toMatchObject({
        ok: true,
      });
      for (const { seen } of squatters) expect(seen).toEqual([]);
    } finally {
      for (const { close } of squatters) await close();
    }
  });

  it('that are all taken end the sign-in before the browser is opened', async () => {
    const squatter = await squat();
    try {
      const redirectPorts = [squatter.port];
      expect(await app.signIn(undefined, { ...registration, redirectPorts })).toEqual({
        ok: false,
        error: { code: 'signInPortsTaken' },
      });
      expect(app.opened).toEqual([]);
      expect(squatter.seen).toEqual([]);
    } finally {
      await squatter.close();
    }
  });
});
