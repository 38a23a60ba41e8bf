const { contextBridge, ipcRenderer } = require('electron');

function tryRequire(name) {
  try {
    require(name);
    return 'found';
  } catch (error) {
    return error.message;
  }
}

function tryExpose(key) {
  try {
    contextBridge.exposeInMainWorld(key, {});
    return 'exposed';
  } catch (error) {
    return error.message;
  }
}

class Person {
  constructor(name) {
    this.name = name;
  }

  greet() {
    return `I am ${this.name}`;
  }
}

class CustomError extends Error {
  code = 'CUSTOM';
}

const original = { value: 1 };

contextBridge.exposeInMainWorld('contract', {
  text: 'text',
  number: 1.5,
  nothing: null,
  list: [1, [2, { three: 3 }]],
  date: new Date(0),
  bytes: new Uint8Array([1, 2, 3]),
  map: new Map([['one', 1]]),
  original,
  person: new Person('Ada'),
  symbol: Symbol('left out'),
  change: () => {
    original.value += 1;
    return original.value;
  },
  add: (one, other) => one + other,
  later: async (value) => value,
  describe: (value) => ({
    kind: Object.prototype.toString.call(value),
    isPlain: Object.getPrototypeOf(value) === Object.prototype,
  }),
  call: (callback, ...args) => callback(...args),
  make: () => (value) => 2 * value,
  same: (value) => value,
  fail: () => {
    throw new CustomError('it failed');
  },
  failLater: async () => {
    throw new CustomError('it failed later');
  },
  throwText: () => {
    throw 'only text';
  },
  duplicate: () => tryExpose('contract'),
  shadow: () => tryExpose('document'),
  ipc: {
    invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
    send: (channel, ...args) => ipcRenderer.send(channel, ...args),
    // Made here: what crosses the bridge would be another kind of function already.
    invokeWithFunction: (channel) => ipcRenderer.invoke(channel, () => 1),
    sendWithFunction: (channel) => ipcRenderer.send(channel, () => 1),
    kinds: (channel) => {
      const shared = { deep: true };
      const cycle = { shared, again: shared };
      cycle.self = cycle;
      return ipcRenderer.invoke(channel, {
        undefined,
        nan: Number.NaN,
        negativeZero: -0,
        big: 2n ** 70n,
        date: new Date(86_400_000),
        pattern: /a.b/gi,
        map: new Map([[{ key: 1 }, new Set(['x'])]]),
        bytes: new Uint8Array([0, 255]),
        floats: new Float64Array([0.5]),
        error: new RangeError('too far'),
        sparse: Object.assign([], { 0: 1, 2: 3 }),
        cycle,
      });
    },
    listen: (channel, listener) => {
      ipcRenderer.on(channel, (event, ...args) => listener(Object.keys(event).sort(), ...args));
    },
    once: (channel, listener) => ipcRenderer.once(channel, (_event, ...args) => listener(...args)),
    /** Sends one end of a channel to the main process and the other to the page's own world. */
    sendPort: (channel, message) => {
      const { port1, port2 } = new MessageChannel();
      ipcRenderer.postMessage(channel, message, [port1]);
      window.postMessage('own end', '*', [port2]);
    },
    transferBuffer: (channel) => {
      const buffer = new ArrayBuffer(8);
      try {
        ipcRenderer.postMessage(channel, null, [buffer]);
        return 'sent';
      } catch (error) {
        return error.message;
      }
    },
    countAfterOff: (channel) => {
      const listener = () => undefined;
      ipcRenderer.on(channel, listener);
      ipcRenderer.off(channel, listener);
      return ipcRenderer.listenerCount(channel);
    },
  },
  environment: {
    requires: (name) => tryRequire(name),
    globals: () => ({
      Buffer: typeof Buffer,
      clearImmediate: typeof clearImmediate,
      global: typeof global,
      setImmediate: typeof setImmediate,
      setTimeout: typeof setTimeout,
    }),
    process: () => ({
      contextIsolated: process.contextIsolated,
      electron: process.versions.electron,
      platform: process.platform,
      sandboxed: process.sandboxed,
      type: process.type,
      kill: typeof process.kill,
      binding: typeof process.binding,
    }),
    sharesWithPage: () => globalThis.setByPage ?? 'nothing',
    documentTitle: () => document.title,
  },
});

// A port can't cross the bridge: this is how Electron's documentation hands it on to the page's own world.
ipcRenderer.on('port', (event, message) => window.postMessage(message, '*', event.ports));

globalThis.setByPreload = 'secret of the preload';
