import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CookieJar } from './cookie-jar.ts';
import { netError, toBodyError, toNetError } from './net-errors.ts';
import type { NetworkState } from './network-state.ts';

/** What one session adds to a request. */
export interface FetchContext {
  readonly cookies: CookieJar;
  readonly network: NetworkState;
  userAgent(): string;
  /** The session's handler for a custom scheme, if there is one. */
  schemeHandler(scheme: string): ((request: Request) => Response | Promise<Response>) | undefined;
}

const maxRedirects = 20;
const nullBodyStatus = [101, 204, 205, 304];
const mimeTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

async function fetchFile(url: URL): Promise<Response> {
  try {
    const path = fileURLToPath(url);
    const type = mimeTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
    return new Response(await readFile(path), { headers: { 'content-type': type } });
  } catch {
    throw netError('ERR_FILE_NOT_FOUND');
  }
}

/** A body that fails in Chromium's words and ends when the network does. */
function watchedBody(response: Response, network: NetworkState): ReadableStream<Uint8Array> | null {
  if (response.body === null) return null;
  const reader = response.body.getReader();
  const lost = network.lost();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await Promise.race([reader.read(), lost.promise]);
        if (!done) return controller.enqueue(value);
        lost.forget();
        controller.close();
      } catch (error) {
        lost.forget();
        await reader.cancel().catch(() => undefined);
        controller.error(
          lost.happened() ? netError('ERR_NETWORK_CHANGED') : toBodyError(error, response.headers),
        );
      }
    },
    async cancel(reason) {
      lost.forget();
      await reader.cancel(reason);
    },
  });
}

/** Electron's `Response` is one made anew: its `url` is empty and its `type` is "default". */
function remake(response: Response, method: string, network: NetworkState): Response {
  const hasBody = !nullBodyStatus.includes(response.status) && method !== 'HEAD';
  const { status, statusText, headers } = response;
  return new Response(hasBody ? watchedBody(response, network) : null, {
    status,
    statusText,
    headers,
  });
}

class Exchange {
  readonly #context: FetchContext;
  readonly #request: Request;
  readonly #useCookies: boolean;
  #url: URL;
  #method: string;
  #headers: Headers;
  #body: ArrayBuffer | undefined;

  constructor(context: FetchContext, request: Request, body: ArrayBuffer | undefined) {
    this.#context = context;
    this.#request = request;
    this.#url = new URL(request.url);
    this.#method = request.method;
    this.#headers = new Headers(request.headers);
    this.#body = body;
    // Without an Origin header Electron turns the default "same-origin" into "include".
    const { credentials } = request;
    this.#useCookies =
      credentials === 'include' ||
      (credentials === 'same-origin' && !request.headers.has('origin'));
    if (!this.#headers.has('user-agent')) this.#headers.set('user-agent', context.userAgent());
  }

  async run(): Promise<Response> {
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const response = await this.#hop();
      const location = response.headers.get('location');
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null) {
        return remake(response, this.#method, this.#context.network);
      }
      await response.body?.cancel();
      if (this.#request.redirect === 'error') {
        throw new Error("Attempted to redirect, but redirect policy was 'error'");
      }
      if (this.#request.redirect === 'manual') throw new Error('Redirect was cancelled');
      this.#follow(response.status, new URL(location, this.#url));
    }
    throw netError('ERR_TOO_MANY_REDIRECTS');
  }

  #follow(status: number, next: URL): void {
    const toGet =
      (status === 303 && this.#method !== 'HEAD') ||
      ((status === 301 || status === 302) && this.#method === 'POST');
    if (toGet) {
      this.#method = 'GET';
      this.#body = undefined;
      for (const name of ['content-type', 'content-length']) this.#headers.delete(name);
    }
    if (next.origin !== this.#url.origin) this.#headers.delete('authorization');
    this.#url = next;
  }

  async #hop(): Promise<Response> {
    const { cookies, network } = this.#context;
    if (network.offline) throw netError('ERR_INTERNET_DISCONNECTED');
    const headers = new Headers(this.#headers);
    const carried = this.#useCookies ? cookies.matching(this.#url) : [];
    if (carried.length > 0) {
      headers.set('cookie', carried.map(({ name, value }) => `${name}=${value}`).join('; '));
    }
    const lost = network.lost();
    const response = await Promise.race([
      fetch(this.#url, {
        method: this.#method,
        headers,
        redirect: 'manual',
        signal: this.#request.signal,
        ...(this.#body === undefined ? {} : { body: this.#body }),
      }),
      lost.promise,
    ])
      .catch((error: unknown) => {
        this.#request.signal.throwIfAborted();
        throw lost.happened() ? netError('ERR_NETWORK_CHANGED') : toNetError(error);
      })
      .finally(() => lost.forget());
    if (this.#useCookies) {
      for (const header of response.headers.getSetCookie()) cookies.store(header, this.#url);
    }
    return response;
  }
}

/**
 * `net.fetch` and `session.fetch` over Node's own: Electron's error words, its redirect modes ("manual"
 * rejects), its default of sending the session's cookies, and the session's custom schemes.
 */
export async function fetchWithContext(
  context: FetchContext,
  input: string | URL | Request,
  init?: RequestInit & { readonly bypassCustomProtocolHandlers?: boolean },
): Promise<Response> {
  const request = new Request(input, init);
  request.signal.throwIfAborted();
  const url = new URL(request.url);
  const scheme = url.protocol.slice(0, -1);
  const handler =
    init?.bypassCustomProtocolHandlers === true ? undefined : context.schemeHandler(scheme);
  if (handler !== undefined) return await handler(request);
  if (scheme === 'file') return await fetchFile(url);
  if (scheme !== 'http' && scheme !== 'https') throw netError('ERR_UNKNOWN_URL_SCHEME');
  const body = request.body === null ? undefined : await request.arrayBuffer();
  return await new Exchange(context, request, body).run();
}
