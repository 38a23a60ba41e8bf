import { EventEmitter } from 'node:events';
import type { Certificate } from 'electron';
import { expect, test, vi } from 'vitest';
import { chooseClientCertificates } from '../../../electron/network/client-certificates.ts';
import { createNetworkQuestions } from '../../../electron/network/questions.ts';

const certificate = (name: string): Certificate =>
  ({
    ...{ subjectName: name, issuerName: 'Example Root', validExpiry: 1_800_000_000 },
    fingerprint: `sha256/${name}`,
  }) as Certificate;
const offered = [certificate('first'), certificate('second')];

/** An app whose person answers with these places; null for Cancel. */
function appWith(...places: (number | null)[]) {
  const app = new EventEmitter();
  const asked: unknown[] = [];
  const states: string[] = [];
  let now = 0;
  const questions = createNetworkQuestions((question) => {
    if (question === null) return;
    asked.push(question);
    const place = places.shift() ?? null;
    const said = place === null ? null : ({ kind: 'clientCertificate', place } as const);
    queueMicrotask(() => questions.answer(question.id, said));
  });
  const certificates = chooseClientCertificates(app, {
    questions,
    clock: { now: () => now },
    onState: (state) => states.push(state),
  });
  function request(server: string, list = offered, contents: unknown = null) {
    const preventDefault = vi.fn<() => void>();
    const shown = new Promise<Certificate | undefined>((resolve) => {
      app.emit('select-client-certificate', { preventDefault }, contents, server, list, resolve);
    });
    // Electron would show the first one otherwise.
    expect(preventDefault).toHaveBeenCalledOnce();
    return shown;
  }
  /** A request that fails with a name of Chromium's. */
  async function failWith(name: string, address = 'https://x.example/api'): Promise<void> {
    const error = new Error(`net::${name}`);
    const fetch = certificates.through(() => Promise.reject(error));
    await expect(fetch(address)).rejects.toBe(error);
  }
  const pass = (ms: number): void => {
    now += ms;
  };
  return { request, failWith, pass, asked, states, certificates };
}

test('the certificate that somebody chooses is shown, and remembered for the host', async () => {
  const { request, asked, states } = appWith(1, 0);
  expect(await request('x.example:443')).toBe(offered[1]);
  expect(await request('x.example:443')).toBe(offered[1]);
  expect(await request('y.example:8443')).toBe(offered[0]);
  expect(asked).toMatchObject([
    {
      host: 'x.example',
      certificates: [
        { subject: 'first', issuer: 'Example Root', validUntil: 1_800_000_000_000 },
        {},
      ],
    },
    { host: 'y.example:8443' },
  ]);
  expect(states).toEqual(['asked', 'chosen', 'asked', 'chosen']);
});

test('requests that come together ask once', async () => {
  const { request, asked } = appWith(1);
  const shown = await Promise.all([request('x.example:443'), request('x.example:443')]);
  expect(shown).toEqual([offered[1], offered[1]]);
  expect(asked).toHaveLength(1);
});

test('who cancels, or names one that is not there, shows none, and is left alone for a while', async () => {
  const { request, states, pass, certificates } = appWith(null, 7, null);
  expect(await request('x.example:443')).toBeUndefined();
  expect(await request('x.example:443')).toBeUndefined();
  expect(states).toEqual(['asked', 'cancelled']);
  pass(11 * 60_000);
  expect(await request('x.example:443')).toBeUndefined();
  expect(states).toEqual(['asked', 'cancelled', 'asked', 'cancelled']);
  certificates.askAgain();
  await request('x.example:443');
  expect(states).toHaveLength(6);
});

test('a certificate that the server refuses is not shown again: somebody may choose another', async () => {
  const { request, failWith, asked, states } = appWith(0, 1);
  expect(await request('x.example:443')).toBe(offered[0]);
  // What has nothing to do with the certificate, and another server, change nothing.
  await failWith('ERR_CONNECTION_RESET');
  await failWith('ERR_BAD_SSL_CLIENT_AUTH_CERT', 'https://y.example/');
  expect(await request('x.example:443')).toBe(offered[0]);
  await failWith('ERR_BAD_SSL_CLIENT_AUTH_CERT');
  expect(await request('x.example:443')).toBe(offered[1]);
  expect(asked).toMatchObject([{ isRetry: false }, { isRetry: true }]);
  expect(states).toEqual(['asked', 'chosen', 'refused', 'asked', 'chosen']);
});

test('what goes well comes as it came', async () => {
  const { certificates } = appWith();
  const answer = new Response('rows');
  expect(await certificates.through(async () => answer)('https://x.example/')).toBe(answer);
});

test('a choice that is not offered any more is asked for again', async () => {
  const { request, asked } = appWith(1, 0);
  await request('x.example:443');
  expect(await request('x.example:443', offered.slice(0, 1))).toBe(offered[0]);
  expect(asked).toHaveLength(2);
});

test('the window’s own page shows none, and where there is none nobody is asked', async () => {
  const { request, asked } = appWith(0, 0);
  expect(await request('x.example:443', offered, { id: 1 })).toBeUndefined();
  expect(await request('x.example:443', [])).toBeUndefined();
  expect(await request('no address')).toBeUndefined();
  expect(asked).toEqual([]);
});
