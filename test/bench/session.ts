/** `node test/bench/session.ts`, and a part of `npm run bench`: what it costs that a sign-in lasts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSafeStorage } from 'safe-storage-wrapper';
import { type Result, success } from '../../electron/contract/result.ts';
import { disk } from '../../electron/disk/atomic-file.ts';
import { systemClock } from '../../electron/session/clock.ts';
import { createServerClock } from '../../electron/session/server-clock.ts';
import { createTokenBroker, type TokenBroker } from '../../electron/session/token-broker.ts';
import type { RefreshAnswer } from '../../electron/session/token-request.ts';
import { storeInMemory } from '../../electron/session/token-store.ts';
import { createVault } from '../../electron/session/vault.ts';
import { fakeElectron } from '../electron/safe-storage-wrapper/fake-electron.ts';
import { hour, maria, sampleSession, sampleTokens } from '../electron/session/sample-session.ts';
import { collectGarbage } from './collect-garbage.ts';
import { compare, describe } from './median.ts';

function createBroker(
  lifetime: number,
  refresh: () => Promise<RefreshAnswer> = () => Promise.reject(new Error('No renewal is due.')),
): TokenBroker {
  return createTokenBroker({
    tokens: sampleTokens(0, { receivedAt: Date.now(), lifetime }),
    ...{ wereJustReceived: true, wasIntended: false, clock: systemClock, refresh },
    server: createServerClock(systemClock),
    lock: { hold: (work) => work(() => Promise.resolve(true)) },
    store: storeInMemory,
    prove: () => Promise.resolve(success(null)),
    discard: () => undefined,
    onRenewal: () => undefined,
    onRefreshTokenAge: () => undefined,
    onEnded: () => undefined,
  });
}

/** Gives the nanoseconds of one of many calls, one after another. */
async function eachOf(calls: number, call: () => Promise<Result<string>>): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < calls; count += 1) {
    const result = await call();
    if (!result.ok) throw new Error(result.error.code);
  }
  return ((performance.now() - start) * 1e6) / calls;
}

/** The bytes in use when all that can be freed is. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function measureAsking(): Promise<string[]> {
  const broker = createBroker(hour);
  const ask = (): Promise<Result<string>> => broker.accessToken();
  // The least that could be asked: an async function that has the answer.
  const token = success('access 0');
  const bare = async (): Promise<Result<string>> => token;
  const [calls, rounds] = [100_000, 50];
  await eachOf(calls, ask);
  const before = heapInUse();
  const asking = await compare(
    rounds,
    () => eachOf(calls, ask),
    () => eachOf(calls, bare),
  );
  const grown = (heapInUse() - before) / 1024;
  broker.close();
  const millions = (calls * (rounds + 1)) / 1e6;
  return [
    describe('Asking for a token that is good', 'an async function', asking, 'ns'),
    `The heap after ${millions.toFixed(1)} million such calls: ${grown.toFixed(0)} KiB more than before`,
  ];
}

const waiters = 1_000;

/**
 * Gives the microseconds from the end of what many wait for to the moment when the last of them goes on.
 * @param late gets how many had not gone on when the event loop turned.
 */
async function resumption(
  wait: () => Promise<unknown>,
  end: () => void,
  late: (count: number) => void,
): Promise<number> {
  let resumed = 0;
  let last = 0;
  const all = Array.from({ length: waiters }, async () => {
    await wait();
    resumed += 1;
    last = performance.now();
  });
  // What comes before the end has all the time it wants.
  await new Promise((resolve) => setImmediate(resolve));
  const start = performance.now();
  end();
  await new Promise((resolve) => setImmediate(resolve));
  late(waiters - resumed);
  await Promise.all(all);
  return (last - start) * 1e3;
}

async function measureWaiting(): Promise<string[]> {
  let stragglers = 0;
  const late = (count: number): void => {
    stragglers += count;
  };
  const throughBroker = (): Promise<number> => {
    const { promise, resolve } = Promise.withResolvers<RefreshAnswer>();
    const broker = createBroker(1, () => promise);
    const tokens = sampleTokens(1, { receivedAt: Date.now() });
    const due = performance.now() + 2;
    while (performance.now() < due);
    return resumption(
      () => broker.accessToken(),
      () => resolve({ outcome: 'renewed', tokens }),
      late,
    ).finally(() => broker.close());
  };
  const bare = (): Promise<number> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    return resumption(
      () => promise,
      resolve,
      () => undefined,
    );
  };
  const waiting = await compare(200, throughBroker, bare);
  return [
    describe(
      '1,000 calls that wait for one renewal, from its answer to the last',
      '1,000 waits for one promise',
      waiting,
      'µs',
    ),
    `Of ${(201 * waiters).toLocaleString('en')} such calls, ${stragglers} went on after the next turn of the event loop`,
  ];
}

async function measureUnlocking(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'navigator-bench-'));
  const { electron } = fakeElectron();
  const open = () => {
    const storage = createSafeStorage(electron, { platform: 'linux' });
    return createVault({ folder, disk, storage, random: (bytes) => new Uint8Array(bytes) });
  };
  try {
    const tokens = sampleTokens(0, {
      accessToken: 'a'.repeat(1_200),
      refreshToken: 'r'.repeat(64),
    });
    await open().adopt(sampleSession(0, { tokens, idToken: 'i'.repeat(1_000) }));
    const sealed = join(folder, 'accounts', maria.key, 'session.sealed');
    const { length } = await readFile(sealed);
    const plain = join(folder, 'plain.json');
    await writeFile(plain, JSON.stringify({ text: 'x'.repeat(length - 11) }));
    const unlocking = await compare(
      300,
      async () => {
        const start = performance.now();
        const { status } = await open().open(maria.key);
        if (status !== 'opened') throw new Error(status);
        return (performance.now() - start) * 1e3;
      },
      async () => {
        const start = performance.now();
        JSON.parse(await readFile(plain, 'utf8'));
        return (performance.now() - start) * 1e3;
      },
    );
    const floor = `a file of the same ${length} bytes, read and parsed`;
    return [describe('Opening a kept session, cold', floor, unlocking, 'µs')];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Lines of the report. */
export async function measureSession(): Promise<string[]> {
  return [...(await measureAsking()), ...(await measureWaiting()), ...(await measureUnlocking())];
}

if (import.meta.main) for (const line of await measureSession()) console.log(line);
