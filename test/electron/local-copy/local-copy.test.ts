import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Language } from '../../../electron/contract/languages.ts';
import type { CopyState } from '../../../electron/contract/local-copy.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import {
  createLocalCopy,
  type LocalCopy,
  type LocalCopyOptions,
} from '../../../electron/local-copy/local-copy.ts';
import type { DatabaseKey } from '../../../electron/session/session.ts';
import { createFakeClock } from '../instance/fake-clock.ts';
import { asForked, forkLibrary } from '../library/forked-library.ts';
import { otherKey, sampleKey } from '../library/opened-account.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

const day = 86_400_000;
const lasting = (bytes: Uint8Array): Result<DatabaseKey> => success({ bytes, isKept: true });

function setUp(options: Partial<LocalCopyOptions> = {}) {
  const clock = createFakeClock();
  const folder = join(temporaryFolder(), 'maria');
  const states: (CopyState | 'returned')[] = [];
  const open = (more: Partial<LocalCopyOptions> = {}): LocalCopy =>
    createLocalCopy({
      fork: () => asForked(forkLibrary()),
      folder,
      key: () => Promise.resolve(lasting(sampleKey.slice())),
      language: () => 'en',
      whenFree: Promise.resolve(),
      limitBytes: 10_000_000,
      limitDays: () => 30,
      clock,
      sleep: () => Promise.resolve(),
      onChange: (state) => states.push(state),
      onReturn: () => states.push('returned'),
      ...options,
      ...more,
    });
  return { clock, folder, states, open };
}

const note = { name: 'note', json: '"mine"' };

test('keeps what it is given for the next start', async () => {
  const { open, states } = setUp();
  const first = open();
  expect(first.state()).toEqual({ status: 'opening', mendings: [] });
  expect(await first.askState('writeState', note)).toEqual({ ok: true, value: null });
  expect(states.at(-1)).toEqual({ status: 'open', mendings: [] });
  await first.close();

  const second = open();
  expect(await second.ask('readState', { name: 'note' })).toMatchObject({
    value: { json: '"mine"' },
  });
  await second.close();
});

test('locks when the last contact is too long ago, while it runs too, and a contact opens it', async () => {
  const { open, clock, states } = setUp();
  const copy = open();
  await copy.askState('writeState', note);
  clock.set(31 * day);
  expect(await copy.ask('readState', { name: 'note' })).toEqual({
    ok: false,
    error: { code: 'closed', detail: 'locked' },
  });
  expect(states.at(-1)).toEqual({ status: 'locked', days: 30, mendings: [] });
  // What was open is no data of the instance.
  expect(await copy.askState('readState', { name: 'note' })).toMatchObject({ ok: true });

  copy.noteContact();
  expect(states.slice(-2)).toEqual([{ status: 'open', mendings: [] }, 'returned']);
  expect(await copy.ask('readState', { name: 'note' })).toMatchObject({ ok: true });
  await copy.close();
});

test('a copy under a key that is gone is put aside, in place of an earlier one, and a new one begins', async () => {
  const { open, folder, states, clock } = setUp();
  const first = open();
  await first.askState('writeState', note);
  await first.close();
  // Nobody can read any of them, so that one is enough.
  mkdirSync(`${folder}.unreadable-1`);

  const second = open({ key: () => Promise.resolve(lasting(otherKey.slice())) });
  expect(await second.ask('readState', { name: 'note' })).toEqual({ ok: true, value: null });
  expect(states.at(-1)).toEqual({
    status: 'open',
    mendings: [{ kind: 'stateLost' }, { kind: 'cacheRebuilt' }],
  });
  await second.close();
  const names = readdirSync(dirname(folder));
  const aside = names.filter((name) => name.startsWith('maria.unreadable-'));
  expect(aside).toEqual([`maria.unreadable-${clock.now()}`]);
});

test('waits for the keyring, and opens when it is there', async () => {
  const { open, states } = setUp();
  let isLocked = true;
  const copy = open({
    key: () =>
      Promise.resolve(isLocked ? failure({ code: 'storageLocked' }) : lasting(sampleKey.slice())),
  });
  expect(await copy.askState('writeState', note)).toMatchObject({ error: { code: 'closed' } });
  expect(states.at(-1)).toMatchObject({ status: 'unavailable', because: 'keyring' });
  isLocked = false;
  // As the session tells it, and the user, and the session once more.
  await Promise.all([copy.tryAgain(), copy.tryAgain(), copy.tryAgain()]);
  expect(states.slice(-2)).toMatchObject([{ status: 'open' }, 'returned']);
  expect(await copy.askState('writeState', note)).toMatchObject({ ok: true });
  await copy.close();
});

test('without "stay signed in" it ends with the app, and what a crash left is deleted unread', async () => {
  const { open, folder } = setUp();
  const inMemory = (bytes: Uint8Array) => () => Promise.resolve(success({ bytes, isKept: false }));
  const crashed = open({ key: inMemory(sampleKey.slice()) });
  await crashed.askState('writeState', note);
  await crashed.close();
  expect(existsSync(folder)).toBe(false);

  const left = open();
  await left.askState('writeState', note);
  await left.close();
  expect(existsSync(folder)).toBe(true);
  const next = open({ key: inMemory(otherKey.slice()) });
  expect(await next.ask('readState', { name: 'note' })).toEqual({ ok: true, value: null });
  expect(next.state()).toEqual({ status: 'open', mendings: [] });
  await next.close();
  expect(readdirSync(dirname(folder))).toEqual([]);
});

test('is deleted with its account', async () => {
  const { open, folder } = setUp();
  const copy = open();
  await copy.askState('writeState', note);
  await copy.shred();
  expect(existsSync(folder)).toBe(false);
});

test('orders by another language after a change, with everything still there', async () => {
  const { open } = setUp();
  let language: Language = 'en';
  const copy = open({ language: () => language });
  await copy.askState('writeState', note);
  copy.speak();
  language = 'bg';
  copy.speak();
  expect(await copy.askState('readState', { name: 'note' })).toMatchObject({ ok: true });
  await copy.close();
});

test('waits until the files of before are closed', async () => {
  const { open } = setUp();
  const free = Promise.withResolvers<void>();
  let forks = 0;
  const copy = open({
    whenFree: free.promise,
    fork: () => {
      forks += 1;
      return asForked(forkLibrary());
    },
  });
  const asked = copy.askState('readState', { name: 'note' });
  await new Promise(setImmediate);
  expect(forks).toBe(0);
  free.resolve();
  expect(await asked).toEqual({ ok: true, value: null });
  await copy.close();
});

test('a process that dies while it opens the copy takes neither the copy nor the limit away', async () => {
  const { open, clock, states } = setUp();
  let forks = 0;
  const copy = open({
    fork: () => {
      forks += 1;
      const child = forkLibrary();
      if (forks === 1) child.kill('SIGKILL');
      return asForked(child);
    },
  });
  await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('returned');
  expect(await copy.askState('writeState', note)).toMatchObject({ ok: true });
  clock.set(31 * day);
  expect(await copy.ask('readState', { name: 'note' })).toMatchObject({
    error: { detail: 'locked' },
  });
  await copy.close();
});
