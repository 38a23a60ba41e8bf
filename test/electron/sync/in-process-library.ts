import { createLibrary, type Library } from '../../../electron/library/library.ts';
import { createLibraryServer } from '../../../electron/library/process/library-server.ts';
import type { ForkedProcess } from '../../../electron/library/process/process-link.ts';
import { createWriter } from '../../../electron/library/process/writer.ts';
import type { WriterThread } from '../../../electron/library/process/writer-link.ts';
import { sampleKey } from '../library/opened-account.ts';

/** The library's writer as a "thread" of this one: messages come later, as from another. */
function startThread(): WriterThread {
  let listener: Parameters<WriterThread['on']>[1] = () => undefined;
  const receive = createWriter({
    send: (message) => void setImmediate(() => listener(message)),
    later: setImmediate,
    afterStart: () => undefined,
  });
  return {
    // A copy, as a thread gets one: the sender wipes the key.
    postMessage: (message) => void setImmediate(receive, structuredClone(message)),
    on(_, given) {
      listener = given;
    },
    terminate: () => Promise.resolve(),
  };
}

/** The library's process within this one, with the real server, writer and files. */
function forkHere(): ForkedProcess {
  let listener: (message: unknown) => void = () => undefined;
  let onExit: () => void = () => undefined;
  const receive = createLibraryServer({
    startThread,
    now: () => 1_750_000_000_000,
    later: setImmediate,
    end: () => onExit(),
    send: (message) => void setImmediate(() => listener(message)),
  });
  return {
    postMessage: (message) => void setImmediate(receive, message),
    on(_, given) {
      listener = given;
    },
    once(_, given) {
      onExit = given;
    },
    kill: () => onExit(),
  };
}

/** Opens the library of an account over the files of a folder, without a process of its own: hundreds may be opened in a test. */
export async function openLibraryHere(folder: string): Promise<Library> {
  const library = createLibrary({
    fork: forkHere,
    folder,
    key: () => Promise.resolve(sampleKey.slice()),
    language: () => 'en',
    limitBytes: 100_000_000,
    onNews: () => undefined,
    sleep: () => Promise.resolve(),
  });
  const opened = await library.open();
  if (!opened.ok) throw new Error(opened.error.code);
  return library;
}
