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

/** The farewells as a process that has just started sees them. */
function start(): Farewells {
  const storage = createSafeStorage(electron, { platform: 'linux' });
  return createFarewells({
    ...{ folder: '/data', disk, storage, clock },
    sayings: {
      revoke({ refreshToken }) {
        said.push(`revoke ${refreshToken}`);
        return Promise.resolve(site.revoke);
      },
      endSession({ idToken }) {
        said.push(`end ${idToken}`);
        return Promise.resolve(site.endSession);
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
    await farewells.add(farewell(), true);
    expect(farewells.list()).toEqual(listed);
    expect(changes).toBe(1);
    expect(disk.files.get(file)?.toString()).not.toMatch(/refresh 1|id token/);
    const next = start();
    await next.start();
    expect(next.list()).toEqual(listed);
    expect(changes).toBe(2);
  });

  it('of a session that was not to be kept touches no disk', async () => {
    await farewells.add(farewell(), false);
    await settle();
    expect(farewells.list()).toEqual(listed);
    expect(disk.log).toEqual([]);
  });

  it('of a session that was not to be kept touches no disk when its token is revoked, either', async () => {
    site.revoke = success(null);
    await farewells.add(farewell(), false);
    await settle();
    expect(said).toEqual(['revoke refresh 1']);
    expect(disk.log).toEqual([]);
  });

  it('that can’t be sealed is never written in clear', async () => {
    keyring.locked = true;
    await farewells.add(farewell(), true);
    expect(disk.files.size).toBe(0);
    expect(farewells.list()).toEqual(listed);
  });

  it('that can’t be written lives as long as the app', async () => {
    disk.space = 0;
    await farewells.add(farewell(), true);
    expect(farewells.list()).toEqual(listed);
  });
});

describe('its refresh token', () => {
  it('is revoked by itself, with longer and longer pauses, and once', async () => {
    await farewells.add(farewell(), true);
    await settle();
    expect(said).toHaveLength(1);
    for (const [pause, times] of [
      [5_000, 2],
      [30_000, 3],
      [60_000, 4],
      [300_000, 5],
      [900_000, 6],
      [900_000, 7],
    ] as const) {
      clock.advance(pause - 1);
      await settle();
      expect(said).toHaveLength(times - 1);
      clock.advance(1);
      await settle();
      expect(said).toHaveLength(times);
    }
    site.revoke = success(null);
    clock.advance(900_000);
    await settle();
    expect(said).toHaveLength(8);
    expect(clock.sleeping).toBe(0);
    expect(farewells.list()).toEqual(listed);
  });

  it('is not kept any more once it was revoked, and not revoked again at the next start', async () => {
    site.revoke = success(null);
    await farewells.add(farewell(), true);
    await settle();
    const next = start();
    await next.start();
    await settle();
    expect(said).toEqual(['revoke refresh 1']);
    expect(next.list()).toEqual(listed);
  });

  it('is revoked by the next start when the app was quit before', async () => {
    await farewells.add(farewell(), true);
    await settle();
    farewells.close();
    site.revoke = success(null);
    await start().start();
    await settle();
    expect(said).toEqual(['revoke refresh 1', 'revoke refresh 1']);
  });

  it('opens no browser by itself', async () => {
    site = { revoke: success(null), endSession: success(null) };
    await farewells.add(farewell(), true);
    await settle();
    expect(said).toEqual(['revoke refresh 1']);
  });

  it('that was revoked before is left alone', async () => {
    await farewells.add(farewell({ refreshToken: null }), true);
    await settle();
    expect(said).toEqual([]);
  });
});

describe('finishing it', () => {
  it('revokes and ends the session in the browser, and then it is forgotten', async () => {
    await farewells.add(farewell(), true);
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
  ])('that fails at %s leaves it as it was', async (_, trouble) => {
    await farewells.add(farewell(), true);
    await settle();
    site = trouble;
    expect(await farewells.finish(id)).toMatchObject({ ok: false });
    expect(farewells.list()).toEqual(listed);
    expect(disk.files.has(file)).toBe(true);
  });
});

describe('dismissing it', () => {
  it('forgets it here and now', async () => {
    await farewells.add(farewell(), true);
    expect(await farewells.dismiss(id)).toEqual(success(null));
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
    const next = start();
    await next.start();
    expect(next.list()).toEqual([]);
  });

  it('whose file can’t be removed says so', async () => {
    await farewells.add(farewell(), true);
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
        revoke: () => revoked.promise.then(() => success(null)),
        endSession: () => Promise.resolve(offline),
      },
      onChange: () => undefined,
    });
    await farewells.add(farewell(), true);
    await farewells.dismiss(id);
    revoked.resolve();
    await settle();
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
  });

  it('is not undone by a write that ends late', async () => {
    const adding = farewells.add(farewell(), true);
    const dismissing = farewells.dismiss(id);
    await Promise.all([adding, dismissing]);
    await settle();
    expect([farewells.list(), disk.files.size]).toEqual([[], 0]);
  });
});

describe('a sign-out that there is not', () => {
  it.each(['b'.repeat(32), '', '../../etc/passwd'])(
    '(%s) can’t be finished or dismissed',
    async (foreign) => {
      await farewells.add(farewell(), true);
      expect(await farewells.finish(foreign)).toEqual(failure({ code: 'badRequest' }));
      expect(await farewells.dismiss(foreign)).toEqual(failure({ code: 'badRequest' }));
      expect(disk.files.has(file)).toBe(true);
    },
  );

  it('is not made out of a file that is damaged, has another name, or is of another kind', async () => {
    await farewells.add(farewell(), true);
    const bytes = disk.files.get(file) ?? Buffer.of();
    disk.files.clear();
    disk.files.set(`/data/sign-outs/${'b'.repeat(32)}.sealed`, bytes);
    disk.files.set(`/data/sign-outs/${'c'.repeat(32)}.sealed`, Buffer.from('broken'));
    disk.files.set('/data/sign-outs/notes.sealed', bytes);
    disk.files.set(`/data/sign-outs/${id}`, bytes);
    const next = start();
    await next.start();
    expect(next.list()).toEqual([]);
    expect(disk.files.size).toBe(4);
  });
});

describe('closing', () => {
  it('ends what waits', async () => {
    await farewells.add(farewell(), true);
    await settle();
    farewells.close();
    await settle();
    expect(clock.sleeping).toBe(0);
    clock.advance(900_000);
    await settle();
    expect(said).toHaveLength(1);
  });

  it('starts nothing of what a start that comes late finds', async () => {
    await farewells.add(farewell(), true);
    await settle();
    const next = start();
    next.close();
    await next.start();
    await settle();
    expect(said).toHaveLength(1);
  });
});
