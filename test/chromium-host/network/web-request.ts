import type {
  BeforeSendResponse,
  CallbackResponse,
  WebRequest as ElectronWebRequest,
  HeadersReceivedResponse,
  OnBeforeRequestListenerDetails,
  OnBeforeSendHeadersListenerDetails,
  OnHeadersReceivedListenerDetails,
} from 'electron';

type Ask<Details, Answer> = (details: Details, callback: (answer: Answer) => void) => void;

interface Registration<Details, Answer> {
  readonly matches: (url: string) => boolean;
  readonly ask: Ask<Details, Answer>;
}

/** Compiles match patterns such as `<all_urls>`, `*://x/*` or `https://*.example.com/x*`. */
function matcher(patterns: readonly string[]): (url: string) => boolean {
  const expressions = patterns.map((pattern) => {
    if (pattern === '<all_urls>') return /^/;
    const source = pattern
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace('*://', '[a-z][a-z0-9+.-]*://')
      .replace(/\*/g, '.*');
    return new RegExp(`^${source}$`);
  });
  return (url) => expressions.some((expression) => expression.test(url));
}

/** One of a session's `webRequest` events: at most one listener, as in Electron. */
export class Stage<Details extends { readonly url: string }, Answer> {
  readonly #changed: () => void;
  #registration: Registration<Details, Answer> | undefined;

  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  get used(): boolean {
    return this.#registration !== undefined;
  }

  readonly register = (
    filterOrListener: Electron.WebRequestFilter | Ask<Details, Answer> | null,
    listener?: Ask<Details, Answer> | null,
  ): void => {
    const filter =
      typeof filterOrListener === 'function' || filterOrListener === null
        ? { urls: ['<all_urls>'] }
        : filterOrListener;
    const ask = typeof filterOrListener === 'function' ? filterOrListener : (listener ?? null);
    const included = matcher(filter.urls.length === 0 ? ['<all_urls>'] : filter.urls);
    const excluded = matcher(filter.excludeUrls ?? []);
    this.#registration =
      ask === null ? undefined : { ask, matches: (url) => included(url) && !excluded(url) };
    this.#changed();
  };

  /** What the listener answers, or `undefined` when none is interested. */
  async ask(details: Details): Promise<Answer | undefined> {
    const registration = this.#registration;
    if (registration === undefined || !registration.matches(details.url)) return undefined;
    return await new Promise((resolve) => registration.ask(details, resolve));
  }
}

/** The stages of `session.webRequest` that this host can offer over `Fetch` interception. */
export class WebRequest {
  readonly beforeRequest = new Stage<OnBeforeRequestListenerDetails, CallbackResponse>();
  readonly beforeSendHeaders = new Stage<OnBeforeSendHeadersListenerDetails, BeforeSendResponse>();
  readonly headersReceived: Stage<OnHeadersReceivedListenerDetails, HeadersReceivedResponse>;

  constructor(headersWanted: () => void) {
    this.headersReceived = new Stage(headersWanted);
  }

  /** The object that the app gets as `session.webRequest`. */
  surface(): Pick<
    ElectronWebRequest,
    'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'
  > {
    return {
      onBeforeRequest: this.beforeRequest.register,
      onBeforeSendHeaders: this.beforeSendHeaders.register,
      onHeadersReceived: this.headersReceived.register,
    };
  }
}
