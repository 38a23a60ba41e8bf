import { fromBytes, toBytes } from './clone.ts';
import { HostMessagePort } from './message-port.ts';
import type { PortHolder, PortLink, PortMessage } from './switchboard.ts';

/** What the messages for one end go to. */
export interface PortReceiver {
  receive(data: unknown, ports: HostMessagePort[]): void;
  disconnected(): void;
}

/** The ports that live in this process, be it the app's main process or a utility process. */
export class LocalPorts implements PortHolder {
  readonly #link: PortLink;
  readonly #receivers = new Map<number, PortReceiver>();

  constructor(link: PortLink) {
    this.#link = link;
  }

  hold(end: number, receiver: PortReceiver): void {
    this.#receivers.set(end, receiver);
  }

  /** The port for an end that arrived here. */
  adopt(end: number): HostMessagePort {
    const port = new HostMessagePort(end, this);
    this.hold(end, port);
    return port;
  }

  /** The ends of ports that are to leave this process. Throws Electron's errors for what can't be transferred. */
  take(transfer: readonly unknown[], source?: HostMessagePort): number[] {
    const ends = transfer.map((port, index) => {
      if (!(port instanceof HostMessagePort)) {
        throw new TypeError(`Port at index ${index} is not a valid port`);
      }
      if (port === source) throw new Error(`Port at index ${index} contains the source port.`);
      if (port.end === undefined) throw new Error(`Port at index ${index} is already neutered.`);
      if (transfer.indexOf(port) !== index) {
        throw new Error(`Port at index ${index} is a duplicate.`);
      }
      return [port, port.end] as const;
    });
    return ends.map(([port, end]) => {
      this.#receivers.delete(end);
      port.neuter();
      return end;
    });
  }

  /** Throws before anything was transferred when the message can't be cloned or a port can't go. */
  post(end: number, value: unknown, transfer: readonly unknown[], source?: HostMessagePort): void {
    const data = toBytes(value);
    this.#link.post(end, { data, ports: this.take(transfer, source) });
  }

  start(end: number): void {
    this.#link.start(end);
  }

  close(end: number): void {
    this.#receivers.delete(end);
    this.#link.close(end);
  }

  deliver(end: number, { data, ports }: PortMessage): void {
    const receiver = this.#receivers.get(end);
    if (receiver === undefined) return;
    this.#link.received(end);
    receiver.receive(
      fromBytes(data),
      ports.map((port) => this.adopt(port)),
    );
  }

  closed(end: number): void {
    const receiver = this.#receivers.get(end);
    this.#receivers.delete(end);
    receiver?.disconnected();
  }
}
