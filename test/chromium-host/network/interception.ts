import { type HostSession, sessionOf } from '../api/session.ts';
import type { Chromium } from '../chromium/chromium.ts';
import type { Protocol } from '../chromium/pipe.ts';
import { host } from '../host.ts';
import { allContents, contentsOfFrame } from '../window/registry.ts';

type Paused = Protocol.Fetch.requestPausedPayload;
type Headers_ = Record<string, string | string[]>;

const resourceTypes: Readonly<
  Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>
> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
};

function toEntries(headers: Readonly<Headers_>): Protocol.Fetch.HeaderEntry[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((item) => ({ name, value: host.origins.headerToPage(String(item)) })),
  );
}

function bodyOf(request: Protocol.Network.Request): Buffer<ArrayBuffer> | undefined {
  if (request.postDataEntries !== undefined) {
    return Buffer.concat(
      request.postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')),
    );
  }
  return request.postData === undefined ? undefined : Buffer.from(request.postData);
}

function toRequest(url: string, paused: Paused): Request {
  const { method, headers } = paused.request;
  const mapped = new Headers();
  for (const [name, value] of Object.entries(headers)) mapped.set(name, host.origins.toApp(value));
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(paused.request);
  return new Request(url, { method, headers: mapped, ...(body === undefined ? {} : { body }) });
}

/**
 * Stands between the pages and the network: answers the app's custom schemes, asks `will-navigate` and
 * `webRequest`, and keeps the rest from the network when it is switched off. `Fetch` is enabled on the
 * browser's own session and so sees every page, worker and frame.
 */
export class Interception {
  readonly #chromium: Chromium;

  constructor(chromium: Chromium) {
    this.#chromium = chromium;
    chromium.pipe.on('Fetch.requestPaused', (paused) => {
      this.#handle(paused).catch(() => {
        // Refused because the page that wanted it has gone; or the app's listener threw: fail it.
        void this.#fail(paused, 'Failed').catch(() => undefined);
      });
    });
  }

  /** Starts, or starts again when a session now wants to see response headers. */
  async enable(withHeaders: boolean): Promise<void> {
    const patterns: Protocol.Fetch.RequestPattern[] = [
      { urlPattern: '*', requestStage: 'Request' },
    ];
    if (withHeaders) patterns.push({ urlPattern: 'http*', requestStage: 'Response' });
    await this.#chromium.pipe.send('Fetch.enable', { patterns });
  }

  async #fail(paused: Paused, errorReason: Protocol.Network.ErrorReason): Promise<void> {
    await this.#chromium.pipe.send('Fetch.failRequest', {
      requestId: paused.requestId,
      errorReason,
    });
  }

  async #handle(paused: Paused): Promise<void> {
    const contents = contentsOfFrame(paused.frameId);
    const session = contents?.session ?? sessionOf('');
    const url = host.origins.toApp(paused.request.url);
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
      return await this.#onResponse(paused, session, url);
    }
    // A headless window asks for an icon of its own accord; Electron never does.
    if (paused.resourceType === 'Other' && new URL(url).pathname === '/favicon.ico') {
      return await this.#fail(paused, 'Aborted');
    }
    // Whatever opened past the page's own window.open, such as a form that wants another window.
    const opener = this.#chromium.closePopup(paused.frameId);
    if (opener !== undefined) {
      contentsOfFrame(opener)?.askToOpen(url, '', 'new-window');
      return await this.#fail(paused, 'Aborted');
    }
    const isRedirect = paused.redirectedRequestId !== undefined;
    if (
      paused.resourceType === 'Document' &&
      contents?.mayNavigate(url, paused.frameId, isRedirect) === false
    ) {
      return await this.#fail(paused, 'Aborted');
    }
    await this.#onRequest(paused, session, url);
  }

  #details(paused: Paused, url: string) {
    const contents = contentsOfFrame(paused.frameId);
    const isMainFrame = contents?.targetId === paused.frameId;
    const document = isMainFrame ? ('mainFrame' as const) : ('subFrame' as const);
    const { referer = '' } = paused.request.headers;
    return {
      id: Number.parseInt(paused.requestId.replace(/\D/g, ''), 10),
      url,
      method: paused.request.method,
      resourceType:
        paused.resourceType === 'Document'
          ? document
          : (resourceTypes[paused.resourceType] ?? ('other' as const)),
      referrer: host.origins.toApp(referer),
      timestamp: Date.now(),
      uploadData: [],
      ...(contents === undefined ? {} : { webContentsId: contents.id }),
    };
  }

  async #onRequest(paused: Paused, session: HostSession, url: string): Promise<void> {
    const details = this.#details(paused, url);
    const decision = await session.requests.beforeRequest.ask(details);
    if (decision?.cancel === true) return await this.#fail(paused, 'BlockedByClient');
    const handler = session.schemes.get(new URL(url).protocol.slice(0, -1));
    if (decision?.redirectURL !== undefined) {
      const location = host.origins.toPage(decision.redirectURL);
      return await this.#fulfill(paused, 307, { location }, undefined);
    }
    if (handler !== undefined) return await this.#serve(paused, session, url, handler);
    if (host.origins.has(new URL(url).protocol.slice(0, -1))) {
      return await this.#fail(paused, 'Failed');
    }
    if (host.network.offline) return await this.#fail(paused, 'InternetDisconnected');
    const sending = await session.requests.beforeSendHeaders.ask({
      ...details,
      requestHeaders: { ...paused.request.headers },
    });
    if (sending?.cancel === true) return await this.#fail(paused, 'BlockedByClient');
    await this.#chromium.pipe.send('Fetch.continueRequest', {
      requestId: paused.requestId,
      ...(sending?.requestHeaders === undefined
        ? {}
        : { headers: toEntries(sending.requestHeaders) }),
    });
  }

  async #serve(
    paused: Paused,
    session: HostSession,
    url: string,
    handler: (request: Request) => Response | Promise<Response>,
  ): Promise<void> {
    let response: Response;
    let body: Buffer;
    try {
      response = await handler(toRequest(url, paused));
      if (response.type === 'error') return await this.#fail(paused, 'Failed');
      body = Buffer.from(await response.arrayBuffer());
    } catch (error) {
      console.error(error);
      return await this.#fail(paused, 'Failed');
    }
    const headers: Headers_ = {};
    for (const [name, value] of response.headers) {
      if (name === 'content-encoding' || name === 'content-length') continue;
      const before = headers[name];
      headers[name] = before === undefined ? value : [before, value].flat();
    }
    const status = `${response.status} ${response.statusText}`;
    const received = await session.requests.headersReceived.ask({
      ...this.#details(paused, url),
      statusLine: `HTTP/1.1 ${status}`,
      statusCode: response.status,
      responseHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value].flat()]),
      ),
    });
    if (received?.cancel === true) return await this.#fail(paused, 'BlockedByClient');
    await this.#fulfill(paused, response.status, received?.responseHeaders ?? headers, body);
  }

  async #fulfill(
    paused: Paused,
    responseCode: number,
    headers: Readonly<Headers_>,
    body: Buffer | undefined,
  ): Promise<void> {
    await this.#chromium.pipe.send('Fetch.fulfillRequest', {
      requestId: paused.requestId,
      responseCode,
      responseHeaders: toEntries(headers),
      ...(body === undefined ? {} : { body: body.toString('base64') }),
    });
  }

  async #onResponse(paused: Paused, session: HostSession, url: string): Promise<void> {
    const { requestId, responseStatusCode = 0, responseStatusText = '' } = paused;
    const responseHeaders: Record<string, string[]> = {};
    for (const { name, value } of paused.responseHeaders ?? []) {
      responseHeaders[name] = [...(responseHeaders[name] ?? []), value];
    }
    const received =
      paused.responseErrorReason === undefined
        ? await session.requests.headersReceived.ask({
            ...this.#details(paused, url),
            statusLine: `HTTP/1.1 ${responseStatusCode} ${responseStatusText}`,
            statusCode: responseStatusCode,
            responseHeaders,
          })
        : undefined;
    if (received?.cancel === true) return await this.#fail(paused, 'BlockedByClient');
    await this.#chromium.pipe.send('Fetch.continueResponse', {
      requestId,
      ...(received?.responseHeaders === undefined
        ? {}
        : {
            responseCode: responseStatusCode,
            responseHeaders: toEntries(received.responseHeaders),
          }),
    });
  }
}

/** Tells every page when the network goes or comes. */
export function followNetwork(): void {
  host.network.onChange(() => {
    for (const contents of allContents) contents.applyNetwork(host.network.offline);
  });
}
