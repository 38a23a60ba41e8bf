import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { success } from '../../../../electron/contract/result.ts';
import { createLockFile } from '../../../../electron/disk/lock-file.ts';
import { isAlive, thisProcess } from '../../../../electron/disk/running-process.ts';
import { FakeClock } from '../../session/fake-clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the lock as files', () => {
  test('is one empty file beside its path, private, whose beat moves, and gone when it is let go', async () => {
    const clock = new FakeClock();
    const account = join(folder, 'account');
    const self = thisProcess(randomBytes);
    const lock = createLockFile(join(account, 'refresh.lock'), {
      ...{ self, isAlive, random: randomBytes, clock },
    });
    await lock.hold(async (isStillMine) => {
      const [name = '', ...others] = await readdir(account);
      expect(others).toEqual([]);
      expect(name).toMatch(new RegExp(`^refresh\\.lock\\.${self.place}-${process.pid}-`));
      const before = await stat(join(account, name));
      expect(before.size).toBe(0);
      if (process.platform !== 'win32') expect(before.mode & 0o777).toBe(0o600);
      clock.advance(1_000);
      await expect
        .poll(async () => (await stat(join(account, name))).mtimeMs)
        .toBeGreaterThan(before.mtimeMs);
      expect(await isStillMine()).toBe(true);
      await rm(join(account, name));
      clock.advance(1_000);
      expect(await isStillMine()).toBe(false);
      return success(null);
    });
    expect(await readdir(account)).toEqual([]);
  });

  test('leaves files alone that are no claims, however alike they look', async () => {
    const clock = new FakeClock();
    const others = ['refresh.lock', 'refresh.lock.tmp', 'refresh.lock.00000000-1-x-y', 'other'];
    for (const name of others) await writeFile(join(folder, name), 'something');
    const lock = createLockFile(join(folder, 'refresh.lock'), {
      ...{ self: thisProcess(randomBytes), isAlive, random: randomBytes, clock },
    });
    expect(await lock.hold(() => Promise.resolve(success(1)))).toEqual(success(1));
    expect((await readdir(folder)).toSorted()).toEqual(others.toSorted());
  });
});

test('this process is alive, one that has ended is not, and one of another user’s is', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(ended.pid ?? 0)).toBe(false);
  if (process.platform !== 'win32') expect(isAlive(1)).toBe(true);
});

/** A process that counts until it is killed. */
function startCounting(said: string[]) {
  const args = [
    join(import.meta.dirname, 'counting-process.ts'),
    join(folder, 'lock'),
    join(folder, 'count'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  return {
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('real processes that are killed at any moment lose no count, and never two are inside', async () => {
  await writeFile(join(folder, 'count'), '0\n');
  const said: string[] = [];
  const counted = () => said.filter((line) => line === 'counted').length;
  const running = Array.from({ length: 4 }, () => startCounting(said));
  let killed = 0;
  for (let round = 1; round <= 40; round += 1) {
    await expect.poll(counted, { timeout: 20_000, interval: 1 }).toBeGreaterThanOrEqual(5 * round);
    const victim = running.shift();
    await victim?.kill();
    killed += 1;
    running.push(startCounting(said));
  }
  await Promise.all(running.map((process) => process.kill()));
  const lines = (await readFile(join(folder, 'count'), 'utf8')).trimEnd().split('\n');
  const wrong = lines.map(Number).filter((number, index) => number !== index);
  const marks = (await readdir(folder)).filter((name) => name.startsWith('count.mark-')).length;
  console.log(`${lines.length - 1} counts by ${killed + 4} processes, ${marks} killed inside`);
  expect(wrong).toEqual([]);
  expect(new Set(said)).toEqual(new Set(['counted']));
  expect(counted()).toBeLessThanOrEqual(lines.length - 1);
  expect(marks).toBeGreaterThan(0);
}, 60_000);
