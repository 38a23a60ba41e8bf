import type { ParentPort } from 'electron';
import { HostEmitter } from '../emitter.ts';
import type { LocalPorts, PortReceiver } from '../ports/local-ports.ts';
import type { HostMessagePort } from '../ports/message-port.ts';

type Implemented = Pick<ParentPort, 'postMessage'>;

/** `process.parentPort`: messages wait while nobody listens for them. */
export class HostParentPort extends HostEmitter implements Implemented, PortReceiver {
  readonly #ports: LocalPorts;
  readonly #end: number;
  #waiting: { data: unknown; ports: HostMessagePort[] }[] = [];
  #flowing = false;

  constructor(end: number, ports: LocalPorts) {
    super('parentPort', ['message']);
    this.#end = end;
    this.#ports = ports;
    ports.hold(end, this);
    ports.start(end);
    this.on('newListener', (event) => {
      if (event === 'message' && this.listenerCount('message') === 0) this.start();
    });
    this.on('removeListener', (event) => {
      if (event === 'message' && this.listenerCount('message') === 0) this.pause();
    });
  }

  /** Lets messages flow: the first listener does so by itself. */
  start(): void {
    this.#flowing = true;
    setImmediate(() => this.#emitWaiting());
  }

  /** Keeps messages back: removing the last listener does so by itself. */
  pause(): void {
    this.#flowing = false;
  }

  postMessage(message: unknown): void {
    this.#ports.post(this.#end, message, []);
  }

  receive(data: unknown, ports: HostMessagePort[]): void {
    this.#waiting.push({ data, ports });
    if (this.#waiting.length === 1) this.#emitWaiting();
  }

  /** The main process ended, and this one will before it could tell. */
  disconnected(): void {}

  /** One message a task, as each arrives in Electron. */
  #emitWaiting(): void {
    if (!this.#flowing) return;
    const event = this.#waiting.shift();
    if (event === undefined) return;
    if (this.#waiting.length > 0) setImmediate(() => this.#emitWaiting());
    this.emit('message', event);
  }
}
