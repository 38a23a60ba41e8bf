import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { copyAside, readJsonFile } from '../../../electron/disk/json-file.ts';
import { memoryDisk } from './memory-disk.ts';

const path = '/data/settings.json';
const schema = z.object({ host: z.string() });

describe('a broken JSON file', () => {
  test('is put aside, and never over one that was put aside before', async () => {
    const disk = memoryDisk({ [path]: 'first' });
    const first = await readJsonFile(disk, path, schema);
    await disk.write(path, 'second');
    const second = await readJsonFile(disk, path, schema);
    expect([first, second]).toEqual([
      { kind: 'broken', keptAs: `${path}.broken` },
      { kind: 'broken', keptAs: `${path}.broken-2` },
    ]);
    const kept = [...disk.files].map(([name, bytes]) => [name, bytes.toString()]);
    expect(Object.fromEntries(kept)).toEqual({
      [`${path}.broken`]: 'first',
      [`${path}.broken-2`]: 'second',
    });
  });
});

test('a copy beside a file is made once, and none where there is nothing to copy', async () => {
  const disk = memoryDisk({ [path]: 'third', [`${path}.broken`]: 'first' });
  expect(await copyAside(disk, path)).toBe(`${path}.broken-2`);
  expect(await copyAside(disk, path)).toBe(`${path}.broken-2`);
  expect(disk.files.get(`${path}.broken-2`)?.toString()).toBe('third');
  expect(await copyAside(disk, '/data/other.json')).toBe('/data/other.json');
  expect([...disk.files.keys()]).toEqual([path, `${path}.broken`, `${path}.broken-2`]);
});
