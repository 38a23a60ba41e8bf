import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createRotatingLog,
  type LogFiles,
  logFiles,
} from '../../../electron/diagnostics/rotating-log.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

const lostLine = (count: number): string => `lost ${count}`;
const line = (index: number): string => `line ${String(index).padStart(4, '0')} ${'x'.repeat(89)}`;

test('a log keeps within its bounds, whatever is written, and keeps the newest lines', async () => {
  const folder = join(temporaryFolder(), 'logs');
  const log = createRotatingLog({
    folder,
    files: logFiles,
    lostLine,
    mostBytes: 1000,
    mostFiles: 3,
  });
  for (let index = 0; index < 57; index += 1) {
    log.write(line(index));
    // Some come one by one, and the last ones in a burst that one file has no room for.
    if (index < 30 && index % 5 === 0) await log.settled();
  }
  await log.settled();
  const names = readdirSync(folder).toSorted();
  expect(names).toEqual(['navigator.1.log', 'navigator.2.log', 'navigator.log']);
  for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1000);
  const newest = (await log.read(100_000)).split('\n');
  expect(newest.at(-1)).toBe(line(56));
  expect(newest).toEqual(Array.from(newest, (_, index) => line(57 - newest.length + index)));
  expect(newest.length).toBeGreaterThanOrEqual(20);
});

test('no more is read than asked for, and only whole lines', async () => {
  const folder = temporaryFolder();
  const log = createRotatingLog({
    folder,
    files: logFiles,
    lostLine,
    mostBytes: 1000,
    mostFiles: 3,
  });
  for (let index = 0; index < 15; index += 1) log.write(line(index));
  expect((await log.read(350)).split('\n')).toEqual([line(12), line(13), line(14)]);
  expect(await log.read(10)).toBe('');
});

test('a log goes on after a restart where it was', async () => {
  const folder = temporaryFolder();
  const options = { folder, files: logFiles, lostLine, mostBytes: 1000, mostFiles: 2 };
  const first = createRotatingLog(options);
  for (let index = 0; index < 9; index += 1) first.write(line(index));
  await first.settled();
  const second = createRotatingLog(options);
  second.write(line(9));
  second.write(line(10));
  await second.settled();
  expect(readFileSync(join(folder, 'navigator.1.log'), 'utf8').split('\n')).toHaveLength(11);
  expect(readFileSync(join(folder, 'navigator.log'), 'utf8')).toBe(`${line(10)}\n`);
});

test('files can be read by their owner only', async () => {
  const folder = join(temporaryFolder(), 'logs');
  const log = createRotatingLog({ folder, files: logFiles, lostLine });
  log.write('line');
  await log.settled();
  if (process.platform === 'win32') return;
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, 'navigator.log')).mode & 0o777).toBe(0o600);
});

/** A disk that fails as long as it is full. */
function fullDisk(): LogFiles & { isFull: boolean } {
  const disk = {
    ...logFiles,
    isFull: true,
    append(path: string, text: string): Promise<void> {
      return disk.isFull ? Promise.reject(new Error('ENOSPC')) : logFiles.append(path, text);
    },
  };
  return disk;
}

test('a full disk is survived in silence, and what it has cost is told when there is room again', async () => {
  const files = fullDisk();
  const log = createRotatingLog({ folder: temporaryFolder(), files, lostLine });
  for (let index = 0; index < 3; index += 1) {
    log.write(line(index));
    await log.settled();
  }
  expect(await log.read(1000)).toBe('');
  files.isFull = false;
  log.write(line(3));
  log.write(line(4));
  expect(await log.read(1000)).toBe(`lost 3\n${line(3)}\n${line(4)}`);
  log.write(line(5));
  expect(await log.read(1000)).toBe(`lost 3\n${line(3)}\n${line(4)}\n${line(5)}`);
});

test('a folder that can’t be made, or a file where it should be, loses lines and nothing else', async () => {
  const place = temporaryFolder();
  writeFileSync(join(place, 'logs'), 'a file');
  const log = createRotatingLog({ folder: join(place, 'logs'), files: logFiles, lostLine });
  log.write('line');
  expect(await log.read(1000)).toBe('');
  const readOnly = join(place, 'read-only');
  mkdirSync(readOnly);
  chmodSync(readOnly, 0o500);
  const other = createRotatingLog({ folder: join(readOnly, 'logs'), files: logFiles, lostLine });
  other.write('line');
  await expect(other.settled()).resolves.toBeUndefined();
});

/** Links a folder as everybody may, also on Windows, where other links need a right. */
function linkFolder(target: string, path: string): void {
  symlinkSync(target, path, 'junction');
}

test('a folder that leads elsewhere is neither written to nor read, also when it comes to that later', async () => {
  const place = temporaryFolder();
  const [folder, elsewhere] = [join(place, 'logs'), join(place, 'elsewhere')];
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'navigator.log'), 'secret\n');
  linkFolder(elsewhere, folder);
  const log = createRotatingLog({ folder, files: logFiles, lostLine, mostBytes: 1000 });
  for (let index = 0; index < 15; index += 1) log.write(line(index));
  expect(await log.read(10_000)).toBe('');
  rmSync(folder);
  log.write(line(15));
  expect(await log.read(10_000)).toBe(`lost 15\n${line(15)}`);
  renameSync(folder, join(place, 'before'));
  linkFolder(elsewhere, folder);
  for (let index = 16; index < 30; index += 1) {
    log.write(line(index));
    await log.settled();
  }
  expect(await log.read(10_000)).toBe('');
  expect(readdirSync(elsewhere)).toEqual(['navigator.log']);
  expect(readFileSync(join(elsewhere, 'navigator.log'), 'utf8')).toBe('secret\n');
});

// Windows lets only few link a file.
test.skipIf(process.platform === 'win32')(
  'a log file that leads elsewhere is neither written to nor read',
  async () => {
    const place = temporaryFolder();
    const [folder, elsewhere] = [join(place, 'logs'), join(place, 'elsewhere')];
    mkdirSync(folder);
    writeFileSync(elsewhere, 'secret\n');
    symlinkSync(elsewhere, join(folder, 'navigator.log'));
    symlinkSync(join(place, 'nowhere'), join(folder, 'navigator.1.log'));
    const log = createRotatingLog({ folder, files: logFiles, lostLine });
    log.write('line');
    expect(await log.read(1000)).toBe('');
    rmSync(join(folder, 'navigator.log'));
    log.write('line');
    expect(await log.read(1000)).toBe('lost 1\nline');
    expect(readFileSync(elsewhere, 'utf8')).toBe('secret\n');
    expect(readdirSync(place).toSorted()).toEqual(['elsewhere', 'logs']);
  },
);

test('a disk that stands still holds nobody up, and lines that wait take bounded room', async () => {
  const released = Promise.withResolvers<void>();
  let appended = '';
  const files: LogFiles = {
    prepare: () => released.promise,
    size: () => Promise.resolve(0),
    async append(_path, text) {
      appended += text;
    },
    move: () => Promise.resolve(),
    read: () => Promise.resolve(appended),
  };
  const log = createRotatingLog({ folder: 'somewhere', files, lostLine });
  for (let index = 0; index < 5000; index += 1) log.write(line(index));
  released.resolve();
  await log.settled();
  const written = appended.trimEnd().split('\n');
  expect(written.length).toBeLessThan(2100);
  expect(written).toContain(line(0));
  expect(written).toContainEqual(expect.stringMatching(/^lost \d{4}$/));
});
