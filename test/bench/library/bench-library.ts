import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createLibrary, type Library } from '../../../electron/library/library.ts';
import { createLibraryServer } from '../../../electron/library/process/library-server.ts';
import type { ForkedProcess } from '../../../electron/library/process/process-link.ts';
import { benchKey } from './copies.ts';

/** A library over a process of its own. */
export function forkedLibrary(folder: string): Library {
  return benchLibrary(folder, forkProcess);
}

/** A library whose process is played by this one. */
export function libraryHere(folder: string): Library {
  return benchLibrary(folder, playProcess);
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
function playProcess(): ForkedProcess {
  const writer = join(import.meta.dirname, '../../../electron/library/library-writer.ts');
  const events = new EventEmitter();
  const receive = createLibraryServer({
    startThread: () => new Worker(writer),
    now: Date.now,
    later: setImmediate,
    end: () => events.emit('exit'),
    send: (message) => events.emit('message', message),
  });
  return {
    postMessage: receive,
    on: (event, listener) => events.on(event, listener),
    once: (event, listener) => events.once(event, listener),
    kill: () => events.emit('exit'),
  };
}
