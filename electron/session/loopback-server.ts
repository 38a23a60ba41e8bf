import type { IncomingMessage, ServerResponse } from 'node:http';
import { limitWaitingConnections } from './waiting-connections.ts';

/** A page for the person at the browser, or a line for whoever else asked. */
export interface LoopbackPage {
  readonly status: number;
  /** Of `body`; a page brings its own `content-security-policy`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a page; resolves when it was handed over, or when nobody is there any more to take it. */
export type Respond = (page: LoopbackPage) => Promise<void>;

/** A server that listens. */
export interface LoopbackServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

const alwaysSent = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-type': 'text/plain; charset=utf-8',
  connection: 'close',
};

/** Open connections that have not asked anything yet; few, because every one is an open file of the app. */
const mostWaiting = 128;

/**
 * Listens on 127.0.0.1, on the first port of the list that is free.
 *
 * Only a `GET` of exactly this path, with exactly this host and port in `Host`, and a navigation as far as the browser
 * tells, reaches `handle`: a page in the browser can send requests here too, and DNS rebinding gives it a name for this
 * address.
 *
 * @param ports 0 asks the system for any free port.
 * @returns null when no port could be had.
 * @see RFC 8252 sections 7.3 and 8.3
 */
export async function openLoopbackServer(
  ports: readonly number[],
  path: string,
  handle: (url: URL, respond: Respond) => Promise<void>,
): Promise<LoopbackServer | null> {
  for (const port of ports) {
    const server = await listen(port, path, handle);
    if (server !== null) return server;
  }
  return null;
}

async function listen(
  port: number,
  path: string,
  handle: (url: URL, respond: Respond) => Promise<void>,
): Promise<LoopbackServer | null> {
  // Nobody waits for it at the start of the app, and with it come HTTP's clients and sockets of all kinds.
  const { createServer } = await import('node:http');
  let origin = '';
  const server = createServer(
    { requestTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      const respond: Respond = (page) => send(response, page);
      const judged = judge(request, origin, path);
      void (judged instanceof URL ? handle(judged, respond) : respond(judged));
    },
  );
  limitWaitingConnections(server, mostWaiting);
  const listening = Promise.withResolvers<boolean>();
  server.once('listening', () => listening.resolve(true));
  // For good: a connection that the system can't accept is an error too, and without a listener it ends the app.
  server.on('error', () => listening.resolve(false));
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  if (!(await listening.promise)) return null;
  const address = server.address();
  if (address === null || typeof address === 'string') return null;
  origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

/** @returns the requested address, or what to answer instead. */
function judge(request: IncomingMessage, origin: string, path: string): URL | LoopbackPage {
  if (request.headers.host !== new URL(origin).host) return plain(400, 'Wrong host');
  const url = URL.parse(request.url ?? '', origin);
  if (url === null || url.origin !== origin) return plain(400, 'Bad request');
  if (url.pathname !== path) return plain(404, 'Not found');
  if (request.method !== 'GET') {
    return { ...plain(405, 'Method not allowed'), headers: { allow: 'GET' } };
  }
  return isNavigation(request) ? url : plain(403, 'Only for navigation');
}

/**
 * Whether a person's browser goes here, and not a script or an element of some page. A browser that is too old for
 * `Sec-Fetch-*` still names the page whose script asks; `null` is left to those that keep the header of the form which
 * signed the person in, through the redirect.
 * @see W3C, Fetch Metadata Request Headers; WHATWG Fetch, the `Origin` header
 */
function isNavigation({ headers }: IncomingMessage): boolean {
  const { origin, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  if (mode === undefined && origin !== undefined && origin !== 'null') return false;
  return (
    (mode === undefined || mode === 'navigate') &&
    (destination === undefined || destination === 'document')
  );
}

/** An answer for whoever is not the browser that the app waits for. */
export function plain(status: number, body: string): LoopbackPage {
  return { status, body };
}

async function send(response: ServerResponse, page: LoopbackPage): Promise<void> {
  if (response.destroyed) return;
  const done = Promise.withResolvers<void>();
  response.once('finish', done.resolve).once('close', done.resolve);
  response.writeHead(page.status, { ...alwaysSent, ...page.headers }).end(page.body);
  await done.promise;
}
