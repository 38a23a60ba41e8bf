import { createSafeStorage } from 'safe-storage-wrapper';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountFile, KeptSession } from '../../../electron/session/kept-session.ts';
import { refreshTokenHash } from '../../../electron/session/refresh-intent.ts';
import { createVault, type Vault } from '../../../electron/session/vault.ts';
import { fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';
import { FailingDisk } from './failing-disk.ts';
import { maria, sampleAccount, sampleSession } from './sample-session.ts';

const { key } = maria;
const folder = `/data/accounts/${key}`;
const sealed = `${folder}/session.sealed`;
const previous = `${sealed}.previous`;
const intentFile = `${folder}/refresh.intent.json`;
const databaseKeyFile = `${folder}/database-key.sealed`;
const accountFile = `${folder}/account.json`;
const currentFile = '/data/accounts/current.json';
const ivan = sampleAccount('ivan');

let disk: FailingDisk;
let keyring: ReturnType<typeof fakeElectron>['keyring'];
let electron: ReturnType<typeof fakeElectron>['electron'];
let vault: Vault;
let drawn: number;

/** The vault as a process that has just started sees it. */
function start(): Vault {
  const storage = createSafeStorage(electron, { platform: 'linux' });
  const random = (bytes: number): Uint8Array => {
    drawn += 1;
    return new Uint8Array(bytes).fill(drawn);
  };
  return createVault({ folder: '/data', disk, storage, random });
}

beforeEach(async () => {
  ({ electron, keyring } = fakeElectron());
  disk = new FailingDisk();
  drawn = 0;
  vault = start();
  await vault.adopt(sampleSession(1));
  // As a renewal does it: the generation that is about to be used up is kept before the token is sent.
  await vault.intend(key, 'refresh 1', 0);
  await vault.save(sampleSession(2));
});

/** The generation that a start would find. */
async function found(): Promise<string | null> {
  const opening = await vault.open(key);
  return opening.status === 'opened' ? opening.session.tokens.refreshToken : opening.status;
}

/** Whether the refresh token that a start would find counts as sent. */
async function wasIntended(): Promise<boolean | string> {
  const opening = await vault.open(key);
  return opening.status === 'opened' ? opening.wasIntended : opening.status;
}

const opened = (session: KeptSession) => ({
  ...{ status: 'opened', session, wasIntended: false, isPrevious: false },
});
const aFile = (ended: AccountFile['ended'] = null): AccountFile => ({
  ...{ version: 1, account: maria, ended },
  refreshLife: { longestAlive: 0, shortestDead: null },
});
const undecryptable = { status: 'undecryptable', keyringChange: null };

describe('a kept session', () => {
  it('opens to its newest generation, and is named by its clear file and the current one', async () => {
    expect(await vault.open(key)).toEqual(opened(sampleSession(2)));
    expect(await vault.accounts()).toEqual([aFile()]);
    expect(await vault.current()).toBe(key);
  });

  it('shows no secret on the disk', () => {
    const written = Object.values(disk.snapshot()).join('\n');
    const secrets = ['access 1', 'access 2', 'refresh 1', 'refresh 2', 'id token'];
    const databaseKey = Buffer.alloc(32, 1);
    for (const encoding of ['base64', 'hex', 'latin1'] as const) {
      secrets.push(databaseKey.toString(encoding));
    }
    for (const secret of secrets) expect(written).not.toContain(secret);
  });

  it('is sealed anew when the keyring asks for it', async () => {
    const before = disk.files.get(sealed)?.toString();
    keyring.shouldReEncrypt = true;
    expect(await found()).toBe('refresh 2');
    expect(disk.files.get(sealed)?.toString()).not.toBe(before);
    keyring.shouldReEncrypt = false;
    expect(await found()).toBe('refresh 2');
  });

  it('that can’t be sealed anew on a full disk is as good as before', async () => {
    keyring.shouldReEncrypt = true;
    disk.space = 0;
    expect(await found()).toBe('refresh 2');
    keyring.shouldReEncrypt = false;
    expect(await found()).toBe('refresh 2');
  });

  it('is not taken for another account’s', async () => {
    disk.files.set(
      `/data/accounts/${ivan.key}/session.sealed`,
      disk.files.get(sealed) ?? Buffer.of(),
    );
    expect(await vault.open(ivan.key)).toEqual(undecryptable);
  });

  it('of before is not taken for another account’s, either', async () => {
    const other = `/data/accounts/${ivan.key}/session.sealed.previous`;
    disk.files.set(other, disk.files.get(sealed) ?? Buffer.of());
    expect(await vault.open(ivan.key)).toEqual(undecryptable);
  });

  it('that nobody kept is absent', async () => {
    expect(await vault.open(ivan.key)).toEqual({ status: 'absent', ended: null });
  });

  it('that has ended is absent, with the reason', async () => {
    await vault.markEnded({ ...aFile(), ended: 'interrupted' });
    expect(await vault.open(key)).toEqual({ status: 'absent', ended: 'interrupted' });
  });
});

describe('an intent', () => {
  it('that was written down is found with the session whose token it names', async () => {
    expect(await wasIntended()).toBe(false);
    await vault.intend(key, 'refresh 2', 123);
    expect(await wasIntended()).toBe(true);
    expect(JSON.parse(disk.files.get(intentFile)?.toString() ?? '')).toEqual({
      version: 1,
      refreshTokenHash: refreshTokenHash('refresh 2'),
      at: 123,
    });
  });

  it('says nothing of the refresh token itself', async () => {
    await vault.intend(key, 'refresh 2', 123);
    expect(disk.files.get(intentFile)?.toString()).not.toContain('refresh 2');
  });

  it('of a token that was renewed since counts no more', async () => {
    await vault.intend(key, 'refresh 2', 123);
    await vault.save(sampleSession(3));
    expect(await wasIntended()).toBe(false);
  });

  it('that was withdrawn is gone', async () => {
    await vault.intend(key, 'refresh 2', 123);
    await vault.withdraw(key);
    expect(await wasIntended()).toBe(false);
    expect(disk.files.has(intentFile)).toBe(false);
  });

  it('can be read while the keyring is locked, and stays through it', async () => {
    await vault.intend(key, 'refresh 2', 123);
    keyring.locked = true;
    expect(await found()).toBe('locked');
    keyring.locked = false;
    expect(await wasIntended()).toBe(true);
  });

  it('that can’t be written is told', async () => {
    disk.space = 0;
    expect(await vault.intend(key, 'refresh 2', 123)).toEqual({
      ok: false,
      error: { code: 'storageFailed' },
    });
  });

  it.each(['', '{', '{"version":1}', 'null'])(
    'that is damaged (%s) counts as none, and the session opens',
    async (text) => {
      disk.files.set(intentFile, Buffer.from(text));
      expect(await wasIntended()).toBe(false);
    },
  );

  it('keeps the generation that it is about, and never one that is damaged in its place', async () => {
    await vault.intend(key, 'refresh 2', 1);
    disk.files.set(sealed, Buffer.from('broken'));
    expect(await found()).toBe('refresh 2');
    await vault.intend(key, 'refresh 2', 2);
    expect(await found()).toBe('refresh 2');
  });

  it('is taken for granted of a previous generation, whose token was certainly sent', async () => {
    disk.files.set(sealed, Buffer.from('broken'));
    expect(await vault.open(key)).toEqual({
      ...opened(sampleSession(1)),
      ...{ wasIntended: true, isPrevious: true },
    });
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
    const before = disk.snapshot();
    expect(await vault.open(key)).toEqual(undecryptable);
    expect(disk.snapshot()).toEqual(before);
  });

  it('of the only generation is told as damage, and not as nothing', async () => {
    disk.files.set(sealed, Buffer.from('broken'));
    disk.files.delete(previous);
    expect(await vault.open(key)).toEqual(undecryptable);
  });

  it.each(['', '{', '{"version":1}', '{"version":1,"key":"../../etc"}', 'null'])(
    'of the file that names the current account (%s) leaves an account to start with',
    async (text) => {
      disk.files.set(currentFile, Buffer.from(text));
      expect(await vault.current()).toBe(key);
      expect(await found()).toBe('refresh 2');
    },
  );

  it('of the file that names the current account is told from nobody being current', async () => {
    disk.unreadable = currentFile;
    expect(await vault.current()).toBe(key);
    disk.unreadable = null;
    disk.files.delete(currentFile);
    expect(await vault.current()).toBeNull();
  });

  it.each(['', '{', '{"version":2}', 'null'])(
    'of the clear file (%s) leaves the account to be found by its session',
    async (text) => {
      disk.files.set(accountFile, Buffer.from(text));
      expect(await vault.accounts()).toEqual([aFile()]);
    },
  );

  it('of the clear file while the keyring is locked leaves the account out, and its files alone', async () => {
    disk.files.set(accountFile, Buffer.from('{'));
    keyring.locked = true;
    const before = disk.snapshot();
    expect(await vault.accounts()).toEqual([]);
    expect(disk.snapshot()).toEqual(before);
  });

  it('of the clear file, by the name of another account, is no account of that name', async () => {
    disk.files.set(accountFile, Buffer.from(JSON.stringify({ ...aFile(), account: ivan })));
    expect(await vault.accounts()).toEqual([aFile()]);
  });

  it('a session of a newer app is left alone, and no older one is used in its place', async () => {
    const newer = disk.files.get(sealed)?.toString().replace('"version":2', '"version":3') ?? '';
    disk.files.set(sealed, Buffer.from(newer));
    expect(await found()).toBe('undecryptable');
    expect(disk.files.get(sealed)?.toString()).toBe(newer);
  });

  it('what interrupted writes left behind is cleared away at the start, and nothing else is', async () => {
    const before = disk.snapshot();
    disk.files.set(`${sealed}.1.tmp`, Buffer.from('half'));
    disk.files.set(`${accountFile}.2.tmp`, Buffer.from('half'));
    await start().accounts();
    expect(disk.snapshot()).toEqual(before);
  });
});

describe('a session whose content is of a newer app', () => {
  it('is left alone in an envelope of today, and no older one is used in its place', async () => {
    const storage = createSafeStorage(electron, { platform: 'linux' });
    const sealing = await storage.seal(
      JSON.stringify({ ...sampleSession(3), version: 2 }),
      `session ${key}`,
    );
    if (sealing.status !== 'sealed') throw new Error(sealing.status);
    disk.files.set(sealed, Buffer.from(sealing.envelope));
    expect(await found()).toBe('undecryptable');
    expect(disk.files.get(sealed)).toEqual(Buffer.from(sealing.envelope));
  });
});

describe('the keyring', () => {
  it('that is locked is told apart from one that has another key, and nothing is touched', async () => {
    const before = disk.snapshot();
    keyring.locked = true;
    expect(await found()).toBe('locked');
    keyring.locked = false;
    expect(await found()).toBe('refresh 2');
    keyring.changeKey();
    expect(await found()).toBe('undecryptable');
    expect(disk.snapshot()).toEqual(before);
  });

  it('that is another one than the one that sealed is named, and so is that one', async () => {
    keyring.backend = 'kwallet6';
    keyring.changeKey();
    vault = start();
    expect(await vault.open(key)).toEqual({
      status: 'undecryptable',
      keyringChange: { sealedBy: 'gnome_libsecret', backend: 'kwallet6' },
    });
  });

  it('that is locked while saving loses nothing', async () => {
    const before = disk.snapshot();
    keyring.locked = true;
    expect(await vault.save(sampleSession(3))).toEqual({
      ok: false,
      error: { code: 'storageLocked' },
    });
    expect(disk.snapshot()).toEqual(before);
  });

  it('that is locked at a sign-in keeps it from being half kept', async () => {
    const before = disk.snapshot();
    keyring.locked = true;
    const kept = await vault.adopt(sampleSession(1, { account: ivan }));
    expect(kept).toEqual({ ok: false, error: { code: 'storageLocked' } });
    expect(disk.snapshot()).toEqual(before);
  });

  it('decides whether anything can be kept at all', async () => {
    expect(await vault.canKeep()).toBe('yes');
    keyring.locked = true;
    expect(await start().canKeep()).toBe('locked');
    keyring.locked = false;
    keyring.backend = 'basic_text';
    expect(await start().canKeep()).toBe('no');
  });
});

describe('a disk that gets full', () => {
  it('at any write of a save leaves a generation that can go on', async () => {
    for (let space = 0; space < 3; space += 1) {
      disk.space = space;
      const saved = await vault.save(sampleSession(3));
      disk.space = Number.POSITIVE_INFINITY;
      expect(await found()).toBe(saved.ok ? 'refresh 3' : 'refresh 2');
    }
    expect(await found()).toBe('refresh 3');
  });

  const byIvan = sampleSession(3, { account: ivan });
  it.each<[string, KeptSession, number]>([
    ['of the same account', sampleSession(3), 3],
    ['of another account', byIvan, 4],
  ])(
    'at any write of a sign-in %s tells so, and leaves the earlier one to the next start',
    async (_, adopted, writes) => {
      for (let space = 0; space < writes; space += 1) {
        disk.space = space;
        expect(await vault.adopt(adopted)).toEqual({
          ok: false,
          error: { code: 'storageFailed' },
        });
        expect(await vault.current()).toBe(key);
        expect(await found()).toBe('refresh 2');
        // What an attempt left of another account must not make the next one shorter.
        disk.space = Number.POSITIVE_INFINITY;
        await vault.wipe(ivan.key);
      }
      disk.space = writes;
      expect(await vault.adopt(adopted)).toEqual({ ok: true, value: null });
      expect(await vault.current()).toBe(adopted.account.key);
    },
  );

  it('at any write of a sign-in after a session that ended keeps the reason, until there is a new one', async () => {
    for (let space = 0; space < 3; space += 1) {
      disk.space = Number.POSITIVE_INFINITY;
      await vault.markEnded({ ...aFile(), ended: 'interrupted' });
      disk.space = space;
      const adopted = await vault.adopt(sampleSession(3));
      const [file] = await vault.accounts();
      const hasSession = (await found()) === 'refresh 3';
      expect(file?.ended === 'interrupted' || hasSession).toBe(true);
      if (adopted.ok) expect(file?.ended).toBeNull();
    }
  });
});

describe('the end of a session', () => {
  it('by the server removes its secrets, and keeps its name, the reason and the key of the local copy', async () => {
    const before = await vault.databaseKey(key);
    await vault.intend(key, 'refresh 2', 1);
    await vault.markEnded({ ...aFile(), ended: 'rejected' });
    for (const path of [sealed, previous, intentFile]) expect(disk.files.has(path)).toBe(false);
    expect(await vault.accounts()).toEqual([aFile('rejected')]);
    expect(await vault.current()).toBe(key);
    expect(await vault.databaseKey(key)).toEqual(before);
    await vault.adopt(sampleSession(4));
    expect(await vault.accounts()).toEqual([aFile()]);
  });

  it('by the user removes everything', async () => {
    await vault.intend(key, 'refresh 2', 1);
    await vault.wipe(key);
    expect(disk.snapshot()).toEqual({});
  });

  it('by the user removes what was put aside, too, and leaves the lock to whoever has it', async () => {
    keyring.changeKey();
    await vault.adopt(sampleSession(3));
    disk.files.set(`${folder}/refresh.lock.claim`, Buffer.of());
    expect([...disk.files.keys()]).toContain(`${databaseKeyFile}.unreadable`);
    await vault.wipe(key);
    expect([...disk.files.keys()]).toEqual([`${folder}/refresh.lock.claim`]);
  });

  it('by the user removes the key of the local copy before anything else', async () => {
    disk.log.length = 0;
    await vault.wipe(key);
    expect(disk.log[0]).toBe(`remove ${databaseKeyFile}`);
  });

  it('by the user removes the rest even when the key of the local copy can’t be, and tells so', async () => {
    disk.unremovable = databaseKeyFile;
    expect(await vault.wipe(key)).toEqual({ ok: false, error: { code: 'storageFailed' } });
    expect([...disk.files.keys()]).toEqual([databaseKeyFile]);
  });

  it('by the user leaves other accounts alone, and the file that names them', async () => {
    await vault.adopt(sampleSession(1, { account: ivan }));
    await vault.wipe(key);
    expect(await vault.current()).toBe(ivan.key);
    expect((await vault.accounts()).map(({ account }) => account.key)).toEqual([ivan.key]);
    expect(await vault.open(ivan.key)).toMatchObject({ status: 'opened' });
  });

  it('comes after a save that was begun before', async () => {
    const saving = vault.save(sampleSession(3));
    await vault.wipe(key);
    await saving;
    expect(disk.snapshot()).toEqual({});
  });
});

describe('several accounts', () => {
  it('are all kept, and the one who signed in last is current', async () => {
    await vault.adopt(sampleSession(1, { account: ivan }));
    const keys = (await vault.accounts()).map(({ account }) => account.key);
    expect(keys.toSorted()).toEqual([key, ivan.key].toSorted());
    expect(await vault.current()).toBe(ivan.key);
    await vault.makeCurrent(key);
    expect(await start().current()).toBe(key);
    await vault.makeCurrent(null);
    expect(await start().current()).toBeNull();
  });

  it('have local copies with keys of their own', async () => {
    await vault.adopt(sampleSession(1, { account: ivan }));
    const [mine, other] = [await vault.databaseKey(key), await vault.databaseKey(ivan.key)];
    expect(mine).toMatchObject({ status: 'opened' });
    expect(other).toMatchObject({ status: 'opened' });
    expect(mine).not.toEqual(other);
  });

  it('are told by folders with the name of a key; whatever else lies there is none', async () => {
    disk.files.set('/data/accounts/notes/account.json', Buffer.from(JSON.stringify(aFile())));
    expect(await vault.accounts()).toEqual([aFile()]);
  });
});

describe('what was learned of the life of refresh tokens', () => {
  it('is kept, outlives the next sign-in, and changes nothing else', async () => {
    const refreshLife = { longestAlive: 5_000, shortestDead: 9_000 };
    await vault.learn(maria, refreshLife);
    expect(await vault.accounts()).toEqual([{ ...aFile(), refreshLife }]);
    await vault.adopt(sampleSession(3));
    expect(await vault.accounts()).toEqual([{ ...aFile(), refreshLife }]);
  });

  it('does not bring a session back to life that has ended', async () => {
    await vault.markEnded({ ...aFile(), ended: 'expired' });
    await vault.learn(maria, { longestAlive: 5_000, shortestDead: null });
    expect(await vault.accounts()).toMatchObject([{ ended: 'expired' }]);
  });
});

describe('the key of a local copy', () => {
  it('is made once, of 32 random bytes, and outlives sign-ins and saves', async () => {
    const first = await vault.databaseKey(key);
    expect(first).toEqual({ status: 'opened', key: new Uint8Array(32).fill(1) });
    await vault.save(sampleSession(3));
    await vault.adopt(sampleSession(4));
    expect(await start().databaseKey(key)).toEqual(first);
    expect(drawn).toBe(1);
  });

  it('that is missing is made when it is asked for, and stays the same from then on', async () => {
    disk.files.delete(databaseKeyFile);
    const made = await vault.databaseKey(key);
    expect(made).toEqual({ status: 'opened', key: new Uint8Array(32).fill(2) });
    expect(await start().databaseKey(key)).toEqual(made);
  });

  it('that is missing and can’t be kept is absent, and not one that is lost with the process', async () => {
    disk.files.delete(databaseKeyFile);
    disk.space = 0;
    expect(await vault.databaseKey(key)).toEqual({ status: 'absent' });
    disk.space = 1;
    keyring.locked = true;
    expect(await start().databaseKey(key)).toEqual({ status: 'absent' });
  });

  it('is another one after signing out and in again', async () => {
    const first = await vault.databaseKey(key);
    await vault.wipe(key);
    await vault.adopt(sampleSession(1));
    expect(await vault.databaseKey(key)).not.toEqual(first);
  });

  it('that can’t be opened is put aside at the next sign-in, and never overwritten', async () => {
    const lost = [disk.files.get(databaseKeyFile)?.toString()];
    for (const aside of ['.unreadable', '.unreadable-2', '.unreadable-3']) {
      keyring.changeKey();
      expect(await vault.databaseKey(key)).toEqual({ status: 'undecryptable' });
      await vault.adopt(sampleSession(3));
      expect(await vault.databaseKey(key)).toMatchObject({ status: 'opened' });
      expect(disk.files.get(databaseKeyFile + aside)?.toString()).toBe(lost.at(-1));
      lost.push(disk.files.get(databaseKeyFile)?.toString());
    }
    expect(new Set(lost).size).toBe(4);
  });

  it.each([
    ['undecryptable', Buffer.from('broken'), null],
    ['unreadable', Buffer.from('whatever'), databaseKeyFile],
  ])(
    'that is %s is told from none, and no other is made in its place',
    async (status, bytes, unreadable) => {
      disk.files.set(databaseKeyFile, bytes);
      disk.unreadable = unreadable;
      expect(await vault.databaseKey(key)).toEqual({ status });
      expect(disk.files.get(databaseKeyFile)).toBe(bytes);
    },
  );

  it('that the disk does not give for a moment stays the key, and the sign-in is told to fail', async () => {
    const bytes = disk.files.get(databaseKeyFile);
    disk.unreadable = databaseKeyFile;
    expect(await vault.adopt(sampleSession(3))).toMatchObject({ error: { code: 'storageFailed' } });
    disk.unreadable = null;
    expect(disk.files.get(databaseKeyFile)).toBe(bytes);
    expect(await vault.adopt(sampleSession(3))).toMatchObject({ ok: true });
    expect(disk.files.get(databaseKeyFile)).toBe(bytes);
  });

  it('of another length is not used', async () => {
    const storage = createSafeStorage(electron, { platform: 'linux' });
    const sealing = await storage.seal(Buffer.alloc(16).toString('base64'), `database-key ${key}`);
    if (sealing.status !== 'sealed') throw new Error(sealing.status);
    disk.files.set(databaseKeyFile, Buffer.from(sealing.envelope));
    expect(await vault.databaseKey(key)).toEqual({ status: 'undecryptable' });
  });

  it('of a locked keyring is waited for, and no other is made in its place', async () => {
    const before = disk.files.get(databaseKeyFile)?.toString();
    keyring.locked = true;
    expect(await start().databaseKey(key)).toEqual({ status: 'locked' });
    expect(await start().adopt(sampleSession(3))).toMatchObject({
      error: { code: 'storageLocked' },
    });
    expect(disk.files.get(databaseKeyFile)?.toString()).toBe(before);
  });
});
