import type { MessagePortMain } from 'electron';
import { HostEmitter } from '../emitter.ts';
import type { LocalPorts, PortReceiver } from './local-ports.ts';

type Implemented = Pick<MessagePortMain, 'close' | 'postMessage' | 'start'>;

/** One end of a message channel, as `MessagePortMain`. */
export class HostMessagePort extends HostEmitter implements Implemented, PortReceiver {
  readonly #ports: LocalPorts;
  #end: number | undefined;
  #closed = false;

  constructor(end: number, ports: LocalPorts) {
    super('MessagePortMain', ['close', 'message']);
    this.#end = end;
    this.#ports = ports;
  }

  /** The number of this end, or nothing once it was transferred. */
  get end(): number | undefined {
    return this.#end;
  }

  /** Told by the ports of this process: the end goes elsewhere, and this object does nothing any more. */
  neuter(): void {
    this.#end = undefined;
  }

  postMessage(message?: unknown, ...rest: readonly unknown[]): void {
    if (this.#end === undefined || this.#closed) return;
    const [transfer] = rest;
    if (rest.length > 0 && !Array.isArray(transfer)) {
      throw new TypeError('transferables must be an array of MessagePorts');
    }
    this.#ports.post(this.#end, message, Array.isArray(transfer) ? transfer : [], this);
  }

  start(): void {
    if (this.#end !== undefined && !this.#closed) this.#ports.start(this.#end);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#end !== undefined) this.#ports.close(this.#end);
    this.emit('close');
  }

  receive(data: unknown, ports: HostMessagePort[]): void {
    this.emit('message', { data, ports });
  }

  disconnected(): void {
    this.#closed = true;
    this.emit('close');
  }
}
