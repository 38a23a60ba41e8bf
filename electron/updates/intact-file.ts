import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Whether a file still is what was signed. A download lies where every program of this person can write, for hours, and may be
 * installed with an administrator's rights, so its hash is looked at once more just before. At once, because the app is about to end.
 * @param hashes SHA-512 in base64, of which it should have one
 */
export function isIntact(path: string, hashes: readonly string[]): boolean {
  try {
    return hashes.includes(createHash('sha512').update(readFileSync(path)).digest('base64'));
  } catch {
    return false;
  }
}
