import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { Connection } from '../database/cipher.ts';

/** The copies of a database, newest first. */
export function backupsOf(path: string): readonly [string, string] {
  return [`${path}.backup-1`, `${path}.backup-2`];
}

/**
 * Copies a database beside itself, under the same key, and keeps the copy before. Copying reads every page and so fails on a
 * damaged one, before a good copy is given up.
 *
 * @throws SQLite's and the system's errors
 */
export function backUp(connection: Connection, path: string): void {
  const [newest, older] = backupsOf(path);
  const temporary = `${path}.backup.tmp`;
  rmSync(temporary, { force: true });
  connection.prepare('VACUUM INTO ?').run(temporary);
  flush(temporary);
  if (existsSync(newest)) renameSync(newest, older);
  renameSync(temporary, newest);
}

/**
 * Puts a copy in the place of the database, which must have been set aside.
 * @returns when the copy was made, in milliseconds since 1970
 */
export function restore(backup: string, path: string): number {
  const temporary = `${path}.restored.tmp`;
  copyFileSync(backup, temporary);
  flush(temporary);
  renameSync(temporary, path);
  return Math.round(statSync(backup).mtimeMs);
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
