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
  const questions = createNetworkQuestions((question) => {
    if (question === null) return;
    asked.push(question);
    const place = places.shift() ?? null;
    const said = place === null ? null : ({ kind: 'clientCertificate', place } as const);
    queueMicrotask(() => questions.answer(question.id, said));
  });
  chooseClientCertificates(app, questions, (state) => states.push(state));
  function request(address: string, list = offered, contents: unknown = null) {
    const preventDefault = vi.fn<() => void>();
    const shown = new Promise<Certificate | undefined>((resolve) => {
      app.emit('select-client-certificate', { preventDefault }, contents, address, list, resolve);
    });
    // Electron would show the first one otherwise.
    expect(preventDefault).toHaveBeenCalledOnce();
    return shown;
  }
  return { request, asked, states };
}

test('the certificate that somebody chooses is shown, and remembered for the host', async () => {
  const { request, asked, states } = appWith(1, 0);
  expect(await request('https://x.example/a')).toBe(offered[1]);
  expect(await request('https://x.example/b')).toBe(offered[1]);
  expect(await request('https://y.example/')).toBe(offered[0]);
  expect(asked).toMatchObject([
    {
      host: 'x.example',
      certificates: [
        { subject: 'first', issuer: 'Example Root', validUntil: 1_800_000_000_000 },
        {},
      ],
    },
    { host: 'y.example' },
  ]);
  expect(states).toEqual(['asked', 'chosen', 'asked', 'chosen']);
});

test('requests that come together ask once', async () => {
  const { request, asked } = appWith(1);
  const shown = await Promise.all([request('https://x.example/a'), request('https://x.example/b')]);
  expect(shown).toEqual([offered[1], offered[1]]);
  expect(asked).toHaveLength(1);
});

test('who cancels, or names one that is not there, shows none', async () => {
  const { request, states } = appWith(null, 7);
  expect(await request('https://x.example/')).toBeUndefined();
  expect(await request('https://x.example/')).toBeUndefined();
  expect(states).toEqual(['asked', 'cancelled', 'asked', 'cancelled']);
});

test('a choice that is not offered any more is asked for again', async () => {
  const { request, asked } = appWith(1, 0);
  await request('https://x.example/');
  expect(await request('https://x.example/', offered.slice(0, 1))).toBe(offered[0]);
  expect(asked).toHaveLength(2);
});

test('the window’s own page shows none, and where there is none nobody is asked', async () => {
  const { request, asked } = appWith(0, 0);
  expect(await request('https://x.example/', offered, { id: 1 })).toBeUndefined();
  expect(await request('https://x.example/', [])).toBeUndefined();
  expect(await request('no address')).toBeUndefined();
  expect(asked).toEqual([]);
});
