import { writeSync } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import type { Fetch } from '../../../electron/session/identity-fetch.ts';

/** The moments at which a process can be made to die: before and after every step that the world could notice. */
export interface CrashPoints {
  /** Begins to count anew. @param deadly the number or the name of the point to die at; null for none */
  arm(deadly: number | string | null): void;
  /** Passes a point, or dies there. */
  pass(name: string): void;
  /** Whether the process will die at the next point, which has this name. */
  isNext(name: string): boolean;
}

/**
 * Counts the points that a process passes, and kills it with SIGKILL at one of them: no handler runs, nothing is
 * flushed, and no file is closed but by the system.
 *
 * @param onPoint hears of each point before it is passed; the second and later ones of a name are numbered: `name (2)`
 */
export function createCrashPoints(onPoint: (name: string) => void): CrashPoints {
  let passed = 0;
  let deadly: number | string | null = null;
  const times = new Map<string, number>();
  const numbered = (name: string, count: number): string =>
    count === 1 ? name : `${name} (${count})`;
  return {
    arm(next) {
      passed = 0;
      times.clear();
      deadly = next;
    },
    pass(name) {
      passed += 1;
      const count = (times.get(name) ?? 0) + 1;
      times.set(name, count);
      const point = numbered(name, count);
      onPoint(point);
      if (deadly === passed || deadly === point) die();
    },
    isNext: (name) =>
      deadly === passed + 1 || deadly === numbered(name, (times.get(name) ?? 0) + 1),
  };
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment to arrive, in which nothing more must happen.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Makes every call of `node:fs/promises` in this process two crash points, and a write of a file one more halfway. */
export function crashInFileSystem(points: CrashPoints): void {
  const around =
    <Args extends unknown[], Value>(
      name: string,
      call: (...args: Args) => Promise<Value>,
      nameOf: (args: Args) => string,
    ) =>
    async (...args: Args): Promise<Value> => {
      const step = `${name} ${nameOf(args)}`;
      points.pass(`before ${step}`);
      const value = await call(...args);
      points.pass(`after ${step}`);
      return value;
    };
  const first = ([path]: readonly unknown[]): string => withoutChance(path);
  const both = ([from, to]: readonly unknown[]): string =>
    `${withoutChance(from)} to ${withoutChance(to)}`;
  const { open } = fs;

  async function openCrashing(path: string, flags?: string, mode?: number): Promise<FileHandle> {
    const file = await open(path, flags, mode);
    const own = (): string => withoutChance(path);
    const writeFile = file.writeFile.bind(file);
    const write = file.write.bind(file);
    async function writeCrashing(content: string | Uint8Array): Promise<void> {
      const bytes = Buffer.from(content);
      const halfway = `halfway through writeFile ${own()}`;
      const half = points.isNext(halfway) ? Math.ceil(bytes.length / 2) : 0;
      if (half > 0) await write(bytes.subarray(0, half));
      points.pass(halfway);
      // Something else may have taken the deadly step meanwhile, and this write goes on.
      await writeFile(bytes.subarray(half));
    }
    return Object.assign(file, {
      writeFile: around('writeFile', writeCrashing, own),
      sync: around('sync', file.sync.bind(file), own),
      close: around('close', file.close.bind(file), own),
    });
  }

  Object.assign(fs, {
    open: around('open', openCrashing, first),
    mkdir: around('mkdir', fs.mkdir, first),
    readdir: around('readdir', fs.readdir, first),
    readFile: around('readFile', fs.readFile, first),
    rename: around('rename', fs.rename, both),
    rm: around('rm', fs.rm, first),
    stat: around('stat', fs.stat, first),
    utimes: around('utimes', fs.utimes, first),
  });
  syncBuiltinESMExports();
}

/** Makes what a request goes through on this computer crash points: before it, after the headers, and in the body. */
export function crashInFetch(points: CrashPoints, fetch: Fetch): Fetch {
  return async (url, init) => {
    const request = `${init.method ?? 'GET'} ${new URL(url).pathname}`;
    points.pass(`before ${request}`);
    const answer = await fetch(url, init);
    points.pass(`after the headers of ${request}`);
    const body = answer.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(part, controller) {
          points.pass(`after a part of the body of ${request}`);
          controller.enqueue(part);
        },
        flush() {
          points.pass(`after the whole body of ${request}`);
        },
      }),
    );
    return new Response(body ?? null, answer);
  };
}

/** A name without what differs from run to run: temporary names and the claims of a lock. */
function withoutChance(path: unknown): string {
  return basename(String(path))
    .replace(/[0-9a-f]{8}-\d+-[0-9a-f]{16}-[0-9a-f]{16}/, '*')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '*')
    .replace(/^[0-9a-f]{64}/, '*')
    .replace(/^[0-9a-f]{32}$/, '(account)');
}

/** Writes a line at once: what was said before a SIGKILL has been said. */
export function sayAtOnce(value: unknown): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}
