const { parentPort } = process;

function tryRequire(name) {
  try {
    require(name);
    return 'found';
  } catch (error) {
    return error.message;
  }
}

/** What a contract test asks the utility process to do; what it returns is posted. */
const tasks = {
  echo: (value) => value,
  about: () => ({
    argv: process.argv.slice(1),
    execArgv: process.execArgv,
    cwd: process.cwd(),
    env: { ...process.env },
    pid: process.pid,
    type: process.type,
    electron: process.versions.electron,
    node: process.versions.node,
    send: typeof process.send,
    browserModules: Object.keys(require('electron')).filter((name) =>
      ['app', 'BrowserWindow', 'ipcMain', 'safeStorage', 'MessageChannelMain'].includes(name),
    ),
    loads: ['electron', 'electron/utility', 'electron/common', 'electron/lol'].map(tryRequire),
  }),
  kinds: (all) => ({
    hasUndefined: 'undefined' in all && all.undefined === undefined,
    isNaN: Number.isNaN(all.nan),
    isNegativeZero: Object.is(all.negativeZero, -0),
    big: all.big === 2n ** 70n,
    date: all.date instanceof Date && all.date.getTime(),
    pattern: String(all.pattern),
    map: all.map instanceof Map && [...all.map],
    set: all.set instanceof Set && [...all.set],
    bytes: all.bytes instanceof Uint8Array && [...all.bytes],
    buffer: Buffer.isBuffer(all.buffer) ? 'a Buffer' : [...all.buffer],
    floats: all.floats instanceof Float64Array && [...all.floats],
    shared: all.views[0].buffer === all.views[1].buffer,
    error: all.error instanceof RangeError && all.error.message,
    hole: [all.sparse.length, 1 in all.sparse],
    cycle: all.cycle.self === all.cycle,
  }),
  say: ({ out, err }) => {
    process.stderr.write(err);
    process.stdout.write(out, () => parentPort.postMessage('said'));
  },
  stayBusy: () => {
    setInterval(() => undefined, 10);
    return 'busy';
  },
  exit: (code) => process.exit(code),
  abort: () => process.abort(),
  throw: () => {
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
  },
  reject: () => {
    void Promise.reject(new Error('nobody handles this'));
  },
  outgrow: () => {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, Math.random));
  },
  refuse: () => {
    try {
      parentPort.postMessage(() => 1);
      return 'posted';
    } catch (error) {
      return error.message;
    }
  },
  thread: (number) => {
    const { Worker } = require('node:worker_threads');
    const code = `require('node:worker_threads').parentPort.postMessage(2n * ${number}n)`;
    new Worker(code, { eval: true }).on('message', (result) => parentPort.postMessage(result));
  },
  /** Answers what comes on a port, which may bring ports of its own. */
  serve: (_value, [port]) => {
    port.on('message', ({ data, ports }) => {
      const [inner] = ports;
      if (inner === undefined) port.postMessage({ echo: data });
      else {
        inner.on('message', (event) => inner.postMessage({ inner: event.data }));
        inner.start();
      }
    });
    port.on('close', () => parentPort.postMessage('port closed'));
    port.start();
  },
  /** Sends the second port over the first one, as it is, perhaps with messages in it. */
  forward: (_value, [over, forwarded]) => over.postMessage('for you', [forwarded]),
  /** Takes some messages, then sends the port back in the middle of the stream. */
  takeSome: (count, [port, over]) => {
    const taken = [];
    port.on('message', ({ data }) => {
      taken.push(data);
      if (taken.length !== count) return;
      over.postMessage(taken, [port]);
    });
    port.start();
  },
  close: (_value, [port]) => port.close(),
  /** Stops listening until a message comes on the port. */
  stop: (_value, [port]) => {
    parentPort.removeListener('message', onMessage);
    port.once('message', () => {
      parentPort.postMessage('listening again');
      parentPort.on('message', onMessage);
    });
    port.start();
    return 'stopped';
  },
  handleTermination: () => {
    process.on('SIGTERM', () => {
      parentPort.postMessage('terminated');
      setTimeout(() => process.exit(42), 20);
    });
    return 'ready';
  },
};

function onMessage({ data, ports }) {
  const result = tasks[data.task](data.value, ports);
  if (result !== undefined) parentPort.postMessage(result);
}

parentPort.on('message', onMessage);
