import { createServer } from 'node:http';
import { expect, test } from '@playwright/test';
import { hostOnly } from '../launch.ts';
import { sharedContractApp } from './contract-app.ts';

/** Written from Electron's documentation of net.fetch and session. */
const running = sharedContractApp();
let origin = '';

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/redirect') {
    response.writeHead(302, { location: '/cookie', 'set-cookie': 'kept=1; Path=/' }).end();
  } else if (pathname === '/cookie') {
    response.end(request.headers.cookie ?? 'no cookie');
  } else if (pathname === '/cut') {
    response.writeHead(200, { 'content-length': '100' }).write('only this');
    setImmediate(() => response.destroy());
  } else if (pathname === '/agent') {
    response.end(request.headers['user-agent']);
  } else {
    response.writeHead(404).end();
  }
});

test.beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (typeof address === 'object') origin = `http://127.0.0.1:${address?.port}`;
});
test.afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

function fetchText(
  partition: string,
  path: string,
  init: Readonly<Record<string, string>> = {},
): Promise<string> {
  return running().electron.evaluate(
    ({ session }, [name, url, options]) =>
      session
        .fromPartition(name)
        .fetch(url, options)
        .then((response) => response.text())
        .catch((error: Error) => error.message),
    [partition, new URL(path, origin).href, init] as const,
  );
}

test('redirects are followed, and cookies stay in their session', async () => {
  expect(await fetchText('one', '/redirect')).toBe('kept=1');
  expect(await fetchText('one', '/cookie')).toBe('kept=1');
  expect(await fetchText('one', '/cookie', { credentials: 'omit' })).toBe('no cookie');
  expect(await fetchText('two', '/cookie')).toBe('no cookie');
  const cookies = await running().electron.evaluate(
    async ({ session }, url) =>
      (await session.fromPartition('one').cookies.get({ url })).map(({ name, value }) => [
        name,
        value,
      ]),
    origin,
  );
  expect(cookies).toEqual([['kept', '1']]);
});

test('redirects can be refused', async () => {
  expect(await fetchText('one', '/redirect', { redirect: 'error' })).toBe(
    "Attempted to redirect, but redirect policy was 'error'",
  );
  expect(await fetchText('one', '/redirect', { redirect: 'manual' })).toBe(
    'Redirect was cancelled',
  );
});

test('failures are told in words of the network, without a code', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', () => resolve()));
  const address = closed.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await new Promise((resolve) => closed.close(resolve));
  expect(await fetchText('one', `http://127.0.0.1:${port}/`)).toBe('net::ERR_CONNECTION_REFUSED');
  expect(await fetchText('one', 'http://does-not-exist.invalid/')).toBe(
    'net::ERR_NAME_NOT_RESOLVED',
  );
  expect(await fetchText('one', '/cut')).toBe('net::ERR_CONTENT_LENGTH_MISMATCH');
});

test('a request can be aborted', async () => {
  const message = await running().electron.evaluate(({ net }, url) => {
    const controller = new AbortController();
    const answer = net.fetch(url, { signal: controller.signal }).then(
      () => 'answered',
      (error: Error) => error.name,
    );
    controller.abort();
    return answer;
  }, `${origin}/agent`);
  expect(message).toBe('AbortError');
});

test('the browser says that it is Electron', async () => {
  const agent = await fetchText('', '/agent');
  expect(agent).toMatch(/ContractApp\/1\.2\.3 Chrome\/\S+ Electron\/45\.\S+ Safari/);
  expect(await running().page.evaluate(() => navigator.userAgent)).toBe(agent);
});

test('offline, requests fail at once and the page knows', async () => {
  hostOnly();
  const { electron, page } = running();
  const offline = (value: boolean) =>
    electron.evaluate((_electron, to) => {
      globalThis.__chromiumHost.network.offline = to;
    }, value);
  await offline(true);
  expect(await fetchText('one', '/agent')).toBe('net::ERR_INTERNET_DISCONNECTED');
  expect(await electron.evaluate(({ net }) => net.isOnline())).toBe(false);
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
  expect(await page.evaluate(() => fetch('/page.js').then((response) => response.ok))).toBe(true);
  await offline(false);
  expect(await fetchText('one', '/agent')).toContain('Electron');
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(true);
});

test('a session finds the addresses of names, and says in Chromium’s words when there are none', async () => {
  const outcomes = await running().electron.evaluate(async ({ session }) => {
    const network = session.fromPartition('names');
    const ask = (name: string) =>
      network.resolveHost(name).then(
        ({ endpoints }) => endpoints.map(({ address }) => address).toSorted(),
        (error: Error) => error.message,
      );
    return [await ask('localhost'), await ask('nobody.invalid')];
  });
  expect(outcomes[0]).toContain('127.0.0.1');
  expect(outcomes[1]).toBe('net::ERR_NAME_NOT_RESOLVED');
});

test('a session takes the system’s proxy and a judge of certificates, and goes on asking', async () => {
  await running().electron.evaluate(async ({ session }) => {
    const network = session.fromPartition('proxied');
    await network.setProxy({ mode: 'system' });
    network.setCertificateVerifyProc((_request, callback) => callback(-3));
  });
  expect(await fetchText('proxied', '/agent')).toContain('Chrome/');
});
