import { existsSync } from 'node:fs';
import type { Connection } from '../database/cipher.ts';
import { guarded } from '../database/fault.ts';
import { done, type Outcome } from '../outcome.ts';
import { backUp, backupsOf } from './state-backup.ts';

/** Time between two backups while values are written. */
const backupMilliseconds = 10 * 60 * 1000;

/** Keeps backups of the state rolling as it is written. */
export interface BackupRhythm {
  /** After a write: makes a backup when the last one is old, or there is none. */
  noteWrite(): Outcome<void>;
  /** Makes a backup of what has been written since the last one. */
  finish(): Outcome<void>;
}

/** @param path of the database that `connection` has open; @param now milliseconds since 1970 */
export function createBackupRhythm(
  connection: Connection,
  path: string,
  now: () => number,
): BackupRhythm {
  const [newest] = backupsOf(path);
  let madeAt = existsSync(newest) ? now() : Number.NEGATIVE_INFINITY;
  let hasChanged = false;

  function finish(): Outcome<void> {
    if (!hasChanged) return done(undefined);
    // A failure is tried again after a while, not at every write.
    madeAt = now();
    const made = guarded(() => backUp(connection, path));
    if (made.ok) hasChanged = false;
    return made;
  }

  return {
    noteWrite() {
      hasChanged = true;
      return now() - madeAt < backupMilliseconds ? done(undefined) : finish();
    },
    finish,
  };
}
