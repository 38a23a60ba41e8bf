import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  errorFrames,
  isLogLine,
  type LogEvent,
  logLine,
} from '../../../electron/diagnostics/log-line.ts';
import { requestPath } from '../../../electron/diagnostics/request-path.ts';

const at = Date.UTC(2026, 10, 23, 9, 41, 0, 123);
const request: LogEvent = {
  event: 'request',
  ...{ method: 'GET', path: 'odata/Crm_Sales_Customers(…)', status: 200 },
  ...{ error: null, ms: 83.4, bytes: 4096 },
};

test('a line has its time, its event and its fields, and nothing for what is not there', () => {
  expect(logLine(at, request)).toBe(
    '2026-11-23T09:41:00.123Z request method=GET path=odata/Crm_Sales_Customers(…) status=200 ms=83 bytes=4096',
  );
});

test('no event of the app is written with a question mark', () => {
  const events: readonly LogEvent[] = [
    {
      event: 'start',
      ...{ version: '0.1.0', electron: '45.4.1', platform: 'linux', arch: 'x64' },
      system: '10.0.26100',
    },
    { event: 'quit' },
    { ...request, status: null, error: 'ERR_NAME_NOT_RESOLVED' },
    { event: 'failure', request: 'fetchRows', code: 'noLicenceSeat' },
    { event: 'session', state: 'needsSignIn', reason: 'rejected' },
    { event: 'session', state: 'signingIn', step: 'waitingForBrowser' },
    { event: 'session', state: 'signedIn', renewal: 'ambiguous' },
    { event: 'connection', state: 'slowedDown' },
    { event: 'sync', set: 'Crm_Sales_Customers', state: 'failed', rows: 10_432, code: 'offline' },
    { event: 'copy', state: 'unavailable', reason: 'diskFull' },
    { event: 'mended', what: 'cacheRebuilt' },
    { event: 'processGone', process: 'Utility', reason: 'crashed', exitCode: -1073741819 },
    { event: 'hang', state: 'reloaded' },
    { event: 'test', step: 'tls', state: 'failed', problem: 'certificateExpired' },
    { event: 'proxySignIn', state: 'asked' },
    { event: 'clientCertificate', state: 'chosen' },
    { event: 'defect', where: 'start-up', kind: 'TypeError', frames: errorFrames(new Error('x')) },
    { event: 'lost', count: 12 },
  ];
  for (const event of events) {
    const line = logLine(at, event);
    expect(line).not.toContain('?');
    expect(isLogLine(line), line).toBe(true);
    expect(isLogLine(`${line} Maria`)).toBe(false);
  }
});

test('no field takes a text, whatever is put there', () => {
  const texts = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => `${text} ${text}`);
  fc.assert(
    fc.property(texts, (text) => {
      const event = {
        ...{ event: 'sync', set: text, state: text, rows: text, code: text, extra: text },
        ...{ path: text, error: text, frames: text, version: text, method: text, kind: text },
      } as unknown as LogEvent;
      const [, , ...fields] = logLine(at, event).split(' ');
      for (const field of fields) expect(field).toMatch(/^\w+=\?$/);
    }),
  );
});

test('a line is one line', () => {
  const event = { event: 'copy', state: 'open', reason: 'a\nb' } as const;
  expect(logLine(at, event)).toBe('2026-11-23T09:41:00.123Z copy state=open reason=?');
});

test('the frames of an error name files without folders, and none of its words', () => {
  const error = new TypeError('token abc is bad');
  error.stack = [
    'TypeError: token abc is bad',
    '    at readRows (/home/maria/app/dist/main/main.js:12:34)',
    '    at async file:///C:/Users/Maria%20P/app/worker.cjs:5:6',
    '    at node:internal/process/task_queues:103:5',
  ].join('\n');
  expect(errorFrames(error)).toBe('main.js:12:34<worker.cjs:5:6');
  expect(errorFrames('token abc')).toBe('');
});

test.each([
  ['https://x.example/tools/auto-discovery', 'tools/auto-discovery'],
  ['https://x.example/id/connect/token', 'connect/token'],
  ['https://x.example/profile/me', 'me'],
  ['https://x.example/id/.well-known/openid-configuration/jwks', 'jwks'],
  ['https://x.example/api/domain/odata/', 'odata'],
  ['https://x.example/api/domain/odata/$batch', 'odata/$batch'],
  ['https://x.example/api/domain/odata/GetVersion', 'odata/GetVersion'],
  [
    'https://x.example/api/domain/odata/Crm_Customers?$filter=Name%20eq%20%27x%27',
    'odata/Crm_Customers',
  ],
  ['https://x.example/api/domain/odata/Crm_Customers/$count', 'odata/Crm_Customers/$count'],
  ['https://x.example/api/domain/odata/Crm_Customers(0f-1)?$select=Id', 'odata/Crm_Customers(…)'],
  ['https://x.example/api/domain/odata/Crm_Customers(0f-1)/Notes', 'odata/Crm_Customers(…)/…'],
  ['https://x.example/api/domain/currentmodel', 'currentmodel'],
  [
    'https://x.example/api/domain/currentmodel/Crm_Customers?culture=bg',
    'currentmodel/Crm_Customers',
  ],
  ['https://x.example/secret/path', 'other'],
  ['no address', 'other'],
])('%s is %s', (address, path) => expect(requestPath(address)).toBe(path));

test('no key, query or name of a host gets into a path', () => {
  const secret = fc.stringMatching(/^Secret[A-Za-z0-9]{8,20}$/);
  fc.assert(
    fc.property(secret, fc.constantFrom('odata', 'currentmodel', 'api', 'tools'), (text, root) => {
      const addresses = [
        `https://${text}.example/a/${root}/Crm_Customers(${text})/x?y=${text}#${text}`,
        `https://x.example/${root}/${text}/${text}/${text}(`,
        `https://x.example/${root}/Crm_Customers(Name='${text}')/${text}`,
        `https://x.example/${text}?${text}=${text}`,
      ];
      const [, ...others] = addresses.map(requestPath);
      // Only what stands where a set's name does may be one.
      expect([requestPath(addresses[0] ?? ''), ...others.slice(1)].join()).not.toContain(text);
      expect(others[0]?.replace(`${root}/${text}`, '')).not.toContain(text);
    }),
  );
});
