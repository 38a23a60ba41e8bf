import type { Cookie } from 'electron';

interface Stored extends Cookie {
  readonly domain: string;
  readonly path: string;
}

function defaultPath(url: URL): string {
  const end = url.pathname.lastIndexOf('/');
  return end <= 0 ? '/' : url.pathname.slice(0, end);
}

function domainMatches(host: string, cookie: Stored): boolean {
  if (cookie.hostOnly === true) return host === cookie.domain;
  const domain = cookie.domain.replace(/^\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}

function pathMatches(path: string, cookie: Stored): boolean {
  const folder = cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`;
  return path === cookie.path || path.startsWith(folder);
}

function expiry(attributes: ReadonlyMap<string, string>, now: number): number | undefined {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now / 1_000 + Number(maxAge);
  const date = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(date) ? undefined : date / 1_000;
}

/** The cookies of one session's `fetch`, in memory (RFC 6265, sections 5.3 and 5.4). */
export class CookieJar {
  #cookies: Stored[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Takes one `Set-Cookie` value that came from `url`. */
  store(header: string, url: URL): void {
    const [pair = '', ...rest] = header.split(';');
    const equals = pair.indexOf('=');
    if (equals < 1) return;
    const attributes = new Map<string, string>();
    for (const part of rest) {
      const [name = '', ...value] = part.trim().split('=');
      attributes.set(name.toLowerCase(), value.join('='));
    }
    const named = attributes.get('domain')?.replace(/^\./, '').toLowerCase();
    const hostOnly = named === undefined || named === '';
    const expirationDate = expiry(attributes, this.#now());
    const path = attributes.get('path');
    const cookie: Stored = {
      name: pair.slice(0, equals).trim(),
      value: pair.slice(equals + 1).trim(),
      domain: hostOnly ? url.hostname : `.${named}`,
      hostOnly,
      path: path?.startsWith('/') ? path : defaultPath(url),
      secure: attributes.has('secure'),
      httpOnly: attributes.has('httponly'),
      session: expirationDate === undefined,
      sameSite: 'unspecified',
      ...(expirationDate === undefined ? {} : { expirationDate }),
    };
    if (!hostOnly && !domainMatches(url.hostname, cookie)) return;
    this.#cookies = this.#cookies.filter(
      (other) =>
        other.name !== cookie.name || other.domain !== cookie.domain || other.path !== cookie.path,
    );
    this.#cookies.push(cookie);
  }

  /** The cookies that a request to `url` carries, longest path first. */
  matching(url: URL): Cookie[] {
    return this.all()
      .filter((cookie) => domainMatches(url.hostname, cookie))
      .filter((cookie) => pathMatches(url.pathname, cookie))
      .filter((cookie) => cookie.secure !== true || url.protocol === 'https:')
      .toSorted((one, other) => other.path.length - one.path.length);
  }

  all(): Stored[] {
    const now = this.#now() / 1_000;
    this.#cookies = this.#cookies.filter((cookie) => (cookie.expirationDate ?? Infinity) > now);
    return [...this.#cookies];
  }

  clear(): void {
    this.#cookies = [];
  }
}
