import { done, failed, type LibraryFailure, type Outcome } from '../outcome.ts';
import type { Given, WriterOperation } from './operations.ts';
import type { FromWriter, ToWriter, WriterOpening } from './writer-messages.ts';

/** A thread that a writer runs in, as far as it is needed. */
export interface WriterThread {
  postMessage(message: ToWriter): void;
  on(event: 'message', listener: (message: FromWriter) => void): unknown;
  /** Ends the thread at once. */
  terminate(): Promise<unknown>;
}

/** The process's main thread's end of its writer. */
export interface WriterLink {
  perform<Name extends WriterOperation>(
    id: number,
    name: Name,
    given: Given<Name>,
  ): Promise<Outcome<unknown>>;
  /** Takes an operation back that has not begun; one that has goes on. */
  cancel(id: number): void;
  /** Closes the database, and the thread after it. What is under way is answered with the reason. */
  close(reason: 'closed' | 'damaged'): Promise<void>;
}

/** What a link is made with. */
export interface WriterLinkOptions {
  readonly startThread: () => WriterThread;
  readonly opening: Omit<WriterOpening, 'kind'>;
  /** The file turned out to be damaged, by a write or by the check in the background. */
  readonly onDamage: () => void;
}

/** Starts a writer and opens its connection. */
export async function linkWriter(options: WriterLinkOptions): Promise<Outcome<WriterLink>> {
  const { startThread, opening, onDamage } = options;
  const thread = startThread();
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  const opened = Promise.withResolvers<LibraryFailure | null>();
  const closed = Promise.withResolvers<void>();

  function settle(id: number, outcome: Outcome<unknown>): void {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
    if (!outcome.ok && outcome.error.code === 'damaged') onDamage();
  }

  thread.on('message', (message) => {
    if (message.kind === 'opened') opened.resolve(null);
    else if (message.kind === 'refused') opened.resolve(message.error);
    else if (message.kind === 'done') settle(message.id, message.outcome);
    else if (message.kind === 'damaged') onDamage();
    else closed.resolve();
  });
  thread.postMessage({ kind: 'open', ...opening });

  const refusal = await opened.promise;
  if (refusal !== null) {
    await thread.terminate();
    return { ok: false, error: refusal };
  }
  return done({
    perform: (id, name, given) =>
      new Promise((resolve) => {
        waiting.set(id, resolve);
        thread.postMessage({ kind: 'do', id, name, given });
      }),
    cancel(id) {
      thread.postMessage({ kind: 'cancel', id });
      settle(id, failed('cancelled'));
    },
    async close(reason) {
      thread.postMessage({ kind: 'close' });
      await closed.promise;
      for (const answer of waiting.values()) answer(failed(reason));
      waiting.clear();
      await thread.terminate();
    },
  });
}
