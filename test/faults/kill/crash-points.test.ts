import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { disk } from '../../../electron/disk/atomic-file.ts';
import { crashInFileSystem } from './crash-points.ts';

test('a write that was to die halfway is whole when something else took that step', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'erpnet-crash-points-'));
  crashInFileSystem({ arm: () => undefined, pass: () => undefined, isNext: () => true });
  const path = join(folder, 'file');
  await disk.write(path, 'each letter once');
  expect(await readFile(path, 'utf8')).toBe('each letter once');
  await rm(folder, { recursive: true });
});
