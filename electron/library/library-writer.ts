import { parentPort } from 'node:worker_threads';
import { createWriter } from './process/writer.ts';
import type { ToWriter } from './process/writer-messages.ts';

/** Until then the first rows are on screen, and reading the whole file is in nobody's way. */
const startMilliseconds = 20_000;

/** The writer thread of the library process: takes messages of its own process, and nothing else. */
function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('The writer is a thread of the library process.');
  const receive = createWriter({
    send: (message) => {
      port.postMessage(message);
    },
    later: setImmediate,
    afterStart: (work) => {
      setTimeout(work, startMilliseconds).unref();
    },
  });
  port.on('message', (message: ToWriter) => {
    receive(message);
  });
}

main();
