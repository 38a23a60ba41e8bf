import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSafeStorage } from 'safe-storage-wrapper';
import type { Instance } from '../../../electron/contract/instance.ts';
import { failure, type Result, success } from '../../../electron/contract/result.ts';
import {
  type SessionState,
  type SignInArguments,
  type User,
  userSchema,
} from '../../../electron/contract/session.ts';
import { orIfAbsent } from '../../../electron/disk/absent-file.ts';
import { type Disk, disk as realDisk } from '../../../electron/disk/atomic-file.ts';
import { createLockFile } from '../../../electron/disk/lock-file.ts';
import { isAlive, thisProcess } from '../../../electron/disk/running-process.ts';
import {
  type ClientSecrets,
  createClientSecrets,
} from '../../../electron/session/client-secrets.ts';
import { systemClock } from '../../../electron/session/clock.ts';
import type { Registration } from '../../../electron/session/new-session.ts';
import { schemeRedirectUri } from '../../../electron/session/scheme-redirect.ts';
import { createSession, type Session } from '../../../electron/session/session.ts';
import { openDeepLinks } from '../../../electron/shell/deep-links.ts';
import { fakeElectron } from '../../electron/safe-storage-wrapper/fake-electron.ts';
import { FakeClock } from '../../electron/session/fake-clock.ts';
import { HeadlessBrowser, signInAsUser } from '../../simulator/browser.ts';
import type { SimulatorOptions } from '../../simulator/options.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';

/** The choices that the sign-in window starts with. */
export const choices: Pick<SignInArguments, 'staySignedIn' | 'anotherUser' | 'accountKey'> = {
  staySignedIn: true,
  anotherUser: false,
  accountKey: null,
};
export const registration: Registration = {
  clientId: 'erpnet-navigator',
  redirectPorts: [0],
  redirect: 'loopback',
};
export const maria = { login: 'maria.petrova', password: 'demo' };
export const mariasId = '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11';

/** A page that the app served to the browser. */
export interface ServedPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** The session of an app on a disk of its own, against a simulated instance and with a person at the browser. */
export class App {
  readonly simulator: Simulator;
  readonly folder: string;
  readonly clock = new FakeClock(Date.now());
  readonly browser = new HeadlessBrowser();
  /** Every address that the app opened in the browser, oldest first. */
  readonly opened: string[] = [];
  /** Every state since the app was started first. */
  readonly states: SessionState[] = [];
  /** The pages that the browser got from the app, oldest first. */
  readonly pages: ServedPage[] = [];
  /** What the person does with an address that the app opens. */
  atBrowser: (url: string) => Promise<unknown> = (url) => this.follow(url);
  /** How the app opens the browser. */
  openBrowser = (url: string): Promise<void> => {
    this.opened.push(url);
    this.#atWork.push(this.atBrowser(url));
    return Promise.resolve();
  };
  readonly #atWork: Promise<unknown>[] = [];
  /** The disk; a test may put a broken one in its place. */
  disk: Disk = realDisk;
  /** What auto-discovery says of the host. */
  discovered: Result<Instance> = failure({ code: 'hostUnreachable' });
  /** Electron's `app`, as far as it hands links of the app's own scheme over. */
  readonly links = Object.assign(new EventEmitter(), {
    isPackaged: false,
    setAsDefaultProtocolClient: () => true,
  });
  readonly #schemeRedirects = openDeepLinks(this.links, schemeRedirectUri, 'linux');
  /** The secrets of confidential apps, as the session sees them. */
  secrets: ClientSecrets;
  session: Session;
  readonly keyring;
  readonly #electron;
  readonly #process = thisProcess(randomBytes);

  static async start(options: Partial<SimulatorOptions> = {}): Promise<App> {
    const instance = { orders: 10, loopbackRedirects: 'anyPort', ...options } as const;
    const simulator = await startSimulator(instance);
    return new App(simulator, await mkdtemp(join(tmpdir(), 'erpnet-session-')));
  }

  private constructor(simulator: Simulator, folder: string) {
    this.simulator = simulator;
    this.folder = folder;
    const { electron, keyring } = fakeElectron();
    this.keyring = keyring;
    this.#electron = electron;
    const { session, secrets } = this.#create();
    this.session = session;
    this.secrets = secrets;
  }

  get instance(): Instance {
    const { origin, host } = this.simulator;
    return {
      ...{ host, database: 'demodb', version: '26.2.0.76', issuer: `${origin}/id` },
      ...{ domainApi: `${origin}/api`, odataRoot: `${origin}/api/domain/odata/` },
      ...{ profile: `${origin}/profile`, webClient: null },
    };
  }

  /** Signs in with what a person would have chosen, unless told otherwise. */
  signIn(chosen = choices, registered = registration): Promise<Result<SessionState>> {
    return this.session.signIn(chosen, this.instance, registered);
  }

  /** Goes through the sign-in page and back to the app, as the person's browser does. */
  async follow(url: string): Promise<void> {
    if (!url.includes('/connect/authorize')) {
      const arrival = await this.browser.open(url);
      if ('redirectedTo' in arrival) await this.comeBack(arrival.redirectedTo);
      return;
    }
    await this.comeBack(await signInAsUser(url, maria, this.browser));
  }

  /** Goes where the identity site sends the browser: to the app's listener, or to its scheme by way of the system. */
  async comeBack(url: string): Promise<void> {
    if (url.startsWith('http:')) await this.visit(url);
    else this.links.emit('open-url', { preventDefault: () => undefined }, url);
  }

  /** Requests an address of the app's own listener. */
  async visit(url: string): Promise<ServedPage> {
    const page = await request(url);
    this.pages.push(page);
    return page;
  }

  /** Quits the app and starts it again: another process over the same disk and keyring. */
  async restart(): Promise<void> {
    await this.session.close();
    const { session, secrets } = this.#create();
    this.session = session;
    this.secrets = secrets;
    await this.session.start();
  }

  /** The token requests so far. */
  tokenRequests(grantType: 'authorization_code' | 'refresh_token') {
    return this.simulator.control.requests().filter((one) => one.grantType === grantType);
  }

  /** Everything on the disk but the lock, by the path inside the app's folder. */
  async files(): Promise<Record<string, string>> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files: Record<string, string> = {};
    const kept = entries.filter((one) => one.isFile() && !one.name.startsWith('refresh.lock.'));
    for (const entry of kept) {
      const path = join(entry.parentPath, entry.name);
      // A file that is being written has its own name a moment later, and what was read of the others may be older.
      const text = await orIfAbsent(readFile(path, 'utf8'), null);
      if (text === null) return this.files();
      files[path.slice(this.folder.length + 1)] = text;
    }
    return files;
  }

  async close(): Promise<void> {
    await this.session.close();
    await Promise.all(this.#atWork);
    await this.simulator.close();
    await rm(this.folder, { recursive: true });
  }

  #create(): { session: Session; secrets: ClientSecrets } {
    const disk: Disk = {
      read: (path) => this.disk.read(path),
      write: (path, content) => this.disk.write(path, content),
      move: (from, to) => this.disk.move(from, to),
      list: (path) => this.disk.list(path),
      remove: (path) => this.disk.remove(path),
    };
    const storage = createSafeStorage(this.#electron, { platform: 'linux' });
    const secrets = createClientSecrets({ folder: this.folder, disk, storage });
    const session = createSession({
      ...{ folder: this.folder, disk, storage, secrets },
      lock: (path) =>
        createLockFile(path, {
          self: this.#process,
          isAlive,
          random: randomBytes,
          clock: systemClock,
        }),
      fetch: (url, init) => fetch(url, init),
      openBrowser: (url) => this.openBrowser(url),
      identify: (token, { profile }) => whoIs(token, `${profile}/me`),
      language: () => 'en',
      schemeRedirects: this.#schemeRedirects,
      findInstance: () => Promise.resolve(this.discovered),
      random: randomBytes,
      clock: this.clock,
    });
    session.onChange((state) => this.states.push(state));
    return { session, secrets };
  }
}

async function whoIs(token: string, url: string): Promise<Result<User>> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  const user = answer.ok ? userSchema.safeParse(await answer.json()).data : undefined;
  return user === undefined ? failure({ code: 'serverUnavailable' }) : success(user);
}

/** A plain request, with any header that a test wants; an answer that does not come is a status of 0. */
export function request(
  url: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<ServedPage> {
  return new Promise((resolve) => {
    get(url, { agent: false, ...options }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
      );
    }).on('error', () => resolve({ status: 0, headers: {}, body: '' }));
  });
}
