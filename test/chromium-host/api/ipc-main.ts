import type { IpcMain as ElectronIpcMain } from 'electron';
import { HostEmitter } from '../emitter.ts';

type Handler = (event: never, ...args: never[]) => unknown;
type Implemented = Pick<ElectronIpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

/** `ipcMain`: one handler for a channel, any number of listeners. */
class HostIpcMain extends HostEmitter implements Implemented {
  readonly #handlers = new Map<string, Handler>();

  constructor() {
    super('ipcMain');
    // As in Electron, a channel named "error" is a channel like any other.
    this.on('error', () => undefined);
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (...args) => {
      this.removeHandler(channel);
      return handler(...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Answers an `invoke` from a page. Rejects with what the handler threw. */
  async dispatch(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const result: unknown = await Reflect.apply(handler, undefined, [event, ...args]);
    return result;
  }
}

export const ipcMain = new HostIpcMain();
