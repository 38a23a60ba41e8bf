import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What follows an account's key in the name of a copy that was put aside. */
export const asideMark = '.unreadable-';

/**
 * Deletes copies of accounts that this computer does not have any more: the app was cut off after their keys were deleted.
 *
 * @param folder absolute path of the folder with a folder for each account's copy
 * @param keys of the accounts of this computer. None at all may as well mean that the list could not be read, and nothing is
 *   deleted then: without a key a copy tells nobody anything.
 */
export async function removeAbandonedCopies(
  folder: string,
  keys: ReadonlySet<string>,
): Promise<void> {
  if (keys.size === 0) return;
  const names = await readdir(folder).catch(() => []);
  const abandoned = names.filter((name) => !keys.has(name.split(asideMark)[0] ?? ''));
  const removals = abandoned.map((name) =>
    rm(join(folder, name), { recursive: true, force: true }),
  );
  // What can't be deleted now is tried again at the next start.
  await Promise.allSettled(removals);
}
