import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file as it was found, and whose it is. */
export interface FoundFile {
  readonly content: Buffer;
  /** Whether only administrators can have written it. */
  readonly isTrusted: boolean;
}

/** What `stat` tells about a file or folder, as far as it matters who may write to it. */
export interface Ownership {
  readonly uid: number;
  readonly mode: number;
}

/** A policy is a page of text; whatever is larger is none. */
const mostBytes = 1_000_000;

/**
 * Whether only the superuser can write to something.
 * @see POSIX `stat`, `S_IWGRP` and `S_IWOTH`
 */
export function isAdministrators({ uid, mode }: Ownership): boolean {
  return uid === 0 && (mode & 0o022) === 0;
}

/**
 * Reads a file that only administrators should have written. On Windows the folder alone says so: Node can't read access lists.
 * @returns null when there is no such file
 * @throws when it exists and can't be read, or is larger than any policy
 */
export async function readTrustedFile(
  path: string,
  platform: NodeJS.Platform,
): Promise<FoundFile | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (file === null) return null;
  try {
    // Of the open file, so that what is judged is what is read.
    const facts = await file.stat();
    if (!facts.isFile() || facts.size > mostBytes) throw new Error('This is no policy.');
    const content = await file.readFile();
    // Whoever can write to the folder can put another file in its place.
    const folder = await stat(dirname(path));
    const isTrusted = platform === 'win32' || (isAdministrators(facts) && isAdministrators(folder));
    return { content, isTrusted };
  } finally {
    await file.close();
  }
}

function isAbsent(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
