import { createSafeStorage } from 'safe-storage-wrapper';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure, success } from '../../../electron/contract/result.ts';
import {
  storeInMemory,
  storeInVault,
  type TokenStore,
} from '../../../electron/session/token-store.ts';
import { createVault, type Vault } from '../../../electron/session/vault.ts';
import { fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';
import { FailingDisk } from './failing-disk.ts';
import { maria, sampleSession, sampleTokens } from './sample-session.ts';

const folder = `/data/accounts/${maria.key}`;
let disk: FailingDisk;
let keyring: ReturnType<typeof fakeElectron>['keyring'];
let vault: Vault;
let store: TokenStore;

beforeEach(async () => {
  const fake = fakeElectron();
  keyring = fake.keyring;
  disk = new FailingDisk();
  const storage = createSafeStorage(fake.electron, { platform: 'linux' });
  vault = createVault({
    ...{ folder: '/data', disk, storage },
    random: (bytes) => new Uint8Array(bytes),
  });
  await vault.adopt(sampleSession(1));
  store = storeInVault(sampleSession(1), vault, { now: () => 77 });
});

describe('tokens in the vault', () => {
  it('are what whoever wrote last left', async () => {
    expect(await store.load()).toEqual(success({ tokens: sampleTokens(1), wasIntended: false }));
    const otherProcess = storeInVault(sampleSession(1), vault, { now: () => 0 });
    await otherProcess.save(sampleTokens(2));
    expect(await store.load()).toEqual(success({ tokens: sampleTokens(2), wasIntended: false }));
  });

  it('are saved in their session, of which nothing else changes', async () => {
    await store.save(sampleTokens(2));
    expect(await vault.open(maria.key)).toMatchObject({
      status: 'opened',
      session: sampleSession(2),
    });
  });

  it('tell that they are being sent, until that is taken back', async () => {
    await store.intend('refresh 1');
    expect(await store.load()).toMatchObject({ value: { wasIntended: true } });
    expect(disk.files.get(`${folder}/refresh.intent.json`)?.toString()).toContain('"at":77');
    await store.withdraw();
    expect(await store.load()).toMatchObject({ value: { wasIntended: false } });
  });

  it('of the generation before are no news from another process', async () => {
    await store.intend('refresh 1');
    await store.save(sampleTokens(2));
    disk.files.set(`${folder}/session.sealed`, Buffer.from('broken'));
    expect(await vault.open(maria.key)).toMatchObject({ status: 'opened', isPrevious: true });
    expect(await store.load()).toEqual(success(null));
  });

  it('that can’t be read leave the process to what it has', async () => {
    keyring.changeKey();
    expect(await store.load()).toEqual(success(null));
  });

  it('of a locked keyring are told from such', async () => {
    keyring.locked = true;
    expect(await store.load()).toEqual(failure({ code: 'storageLocked' }));
    expect(await store.save(sampleTokens(2))).toEqual(failure({ code: 'storageLocked' }));
  });

  it('are gone for the reason that another process has written down', async () => {
    const refreshLife = { longestAlive: 0, shortestDead: null };
    await vault.markEnded({ version: 1, account: maria, ended: 'interrupted', refreshLife });
    expect(await store.load()).toEqual(success({ gone: 'interrupted' }));
  });

  it('are gone without a trace after another process has signed out', async () => {
    await vault.wipe(maria.key);
    expect(await store.load()).toEqual(success({ gone: 'rejected' }));
  });

  it('that can’t be written say so', async () => {
    disk.space = 0;
    expect(await store.intend('refresh 1')).toEqual(failure({ code: 'storageFailed' }));
    expect(await store.save(sampleTokens(2))).toEqual(failure({ code: 'storageFailed' }));
  });
});

describe('tokens in memory', () => {
  it('have no other writer, and nothing to write', async () => {
    expect(await storeInMemory.load()).toEqual(success(null));
    for (const done of [
      storeInMemory.intend('refresh 1'),
      storeInMemory.withdraw(),
      storeInMemory.save(sampleTokens(2)),
    ]) {
      expect(await done).toEqual(success(null));
    }
  });
});
