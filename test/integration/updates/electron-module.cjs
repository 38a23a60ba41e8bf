// What electron-updater asks of Electron, over Node's own network: it requires `electron` itself, so it gets this file.
const http = require('node:http');

const listeners = [];
module.exports = {
  app: {
    isPackaged: true,
    whenReady: () => Promise.resolve(),
    getVersion: () => '1.2.0',
    getName: () => 'navigator-for-erp-net',
    getPath: () => process.env.TEST_USER_DATA,
    once: (_event, listener) => listeners.push(listener),
    on: () => undefined,
    removeAllListeners: () => undefined,
    quit: () => undefined,
  },
  session: { fromPartition: () => undefined },
  net: {
    request: ({ session: _session, redirect: _redirect, ...options }) => http.request(options),
  },
  /** Another start of the app: what earlier ones wanted to do at their end is not done any more. */
  start: () => void listeners.splice(0),
  /** Ends the app as Electron does. */
  quit: () => {
    for (const listener of listeners.splice(0)) listener(undefined, 0);
  },
};
