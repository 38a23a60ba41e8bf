import type { Bridge } from './bridge.ts';
import type { DownMessage, UpMessage, WorldConfig } from './messages.ts';
import type { Wire } from './wire.ts';

type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (
  require: (name: string) => unknown,
  process: object,
  exports: object,
  module: object,
) => void;

/**
 * Runs first in the isolated world of a new document: `ipcRenderer`, `contextBridge` and what else a
 * sandboxed preload may use, then the preload itself. Since Electron 45 that is `electron` only, with
 * no Buffer, setImmediate, events, timers or url. Self-contained: it runs in the page by its source text.
 */
export function isolatedWorld(
  config: WorldConfig,
  wire: Wire,
  bridge: Bridge,
  preload: Preload | undefined,
): void {
  const binding: unknown = Reflect.get(globalThis, config.binding);
  const send: unknown = typeof binding === 'function' ? binding : undefined;
  const calls = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const questions = new Map<number, (allowed: boolean) => void>();
  const listeners = new Map<string, Listener[]>();
  const relays = new Map<number, MessagePort>();
  let lastId = 0;

  function up(message: UpMessage): void {
    if (typeof send === 'function') Reflect.apply(send, undefined, [JSON.stringify(message)]);
  }

  /** Ties one end of a channel in the page to an end in the host. */
  function relay(key: number, port: MessagePort): void {
    relays.set(key, port);
    port.addEventListener('message', ({ data, ports }) => {
      up({ type: 'port-post', port: key, data: wire.encode(data), ports: ports.map(sendOn) });
    });
    port.addEventListener('close', () => {
      if (relays.delete(key)) up({ type: 'port-close', port: key });
    });
    port.start();
  }

  /** A port of the page's for an end that came from the host. */
  function openPort(key: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    relay(key, port1);
    return port2;
  }

  /** The number by which the host will know a port that leaves the page. */
  function sendOn(port: MessagePort): number {
    lastId += 1;
    relay(-lastId, port);
    return -lastId;
  }

  function remove(channel: string, listener: Listener): void {
    const all = listeners.get(channel) ?? [];
    const index = all.findLastIndex(
      (known) => known === listener || Reflect.get(known, 'listener') === listener,
    );
    if (index >= 0) listeners.set(channel, all.toSpliced(index, 1));
  }

  const ipcRenderer = {
    send(channel: string, ...args: unknown[]): void {
      up({ type: 'send', channel, args: wire.encode(args) });
    },
    postMessage(channel: string, message: unknown, transfer: readonly unknown[] = []): void {
      const args = wire.encode([message]);
      const ports = transfer.filter((item) => item instanceof MessagePort);
      if (ports.length < transfer.length) throw new TypeError('Invalid value for transfer');
      // Transferred to itself: what the preload keeps is a shell then, and one sent already throws.
      const moved = structuredClone(ports, { transfer: ports });
      up({ type: 'post', channel, args, ports: moved.map(sendOn) });
    },
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const encoded = wire.encode(args);
      lastId += 1;
      const id = lastId;
      return await new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        up({ type: 'invoke', id, channel, args: encoded });
      });
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const wrapped: Listener = (event, ...args) => {
        remove(channel, wrapped);
        listener(event, ...args);
      };
      Reflect.set(wrapped, 'listener', listener);
      return ipcRenderer.on(channel, wrapped);
    },
    off(channel: string, listener: Listener) {
      remove(channel, listener);
      return ipcRenderer;
    },
    addListener: (channel: string, listener: Listener) => ipcRenderer.on(channel, listener),
    removeListener: (channel: string, listener: Listener) => ipcRenderer.off(channel, listener),
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  };

  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      bridge.request('expose', key, api);
    },
  };

  function strict(name: string, target: object): object {
    return new Proxy(target, {
      get(object, key, receiver): unknown {
        if (typeof key === 'symbol' || key in object) return Reflect.get(object, key, receiver);
        throw new Error(`not implemented in the Chromium host: ${name}.${key}`);
      },
    });
  }

  function receive(message: DownMessage): void {
    if (message.type === 'permission') {
      questions.get(message.id)?.(message.allowed);
      questions.delete(message.id);
    } else if (message.type === 'port-message') {
      relays.get(message.port)?.postMessage(wire.decode(message.data), message.ports.map(openPort));
    } else if (message.type === 'port-closed') {
      relays.get(message.port)?.close();
      relays.delete(message.port);
    } else if (message.type === 'message') {
      const args = wire.decode(message.args);
      const event = { sender: ipcRenderer, ports: (message.ports ?? []).map(openPort) };
      for (const listener of listeners.get(message.channel) ?? []) {
        listener(event, ...(Array.isArray(args) ? args : []));
      }
    } else {
      const call = calls.get(message.id);
      calls.delete(message.id);
      if (message.type === 'result') call?.resolve(wire.decode(message.value));
      else call?.reject(new Error(message.message));
    }
  }

  function watchPage(): void {
    let title = '';
    const tell = () => {
      if (document.title === title) return;
      title = document.title;
      up({ type: 'title', title });
    };
    const observer = new MutationObserver(tell);
    observer.observe(document, { childList: true, subtree: true, characterData: true });
    addEventListener('DOMContentLoaded', () => {
      tell();
      observer.disconnect();
      if (document.head) {
        observer.observe(document.head, { childList: true, subtree: true, characterData: true });
      }
    });
    addEventListener('resize', () => up({ type: 'resize' }));
    addEventListener('contextmenu', (event) => {
      const text = getSelection()?.toString() ?? '';
      up({ type: 'context-menu', x: event.clientX, y: event.clientY, text });
    });
  }

  function serveMainWorld(): void {
    bridge.answer('open', (url, name, how) => {
      up({ type: 'open', url: String(url), name: String(name), how: String(how) });
    });
    bridge.answer('permission', (permission, check, mediaTypes) => {
      lastId += 1;
      const id = lastId;
      up({
        type: 'permission',
        id,
        permission: String(permission),
        check: check === true,
        mediaTypes: Array.isArray(mediaTypes) ? mediaTypes.map(String) : [],
      });
      return new Promise((resolve) => questions.set(id, resolve));
    });
  }

  Object.defineProperty(globalThis, config.receiver, { value: receive });
  Reflect.deleteProperty(globalThis, config.binding);
  watchPage();
  serveMainWorld();

  const electron = strict('electron (preload)', {
    contextBridge: strict('contextBridge', contextBridge),
    ipcRenderer: strict('ipcRenderer', ipcRenderer),
  });
  const modules = new Map([
    ['electron', electron],
    ['electron/renderer', electron],
    ['electron/common', electron],
  ]);
  const module = { exports: {} };
  try {
    preload?.(
      (name) => {
        if (!modules.has(name)) throw new Error(`module not found: ${name}`);
        return modules.get(name);
      },
      { ...config.process },
      module.exports,
      module,
    );
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    console.error(`Unable to load preload script: ${config.preloadPath}`);
    console.error(error);
    up({ type: 'preload-error', message, stack });
  }
}
