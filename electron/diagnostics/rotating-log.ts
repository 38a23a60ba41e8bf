import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAbsent, orIfAbsent } from '../disk/absent-file.ts';

/** A log on the disk that never grows beyond its bounds. */
export interface RotatingLog {
  /** Takes a line; it is written behind the caller's back. What can't be written is dropped, and counted. */
  write(line: string): void;
  /** The newest lines, oldest first, as many as fit into `mostBytes`. */
  read(mostBytes: number): Promise<string>;
  /** Resolves when everything taken so far is written or dropped. */
  settled(): Promise<void>;
}

/** What a log needs of the disk; every function may reject. */
export interface LogFiles {
  /** Makes the folder unless it is there. */
  prepare(folder: string): Promise<void>;
  /** In bytes; 0 when there is no such file. */
  size(path: string): Promise<number>;
  append(path: string, text: string): Promise<void>;
  /** Moves a file over another; none is fine. */
  move(from: string, to: string): Promise<void>;
  /** The content; empty when there is no such file. */
  read(path: string): Promise<string>;
}

/** What a log is made with. */
export interface RotatingLogOptions {
  readonly folder: string;
  readonly files: LogFiles;
  /** Made into a line when lines were lost. */
  readonly lostLine: (count: number) => string;
  /** Of one file. */
  readonly mostBytes?: number;
  readonly mostFiles?: number;
}

/** Lines that may wait for a slow disk; more are dropped. */
const longestQueue = 2_000;

/** Makes the log in a folder; nothing is touched before the first line. */
export function createRotatingLog(options: RotatingLogOptions): RotatingLog {
  const { folder, files, lostLine, mostBytes = 1_000_000, mostFiles = 5 } = options;
  const current = pathOf(0);
  let queue: string[] = [];
  let lost = 0;
  /** Of the current file; null before it was looked at, and after something went wrong. */
  let size: number | null = null;
  let writing: Promise<void> | null = null;

  function pathOf(age: number): string {
    return join(folder, age === 0 ? 'navigator.log' : `navigator.${age}.log`);
  }

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const lines = queue;
      queue = [];
      await append(lines).catch(() => {
        lost += lines.length;
        size = null;
      });
    }
  }

  async function append(lines: readonly string[]): Promise<void> {
    if (size === null) {
      await files.prepare(folder);
      size = await files.size(current);
    }
    const missing = lost;
    const all = missing === 0 ? lines : [lostLine(missing), ...lines];
    for (const text of inPieces(all, mostBytes)) {
      const bytes = Buffer.byteLength(text);
      if (size > 0 && size + bytes > mostBytes) size = await rotate();
      await files.append(current, text);
      size += bytes;
    }
    lost -= missing;
  }

  async function rotate(): Promise<number> {
    for (let age = mostFiles - 1; age > 0; age -= 1) await files.move(pathOf(age - 1), pathOf(age));
    return 0;
  }

  async function settled(): Promise<void> {
    while (writing !== null) await writing;
  }

  return {
    write(line) {
      if (queue.length >= longestQueue) {
        lost += 1;
        return;
      }
      queue.push(line);
      writing ??= writeAll().finally(() => {
        writing = null;
      });
    },
    async read(most) {
      await settled();
      let text = '';
      for (let age = 0; age < mostFiles && text.length < most; age += 1) {
        text = (await files.read(pathOf(age)).catch(() => '')) + text;
      }
      return newest(text, most);
    },
    settled,
  };
}

/** Lines joined to texts that fit into a file each, a single line that does not included. */
function inPieces(lines: readonly string[], mostBytes: number): string[] {
  const pieces: string[][] = [[]];
  let room = mostBytes;
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1;
    if (bytes > room && room < mostBytes) {
      pieces.push([]);
      room = mostBytes;
    }
    pieces.at(-1)?.push(`${line}\n`);
    room -= bytes;
  }
  return pieces.map((piece) => piece.join(''));
}

function newest(text: string, mostBytes: number): string {
  const lines = text.trimEnd().split('\n');
  let room = mostBytes;
  const first = lines.findLastIndex((line) => {
    room -= Buffer.byteLength(line) + 1;
    return room < 0;
  });
  return lines.slice(first + 1).join('\n');
}

/** Windows has no such flag. */
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;

/**
 * The real disk. Files can be read by their owner only. Neither the folder nor a file in it may be a link: whoever can make one
 * there would have the app write to, or show, a file of their choice (CWE-59); every function rejects then.
 * @see POSIX `open`, `O_NOFOLLOW`
 */
export const logFiles: LogFiles = {
  async prepare(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
  async size(path) {
    return (await orIfAbsent(lstat(path), null))?.size ?? 0;
  },
  append: (path, text) =>
    withFile(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, (file) =>
      file.appendFile(text),
    ),
  async move(from, to) {
    await refuseLink(dirname(from));
    // Windows does not rename over a file that a virus scanner holds; then it is removed first.
    await orIfAbsent(
      rename(from, to).catch(async (error: unknown) => {
        if (isAbsent(error)) return;
        await rm(to, { force: true });
        await rename(from, to);
      }),
      undefined,
    );
  },
  read: (path) =>
    orIfAbsent(
      withFile(path, constants.O_RDONLY, (file) => file.readFile('utf8')),
      '',
    ),
};

async function withFile<Value>(
  path: string,
  flags: number,
  use: (file: FileHandle) => Promise<Value>,
): Promise<Value> {
  await refuseLink(dirname(path));
  // What is put there after this look, the flag still sees where there is one.
  await orIfAbsent(refuseLink(path), undefined);
  const file = await open(path, flags | noFollow, 0o600);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function refuseLink(path: string): Promise<void> {
  if ((await lstat(path)).isSymbolicLink()) throw new Error('The log would lead elsewhere.');
}
