import { createSafeStorage } from 'safe-storage-wrapper';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import {
  createFarewells,
  type Farewell,
  type Farewells,
} from '../../../electron/session/farewells.ts';
import { fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';
import { settle } from './broker-world.ts';
import { FailingDisk } from './failing-disk.ts';
import { FakeClock } from './fake-clock.ts';
import { maria } from './sample-session.ts';

const offline = failure({ code: 'offline' });
const id = 'a'.repeat(32);
const file = `/data/sign-outs/${id}.sealed`;

let disk: FailingDisk;
let clock: FakeClock;
let keyring: ReturnType<typeof fakeElectron>['keyring'];
let electron: ReturnType<typeof fakeElectron>['electron'];
/** What the identity site was told, oldest first. */
let said: string[];
let site: { revoke: Result<null>; endSession: Result<null> };
let changes: number;
let farewells: Farewells;

function farewell(over: Partial<Farewell> = {}): Farewell {
  return {
    ...{ version: 1, id, account: maria, clientId: 'erpnet-navigator', redirectPorts: [] },
    ...{ refreshToken: 'refresh 1', idToken: 'id token' },
    ...over,
  };
}

function revoke({ refreshToken }: Farewell): Promise<Result<null>> {
  said.push(`revoke ${refreshToken}`);
  return Promise.resolve(site.revoke);
}

/** The farewells as a process that has just started sees them. */
function start(): Farewells {
  const storage = createSafeStorage(electron, { platform: 'linux' });
  return createFarewells({
    ...{ folder: '/data', disk, storage, clock },
    sayings: {
      revoke,
      async say(one) {
        const isWritten = disk.files.has(file);
        if (one.refreshToken !== null && !(await revoke(one)).ok) return one;
        if (one.idToken === null) return null;
        said.push(`end ${one.idToken}${isWritten ? '' : ' (not written down)'}`);
        return site.endSession.ok ? null : { ...one, refreshToken: null };
      },
    },
    onChange() {
      changes += 1;
    },
  });
}

beforeEach(() => {
  ({ electron, keyring } = fakeElectron());
  disk = new FailingDisk();
  clock = new FakeClock();
  said = [];
  changes = 0;
  site = { revoke: offline, endSession: offline };
  farewells = start();
});

const listed = [
  {
    id,
    instance: { host: 'erp.example', database: 'demodb', version: '26.2.0.76' },
    user: { login: 'maria', name: 'MARIA' },
  },
];

describe('a sign-out that could not be finished', () => {
  it('is shown, without a secret, and kept sealed for the next start', async () => {
    await farewells.say(farewell(), true);
    expect(farewells.list()).toEqual(listed);
    expect(changes).toBe(1);
    expect(disk.files.get(file)?.toString()).not.toMatch(/refresh 1|id token/);
    const next = start();
    await next.start();
    await settle();
    expect(next.list()).toEqual(listed);
    expect(changes).toBe(2);
  });

  it('is written down before it is said, and gone when all of it was said', async () => {
    site = { revoke: success(null), endSession: success(null) };
    await farewells.say(farewell(), true);
    expect(said).toEqual(['revoke refresh 1', 'end id token']);
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
  });

  it('is not shown while it is being said for the first time', async () => {
    const saying = farewells.say(farewell(), true);
    expect(farewells.list()).toEqual([]);
    await saying;
    expect(farewells.list()).toEqual(listed);
  });

  it('of a token that nobody will use is nothing for the person to do', async () => {
    await farewells.say(farewell({ idToken: null }), true);
    expect(farewells.list()).toEqual([]);
    expect(disk.files.has(file)).toBe(true);
    site.revoke = success(null);
    clock.advance(5_000);
    await settle();
    clock.advance(30_000);
    await settle();
    expect(disk.files.size).toBe(0);
    expect(new Set(said)).toEqual(new Set(['revoke refresh 1']));
  });

  it('that a locked keyring keeps from being read is read when it opens', async () => {
    await farewells.say(farewell(), true);
    farewells.close();
    keyring.locked = true;
    const next = start();
    await next.start();
    await settle();
    expect(next.list()).toEqual([]);
    keyring.locked = false;
    clock.advance(5_000);
    await settle();
    expect(next.list()).toEqual(listed);
  });

  it('of a session that was not to be kept touches no disk', async () => {
    await farewells.say(farewell(), false);
    await settle();
    expect(farewells.list()).toEqual(listed);
    expect(disk.log).toEqual([]);
  });

  it('of a session that was not to be kept touches no disk when its token is revoked, either', async () => {
    site.revoke = success(null);
    await farewells.say(farewell(), false);
    await settle();
    expect(said[0]).toBe('revoke refresh 1');
    expect(disk.log.filter((entry) => entry.startsWith('write'))).toEqual([]);
  });

  it('that can’t be sealed is never written in clear', async () => {
    keyring.locked = true;
    await farewells.say(farewell(), true);
    expect(disk.files.size).toBe(0);
    expect(farewells.list()).toEqual(listed);
  });

  it('that can’t be written lives as long as the app', async () => {
    disk.space = 0;
    await farewells.say(farewell(), true);
    expect(farewells.list()).toEqual(listed);
  });
});

describe('its refresh token', () => {
  it('is revoked by itself, with longer and longer pauses, and once', async () => {
    await farewells.say(farewell(), true);
    await settle();
    let times = said.length;
    for (const pause of [5_000, 30_000, 60_000, 300_000, 900_000, 900_000]) {
      clock.advance(pause - 1);
      await settle();
      expect(said).toHaveLength(times);
      clock.advance(1);
      await settle();
      times += 1;
      expect(said).toHaveLength(times);
    }
    site.revoke = success(null);
    clock.advance(900_000);
    await settle();
    expect(said).toHaveLength(times + 1);
    expect(clock.sleeping).toBe(0);
    expect(farewells.list()).toEqual(listed);
  });

  it('is not kept any more once it was revoked, and not revoked again at the next start', async () => {
    site.revoke = success(null);
    await farewells.say(farewell(), true);
    await settle();
    const next = start();
    await next.start();
    await settle();
    expect(said).toEqual(['revoke refresh 1', 'end id token']);
    expect(next.list()).toEqual(listed);
  });

  it('is revoked by the next start when the app was quit before, and no browser opens for it', async () => {
    await farewells.say(farewell(), true);
    farewells.close();
    await settle();
    said.length = 0;
    site = { revoke: success(null), endSession: success(null) };
    await start().start();
    await settle();
    expect(said).toEqual(['revoke refresh 1']);
  });
});

describe('finishing it', () => {
  it('revokes and ends the session in the browser, and then it is forgotten', async () => {
    await farewells.say(farewell(), true);
    await settle();
    said.length = 0;
    site = { revoke: success(null), endSession: success(null) };
    expect(await farewells.finish(id)).toEqual(success(null));
    expect(said).toEqual(['revoke refresh 1', 'end id token']);
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
  });

  it.each([
    ['revoking', { revoke: offline, endSession: success(null) }],
    ['the browser', { revoke: success(null), endSession: failure({ code: 'browserNotOpened' }) }],
  ])('that fails at %s leaves it to the person', async (_, trouble) => {
    await farewells.say(farewell(), true);
    await settle();
    site = trouble;
    const code = trouble.revoke.ok ? 'browserNotOpened' : 'offline';
    expect(await farewells.finish(id)).toEqual(failure({ code }));
    expect(farewells.list()).toEqual(listed);
    expect(disk.files.has(file)).toBe(true);
  });
});

describe('dismissing it', () => {
  it('forgets it here and now', async () => {
    await farewells.say(farewell(), true);
    expect(await farewells.dismiss(id)).toEqual(success(null));
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
    const next = start();
    await next.start();
    expect(next.list()).toEqual([]);
  });

  it('whose file can’t be removed says so', async () => {
    await farewells.say(farewell(), true);
    disk.unremovable = file;
    expect(await farewells.dismiss(id)).toEqual(failure({ code: 'storageFailed' }));
    expect(farewells.list()).toEqual([]);
  });

  it('is not undone by a revocation that ends late', async () => {
    const revoked = Promise.withResolvers<void>();
    const storage = createSafeStorage(electron, { platform: 'linux' });
    farewells = createFarewells({
      ...{ folder: '/data', disk, storage, clock },
      sayings: {
        say: (one) => revoked.promise.then(() => ({ ...one, refreshToken: null })),
        revoke,
      },
      onChange: () => undefined,
    });
    const saying = farewells.say(farewell(), true);
    await settle();
    await farewells.dismiss(id);
    revoked.resolve();
    await saying;
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
  });

  it('is not undone by a write that ends late', async () => {
    const adding = farewells.say(farewell(), true);
    const dismissing = farewells.dismiss(id);
    await Promise.all([adding, dismissing]);
    await settle();
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
  });
});

describe('several of them', () => {
  it('are tried together, and one of them is not tried more often because of another', async () => {
    await farewells.say(farewell(), true);
    await farewells.say(farewell({ id: 'b'.repeat(32), refreshToken: 'refresh 2' }), true);
    await settle();
    said.length = 0;
    clock.advance(5_000);
    await settle();
    expect(said.toSorted()).toEqual(['revoke refresh 1', 'revoke refresh 2']);
    expect(clock.sleeping).toBe(1);
  });
});

describe('a sign-out that there is not', () => {
  it.each(['b'.repeat(32), '', '../../etc/passwd'])(
    '(%s) can’t be finished or dismissed',
    async (foreign) => {
      await farewells.say(farewell(), true);
      expect(await farewells.finish(foreign)).toEqual(failure({ code: 'badRequest' }));
      expect(await farewells.dismiss(foreign)).toEqual(failure({ code: 'badRequest' }));
      expect(disk.files.has(file)).toBe(true);
    },
  );

  it('is not made out of a file that is damaged, has another name, or is of another kind', async () => {
    await farewells.say(farewell(), true);
    const bytes = disk.files.get(file) ?? Buffer.of();
    disk.files.clear();
    disk.files.set(`/data/sign-outs/${'b'.repeat(32)}.sealed`, bytes);
    disk.files.set(`/data/sign-outs/${'c'.repeat(32)}.sealed`, Buffer.from('broken'));
    disk.files.set('/data/sign-outs/notes.sealed', bytes);
    disk.files.set(`/data/sign-outs/${id}`, bytes);
    const next = start();
    await next.start();
    await settle();
    expect(next.list()).toEqual([]);
    expect(disk.files.size).toBe(4);
  });
});

describe('closing', () => {
  it('ends what waits', async () => {
    await farewells.say(farewell(), true);
    await settle();
    farewells.close();
    await settle();
    expect(clock.sleeping).toBe(0);
    const times = said.length;
    clock.advance(900_000);
    await settle();
    expect(said).toHaveLength(times);
  });

  it('starts nothing of what a start that comes late finds', async () => {
    await farewells.say(farewell(), true);
    await settle();
    const times = said.length;
    const next = start();
    next.close();
    await next.start();
    await settle();
    expect(said).toHaveLength(times);
  });
});
