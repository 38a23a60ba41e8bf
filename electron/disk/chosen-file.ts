import { open } from 'node:fs/promises';
import { failure, type Result, success } from '../contract/result.ts';

/** Reads the text of a file that a person chose. */
export type ReadChosenFile = (path: string, mostBytes: number) => Promise<Result<string>>;

/**
 * Reads a file of which nothing is known: it may be no file at all, or have more in it than there is memory.
 * Failures: `fileUnreadable`, and `fileNotUnderstood` for one that is larger than `mostBytes`.
 */
export const readChosenFile: ReadChosenFile = async (path, mostBytes) => {
  try {
    const file = await open(path, 'r');
    try {
      if (!(await file.stat()).isFile()) return failure({ code: 'fileUnreadable' });
      const buffer = Buffer.alloc(mostBytes + 1);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return bytesRead > mostBytes
        ? failure({ code: 'fileNotUnderstood', detail: 'size' })
        : success(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return failure({ code: 'fileUnreadable' });
  }
};
