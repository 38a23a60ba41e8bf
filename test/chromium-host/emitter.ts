import { EventEmitter } from 'node:events';
import { strictInstances } from './not-implemented.ts';

type Listener = (...args: unknown[]) => void;

/** The event object that Electron hands to listeners first. */
class HostEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/**
 * An emitter that accepts listeners only for the events its class names, so that a test can't wait for
 * what this host never emits. The first base of every Electron object here.
 */
export abstract class HostEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string> | undefined;

  /** With no list of events, as for channels of IPC, any name will do. */
  constructor(name: string, events?: readonly string[]) {
    super();
    this.#name = name;
    this.#events = events && new Set([...events, 'newListener', 'removeListener']);
    this.setMaxListeners(0);
  }

  static nameOf(object: unknown): string {
    return object instanceof HostEmitter ? object.#name : 'an Electron object';
  }

  #check(event: string | symbol): void {
    if (typeof event === 'string' && this.#events?.has(event) === false) {
      throw new Error(`not implemented in the Chromium host: ${this.#name} event '${event}'`);
    }
  }

  override on(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.on(event, listener);
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  override prependListener(event: string | symbol, listener: Listener): this {
    this.#check(event);
    return super.prependListener(event, listener);
  }

  /** Emits with a fresh event object; answers whether a listener prevented the default. */
  emitPreventable(event: string, ...args: unknown[]): boolean {
    const object = new HostEvent();
    this.emit(event, object, ...args);
    return object.defaultPrevented;
  }
}

strictInstances((receiver) => HostEmitter.nameOf(receiver), HostEmitter);
