import type { Duplex } from 'node:stream';
import { deserialize, serialize } from 'node:v8';
import type { PortMessage } from '../ports/switchboard.ts';

/** How a utility process begins: what Electron, too, tells it by message and not by arguments. */
export interface Start {
  readonly modulePath: string;
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
  readonly execPath: string;
  readonly resourcesPath: string;
  readonly versions: NodeJS.ProcessVersions;
  /** The end of the channel between `process.parentPort` and the `UtilityProcess`. */
  readonly parentEnd: number;
}

/** What the main process tells a utility process. */
export type DownFrame =
  | { readonly type: 'start'; readonly start: Start }
  | { readonly type: 'deliver'; readonly end: number; readonly message: PortMessage }
  | { readonly type: 'closed'; readonly end: number };

/** What a utility process tells the main process of the ends it holds. */
export type UpFrame =
  | { readonly type: 'post'; readonly end: number; readonly message: PortMessage }
  | { readonly type: 'start' | 'received' | 'close'; readonly end: number };

const headerLength = 4;

/**
 * Frames over the pipe between the main process and a utility process: a length of four bytes, then a value
 * as V8 serialises it. Not Node's own IPC channel, which would show in the utility process as `process.send`.
 */
export class FrameStream<Sent extends object, Received extends object> {
  /** Settles when the other process has gone or has closed its side. */
  readonly closed: Promise<void>;
  readonly #stream: Duplex;
  #chunks: Buffer[] = [];
  #length = 0;

  /** Every frame arrives as a task of its own, as a message does in Electron. */
  constructor(stream: Duplex, receive: (frame: Received) => void) {
    this.#stream = stream;
    this.closed = new Promise((resolve) => stream.once('close', () => resolve()));
    // A pipe to a process that was killed breaks; that it closes is all there is to know.
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      for (let frame = this.#next(); frame !== undefined; frame = this.#next()) {
        // The other side is this host, too, and sends no other frames.
        const received = deserialize(frame) as Received;
        setImmediate(() => receive(received));
      }
    });
  }

  send(frame: Sent): void {
    if (!this.#stream.writable) return;
    const body = serialize(frame);
    const header = Buffer.alloc(headerLength);
    header.writeUInt32LE(body.length);
    this.#stream.write(Buffer.concat([header, body]));
  }

  #next(): Buffer | undefined {
    if (this.#length < headerLength) return undefined;
    const [first] = this.#chunks;
    if (first === undefined || first.length < headerLength) this.#join();
    const end = headerLength + (this.#chunks[0]?.readUInt32LE() ?? 0);
    if (this.#length < end) return undefined;
    const all = this.#join();
    this.#chunks = [all.subarray(end)];
    this.#length -= end;
    return all.subarray(headerLength, end);
  }

  #join(): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const joined = all ?? Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}
