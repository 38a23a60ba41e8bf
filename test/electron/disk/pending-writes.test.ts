import { expect, test } from 'vitest';
import { watchWrites } from '../../../electron/disk/pending-writes.ts';
import { memoryDisk } from './memory-disk.ts';

test('quitting can wait for every write, also for those begun while it waits', async () => {
  const slow = memoryDisk();
  const begun: (() => void)[] = [];
  const disk = watchWrites({
    ...slow,
    write: async (path, content) => {
      await new Promise<void>((resolve) => begun.push(resolve));
      await slow.write(path, content);
    },
  });
  let settled = false;
  const first = disk.write('a', '1');
  const waiting = disk.settled().then(() => {
    settled = true;
  });
  const second = first.then(() => disk.write('b', '2'));
  begun.shift()?.();
  await first;
  await Promise.resolve();
  expect(settled).toBe(false);
  begun.shift()?.();
  await second;
  await waiting;
  expect([...slow.files.keys()]).toEqual(['a', 'b']);
});

test('a write that fails rejects for its caller and does not hold up quitting', async () => {
  const full = memoryDisk();
  full.full = true;
  const disk = watchWrites(full);
  const write = disk.write('a', '1');
  await disk.settled();
  await expect(write).rejects.toThrow('no space left');
});
