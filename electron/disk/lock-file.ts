import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { orIfAbsent } from './absent-file.ts';
import { type Claims, createLock, type Lock, type LockOptions } from './lock.ts';

/**
 * A lock between processes that recovers from an owner that died, also by a power cut. The folder must be on a file
 * system whose listings are never stale, which a network drive may not be.
 *
 * @param path claims are files beside it that begin with its name; there is no file at the path itself.
 */
export function createLockFile(path: string, options: LockOptions): Lock {
  return createLock(claimFiles(path), options);
}

const claimName = /^[0-9a-f]{8}-\d+-[0-9a-f]{16}-[0-9a-f]{16}$/;

/**
 * Claims as empty files, so that they can be made on a full disk and none can be half written: who owns one is in its
 * name. The beat is the time of its last change, set to a count; no clock has a part in it.
 */
function claimFiles(path: string): Claims {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  const fileOf = (name: string): string => join(folder, prefix + name);

  return {
    async names() {
      const files = await orIfAbsent(readdir(folder), []);
      const names = files
        .filter((file) => file.startsWith(prefix))
        .map((file) => file.slice(prefix.length));
      return names.filter((name) => claimName.test(name));
    },

    async make(name) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(fileOf(name), 'wx', 0o600);
      await file.close();
      await utimes(fileOf(name), secondsOf(0), secondsOf(0));
    },

    beat: (name, count) => utimes(fileOf(name), secondsOf(count), secondsOf(count)),

    async beatOf(name) {
      const found = await orIfAbsent(stat(fileOf(name)), null);
      return found === null ? null : found.mtimeMs;
    },

    remove: (name) => rm(fileOf(name), { force: true }),
  };
}

/** Two seconds apart, because FAT keeps no finer times; since 1980, because it keeps no earlier ones. */
function secondsOf(count: number): number {
  return Date.UTC(1980, 1) / 1000 + 2 * count;
}
