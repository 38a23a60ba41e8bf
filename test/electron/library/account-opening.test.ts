import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAccount } from '../../../electron/library/account-opening.ts';
import { findSet } from '../../../electron/library/cache/entity-sets.ts';
import { keepSet } from '../../../electron/library/cache/sync-state.ts';
import { backUp } from '../../../electron/library/state/state-backup.ts';
import { readValue, writeValue } from '../../../electron/library/state/state-values.ts';
import { closed, opened, otherKey, sampleKey } from './opened-account.ts';
import { temporaryFolder } from './temporary-folder.ts';

const now = (): number => 1_700_000_000_000;

function contents(folder: string): Record<string, string> {
  const hash = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, hash(name)]));
}

it('keeps what was written from one opening to the next', () => {
  const folder = temporaryFolder();
  const first = opened(folder);
  writeValue(first.state, 'workspace', '{"tabs":[]}', 5);
  keepSet(first.cache, 'Crm_Sales_Customers', true);
  closed(first);

  const second = opened(folder);
  expect(second.mendings).toEqual([]);
  expect(readValue(second.state, 'workspace')).toEqual({ json: '{"tabs":[]}', writtenAt: 5 });
  expect(findSet(second.cache, 'Crm_Sales_Customers')?.isKept).toBe(true);
});

it('refuses another key and touches nothing, a log left by a kill included', () => {
  const folder = temporaryFolder();
  const first = opened(folder);
  writeValue(first.state, 'workspace', '{}', 5);
  const killed = temporaryFolder();
  cpSync(folder, killed, { recursive: true });
  const before = contents(killed);
  expect(Object.keys(before)).toContain('cache.db-wal');

  expect(openAccount({ folder: killed, key: otherKey, now })).toEqual({
    kind: 'failed',
    error: { code: 'wrongKey' },
  });
  expect(contents(killed)).toEqual(before);
});

it('refuses another key by the databases themselves when the file that would tell is missing', () => {
  const folder = temporaryFolder();
  closed(opened(folder));
  const copy = temporaryFolder();
  for (const name of ['state.db', 'cache.db']) copyFileSync(join(folder, name), join(copy, name));
  const before = contents(copy);

  expect(openAccount({ folder: copy, key: otherKey, now })).toEqual({
    kind: 'failed',
    error: { code: 'wrongKey' },
  });
  expect(contents(copy)).toEqual(before);
});

it('writes the file that tells the key anew when only that one is missing or damaged', () => {
  const folder = temporaryFolder();
  closed(opened(folder));
  truncateSync(join(folder, 'key-check'), 10);

  closed(opened(folder));
  expect(openAccount({ folder, key: otherKey, now })).toMatchObject({
    error: { code: 'wrongKey' },
  });
});

it.each(['state', 'cache'] as const)(
  'refuses a newer schema of %s.db and leaves it as it is',
  (database) => {
    const folder = temporaryFolder();
    const account = opened(folder);
    account[database].pragma('user_version = 99');
    closed(account);
    const before = contents(folder);

    expect(openAccount({ folder, key: sampleKey, now })).toEqual({
      kind: 'failed',
      error: { code: 'newerSchema' },
    });
    expect(contents(folder)).toEqual(before);
  },
);

it('sets a damaged cache aside under a new name and goes on with an empty one', () => {
  const folder = temporaryFolder();
  const first = opened(folder);
  keepSet(first.cache, 'Crm_Sales_Customers', true);
  closed(first);
  truncateSync(join(folder, 'cache.db'), 5000);

  const second = opened(folder);
  expect(second.mendings).toEqual([{ kind: 'cacheRebuilt' }]);
  expect(findSet(second.cache, 'Crm_Sales_Customers')).toBeNull();
  expect(existsSync(join(folder, 'cache.db.damaged-1700000000000'))).toBe(true);
});

it.each([5000, 100, 0])('restores a state cut to %i bytes from its backup', (length) => {
  const folder = temporaryFolder();
  const first = opened(folder);
  writeValue(first.state, 'workspace', '"kept"', 5);
  backUp(first.state, first.files.state);
  closed(first);
  truncateSync(join(folder, 'state.db'), length);

  const second = opened(folder);
  expect(second.mendings).toMatchObject([{ kind: 'stateRestored' }]);
  expect(readValue(second.state, 'workspace')?.json).toBe('"kept"');
});

it('takes the older backup when the newer one is damaged too', () => {
  const folder = temporaryFolder();
  const first = opened(folder);
  writeValue(first.state, 'workspace', '"older"', 5);
  backUp(first.state, first.files.state);
  writeValue(first.state, 'workspace', '"newer"', 6);
  backUp(first.state, first.files.state);
  closed(first);
  truncateSync(join(folder, 'state.db'), 5000);
  truncateSync(join(folder, 'state.db.backup-1'), 4500);

  const second = opened(folder);
  expect(readValue(second.state, 'workspace')?.json).toBe('"older"');
});

it('starts an empty state when no backup can be read, and says so', () => {
  const folder = temporaryFolder();
  closed(opened(folder));
  truncateSync(join(folder, 'state.db'), 5000);

  expect(opened(folder).mendings).toEqual([{ kind: 'stateLost' }]);
});

it('says that a folder can’t be used when it is none', () => {
  const folder = join(temporaryFolder(), 'file');
  writeFileSync(folder, '');
  expect(openAccount({ folder, key: sampleKey, now })).toMatchObject({
    error: { code: 'unreadable' },
  });
});
