import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createLibrary, type Library } from '../../../electron/library/library.ts';
import { createLibraryServer } from '../../../electron/library/process/library-server.ts';
import { toProcess } from '../../../electron/library/process/messages.ts';
import type { ForkedProcess } from '../../../electron/library/process/process-link.ts';
import { benchKey } from './copies.ts';

/** A library over a process of its own. */
export function forkedLibrary(folder: string): Library {
  return benchLibrary(folder, forkProcess);
}

/** A library whose process is played by this one, so that what it takes can be told from what messages take. */
export interface LibraryHere {
  readonly library: Library;
  /** Milliseconds from the arrival of each question for a page of rows until its answer was sent. */
  readonly pageTimes: number[];
}

/** Makes a library whose process is played by this one. */
export function libraryHere(folder: string): LibraryHere {
  const pageTimes: number[] = [];
  return { library: benchLibrary(folder, () => playProcess(pageTimes)), pageTimes };
}

function benchLibrary(folder: string, fork: () => ForkedProcess): Library {
  return createLibrary({
    ...{ fork, folder },
    key: () => Promise.resolve(benchKey.slice()),
    language: () => 'bg',
    limitBytes: 10_000_000_000,
    onNews: () => undefined,
    sleep: () => Promise.resolve(),
  });
}

/** The library's process as Node forks it. */
function forkProcess(): ForkedProcess {
  const entry = join(import.meta.dirname, '../../electron/library/library-entry.ts');
  const child = fork(entry, { serialization: 'advanced' });
  return {
    postMessage: (message) => child.send(Object(message)),
    on: (event, listener) => child.on(event, listener),
    once: (event, listener) => child.once(event, listener),
    kill: () => child.kill(),
  };
}

/** What the library's process does, done in this one: its writer has a thread of its own as always. */
function playProcess(pageTimes: number[]): ForkedProcess {
  const writer = join(import.meta.dirname, '../../../electron/library/library-writer.ts');
  const events = new EventEmitter();
  /** When questions for rows came, by their number. */
  const asked = new Map<number, number>();
  const receive = createLibraryServer({
    startThread: () => new Worker(writer),
    now: Date.now,
    later: setImmediate,
    end: () => events.emit('exit'),
    send(message) {
      const began = message.kind === 'answer' ? asked.get(message.id) : undefined;
      if (began !== undefined) pageTimes.push(performance.now() - began);
      events.emit('message', message);
    },
  });
  return {
    postMessage(message) {
      const { data } = toProcess.safeParse(message);
      if (data?.kind === 'ask' && data.name === 'queryRows') asked.set(data.id, performance.now());
      receive(message);
    },
    on: (event, listener) => events.on(event, listener),
    once: (event, listener) => events.once(event, listener),
    kill: () => events.emit('exit'),
  };
}
