import { createSafeStorage } from 'safe-storage-wrapper';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Disk } from '../../../electron/disk/atomic-file.ts';
import {
  type ClientSecrets,
  createClientSecrets,
} from '../../../electron/session/client-secrets.ts';
import { type MemoryDisk, memoryDisk } from '../disk/memory-disk.ts';
import { type FakeKeyring, fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';

const issuer = 'https://erp.example/id';
const clientId = 'erpnet-navigator';
const secret = 'the-secret-of-the-app';

let electron: ReturnType<typeof fakeElectron>['electron'];
let keyring: FakeKeyring;
let disk: MemoryDisk;
let secrets: ClientSecrets;

/** The secrets as a process that has just started sees them. */
function start(over: Disk = disk): ClientSecrets {
  const storage = createSafeStorage(electron, { platform: 'linux' });
  return createClientSecrets({ folder: '/data', disk: over, storage });
}

beforeEach(() => {
  ({ electron, keyring } = fakeElectron());
  disk = memoryDisk();
  secrets = start();
});

const read = (from = secrets) => from.read(issuer, clientId);
const onlyFile = (): string => {
  const [path = '', ...more] = disk.files.keys();
  expect(more).toEqual([]);
  return path;
};

describe('a secret that was entered', () => {
  it('is there from then on, in the next process too', async () => {
    expect(await read()).toEqual({ status: 'absent' });
    expect(await secrets.keep(issuer, clientId, secret)).toEqual({ ok: true, value: null });
    expect(await read()).toEqual({ status: 'present', secret });
    expect(await read(start())).toEqual({ status: 'present', secret });
  });

  it('is sealed: neither it nor the registration can be read in the file or in its name', async () => {
    await secrets.keep(issuer, clientId, secret);
    expect(onlyFile()).toMatch(/^\/data\/client-secrets\/[0-9a-f]{64}\.sealed$/);
    const content = disk.files.get(onlyFile())?.toString('latin1') ?? '';
    expect(content.length).toBeGreaterThan(secret.length);
    for (const word of [secret, clientId, issuer]) expect(content).not.toContain(word);
  });

  it('belongs to one registration: another instance or another app id has none', async () => {
    await secrets.keep(issuer, clientId, secret);
    expect(await secrets.read('https://other.example/id', clientId)).toEqual({ status: 'absent' });
    expect(await secrets.read(issuer, 'another-app')).toEqual({ status: 'absent' });
  });

  it('takes the place of the one before, and an empty one removes it', async () => {
    await secrets.keep(issuer, clientId, 'an-older-secret');
    await secrets.keep(issuer, clientId, secret);
    expect(await read(start())).toEqual({ status: 'present', secret });
    expect(await secrets.keep(issuer, clientId, '')).toEqual({ ok: true, value: null });
    expect(await read()).toEqual({ status: 'absent' });
    expect(disk.files.size).toBe(0);
  });

  it('is not given to another instance by somebody who moves the files', async () => {
    const attacker = 'https://attacker.example/id';
    await secrets.keep(issuer, clientId, secret);
    const sealed = disk.files.get(onlyFile()) ?? Buffer.alloc(0);
    await secrets.keep(issuer, clientId, '');
    for (const [at, app] of [
      [attacker, clientId],
      [issuer, 'another-app'],
    ] as const) {
      await secrets.keep(at, app, 'known-to-the-attacker');
      disk.files.set(onlyFile(), sealed);
      expect(await secrets.read(at, app)).toEqual({ status: 'undecryptable' });
      await secrets.keep(at, app, '');
    }
  });

  it('is sealed anew when the system asks for that, and is still there when that fails', async () => {
    await secrets.keep(issuer, clientId, secret);
    const before = disk.files.get(onlyFile());
    keyring.shouldReEncrypt = true;
    disk.full = true;
    expect(await read()).toEqual({ status: 'present', secret });
    disk.full = false;
    expect(await read()).toEqual({ status: 'present', secret });
    expect(disk.files.get(onlyFile())).not.toEqual(before);
    expect(await read(start())).toEqual({ status: 'present', secret });
  });
});

describe('without a keyring', () => {
  it.each(['basic_text', 'unknown'] as const)(
    'with the backend %s a secret lives until the app is closed',
    async (backend) => {
      keyring.backend = backend;
      expect(await secrets.keep(issuer, clientId, secret)).toMatchObject({ ok: true });
      expect(await read()).toEqual({ status: 'present', secret });
      expect(disk.files.size).toBe(0);
      expect(await read(start())).toEqual({ status: 'absent' });
      await secrets.keep(issuer, clientId, '');
      expect(await read()).toEqual({ status: 'absent' });
    },
  );

  it('what an earlier keyring sealed is locked, not gone', async () => {
    await secrets.keep(issuer, clientId, secret);
    keyring.backend = 'basic_text';
    expect(await read(start())).toEqual({ status: 'locked' });
    expect(disk.files.size).toBe(1);
  });

  it('one that is entered then counts, and the sealed one stays for a keyring that comes back', async () => {
    await secrets.keep(issuer, clientId, secret);
    keyring.backend = 'basic_text';
    const without = start();
    await without.keep(issuer, clientId, 'entered-today');
    expect(await read(without)).toEqual({ status: 'present', secret: 'entered-today' });
    keyring.backend = 'gnome_libsecret';
    expect(await read(start())).toEqual({ status: 'present', secret });
  });

  it('that comes back while the app runs, a secret entered once more is sealed', async () => {
    keyring.backend = 'basic_text';
    await secrets.keep(issuer, clientId, 'an-older-secret');
    keyring.backend = 'gnome_libsecret';
    await secrets.keep(issuer, clientId, secret);
    expect(await read()).toEqual({ status: 'present', secret });
    expect(await read(start())).toEqual({ status: 'present', secret });
  });
});

describe('a secret that can’t be read', () => {
  it('because the keyring is locked is there again when it opens', async () => {
    await secrets.keep(issuer, clientId, secret);
    keyring.locked = true;
    expect(await read(start())).toEqual({ status: 'locked' });
    keyring.locked = false;
    expect(await read(start())).toEqual({ status: 'present', secret });
  });

  it.each([
    ['sealed with a key that is gone', () => keyring.changeKey()],
    ['damaged', () => disk.files.get(onlyFile())?.fill(7, 20)],
    ['no envelope at all', () => disk.files.set(onlyFile(), Buffer.from('{}'))],
  ])(
    'because it is %s is not taken for absent, and stays until another is entered',
    async (_, spoil) => {
      await secrets.keep(issuer, clientId, 'an-older-secret');
      spoil();
      const spoilt = disk.files.get(onlyFile());
      expect(await read(start())).toEqual({ status: 'undecryptable' });
      expect(disk.files.get(onlyFile())).toBe(spoilt);
      expect(await secrets.keep(issuer, clientId, secret)).toMatchObject({ ok: true });
      expect(await read(start())).toEqual({ status: 'present', secret });
    },
  );

  it('because the disk gives an error is not taken for absent', async () => {
    await secrets.keep(issuer, clientId, secret);
    const broken = start({ ...disk, read: () => Promise.reject(new Error('EACCES')) });
    expect(await read(broken)).toEqual({ status: 'unreadable' });
  });
});

describe('keeping that fails', () => {
  it('on a full disk says so, and the secret before is still in force', async () => {
    await secrets.keep(issuer, clientId, secret);
    disk.full = true;
    expect(await secrets.keep(issuer, clientId, 'a-newer-secret')).toEqual({
      ok: false,
      error: { code: 'storageFailed' },
    });
    expect(await read()).toEqual({ status: 'present', secret });
  });

  it('with a locked keyring says so, and keeps nothing in clear', async () => {
    keyring.locked = true;
    expect(await secrets.keep(issuer, clientId, secret)).toEqual({
      ok: false,
      error: { code: 'storageLocked' },
    });
    expect(await read()).toEqual({ status: 'absent' });
    expect(disk.files.size).toBe(0);
  });

  it('when a removal fails says so', async () => {
    await secrets.keep(issuer, clientId, secret);
    const broken = start({ ...disk, remove: () => Promise.reject(new Error('EPERM')) });
    expect(await broken.keep(issuer, clientId, '')).toMatchObject({
      error: { code: 'storageFailed' },
    });
    expect(await read(broken)).toEqual({ status: 'present', secret });
  });
});
