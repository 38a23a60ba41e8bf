import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createLibrary,
  type Library,
  type LibraryNews,
  type LibraryOptions,
} from '../../../electron/library/library.ts';
import type { ForkedProcess } from '../../../electron/library/process/process-link.ts';
import { sampleKey } from './opened-account.ts';

/** Forks the real process of the local copy, with Node's fork in the place of Electron's. */
export function forkLibrary(environment: Readonly<Record<string, string>> = {}): ChildProcess {
  return fork(join(import.meta.dirname, 'library-entry.ts'), {
    serialization: 'advanced',
    env: { ...process.env, ...environment },
  });
}

/** A child process in the shape of Electron's. */
export function asForked(child: ChildProcess): ForkedProcess {
  return {
    postMessage(message) {
      // One that has died just now is not told as disconnected yet; its end is told by itself.
      if (child.connected) child.send(Object(message), () => undefined);
    },
    on: (event, listener) => child.on(event, listener),
    once: (event, listener) => child.once(event, listener),
    kill: () => child.kill(),
  };
}

/** A library over a real process, with what a test wants to see of it. */
export interface ForkedLibrary {
  readonly library: Library;
  readonly news: LibraryNews[];
  /** All processes that were started, the last one last. */
  readonly processes: ChildProcess[];
  /** Resolves with the next news of a kind. */
  readonly nextNews: (kind: LibraryNews['kind']) => Promise<LibraryNews>;
}

/** Makes a library in a folder, not opened yet; its processes end with the test. */
export function forkedLibrary(
  folder: string,
  options: Partial<LibraryOptions> = {},
): ForkedLibrary {
  const news: LibraryNews[] = [];
  const processes: ChildProcess[] = [];
  const waiting = new Set<{ kind: LibraryNews['kind']; resolve: (news: LibraryNews) => void }>();
  onTestFinished(() => {
    for (const child of processes) child.kill('SIGKILL');
  });
  const library = createLibrary({
    fork: () => {
      const child = forkLibrary();
      processes.push(child);
      return asForked(child);
    },
    folder,
    key: () => Promise.resolve(sampleKey.slice()),
    language: () => 'bg',
    limitBytes: 100_000_000,
    onNews: (one) => {
      news.push(one);
      for (const waiter of waiting) {
        if (waiter.kind !== one.kind) continue;
        waiting.delete(waiter);
        waiter.resolve(one);
      }
    },
    sleep: () => Promise.resolve(),
    ...options,
  });
  const nextNews = (kind: LibraryNews['kind']): Promise<LibraryNews> =>
    new Promise((resolve) => {
      waiting.add({ kind, resolve });
    });
  return { library, news, processes, nextNews };
}
