import { createSafeStorage } from 'safe-storage-wrapper';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Instance } from '../../../electron/contract/instance.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import {
  type AccountSession,
  type AccountState,
  createAccountSession,
} from '../../../electron/session/account-session.ts';
import type { AccountFile, KeptSession } from '../../../electron/session/kept-session.ts';
import { unknownLife } from '../../../electron/session/refresh-life.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';
import { createVault, type Vault } from '../../../electron/session/vault.ts';
import { fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';
import { settle } from './broker-world.ts';
import { FailingDisk } from './failing-disk.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeIdentity, movedInstance } from './fake-identity.ts';
import { hour, instance, maria, sampleSession, sampleTokens } from './sample-session.ts';
import { SharedLock } from './shared-lock.ts';

const { key } = maria;
const folder = `/data/accounts/${key}`;
const system = { kind: 'system' } as const;
const memory = { kind: 'memory', because: 'notAsked' } as const;

let clock: FakeClock;
let disk: FailingDisk;
let identity: FakeIdentity;
let keyring: ReturnType<typeof fakeElectron>['keyring'];
let vault: Vault;
let found: Result<Instance>;
let isSecretLocked: boolean;
let states: AccountState[];
/** The refresh tokens that nobody will use. */
let discarded: (string | null)[];
let account: AccountSession;

/** The account as an app that was just started knows it. */
function start(over: Partial<AccountFile> = {}): AccountSession {
  states = [];
  const file = {
    version: 1,
    account: maria,
    ended: null,
    refreshLife: unknownLife,
    ...over,
  } as const;
  const parts = {
    ...{ vault, clock, fetch: identity.fetch },
    secrets: {
      read: () => Promise.resolve({ status: isSecretLocked ? 'locked' : 'absent' } as const),
      keep: () => Promise.resolve(success(null)),
    },
    random: (bytes: number) => new Uint8Array(bytes),
    lockOf: () => new SharedLock(clock).of({ isDead: false }),
    findInstance: () => Promise.resolve(found),
    discard: (_: KeptSession, refreshToken: string | null) => void discarded.push(refreshToken),
  };
  const started = createAccountSession(file, parts, () => states.push(started.state()));
  return started;
}

/** A session with a refresh token that identity knows, received now. */
function freshSession(tokens: Partial<Tokens> = {}, over: Partial<KeptSession> = {}): KeptSession {
  return sampleSession(0, {
    tokens: sampleTokens(0, {
      ...{ refreshToken: identity.refreshTokenOf('maria'), receivedAt: clock.now() },
      ...{ serverTime: identity.now, ...tokens },
    }),
    ...over,
  });
}

/** Keeps a session as an earlier run did, and starts the app. */
async function startWith(kept: KeptSession, over: Partial<AccountFile> = {}): Promise<void> {
  await vault.adopt(kept);
  account = start(over);
  await account.open();
}

beforeEach(() => {
  const fake = fakeElectron();
  keyring = fake.keyring;
  disk = new FailingDisk();
  identity = new FakeIdentity();
  clock = new FakeClock(identity.now);
  found = failure({ code: 'hostUnreachable' });
  isSecretLocked = false;
  discarded = [];
  vault = createVault({
    ...{ folder: '/data', disk, storage: createSafeStorage(fake.electron, { platform: 'linux' }) },
    random: (bytes) => new Uint8Array(bytes),
  });
  account = start();
});
afterEach(() => account.leave());

function pass(ms: number): void {
  identity.now += ms;
  clock.advance(ms);
}

/** Waits for something that takes no time, or as much as passes in steps of some milliseconds. */
async function until(isSo: () => boolean, step = 0): Promise<void> {
  for (let round = 0; !isSo() && round < 2_000; round += 1) {
    if (step > 0) pass(step);
    await settle();
  }
  expect(isSo()).toBe(true);
}

const asked = (rejected?: string) => clock.flowUntil(account.accessToken(rejected));
const signedIn = { status: 'signedIn', storage: system, renewal: 'well', endsAt: null };
const needsSignIn = (reason: string) => ({
  ...{ status: 'needsSignIn', reason, keyringChange: null },
});
const ofDisk = () => vault.accounts().then(([file]) => file);

describe('an account that was kept', () => {
  it('is signed in at once, without a request', async () => {
    await startWith(freshSession());
    expect(account.state()).toEqual(signedIn);
    expect(await account.accessToken()).toEqual(success('access 0'));
    expect(identity.paths).toEqual([]);
  });

  it('is not renewed because the clock was set forward: identity is asked for the time', async () => {
    await startWith(freshSession());
    clock.setWall(72 * hour);
    expect(await asked()).toEqual(success('access 0'));
    expect(identity.presented).toEqual([]);
    expect(identity.paths).toEqual(['/.well-known/openid-configuration']);
  });

  it('renews what has run out', async () => {
    await startWith(freshSession());
    pass(hour);
    expect(await asked()).toMatchObject({ ok: true });
    expect(identity.presented).toHaveLength(1);
    expect(account.state()).toEqual(signedIn);
  });

  it.each(['rejected', 'expired', 'interrupted', 'notRenewable'] as const)(
    'and had ended (%s) says so, and asks nobody',
    async (ended) => {
      account = start({ ended });
      expect(account.state()).toEqual(needsSignIn(ended));
      expect(await account.accessToken()).toEqual(failure({ code: 'needsSignIn' }));
      await account.tryAgain();
      expect(account.state()).toEqual(needsSignIn(ended));
      expect(identity.paths).toEqual([]);
    },
  );

  it('with a renewal under way says so until it is finished by itself', async () => {
    const kept = freshSession();
    await vault.adopt(kept);
    await vault.intend(key, kept.tokens.refreshToken ?? '', 1);
    account = start();
    identity.isOut = true;
    await account.open();
    expect(account.state()).toMatchObject({ status: 'signedIn', renewal: 'ambiguous' });
    await until(() => identity.paths.length > 0);
    identity.isOut = false;
    await until(() => states.length > 1, 100);
    expect(account.state()).toEqual(signedIn);
  });

  it('whose session is nowhere to be found has to sign in', async () => {
    await vault.adopt(freshSession());
    disk.files.delete(`${folder}/session.sealed`);
    account = start();
    await account.open();
    expect(account.state()).toEqual(needsSignIn('undecryptable'));
  });
});

describe('a locked keyring', () => {
  beforeEach(async () => {
    await vault.adopt(freshSession());
    keyring.locked = true;
    account = start();
    await account.open();
  });

  it('is a state that is waited through, with longer and longer pauses', async () => {
    expect(account.state()).toEqual({ status: 'unlocking' });
    expect(await account.accessToken()).toEqual(failure({ code: 'storageLocked' }));
    for (const pause of [1_000, 2_000, 5_000, 10_000, 30_000, 30_000]) {
      await until(() => clock.sleeping > 0);
      clock.advance(pause - 1);
      await settle();
      clock.advance(1);
    }
    keyring.locked = false;
    await until(() => account.state().status === 'signedIn', 1_000);
    expect(account.state()).toEqual(signedIn);
  });

  it('that opens is noticed at once when the person tries again', async () => {
    keyring.locked = false;
    await account.tryAgain();
    expect(account.state()).toEqual(signedIn);
    expect(states).toHaveLength(2);
  });

  it('is not waited for any more after a new sign-in', async () => {
    const kept = freshSession({ accessToken: 'of the new sign-in' });
    account.take(kept, system);
    keyring.locked = false;
    clock.advance(60_000);
    await settle();
    expect(await account.accessToken()).toEqual(success('of the new sign-in'));
  });

  it('that turns out to be another one is told from a locked one', async () => {
    keyring.locked = false;
    keyring.changeKey();
    await account.tryAgain();
    expect(account.state()).toEqual(needsSignIn('undecryptable'));
  });
});

describe('a keyring that can’t open what was kept', () => {
  it('is named with the one that sealed it, nothing is touched, and it is tried again on demand', async () => {
    await vault.adopt(freshSession());
    keyring.backend = 'kwallet6';
    keyring.changeKey();
    const { electron, keyring: own } = fakeElectron();
    own.backend = 'kwallet6';
    const other = createVault({
      ...{ folder: '/data', disk, storage: createSafeStorage(electron, { platform: 'linux' }) },
      random: (bytes) => new Uint8Array(bytes),
    });
    const before = disk.snapshot();
    const mine = vault;
    vault = other;
    account = start();
    await account.open();
    expect(account.state()).toEqual({
      ...needsSignIn('undecryptable'),
      keyringChange: { sealedBy: 'gnome_libsecret', backend: 'kwallet6' },
    });
    expect(disk.snapshot()).toEqual(before);
    await account.tryAgain();
    expect(account.state()).toMatchObject({ reason: 'undecryptable' });
    vault = mine;
  });

  it('and can again lets the account go on when the person tries again', async () => {
    await vault.adopt(freshSession());
    disk.unreadable = `${folder}/session.sealed`;
    account = start();
    await account.open();
    expect(account.state()).toEqual(needsSignIn('undecryptable'));
    disk.unreadable = null;
    await account.tryAgain();
    expect(account.state()).toEqual(signedIn);
  });
});

describe('the end', () => {
  it('by the server is told and written down, and the useless secrets go', async () => {
    await startWith(freshSession());
    identity.revokeAll();
    expect(await asked('access 0')).toMatchObject({ error: { code: 'needsSignIn' } });
    expect(account.state()).toEqual(needsSignIn('rejected'));
    expect(await ofDisk()).toMatchObject({ ended: 'rejected' });
    expect(disk.files.has(`${folder}/session.sealed`)).toBe(false);
  });

  it.each([
    ['public', 23, 'rejected'],
    ['public', 24, 'expired'],
    ['confidential', 24, 'rejected'],
    ['confidential', 30 * 24, 'expired'],
  ])('of a %s app after %d hours is called %s', async (client, hours, reason) => {
    await startWith(freshSession({}, { isConfidential: client === 'confidential' }));
    // The keep-alive would see to it that it never gets that old.
    account.suspend();
    identity.revokeAll();
    identity.now += hours * hour;
    clock.setWall(hours * hour);
    account.resume();
    await asked();
    expect(account.state()).toEqual(needsSignIn(reason));
    expect(await ofDisk()).toMatchObject({ ended: reason });
  });

  it('by age goes by what the server told of it', async () => {
    await startWith(freshSession({ refreshLifetime: 3 * hour }));
    identity.revokeAll();
    identity.now += 3 * hour;
    clock.setWall(3 * hour);
    await asked();
    expect(account.state()).toEqual(needsSignIn('expired'));
  });

  it('of an access that can’t be renewed is announced, and comes', async () => {
    await startWith(freshSession({ refreshToken: null }));
    expect(account.state()).toEqual({ ...signedIn, endsAt: clock.now() + hour - 60_000 });
    pass(hour);
    await asked();
    expect(account.state()).toEqual(needsSignIn('notRenewable'));
    expect(await ofDisk()).toMatchObject({ ended: 'notRenewable' });
    expect(identity.presented).toEqual([]);
  });

  it('of an access that can’t be renewed comes by itself, though nobody asks', async () => {
    await startWith(freshSession({ refreshToken: null }));
    pass(hour);
    await until(() => account.state().status === 'needsSignIn', 100);
    expect(account.state()).toEqual(needsSignIn('notRenewable'));
  });

  it('because of the app keeps everything, and is over when the app is let in', async () => {
    await startWith(freshSession());
    identity.isAppRefused = true;
    await asked('access 0');
    expect(account.state()).toEqual(needsSignIn('appRefused'));
    expect(await ofDisk()).toMatchObject({ ended: null });
    await account.tryAgain();
    expect(account.state()).toEqual(needsSignIn('appRefused'));
    identity.isAppRefused = false;
    await account.tryAgain();
    expect(account.state()).toEqual(signedIn);
  });
});

describe('what is learned of refresh tokens', () => {
  it('is written down when an old one worked', async () => {
    await startWith(freshSession());
    pass(6 * hour);
    await asked();
    await until(() => disk.snapshot()[`${folder}/account.json`]?.includes(`${6 * hour}`) === true);
    expect(await ofDisk()).toMatchObject({
      refreshLife: { longestAlive: 6 * hour, shortestDead: null },
    });
  });

  it('is written down with the end when one was refused that was not that old', async () => {
    await startWith(freshSession());
    identity.revokeAll();
    pass(8 * hour);
    await asked();
    await until(() => disk.snapshot()[`${folder}/account.json`]?.includes(`${8 * hour}`) === true);
    expect(await ofDisk()).toMatchObject({
      ended: 'rejected',
      refreshLife: { shortestDead: 8 * hour },
    });
  });

  it('decides when the next one is kept alive', async () => {
    const refreshLife = { longestAlive: 0, shortestDead: 4 * hour };
    await startWith(freshSession(), { refreshLife });
    pass(3 * hour - 1);
    await settle();
    expect(identity.presented).toEqual([]);
    await until(() => identity.presented.length === 1, 1);
  });
});

describe('keeping alive', () => {
  it('renews after three quarters of a day, without a call of the API', async () => {
    await startWith(freshSession());
    for (let passed = 0; passed < 18 * 6; passed += 1) {
      expect(identity.presented).toEqual([]);
      pass(hour / 6);
      await settle();
    }
    await until(() => identity.presented.length === 1, 1);
    expect(identity.paths.every((path) => /well-known|token/.test(path))).toBe(true);
  });

  it('starts nothing while the computer falls asleep, and waits for the network after it wakes up', async () => {
    await startWith(freshSession());
    account.suspend();
    identity.isOut = true;
    identity.now += 20 * hour;
    clock.setWall(20 * hour);
    clock.advance(11 * 60_000);
    await settle();
    expect(identity.paths).toEqual([]);
    account.resume();
    await until(() => identity.paths.length > 0, 100);
    expect(identity.presented).toEqual([]);
    identity.isOut = false;
    await until(() => identity.presented.length === 1, 100);
    expect(account.state()).toMatchObject({ status: 'signedIn' });
  });
});

describe('an instance that answers under another address', () => {
  it('is said to have moved when its host says so, and stays so', async () => {
    await startWith(freshSession());
    identity.isGone = true;
    found = success(movedInstance);
    expect(await asked('access 0')).toEqual(failure({ code: 'needsSignIn' }));
    expect(account.state()).toEqual(needsSignIn('moved'));
    expect(await ofDisk()).toMatchObject({ ended: null });
    const requests = identity.paths.length;
    for (let passed = 0; passed < 20; passed += 1) {
      pass(hour);
      await settle();
    }
    expect(account.state()).toEqual(needsSignIn('moved'));
    expect(identity.paths).toHaveLength(requests);
  });

  it.each([
    ['names the same one', success(instance)],
    ['can’t be reached', failure({ code: 'hostUnreachable' })],
  ])('is unavailable for the time being when its host %s', async (_, host) => {
    await startWith(freshSession());
    identity.isGone = true;
    found = host;
    expect(await asked('access 0')).toEqual(failure({ code: 'serverUnavailable' }));
    expect(account.state()).toEqual({ ...signedIn, renewal: 'offline' });
    identity.isGone = false;
    expect(await asked()).toMatchObject({ ok: true });
    expect(account.state()).toEqual(signedIn);
  });
});

describe('the secret of a confidential app', () => {
  it('that is locked keeps everything as it is until it can be read', async () => {
    await startWith(freshSession());
    isSecretLocked = true;
    expect(await asked('access 0')).toEqual(failure({ code: 'storageLocked' }));
    expect(account.state()).toMatchObject({ status: 'signedIn' });
    expect(identity.presented).toEqual([]);
    isSecretLocked = false;
    expect(await asked()).toMatchObject({ ok: true });
  });
});

describe('a new sign-in', () => {
  it('takes the place of one that needs it', async () => {
    account = start({ ended: 'rejected' });
    account.take(freshSession(), system);
    expect(account.state()).toEqual(signedIn);
  });

  it('drops what the one before it still receives, to be revoked', async () => {
    await startWith(freshSession());
    const answer = Promise.withResolvers<Response>();
    identity.answers.push(() => answer.promise);
    const late = account.accessToken('access 0');
    await until(() => identity.paths.includes('/token'));
    account.take(freshSession({ accessToken: 'of the new one' }), system);
    answer.resolve(
      Response.json({ access_token: 'late', token_type: 'Bearer', refresh_token: 'late refresh' }),
    );
    expect(await late).toEqual(failure({ code: 'needsSignIn' }));
    expect(discarded).toEqual(['late refresh']);
    expect(await account.accessToken()).toEqual(success('of the new one'));
    expect(account.state()).toEqual(signedIn);
  });

  it('is not undone by what the one before it writes while it is being kept', async () => {
    await startWith(freshSession());
    account.holdSaves(true);
    const held = asked('access 0');
    expect(await held).toEqual(failure({ code: 'storageFailed' }));
    const next = freshSession({ accessToken: 'of the new one' });
    await vault.adopt(next);
    account.take(next, system);
    await clock.flowUntil(settle());
    expect(await vault.open(key)).toMatchObject({ session: next, wasIntended: false });
  });

  it('is not undone by the end of the one before it', async () => {
    await startWith(freshSession());
    identity.revokeAll();
    account.holdSaves(true);
    await asked('access 0');
    expect(await ofDisk()).toMatchObject({ ended: null });
    expect(disk.files.has(`${folder}/session.sealed`)).toBe(true);
  });

  it('that could not be kept leaves the one before it as it was', async () => {
    await startWith(freshSession());
    account.holdSaves(true);
    account.holdSaves(false);
    expect(await asked('access 0')).toMatchObject({ ok: true });
  });

  it('in memory touches no disk, through renewals and the end', async () => {
    account.take(freshSession(), memory);
    expect(account.state()).toEqual({ ...signedIn, storage: memory });
    pass(6 * hour);
    expect(await asked()).toMatchObject({ ok: true });
    identity.revokeAll();
    pass(8 * hour);
    await asked();
    expect(account.state()).toEqual(needsSignIn('rejected'));
    expect(disk.log).toEqual([]);
  });
});

describe('leaving', () => {
  it('names what the identity site is to be told, and ends everything here', async () => {
    const kept = freshSession();
    await startWith(kept);
    const { refreshToken } = kept.tokens;
    expect(account.leave()).toEqual({ kept, refreshToken });
    expect(account.leave()).toBeNull();
    expect(await account.accessToken()).toEqual(failure({ code: 'needsSignIn' }));
    pass(100 * hour);
    await settle();
    expect([identity.paths, clock.sleeping]).toEqual([[], 0]);
  });

  it('names the newest refresh token', async () => {
    await startWith(freshSession());
    await asked('access 0');
    const left = account.leave();
    expect(left?.refreshToken).toMatch(/^refresh-/);
    expect(identity.presented).not.toContain(left?.refreshToken);
  });

  it('has nothing to say for a session that never opened', () => {
    expect(start().leave()).toBeNull();
  });

  it('ends the wait for the keyring', async () => {
    await vault.adopt(freshSession());
    keyring.locked = true;
    account = start();
    await account.open();
    account.leave();
    await settle();
    expect(clock.sleeping).toBe(0);
  });
});

describe('quitting', () => {
  it('waits for a renewal that is under way, and keeps what it brings', async () => {
    await startWith(freshSession());
    const renewing = account.accessToken('access 0');
    await until(() => identity.paths.includes('/token'));
    await account.finish();
    const renewed = await renewing;
    expect(await vault.open(key)).toMatchObject({
      session: { tokens: { accessToken: renewed.ok && renewed.value } },
    });
    expect(clock.sleeping).toBe(0);
  });
});
