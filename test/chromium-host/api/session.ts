import { lookup } from 'node:dns/promises';
import type {
  Cookie,
  CookiesGetFilter,
  Session as ElectronSession,
  ProxyConfig,
  ResolvedHost,
} from 'electron';
import { HostEmitter } from '../emitter.ts';
import { host } from '../host.ts';
import { CookieJar } from '../network/cookie-jar.ts';
import { fetchWithContext } from '../network/fetch.ts';
import { netError } from '../network/net-errors.ts';
import { WebRequest } from '../network/web-request.ts';
import { strict } from '../not-implemented.ts';
import { allContents } from '../window/registry.ts';
import { createProtocol, SchemeHandlers } from './protocol.ts';

type PermissionRequest = Parameters<ElectronSession['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<ElectronSession['setPermissionCheckHandler']>[0];
type DevicePermission = Parameters<ElectronSession['setDevicePermissionHandler']>[0];
type FetchInit = RequestInit & { bypassCustomProtocolHandlers?: boolean };

type Implemented = Pick<
  ElectronSession,
  | 'clearCache'
  | 'clearStorageData'
  | 'fetch'
  | 'flushStorageData'
  | 'getUserAgent'
  | 'isPersistent'
  | 'resolveHost'
  | 'resolveProxy'
  | 'setCertificateVerifyProc'
  | 'setDevicePermissionHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setUserAgent'
>;

function matchesFilter(cookie: Cookie, filter: CookiesGetFilter): boolean {
  return (
    (filter.name === undefined || cookie.name === filter.name) &&
    (filter.domain === undefined || cookie.domain?.replace(/^\./, '') === filter.domain) &&
    (filter.path === undefined || cookie.path === filter.path) &&
    (filter.secure === undefined || cookie.secure === filter.secure) &&
    (filter.session === undefined || cookie.session === filter.session)
  );
}

/** One session: cookies and custom schemes of its own, in memory unless it is the default one. */
export class HostSession extends HostEmitter implements Implemented {
  readonly schemes = new SchemeHandlers();
  readonly protocol = strict('session.protocol', createProtocol(this.schemes));
  readonly jar = new CookieJar();
  readonly requests = new WebRequest(() => this.emit('headers-wanted'));
  readonly webRequest = strict('session.webRequest', this.requests.surface());
  readonly cookies = strict('session.cookies', {
    get: (filter: CookiesGetFilter): Promise<Cookie[]> => {
      const { url } = filter;
      const found = url === undefined ? this.jar.all() : this.jar.matching(new URL(url));
      return Promise.resolve(found.filter((cookie) => matchesFilter(cookie, filter)));
    },
    flushStore: (): Promise<void> => Promise.resolve(),
  });
  readonly partition: string;
  permissionRequest: PermissionRequest = null;
  permissionCheck: PermissionCheck = null;
  #userAgent: string | undefined;
  #browserContext: Promise<string | undefined> | undefined;

  constructor(partition: string) {
    super('session', ['will-download', 'headers-wanted']);
    this.partition = partition;
  }

  fetch(input: string | Request, init?: FetchInit): Promise<Response> {
    return fetchWithContext(
      {
        cookies: this.jar,
        network: host.network,
        userAgent: () => this.getUserAgent(),
        schemeHandler: (scheme) => this.schemes.get(scheme),
      },
      input,
      init,
    );
  }

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.permissionCheck = handler;
  }

  /** Accepted and never asked: pages here have no devices. */
  setDevicePermissionHandler(_handler: DevicePermission): void {}

  /** Accepted: this host goes straight to where it is asked to go. */
  setProxy(_config: ProxyConfig): Promise<void> {
    return Promise.resolve();
  }

  resolveProxy(_url: string): Promise<string> {
    return Promise.resolve('DIRECT');
  }

  async resolveHost(name: string): Promise<ResolvedHost> {
    if (host.network.offline) throw netError('ERR_INTERNET_DISCONNECTED');
    const found = await lookup(name, { all: true }).catch(() => {
      throw netError('ERR_NAME_NOT_RESOLVED');
    });
    const family = (number: number) => (number === 6 ? ('ipv6' as const) : ('ipv4' as const));
    return {
      endpoints: found.map((each) => ({ address: each.address, family: family(each.family) })),
    };
  }

  /** Accepted and never asked: Node judges certificates here. */
  setCertificateVerifyProc(
    _proc: Parameters<ElectronSession['setCertificateVerifyProc']>[0],
  ): void {}

  getUserAgent(): string {
    return this.#userAgent ?? host.userAgent;
  }

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  /** Accepted: nothing in this host checks spelling. */
  setSpellCheckerEnabled(_enable: boolean): void {}

  flushStorageData(): void {}

  async clearCache(): Promise<void> {
    await Promise.all(this.#contents().map((contents) => contents.clearCache()));
  }

  async clearStorageData(): Promise<void> {
    this.jar.clear();
    await Promise.all(this.#contents().map((contents) => contents.clearStorage()));
  }

  #contents() {
    return [...allContents].filter((contents) => contents.session === this);
  }

  /** The browser context that holds this session's pages; the default one has no name. */
  browserContext(): Promise<string | undefined> {
    if (this.partition === '' || host.chromium === undefined) return Promise.resolve(undefined);
    this.#browserContext ??= host.chromium.pipe
      .send('Target.createBrowserContext', { disposeOnDetach: true })
      .then(({ browserContextId }) => browserContextId);
    return this.#browserContext;
  }
}

const sessions = new Map<string, HostSession>();

/** The session of a partition, made on first use; the empty name is the default session. */
export function sessionOf(partition: string): HostSession {
  const known = sessions.get(partition);
  if (known !== undefined) return known;
  if (partition.startsWith('persist:')) {
    throw new Error('not implemented in the Chromium host: session.fromPartition("persist:…")');
  }
  const made = new HostSession(partition);
  sessions.set(partition, made);
  return made;
}

export function allSessions(): HostSession[] {
  return [...sessions.values()];
}

/** `electron.session`. */
export const session = strict('session', {
  get defaultSession(): HostSession {
    return sessionOf('');
  },
  fromPartition: (partition: string): HostSession => sessionOf(partition),
});
