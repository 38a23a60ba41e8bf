import { setImmediate as settled } from 'node:timers/promises';
import { createSafeStorage } from 'safe-storage-wrapper';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeKeyring, fakeElectron } from './fake-electron.ts';

const locked = { status: 'unavailable', because: 'locked' };
const available = { status: 'available', backend: 'gnome_libsecret' };

let keyring: FakeKeyring;
let storage: ReturnType<typeof createSafeStorage>;
/** The timers that run. */
let timers: Set<{ readonly ms: number; readonly run: () => void }>;

beforeEach(() => {
  const fake = fakeElectron();
  keyring = fake.keyring;
  timers = new Set();
  storage = createSafeStorage(fake.electron, {
    platform: 'linux',
    timeLimit: 3_000,
    after(ms, run) {
      const timer = { ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets all time limits pass. */
async function pass(): Promise<void> {
  await settled();
  for (const timer of [...timers]) {
    timers.delete(timer);
    timer.run();
  }
}

async function sealed(text: string): Promise<Uint8Array> {
  const sealing = await storage.seal(text, 'test');
  if (sealing.status !== 'sealed') throw new Error(`Not sealed: ${sealing.because}`);
  return sealing.envelope;
}

describe('a keyring whose prompt nobody answers', () => {
  it('is locked for each question, once the time limit has passed', async () => {
    keyring.prompting = true;
    const questions = [storage.availability(), storage.seal('text', 'test')];
    await settled();
    expect([...timers].map(({ ms }) => ms)).toEqual([3_000, 3_000]);
    await pass();
    expect(await Promise.all(questions)).toEqual([locked, locked]);
  });

  it('is locked for what was sealed before, and that opens when the prompt was answered', async () => {
    const envelope = await sealed('text');
    keyring.prompting = true;
    const opening = storage.open(envelope, 'test');
    await pass();
    expect(await opening).toEqual(locked);
    keyring.answer();
    expect(await storage.open(envelope, 'test')).toMatchObject({ status: 'opened', text: 'text' });
  });

  it('that once gave its key seals nothing after the time limit either', async () => {
    expect(await storage.availability()).toEqual(available);
    keyring.prompting = true;
    const sealing = storage.seal('text', 'test');
    await pass();
    expect(await sealing).toEqual(locked);
  });

  it('is asked once, however often it is tried', async () => {
    keyring.prompting = true;
    for (let count = 0; count < 3; count += 1) {
      const questions = [storage.availability(), storage.seal('text', 'test')];
      await pass();
      expect(await Promise.all(questions)).toEqual([locked, locked]);
    }
    expect(keyring.waiting).toBe(1);
  });

  it('is asked no more than once more after a question that it left unanswered', async () => {
    const envelope = await sealed('text');
    keyring.prompting = true;
    for (let count = 0; count < 4; count += 1) {
      const opening = storage.open(envelope, 'test');
      await pass();
      expect(await opening).toEqual(locked);
    }
    expect(keyring.waiting).toBe(2);
  });
});

describe('an answer to the prompt', () => {
  it('within the limit of a later question answers that one', async () => {
    keyring.prompting = true;
    const early = storage.seal('text', 'test');
    await pass();
    expect(await early).toEqual(locked);
    const later = storage.seal('text', 'test');
    await settled();
    keyring.answer();
    expect(await later).toMatchObject({ status: 'sealed' });
  });

  it('that is late changes no answer, and the next question is answered without a wait', async () => {
    keyring.prompting = true;
    const question = storage.availability();
    await pass();
    keyring.answer();
    await settled();
    expect(await question).toEqual(locked);
    expect(await storage.availability()).toEqual(available);
  });

  it('that is late and a refusal disturbs nothing, and the keyring is asked anew', async () => {
    keyring.prompting = true;
    const question = storage.seal('text', 'test');
    await pass();
    keyring.locked = true;
    keyring.answer();
    await settled();
    expect(await question).toEqual(locked);
    keyring.locked = false;
    expect(await storage.seal('text', 'test')).toMatchObject({ status: 'sealed' });
  });

  it('leaves no timer behind', async () => {
    await storage.open(await sealed('text'), 'test');
    keyring.locked = true;
    await storage.seal('text', 'test');
    expect(timers).toEqual(new Set());
  });
});

it('no timer of this computer runs on after an answer', async () => {
  vi.useFakeTimers();
  const { electron } = fakeElectron();
  await createSafeStorage(electron, { platform: 'linux' }).seal('text', 'test');
  expect(vi.getTimerCount()).toBe(0);
});

it('a keyring is given ten seconds of this computer’s time', async () => {
  vi.useFakeTimers();
  const fake = fakeElectron();
  fake.keyring.prompting = true;
  const question = createSafeStorage(fake.electron, { platform: 'linux' }).availability();
  let answer: unknown = null;
  void question.then((found) => {
    answer = found;
  });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(answer).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(answer).toEqual(locked);
});
