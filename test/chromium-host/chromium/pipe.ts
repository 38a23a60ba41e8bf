import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };

type Commands = Protocol.CommandParameters;
type Results = Protocol.CommandReturnValues;
type Events = Protocol.Events;
type Listener = (params: never) => void;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

interface Pending {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A command that the browser refused, or that its closing left without an answer. */
export class ProtocolError extends Error {}

/**
 * A client for the DevTools protocol over `--remote-debugging-pipe`: JSON messages, each followed by a
 * NUL. Types come from Playwright's copy of the protocol, which follows the same Chromium milestone.
 */
export class Pipe {
  readonly closed: Promise<void>;
  readonly #output: Writable;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Listener[]>();
  #parts: Buffer[] = [];
  #lastId = 0;
  #open = true;

  constructor(output: Writable, input: Readable) {
    this.#output = output;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    const close = () => {
      this.#open = false;
      for (const pending of this.#pending.values())
        pending.reject(new ProtocolError(pending.method));
      this.#pending.clear();
      resolve();
    };
    output.on('error', close);
    input.on('error', close);
    input.on('close', close);
    input.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Sends a command to the browser, or with a session to the target attached under it. */
  send<T extends keyof Commands & keyof Results>(
    method: T,
    params?: Commands[T],
    sessionId?: string,
  ): Promise<Results[T]> {
    if (!this.#open) return Promise.reject(new ProtocolError(method));
    this.#lastId += 1;
    const id = this.#lastId;
    this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      // The browser answers a command with the result that the protocol's types state for it.
      const settle = resolve as (result: unknown) => void;
      this.#pending.set(id, { method, resolve: settle, reject });
    });
  }

  /** Listens for an event of the browser session, or with `sessionId` of that session. */
  on<T extends keyof Events>(
    event: T,
    listener: (params: Events[T]) => void,
    sessionId?: string,
  ): void {
    const key = `${sessionId ?? ''} ${event}`;
    this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
  }

  /** Drops all that waits for or listens to a session whose target has gone. */
  forget(sessionId: string): void {
    for (const key of this.#listeners.keys()) {
      if (key.startsWith(`${sessionId} `)) this.#listeners.delete(key);
    }
  }

  #read(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...this.#parts, chunk.subarray(start, end)]).toString();
      this.#parts = [];
      start = end + 1;
      this.#dispatch(JSON.parse(text));
    }
    if (start < chunk.length) this.#parts.push(chunk.subarray(start));
  }

  #dispatch(message: Message): void {
    if (message.id === undefined) {
      const key = `${message.sessionId ?? ''} ${message.method ?? ''}`;
      for (const listener of this.#listeners.get(key) ?? []) {
        try {
          listener(message.params as never);
        } catch (error) {
          // What the app's own listeners throw is an uncaught exception, not the end of this pipe.
          setImmediate(() => {
            throw error;
          });
        }
      }
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error === undefined) pending?.resolve(message.result);
    else pending?.reject(new ProtocolError(`${pending.method}: ${message.error.message}`));
  }
}

/** One attached target. */
export class PageSession {
  readonly #pipe: Pipe;
  readonly #sessionId: string;

  constructor(pipe: Pipe, sessionId: string) {
    this.#pipe = pipe;
    this.#sessionId = sessionId;
  }

  send<T extends keyof Commands & keyof Results>(
    method: T,
    params?: Commands[T],
  ): Promise<Results[T]> {
    return this.#pipe.send(method, params, this.#sessionId);
  }

  on<T extends keyof Events>(event: T, listener: (params: Events[T]) => void): void {
    this.#pipe.on(event, listener, this.#sessionId);
  }

  forget(): void {
    this.#pipe.forget(this.#sessionId);
  }
}
