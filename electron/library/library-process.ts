import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createLibraryServer } from './process/library-server.ts';

/** The port of Electron's utility process, as far as it is needed. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/**
 * The process of the local copy, an entry of its own for Electron's `utilityProcess.fork`: a crash of native code, or a read
 * that takes long, is not the app's. It ends with the app.
 */
function main(port: ParentPort): void {
  // The writer's bundle lies beside this one's, as its source does.
  const writer = join(import.meta.dirname, `library-writer${extname(import.meta.filename)}`);
  const receive = createLibraryServer({
    startThread: () => new Worker(writer),
    now: Date.now,
    later: setImmediate,
    end: () => {
      process.exit(1);
    },
    send: (message) => {
      port.postMessage(message);
    },
  });
  port.on('message', ({ data }) => {
    receive(data);
  });
}

main(process.parentPort);
