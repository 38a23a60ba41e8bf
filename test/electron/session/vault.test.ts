import { createSafeStorage } from 'safe-storage-wrapper';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Disk } from '../../../electron/disk/atomic-file.ts';
import type { KeptSession } from '../../../electron/session/kept-session.ts';
import { createVault, type Vault } from '../../../electron/session/vault.ts';
import { fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';

/** A disk in memory that can be full from a given write on. */
class MemoryDisk implements Disk {
  readonly files = new Map<string, Buffer>();
  /** How many more writes succeed. */
  space = Number.POSITIVE_INFINITY;
  unreadable: string | null = null;

  read(path: string): Promise<Buffer | null> {
    if (path === this.unreadable) return Promise.reject(new Error('EACCES'));
    return Promise.resolve(this.files.get(path) ?? null);
  }

  write(path: string, content: Buffer | string): Promise<void> {
    if (this.space <= 0) return Promise.reject(new Error('ENOSPC'));
    this.space -= 1;
    this.files.set(path, Buffer.from(content));
    return Promise.resolve();
  }

  move(): Promise<void> {
    return Promise.reject(new Error('The vault moves nothing.'));
  }

  remove(path: string): Promise<void> {
    this.files.delete(path);
    return Promise.resolve();
  }
}

const key = '0123456789abcdef0123456789abcdef';
const sealed = `/data/accounts/${key}/session.sealed`;
const previous = `${sealed}.previous`;

function session(generation: number): KeptSession {
  return {
    version: 1,
    account: {
      key,
      instance: {
        ...{ host: 'erp.example', database: 'demodb', version: '26.2.0.76' },
        ...{ issuer: 'https://erp.example/id', domainApi: 'https://erp.example/api' },
        ...{ odataRoot: 'https://erp.example/api/domain/odata/', profile: null, webClient: null },
      },
      user: { id: 'u', login: 'maria', name: 'Мария', email: '' },
    },
    clientId: 'erpnet-navigator',
    redirectPorts: [53177],
    tokens: {
      ...{ accessToken: `access ${generation}`, refreshToken: `refresh ${generation}` },
      ...{ receivedAt: 1, lifetime: 1 },
    },
    idToken: 'id token',
  };
}

let disk: MemoryDisk;
let keyring: ReturnType<typeof fakeElectron>['keyring'];
let vault: Vault;

beforeEach(async () => {
  const fake = fakeElectron();
  disk = new MemoryDisk();
  keyring = fake.keyring;
  const storage = createSafeStorage(fake.electron, { platform: 'linux' });
  vault = createVault({ folder: '/data', disk, storage });
  await vault.adopt(session(1));
  await vault.save(session(2));
});

/** The generation that a start would find. */
async function found(): Promise<string | null> {
  const opening = await vault.open(key);
  return opening.status === 'opened' ? opening.session.tokens.refreshToken : opening.status;
}

function snapshot(): Record<string, string> {
  return Object.fromEntries([...disk.files].map(([path, bytes]) => [path, bytes.toString()]));
}

describe('a kept session', () => {
  it('opens to its newest generation and is named by its clear file', async () => {
    expect(await vault.open(key)).toEqual({ status: 'opened', session: session(2) });
    expect(await vault.current()).toEqual({ account: session(2).account, ended: null });
  });

  it('shows no secret on the disk', () => {
    const written = Object.values(snapshot()).join('\n');
    for (const secret of ['access 1', 'access 2', 'refresh 1', 'refresh 2', 'id token']) {
      expect(written).not.toContain(secret);
    }
  });

  it('is sealed anew when the keyring asks for it', async () => {
    const before = disk.files.get(sealed)?.toString();
    keyring.shouldReEncrypt = true;
    expect(await found()).toBe('refresh 2');
    expect(disk.files.get(sealed)?.toString()).not.toBe(before);
    keyring.shouldReEncrypt = false;
    expect(await found()).toBe('refresh 2');
  });

  it('is not taken for another account’s', async () => {
    const other = 'f'.repeat(32);
    disk.files.set(`/data/accounts/${other}/session.sealed`, disk.files.get(sealed) ?? Buffer.of());
    expect(await vault.open(other)).toEqual({ status: 'undecryptable' });
  });
});

describe('damage', () => {
  it('of the current generation, at any length, leads to the previous one', async () => {
    const whole = disk.files.get(sealed) ?? Buffer.of();
    for (let length = 0; length < whole.length; length += 7) {
      disk.files.set(sealed, whole.subarray(0, length));
      expect(await found()).toBe('refresh 1');
    }
  });

  it('of the current generation, by a missing file, leads to the previous one', async () => {
    disk.files.delete(sealed);
    expect(await found()).toBe('refresh 1');
  });

  it('is not what an unreadable file has: its used-up predecessor would cost the whole session', async () => {
    disk.unreadable = sealed;
    expect(await found()).toBe('undecryptable');
    disk.unreadable = null;
    expect(await found()).toBe('refresh 2');
  });

  it('of both is told, and no file is touched', async () => {
    disk.files.set(sealed, Buffer.from('broken'));
    disk.files.set(previous, Buffer.from('broken too'));
    const before = snapshot();
    expect(await found()).toBe('undecryptable');
    expect(snapshot()).toEqual(before);
  });

  it.each(['', '{', '{"version":1}', '{"version":1,"key":"../../etc"}', 'null'])(
    'of the file that names the current account (%s) means that nobody is signed in',
    async (text) => {
      disk.files.set('/data/accounts/current.json', Buffer.from(text));
      expect(await vault.current()).toBeNull();
      expect(await found()).toBe('refresh 2');
    },
  );

  it('of the clear file means that nobody is signed in', async () => {
    disk.files.set(`/data/accounts/${key}/account.json`, Buffer.from('{"version":2}'));
    expect(await vault.current()).toBeNull();
  });

  it('a session of a newer app is left alone, and no older one is used in its place', async () => {
    const newer = disk.files.get(sealed)?.toString().replace('"version":1', '"version":2') ?? '';
    disk.files.set(sealed, Buffer.from(newer));
    expect(await found()).toBe('undecryptable');
    expect(disk.files.get(sealed)?.toString()).toBe(newer);
  });
});

describe('a session whose content is of a newer app', () => {
  it('is left alone in an envelope of today, and no older one is used in its place', async () => {
    const newer = { ...session(3), version: 2 } as unknown as KeptSession;
    await vault.save(newer);
    expect(await found()).toBe('undecryptable');
  });
});

describe('the keyring', () => {
  it('that is locked is told apart from one that has another key, and nothing is touched', async () => {
    const before = snapshot();
    keyring.locked = true;
    expect(await found()).toBe('locked');
    keyring.locked = false;
    expect(await found()).toBe('refresh 2');
    keyring.changeKey();
    expect(await found()).toBe('undecryptable');
    expect(snapshot()).toEqual(before);
  });

  it('that is locked while saving loses nothing', async () => {
    const before = snapshot();
    keyring.locked = true;
    expect(await vault.save(session(3))).toEqual({ ok: false, error: { code: 'storageLocked' } });
    expect(snapshot()).toEqual(before);
  });
});

describe('a disk that gets full', () => {
  it('at any write of a save leaves a generation that can go on', async () => {
    for (let space = 0; space < 3; space += 1) {
      disk.space = space;
      const saved = await vault.save(session(3));
      disk.space = Number.POSITIVE_INFINITY;
      expect(await found()).toBe(saved.ok ? 'refresh 3' : 'refresh 2');
    }
    expect(await found()).toBe('refresh 3');
  });

  it('at any write of a sign-in is told', async () => {
    for (let space = 0; space < 3; space += 1) {
      disk.space = space;
      expect(await vault.adopt(session(3))).toEqual({
        ok: false,
        error: { code: 'storageFailed' },
      });
    }
  });

  it('at any write of a sign-in leaves the earlier one to the next start, be it of the same account or of another', async () => {
    const other = { ...session(3), account: { ...session(3).account, key: 'f'.repeat(32) } };
    for (const [adopted, writes] of [
      [session(3), 3],
      [other, 3],
    ] as const) {
      for (let space = 0; space < writes; space += 1) {
        disk.space = space;
        expect(await vault.adopt(adopted)).toMatchObject({ ok: false });
        expect(await vault.current()).toMatchObject({ account: { key } });
        expect(await found()).toBe('refresh 2');
      }
    }
    disk.space = Number.POSITIVE_INFINITY;
    await vault.adopt(other);
    expect(await vault.current()).toMatchObject({ account: { key: other.account.key } });
  });
});

describe('the end of a session', () => {
  it('by the server removes its secrets and keeps its name', async () => {
    await vault.markEnded(session(2).account, 'rejected');
    expect(disk.files.has(sealed)).toBe(false);
    expect(disk.files.has(previous)).toBe(false);
    expect(await vault.current()).toMatchObject({ account: { key }, ended: 'rejected' });
    await vault.adopt(session(4));
    expect(await vault.current()).toMatchObject({ ended: null });
  });

  it('by the user removes everything', async () => {
    await vault.wipe(key);
    expect(snapshot()).toEqual({});
  });

  it('comes after a save that was begun before', async () => {
    const saving = vault.save(session(3));
    await vault.wipe(key);
    await saving;
    expect(snapshot()).toEqual({});
  });
});
