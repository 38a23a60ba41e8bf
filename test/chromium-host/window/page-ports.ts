import type { DownMessage } from '../page/messages.ts';
import { fromBytes, toBytes } from '../ports/clone.ts';
import { mainHolder, mainPorts, switchboard } from '../ports/main-ports.ts';
import { HostMessagePort } from '../ports/message-port.ts';
import type { PortHolder, PortMessage } from '../ports/switchboard.ts';
import { wire } from './ipc.ts';

/**
 * The ports that the document in a window has. There they are the page's own `MessagePort`s: each is one end
 * of a channel in the page, whose other end is tied to an end of the switchboard. An end that came from
 * here goes by its own number in the page, a port that the page sent by a negative one.
 */
export class PagePorts implements PortHolder {
  readonly #tell: (message: DownMessage) => void;
  readonly #ends = new Map<number, number>();
  readonly #keys = new Map<number, number>();

  constructor(tell: (message: DownMessage) => void) {
    this.#tell = tell;
  }

  /** Takes ports out of the main process. Throws Electron's errors for what can't be transferred. */
  take(transfer: unknown): number[] {
    if (transfer === undefined) return [];
    if (!Array.isArray(transfer) || !transfer.every((port) => port instanceof HostMessagePort)) {
      throw new TypeError('Invalid value for transfer');
    }
    return mainPorts.take(transfer);
  }

  /** The page was told of these: it keeps what arrives until somebody there listens. */
  open(ends: readonly number[]): void {
    for (const end of ends) {
      switchboard.give(end, this);
      switchboard.start(end);
    }
  }

  deliver(end: number, { data, ports }: PortMessage): void {
    switchboard.received(end);
    this.#tell({ type: 'port-message', port: this.#key(end), data: this.#toText(data), ports });
    this.open(ports);
  }

  closed(end: number): void {
    this.#tell({ type: 'port-closed', port: this.#key(end) });
  }

  /** The page posted on a port of its own. */
  post(port: number, data: string, ports: readonly number[]): void {
    const message = { data: toBytes(wire.decode(data)), ports: ports.map((key) => this.#tie(key)) };
    switchboard.post(this.#ends.get(port) ?? port, message);
  }

  close(port: number): void {
    switchboard.close(this.#ends.get(port) ?? port);
  }

  /** Ports that the page sent to the main process. */
  adopt(ports: readonly number[]): HostMessagePort[] {
    return ports.map((key) => {
      const end = this.#tie(key);
      switchboard.give(end, mainHolder);
      return mainPorts.adopt(end);
    });
  }

  /** The document has gone, and its ports with it. */
  drop(): void {
    switchboard.drop(this);
    this.#ends.clear();
    this.#keys.clear();
  }

  /** Ties a port that leaves the page to a new channel; answers the end that goes on. */
  #tie(key: number): number {
    const [own, other] = switchboard.pair();
    this.#ends.set(key, own);
    this.#keys.set(own, key);
    this.open([own]);
    return other;
  }

  #key(end: number): number {
    return this.#keys.get(end) ?? end;
  }

  #toText(data: Uint8Array): string {
    return wire.encode(fromBytes(data));
  }
}
