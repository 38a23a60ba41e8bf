// What electron-updater asks of Electron, over Node's own network: it requires `electron` itself, so it gets this file.
const { EventEmitter } = require('node:events');
const http = require('node:http');

const listeners = [];
/** The system's proxy; null when it has none. */
let proxy = null;
/** Sessions by name. Each knows who is signed in to the proxy, as Chromium's do. */
const sessions = new Map();

function sessionOf(name) {
  const session = sessions.get(name) ?? { signedIn: null };
  sessions.set(name, session);
  return session;
}

/** A request through the proxy, which asks who it is for as often as the proxy wants to know. */
function throughProxy({ session, url, method, headers, protocol, hostname, port, path }) {
  const request = new EventEmitter();
  const target = url ?? `${protocol}//${hostname}:${port}${path}`;
  let sent;
  const send = () => {
    const { signedIn } = session;
    const known = signedIn === null ? {} : { 'proxy-authorization': `Basic ${btoa(signedIn)}` };
    const { hostname: host, port: place } = proxy;
    const options = { host, port: place, method, path: target, headers: { ...headers, ...known } };
    sent = http
      .request(options, receive)
      .on('error', (error) => request.emit('error', error))
      .end();
  };
  const receive = (response) => {
    if (response.statusCode !== 407) return request.emit('response', response);
    session.signedIn = null;
    const info = { isProxy: true, scheme: 'basic', host: proxy.hostname, port: Number(proxy.port) };
    const isHeard = request.emit('login', { ...info, realm: 'Office' }, (...said) => {
      if (said.length < 2) return request.emit('response', response);
      response.resume();
      session.signedIn = said.join(':');
      send();
    });
    if (!isHeard) request.emit('response', response);
  };
  return Object.assign(request, { end: send, abort: () => sent?.destroy() });
}

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
  session: { fromPartition: sessionOf },
  net: {
    request: ({ redirect: _redirect, ...options }) => {
      if (proxy !== null) return throughProxy(options);
      const { session: _session, ...rest } = options;
      return http.request(rest);
    },
  },
  /** The system has this proxy from here on. */
  setProxy: (address) => {
    proxy = new URL(address);
  },
  /** Another start of the app: nobody is signed in, and what earlier ones wanted to do at their end is not done any more. */
  start: () => {
    proxy = null;
    sessions.clear();
    listeners.splice(0);
  },
  /** Ends the app as Electron does. */
  quit: () => {
    for (const listener of listeners.splice(0)) listener(undefined, 0);
  },
};
