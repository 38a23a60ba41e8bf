import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeAbandonedCopies } from '../../../electron/local-copy/abandoned-copies.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

function copies(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'cache.db'), name);
  }
  return folder;
}

test('copies of accounts that are gone are deleted, those put aside too', async () => {
  const folder = copies('maria', 'maria.unreadable-1', 'john', 'john.unreadable-2');
  await removeAbandonedCopies(folder, new Set(['maria']));
  expect(readdirSync(folder)).toEqual(['maria', 'maria.unreadable-1']);
});

test('without any account nothing is deleted, because the list may have been unreadable', async () => {
  const folder = copies('maria');
  await removeAbandonedCopies(folder, new Set());
  expect(readdirSync(folder)).toEqual(['maria']);
});

test('a folder that is not there is no problem', async () => {
  await expect(
    removeAbandonedCopies(join(temporaryFolder(), 'none'), new Set(['maria'])),
  ).resolves.toBeUndefined();
});
