import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  nat,
  oneof,
  uint8Array,
} from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEnvelope } from '../../../electron/safe-storage-wrapper/envelope.ts';
import type { MemoryDisk } from '../../electron/disk/memory-disk.ts';
import { FakeClock } from '../../electron/session/fake-clock.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { isLong } from '../test-length.ts';
import { type LivedInFolder, livedInFolder, maria } from './lived-in-folder.ts';
import { startOffline, whatIsLost } from './offline-start.ts';
import { noLock, online, openApp } from './opened-app.ts';

const timeLimit = 300_000;
let simulator: Simulator;
let folder: LivedInFolder;
/** How each damage of each file went, for the table. */
const table: Record<string, Record<string, number>> = {};

beforeAll(async () => {
  simulator = await startSimulator({
    ...{ orders: 1, loopbackRedirects: 'anyPort', revocationEndpoint: true },
  });
  folder = await livedInFolder(simulator);
}, 60_000);

afterAll(async () => {
  await simulator.close();
  console.table(table);
});

/** Every file of a lived-in folder; the account in force is maria's. */
const names = [
  'accounts/current.json',
  'accounts/MARIA/account.json',
  'accounts/MARIA/session.sealed',
  'accounts/MARIA/session.sealed.previous',
  'accounts/MARIA/refresh.intent.json',
  'accounts/MARIA/database-key.sealed',
  'accounts/JOHN/account.json',
  'accounts/JOHN/session.sealed',
  'accounts/JOHN/database-key.sealed',
  'client-secrets/*.sealed',
  'sign-outs/*.sealed',
];

/** The name of a path that is the same in every run. */
function nameOf(path: string): string {
  return path
    .replace('/data/', '')
    .replace(folder.key, 'MARIA')
    .replace(/(accounts\/)[0-9a-f]{32}/, '$1JOHN')
    .replace(/[0-9a-f]{32,64}/, '*');
}

function pathOf(name: string): string {
  const path = [...folder.files.keys()].find((one) => nameOf(one) === name);
  if (path === undefined) throw new Error(`There is no ${name}`);
  return path;
}

/**
 * Starts with one file damaged. Of any one file no damage costs a sign-in: the newest generation of a session has the
 * one before, and everything else can be found elsewhere or done without. The exception is a session that claims to be
 * from a newer version of the app, because the generation before it would give its refresh token away.
 *
 * @returns how it went
 */
async function startDamaged(path: string, bytes: Buffer): Promise<string> {
  const files = new Map(folder.files).set(path, bytes);
  const { state, accounts, disk } = await startOffline(folder, files, simulator);
  // Nothing was in it that could be wanted back.
  const isEmptyKey = nameOf(path) === 'accounts/MARIA/database-key.sealed' && bytes.length === 0;
  expect(whatIsLost(files, disk.files)).toEqual(isEmptyKey ? [path] : []);
  const isNewer = readEnvelope(bytes).status === 'newerVersion';
  if (nameOf(path) === 'accounts/MARIA/session.sealed' && isNewer) {
    expect(state).toMatchObject({ status: 'needsSignIn', reason: 'undecryptable' });
    return 'asks to sign in';
  }
  expect(state).toMatchObject({ status: 'signedIn' });
  expect(accounts).toHaveLength(2);
  if (!('renewal' in state)) return state.status;
  return state.renewal === 'well' ? 'goes on' : 'goes on with the generation before';
}

function count(name: string, outcome: string): void {
  const row = table[name] ?? {};
  row[outcome] = (row[outcome] ?? 0) + 1;
  table[name] = row;
}

test('an undamaged folder is signed in, with everything that was kept', async () => {
  expect([...folder.files.keys()].map(nameOf).toSorted()).toEqual(names.toSorted());
  const start = await startOffline(folder, folder.files, simulator);
  expect(start.state).toMatchObject({ status: 'signedIn', account: { key: folder.key } });
  expect(start.databaseKey).toEqual(folder.databaseKey);
  expect(start.clientSecret).toBe(folder.secret);
  expect(start.disk.files).toEqual(folder.files);
});

/** What can happen to one file. */
const harms: Arbitrary<(bytes: Buffer) => Buffer | null> = oneof(
  constant((bytes: Buffer) => bytes),
  constant(() => null),
  nat().map((at) => (bytes: Buffer) => bytes.subarray(0, at % (bytes.length + 1))),
  nat().map((at) => (bytes: Buffer) => {
    const flipped = Buffer.from(bytes);
    if (flipped.length > 0) flipped[at % flipped.length] = (flipped[at % flipped.length] ?? 0) ^ 4;
    return flipped;
  }),
  uint8Array({ maxLength: 64 }).map((noise) => () => Buffer.from(noise)),
);

test(
  'whatever happens to all files at once, a start does not crash, loses nothing, and a sign-in mends it',
  async () => {
    const damages = array(harms, { minLength: names.length, maxLength: names.length });
    await assert(
      asyncProperty(damages, boolean(), async (chosen, isSignInTried) => {
        const files = new Map<string, Buffer>();
        for (const [index, name] of names.entries()) {
          const bytes = chosen[index]?.(folder.files.get(pathOf(name)) ?? Buffer.alloc(0)) ?? null;
          if (bytes !== null) files.set(pathOf(name), bytes);
        }
        const { state, disk } = await startOffline(folder, files, simulator);
        expect(['signedIn', 'signedOut', 'needsSignIn']).toContain(state.status);
        const lost = whatIsLost(files, disk.files).filter((path) => files.get(path)?.length !== 0);
        expect(lost).toEqual([]);
        if (!isSignInTried) return;
        await signInOnline(disk);
        // A key that can't be opened is put aside: with it go rows that may be wanted back.
        const keyFile = pathOf('accounts/MARIA/database-key.sealed');
        const key = files.get(keyFile) ?? Buffer.alloc(0);
        if (key.length > 0) expect(whatIsLost(new Map([[keyFile, key]]), disk.files)).toEqual([]);
        const again = await startOffline(folder, disk.files, simulator);
        expect(again.state).toMatchObject({ status: 'signedIn', renewal: 'well' });
        expect(again.databaseKey).toHaveLength(32);
      }),
      { numRuns: 120 },
    );
  },
  timeLimit,
);

/**
 * Where a file is damaged: at its ends, where it says what it is and where its checksum stands, at every byte. Between them, in a
 * sealed file, is one long text, of which a short run takes every thirty-first byte and a long one all of them.
 */
function places(length: number): number[] {
  const isAtEnd = (at: number): boolean => at < 160 || at >= length - 80;
  return [...Array(length).keys()].filter((at) => isLong || isAtEnd(at) || at % 31 === 0);
}

describe('one damaged file costs no sign-in and nothing else:', () => {
  test.each(names)(
    '%s cut off after each byte at its ends, and in its middle',
    async (name) => {
      const path = pathOf(name);
      const whole = folder.files.get(path) ?? Buffer.alloc(0);
      for (const length of places(whole.length)) {
        count(`${name}, cut`, await startDamaged(path, whole.subarray(0, length)));
      }
    },
    timeLimit,
  );

  test.each(names)(
    '%s with a flipped bit in each byte at its ends, and in its middle',
    async (name) => {
      const path = pathOf(name);
      const whole = folder.files.get(path) ?? Buffer.alloc(0);
      for (const [index, at] of places(whole.length).entries()) {
        const flipped = Buffer.from(whole);
        // One bit further in each byte, so that each of the eight is hit.
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (index & 7));
        count(`${name}, flipped`, await startDamaged(path, flipped));
      }
    },
    timeLimit,
  );
});

describe('one file that can’t be read', () => {
  test.each(names)(
    '%s: costs nothing that is elsewhere, and comes back when it can be read',
    async (name) => {
      const unreadable = pathOf(name);
      for (const code of ['EACCES', 'EIO']) {
        const { state, disk } = await startOffline(folder, folder.files, simulator, (whole) => ({
          ...whole,
          read: (path) => (path === unreadable ? refuse(code) : whole.read(path)),
        }));
        // The generation before it would give its refresh token away.
        const isSession = name === 'accounts/MARIA/session.sealed';
        expect(state).toMatchObject({ status: isSession ? 'needsSignIn' : 'signedIn' });
        expect(whatIsLost(folder.files, disk.files)).toEqual([]);
        const again = await startOffline(folder, disk.files, simulator);
        expect(again.state).toMatchObject({ status: 'signedIn', renewal: 'well' });
      }
    },
  );
});

test('a folder that can be neither listed nor read nor written asks for a sign-in, and is left as it is', async () => {
  const everythingRefuses = (): Promise<never> => refuse('EACCES');
  const { state, disk } = await startOffline(folder, folder.files, simulator, () => ({
    read: everythingRefuses,
    write: everythingRefuses,
    move: everythingRefuses,
    list: everythingRefuses,
    remove: everythingRefuses,
  }));
  expect(state).toEqual({ status: 'signedOut' });
  expect(disk.files).toEqual(folder.files);
});

test('both generations damaged ask for a sign-in, name the account, and are left as they are', async () => {
  const [newest, before] = ['session.sealed', 'session.sealed.previous'].map((name) =>
    pathOf(`accounts/MARIA/${name}`),
  );
  const whole = folder.files.get(newest ?? '') ?? Buffer.alloc(0);
  for (let length = 0; length < whole.length; length += 97) {
    const files = new Map(folder.files);
    files.set(newest ?? '', whole.subarray(0, length));
    files.set(before ?? '', whole.subarray(0, whole.length - 1 - length));
    const { state, disk } = await startOffline(folder, files, simulator);
    expect(state).toMatchObject({
      ...{ status: 'needsSignIn', reason: 'undecryptable' },
      account: { key: folder.key, user: { login: maria.login } },
    });
    expect(whatIsLost(files, disk.files)).toEqual([]);
  }
});

async function signInOnline(disk: MemoryDisk): Promise<void> {
  const { session, signIn } = openApp({
    ...{ folder: '/data', disk, electron: folder.electron, at: simulator, lock: () => noLock },
    ...{ clock: new FakeClock(folder.leftAt), fetch: online },
  });
  await session.start();
  const result = await signIn(maria);
  expect(result.ok ? result.value.status : result.error.code).toBe('signedIn');
  await session.close();
}

function refuse(code: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(code), { code }));
}
