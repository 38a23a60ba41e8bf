import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What SQLite keeps beside a database. */
const companions = ['-wal', '-shm', '-journal'] as const;

const mark = '.damaged-';

/**
 * Moves a database that can't be used out of the way, with its log, so that a new one can take its name. Only the last one
 * set aside is kept: it is encrypted and unreadable to people, and must not fill their disk.
 *
 * @param now milliseconds since 1970, part of the new name
 * @returns the new name, without its folder
 */
export function setAside(path: string, now: number): string {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(path)}${mark}`)) rmSync(join(folder, name), { force: true });
  }
  const name = `${basename(path)}${mark}${now}`;
  if (existsSync(path)) renameSync(path, join(folder, name));
  // A log belongs to its database; left beside a new one it would be taken for that one's.
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, join(folder, `${name}-wal`));
  removeCompanions(path);
  return name;
}

/** Removes a database and all that SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  rmSync(path, { force: true });
  removeCompanions(path);
}

function removeCompanions(path: string): void {
  for (const companion of companions) rmSync(`${path}${companion}`, { force: true });
}
