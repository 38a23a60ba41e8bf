import type { Certificate, ProxyConfig } from 'electron';
import { expect, test, vi } from 'vitest';
import { type NetworkSession, openNetwork } from '../../../electron/network/network-session.ts';
import { createNetworkQuestions } from '../../../electron/network/questions.ts';

type VerifyProc = NonNullable<Parameters<NetworkSession['setCertificateVerifyProc']>[0]>;

function fakeSession() {
  const proxies: ProxyConfig[] = [];
  const isSet = Promise.withResolvers<void>();
  const fetched: unknown[] = [];
  let verify: VerifyProc | null = null;
  const session: NetworkSession = {
    setProxy(config) {
      proxies.push(config);
      return isSet.promise;
    },
    fetch(input) {
      fetched.push(input);
      return Promise.resolve(new Response());
    },
    resolveProxy: () => Promise.resolve('DIRECT'),
    resolveHost: () =>
      Promise.resolve({
        endpoints: ['203.0.113.7', '203.0.113.7', '2001:db8::7'].map((address) => ({
          address,
          family: 'unspec',
        })),
      }),
    setCertificateVerifyProc(proc) {
      verify = proc;
    },
  };
  function judge(
    hostname: string,
    verificationResult: string,
    isIssuedByKnownRoot = true,
  ): number[] {
    const verdicts: number[] = [];
    const certificate = {
      ...{ subjectName: hostname, issuerName: 'Example Root', validStart: 1, validExpiry: 2 },
    } as Certificate;
    const errorCode = verificationResult === 'net::OK' ? 0 : -202;
    const facts = { validatedCertificate: certificate, isIssuedByKnownRoot, errorCode };
    verify?.({ hostname, certificate, verificationResult, ...facts }, (verdict) =>
      verdicts.push(verdict),
    );
    return verdicts;
  }
  return { session, proxies, isSet, fetched, judge };
}

test('the system’s proxy is in force before anything is asked', async () => {
  const { session, proxies, isSet, fetched } = fakeSession();
  const network = openNetwork(session);
  expect(proxies).toEqual([{ mode: 'system' }]);
  const answer = network.fetch(new URL('https://x.example/a'));
  await Promise.resolve();
  expect(fetched).toEqual([]);
  isSet.resolve();
  await answer;
  expect(fetched).toEqual(['https://x.example/a']);
  expect(await network.resolveHost('x.example')).toEqual(['203.0.113.7', '2001:db8::7']);
});

test('certificates are looked at and never judged: the verdict is Chromium’s, good or bad', () => {
  const { session, judge } = fakeSession();
  const { certificates } = openNetwork(session);
  expect(judge('good.example', 'net::OK', false)).toEqual([-3]);
  expect(judge('bad.example', 'net::ERR_CERT_AUTHORITY_INVALID')).toEqual([-3]);
  expect(certificates.of('good.example')).toEqual({
    ...{ subject: 'good.example', issuer: 'Example Root', validFrom: 1000, validUntil: 2000 },
    isOfKnownAuthority: false,
  });
  expect(certificates.of('bad.example')).not.toBeNull();
  for (let host = 0; host < 60; host += 1) judge(`${host}.example`, 'net::OK');
  expect([certificates.of('good.example'), certificates.of('9.example')]).toEqual([null, null]);
  expect(certificates.of('10.example')).not.toBeNull();
});

test('the network asks one question after the other, and everything is dropped when the window has gone', async () => {
  const onChange = vi.fn<(question: unknown) => void>();
  const questions = createNetworkQuestions(onChange);
  const question = {
    kind: 'clientCertificate',
    host: 'x.example',
    certificates: [],
    isRetry: false,
  } as const;
  const first = questions.ask(question);
  const second = questions.ask({ ...question, host: 'y.example' });
  expect(questions.current()).toMatchObject({ id: 1 });
  expect(questions.answer(2, null)).toBe(false);
  expect(questions.answer(1, { kind: 'clientCertificate', place: 0 })).toBe(true);
  expect(await first).toEqual({ kind: 'clientCertificate', place: 0 });
  expect(onChange.mock.calls).toMatchObject([[{ id: 1 }], [{ id: 2 }]]);
  questions.dismissAll();
  expect(await second).toBeNull();
  expect(questions.current()).toBeNull();
});
