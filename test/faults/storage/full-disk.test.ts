import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSafeStorage } from 'safe-storage-wrapper';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disk } from '../../../electron/disk/atomic-file.ts';
import { createLockFile } from '../../../electron/disk/lock-file.ts';
import { isAlive, thisProcess } from '../../../electron/disk/running-process.ts';
import { type Clock, systemClock } from '../../../electron/session/clock.ts';
import { createVault } from '../../../electron/session/vault.ts';
import { fakeElectron } from '../../electron/safe-storage-wrapper/fake-electron.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { crashInFileSystem } from '../kill/crash-points.ts';
import { createFailingSteps, type Fault } from './failing-steps.ts';
import { maria } from './lived-in-folder.ts';
import { type OpenedApp, online, openApp } from './opened-app.ts';

const timeLimit = 600_000;
const steps = createFailingSteps();
crashInFileSystem(steps);
/** The true time, except that nobody sleeps for long. */
const clock: Clock = {
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 60_000) / 20, signal),
};
const { electron } = fakeElectron();
const table: Record<string, Record<string, number>> = {};
let simulator: Simulator;
let folder: string;
let app: OpenedApp;

beforeAll(async () => {
  simulator = await startSimulator({ orders: 1, loopbackRedirects: 'anyPort' });
}, 30_000);
afterAll(async () => {
  await simulator.close();
  console.table(table);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erpnet-full-disk-'));
  app = start();
  await app.session.start();
  await app.signIn(maria);
});
afterEach(async () => {
  steps.mend();
  await app.session.close();
  await rm(folder, { recursive: true });
});

function start(): OpenedApp {
  // Another run of the app as far as the lock can tell.
  const self = thisProcess(randomBytes);
  return openApp({
    ...{ folder, disk, electron, clock, at: simulator },
    lock: (path) => createLockFile(path, { self, isAlive, random: randomBytes, clock }),
    fetch: online,
  });
}

async function restart(): Promise<void> {
  await app.session.close();
  app = start();
  await app.session.start();
}

async function renew(): Promise<void> {
  const token = await app.session.accessToken();
  if (token.ok) await app.session.accessToken(token.value);
}

/** The key of the local copy. */
function key(): Promise<unknown> {
  return app.session.databaseKey();
}

/** Resolves when nothing is ambiguous any more. */
function atRest(): Promise<unknown> {
  return expect.poll(() => app.session.state()).not.toMatchObject({ renewal: 'ambiguous' });
}

/** The newest refresh token is not on the disk. */
async function isLost(): Promise<boolean> {
  const account = app.session.account()?.key ?? '';
  const storage = createSafeStorage(electron, { platform: 'linux' });
  const opening = await createVault({ folder, disk, storage, random: randomBytes }).open(account);
  const kept = opening.status === 'opened' ? opening.session.tokens.refreshToken : null;
  return kept !== simulator.control.issuedSecrets().refreshTokens.at(-1);
}

/** How often each refresh token was sent. */
function uses(): Map<string, number> {
  const sent = new Map<string, number>();
  for (const { refreshTokenHash: hash } of simulator.control.requests()) {
    if (hash !== undefined) sent.set(hash, (sent.get(hash) ?? 0) + 1);
  }
  return sent;
}

/** Every fault at every step, until a step is reached that the work does not have. */
async function atEveryStep(
  how: Fault['how'],
  work: () => Promise<unknown>,
  afterwards: (fault: Fault) => Promise<string>,
): Promise<number> {
  const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] as const;
  for (let at = 1; ; at += 1) {
    const fault: Fault = { at, how, code: codes[at % codes.length] ?? 'EIO' };
    steps.fail(fault);
    await work();
    const outcome = await afterwards(fault);
    const name = `${expect.getState().currentTestName?.split('> ').at(-1)}`;
    const row = table[name] ?? {};
    row[outcome] = (row[outcome] ?? 0) + 1;
    table[name] = row;
    if (outcome === 'nothing failed') return at - 1;
  }
}

describe('a disk that fails at any step', () => {
  test.each(['once', 'stays'] as const)(
    'of a renewal (%s) costs nothing once it is mended, and never a second use of a refresh token',
    async (how) => {
      const count = await atEveryStep(how, renew, async () => {
        const { renewal } = { renewal: null, ...app.session.state() };
        const failed = steps.mend();
        expect(app.session.state()).toMatchObject({ status: 'signedIn' });
        await app.session.tryAgain();
        expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
        await restart();
        expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
        return failed !== null ? `${renewal}` : 'nothing failed';
      });
      expect(count).toBeGreaterThan(40);
      expect(Math.max(...uses().values())).toBe(1);
    },
    timeLimit,
  );

  test(
    'of a renewal, and is mended only after the app was closed, loses what was rotated and not saved and nothing else',
    async () => {
      await atEveryStep('stays', renew, async () => {
        await app.session.close();
        const failed = steps.mend();
        const wasLost = await isLost();
        app = start();
        await app.session.start();
        await atRest();
        const state = app.session.state();
        if (!wasLost) {
          expect(state).toMatchObject({ status: 'signedIn' });
          return failed !== null ? 'nothing lost' : 'nothing failed';
        }
        expect(state).toMatchObject({ status: 'needsSignIn', reason: 'interrupted' });
        expect((await app.signIn(maria)).ok).toBe(true);
        return 'interrupted';
      });
    },
    timeLimit,
  );

  test.each(['once', 'stays'] as const)(
    'of a sign-in (%s) leaves the earlier one in force, or the new one',
    async (how) => {
      const before = await key();
      await atEveryStep(
        how,
        () => app.signIn(maria),
        async () => {
          const failed = steps.mend();
          expect(app.session.state()).toMatchObject({ status: 'signedIn' });
          await restart();
          await atRest();
          expect(app.session.state()).toMatchObject({ status: 'signedIn' });
          expect(await key()).toEqual(before);
          return failed !== null ? 'signed in' : 'nothing failed';
        },
      );
    },
    timeLimit,
  );

  test.each(['once', 'stays'] as const)(
    'of a sign-out (%s) signs out all the same, and a start afterwards does not go on where it was',
    async (how) => {
      await atEveryStep(
        how,
        () => app.session.signOut(),
        async () => {
          expect(app.session.state()).toEqual({ status: 'signedOut' });
          const failed = steps.mend();
          await restart();
          await atRest();
          const { status } = app.session.state();
          expect(status).not.toBe('signedIn');
          expect((await app.signIn(maria)).ok).toBe(true);
          return failed !== null ? `then ${status}` : 'nothing failed';
        },
      );
    },
    timeLimit,
  );

  test(
    'of a start neither crashes it nor costs the next start anything',
    async () => {
      await atEveryStep(
        'once',
        async () => {
          await restart();
          await key();
        },
        async () => {
          const { status } = app.session.state();
          const failed = steps.mend();
          await restart();
          expect(app.session.state()).toMatchObject({ status: 'signedIn', renewal: 'well' });
          return failed !== null ? status : 'nothing failed';
        },
      );
    },
    timeLimit,
  );
});
