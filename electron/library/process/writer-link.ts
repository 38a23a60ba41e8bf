import { failed, type LibraryFailure, type Outcome } from '../outcome.ts';
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
  /** Has something done that the main process has not asked for. */
  performUnasked<Name extends WriterOperation>(
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

/**
 * Starts a writer and lets it open its connection. Nobody waits for that: what is asked before waits in its thread, and what
 * is read after a start does not need it.
 */
export function linkWriter({ startThread, opening, onDamage }: WriterLinkOptions): WriterLink {
  const thread = startThread();
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  const closed = Promise.withResolvers<void>();
  let refusal: LibraryFailure | null = null;
  let unasked = 0;

  function settle(id: number, outcome: Outcome<unknown>): void {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  }

  function settleAll(outcome: Outcome<unknown>): void {
    for (const id of [...waiting.keys()]) settle(id, outcome);
  }

  function receive(message: FromWriter): void {
    if (message.kind === 'closed') {
      closed.resolve();
    } else if (message.kind === 'damaged') {
      onDamage();
    } else if (message.kind === 'refused') {
      refusal = message.error;
      settleAll({ ok: false, error: refusal });
      if (refusal.code === 'damaged') onDamage();
    } else {
      const { outcome } = message;
      settle(message.id, outcome);
      if (!outcome.ok && outcome.error.code === 'damaged') onDamage();
    }
  }

  thread.on('message', receive);
  thread.postMessage({ kind: 'open', ...opening });

  function perform<Name extends WriterOperation>(
    id: number,
    name: Name,
    given: Given<Name>,
  ): Promise<Outcome<unknown>> {
    if (refusal !== null) return Promise.resolve({ ok: false, error: refusal });
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      thread.postMessage({ kind: 'do', id, name, given });
    });
  }

  return {
    perform,
    performUnasked(name, given) {
      // Below zero, where no question of the main process has its number.
      unasked -= 1;
      return perform(unasked, name, given);
    },
    cancel(id) {
      thread.postMessage({ kind: 'cancel', id });
      settle(id, failed('cancelled'));
    },
    async close(reason) {
      thread.postMessage({ kind: 'close' });
      await closed.promise;
      settleAll(failed(reason));
      await thread.terminate();
    },
  };
}
