import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { disk } from '../../../electron/disk/atomic-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file written whole', () => {
  test('is read back, and leaves no temporary file behind', async () => {
    const path = join(folder, 'new', 'file');
    await disk.write(path, 'first');
    await disk.write(path, 'second');
    expect((await disk.read(path))?.toString()).toBe('second');
    expect(await readdir(join(folder, 'new'))).toEqual(['file']);
  });

  test.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const path = join(folder, 'file');
    await disk.write(path, 'private');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('keeps the old content and no leftovers when it can’t be put in place', async () => {
    // A folder stands where the file should go, so the last step, the rename, fails.
    const path = join(folder, 'taken');
    await disk.write(join(path, 'inside'), 'old');
    await expect(disk.write(path, 'new')).rejects.toThrow();
    expect(await readFile(join(path, 'inside'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['taken']);
  });

  test('is removed with what an interrupted write of it left behind, and nothing else is', async () => {
    const path = join(folder, 'session.sealed');
    await disk.write(path, 'new');
    await disk.write(`${path}.previous`, 'old');
    await writeFile(`${path}.8d2f.tmp`, 'half of it');
    await disk.remove(path);
    expect(await readdir(folder)).toEqual(['session.sealed.previous']);
    await disk.remove(join(folder, 'no', 'such', 'folder'));
  });

  test('that is not there reads as null, one that can’t be read rejects', async () => {
    expect(await disk.read(join(folder, 'absent'))).toBeNull();
    await writeFile(join(folder, 'file'), '');
    await expect(disk.read(join(folder, 'file', 'below'))).rejects.toThrow();
    await expect(disk.read(folder)).rejects.toThrow();
  });
});
