import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAbsent } from './absent-file.ts';

/** Reads and writes whole files; a parameter everywhere, so that tests can play a full or a broken disk. */
export interface Disk {
  /** The file's content; null when there is no such file. Rejects when it exists and can't be read. */
  read(path: string): Promise<Buffer | null>;
  /** Replaces the file, so that a reader finds the old content or the new one whole, after a power cut too. */
  write(path: string, content: Buffer | string): Promise<void>;
  /** Moves a file over another; the move itself survives a power cut. */
  move(from: string, to: string): Promise<void>;
  /** The names of the files and folders in a folder; none when there is no such folder. Rejects when it can't be read. */
  list(path: string): Promise<string[]>;
  /** Removes a file, and what an interrupted write of it left behind; none is fine. */
  remove(path: string): Promise<void>;
}

/** What the name of a file ends with that is being written; it is left behind when the process dies in between. */
export const temporarySuffix = '.tmp';

/**
 * The real disk. A write goes to a temporary file beside the target, is flushed, and renamed over it; then the folder is
 * flushed, because a rename is durable only with its folder (POSIX `rename`, `fsync`). Files are readable by their owner
 * only.
 */
export const disk: Disk = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  },

  async write(path, content) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomUUID()}${temporarySuffix}`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  },

  async move(from, to) {
    await rename(from, to);
    await syncFolder(dirname(to));
  },

  list: (path) => namesIn(path),

  async remove(path) {
    await rm(path, { force: true });
    for (const name of await namesIn(dirname(path))) {
      const isLeftover = name.startsWith(`${basename(path)}.`) && name.endsWith(temporarySuffix);
      if (isLeftover) await rm(join(dirname(path), name), { force: true });
    }
  },
};

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows can't open a folder for flushing, and its file system journals renames by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
