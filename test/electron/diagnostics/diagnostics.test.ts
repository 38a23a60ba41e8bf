import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsSchema } from '../../../electron/contract/settings.ts';
import { createDiagnostics } from '../../../electron/diagnostics/diagnostics.ts';
import { logFiles } from '../../../electron/diagnostics/rotating-log.ts';
import { done } from '../../../electron/library/outcome.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

function begun(folder = temporaryFolder()) {
  let now = Date.UTC(2026, 10, 23);
  const clock = {
    now() {
      now += 1000;
      return now;
    },
  };
  return createDiagnostics({ folder, files: logFiles, clock });
}

const instance = { host: 'demodb.my.erp.net', database: 'PRIVATE', version: '26.2.0.76' };
const user = { id: '1', login: 'maria', name: 'Maria Ivanova', email: 'maria@example.com' };
const facts: Parameters<ReturnType<typeof begun>['text']>[0] = {
  program: { name: 'Navigator for ERP.net', version: '0.1.0' },
  policy: {},
  settings: settingsSchema.parse({ host: instance.host, clientId: 'hunter2', theme: 'dark' }),
  session: {
    status: 'signedIn',
    account: { key: 'demo-1', instance, user, storage: { kind: 'memory', because: 'noKeyring' } },
    ...{ renewal: 'well', endsAt: null },
  },
  accounts: 2,
  connection: { status: 'online', at: 1, seatUntil: null },
  copy: { status: 'unavailable', because: 'diskFull', mendings: [] },
  keptSets: {
    isPaused: false,
    sets: [
      {
        ...{ set: 'Crm_Sales_Customers', along: null, status: 'upToDate', rows: 12, total: 12 },
        part: { where: [], search: 'somebody', words: ['somebody'] },
        ...{ completeAt: null, failure: null },
      },
    ],
  },
};

test('what is copied tells how the app fares, and nothing that names or opens anything', async () => {
  const diagnostics = begun();
  const fetch = diagnostics.watch(async () => new Response('{"Name":"Maria"}', { status: 200 }));
  await (await fetch('https://demodb.my.erp.net/id/connect/token', { method: 'POST' })).text();
  await (await fetch('https://demodb.my.erp.net/api/odata/Crm_Sales_Customers?x=Maria')).text();
  const ask = diagnostics.watchCopy(async () => done(null) as never);
  await ask('readRow', { set: 'Crm_Sales_Customers', id: 'Maria', columns: [] });
  await ask('readState', { name: 'Maria' });
  diagnostics.noteDefect('fetchRows', new TypeError('Maria is undefined'));
  expect(diagnostics.requests().map(({ source, path }) => `${source} ${path}`)).toEqual([
    'copy readRow/Crm_Sales_Customers',
    'instance odata/Crm_Sales_Customers',
    'instance connect/token',
  ]);

  const text = await diagnostics.text(facts);
  for (const line of [
    'Diagnostics of Navigator for ERP.net, written 2026-11-23T',
    '## Policy\npolicy: none',
    'host: "demodb.my.erp.net"',
    'clientId: another one',
    'theme: "dark"',
    'language: "system" (usual)',
    'renewal: well\nkept: in memory, noKeyring\nversion of the instance: 26.2.0.76\naccounts: 2',
    'local copy: unavailable\nbecause: diskFull',
    'Crm_Sales_Customers (a part): upToDate, 12 rows',
    'POST connect/token 200: 1',
    'request method=GET path=odata/Crm_Sales_Customers status=200 ms=1000 bytes=16',
    'defect where=fetchRows kind=TypeError frames=diagnostics.test.ts:',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).not.toMatch(/maria|ivanova|private|demo-1|hunter2|somebody/i);
});

test('nothing is copied but what the app itself has written, whatever lies in the place of its log', async () => {
  const folder = temporaryFolder();
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  writeFileSync(
    join(logs, 'navigator.1.log'),
    [
      'Authorization: Bearer eyJhbGciOi.SECRET.x',
      '2026-11-22T09:00:00.000Z request method=GET path=odata/SECRET?a=b status=200',
      '2026-11-22T09:00:00.000Z failure request=fetchRows words=SECRET',
      // The disk was full, and had room again.
      '2026-11-22T09:00:00.000Z failure requ2026-11-22T09:00:01.000Z failure request=fetchRows code=SECRET',
      '2026-11-22T09:00:02.000Z failure request=fetchRows code=offline',
    ].join('\n'),
  );
  const [key, older] = [join(folder, 'key.pem'), join(logs, 'navigator.2.log')];
  writeFileSync(key, '-----BEGIN SECRET KEY-----\n');
  // Windows lets only administrators make links.
  if (process.platform === 'win32') copyFileSync(key, older);
  else symlinkSync(key, older);
  const text = await begun(folder).text(facts);
  expect(text).toContain('## Log\n2026-11-22T09:00:02.000Z failure request=fetchRows code=offline');
  expect(text).not.toContain('SECRET');
});
