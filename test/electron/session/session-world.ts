import { createSafeStorage } from 'safe-storage-wrapper';
import { failure } from '../../../electron/contract/result.ts';
import type { AccountList, SessionState } from '../../../electron/contract/session.ts';
import type { Lock } from '../../../electron/disk/lock.ts';
import type { Registration } from '../../../electron/session/new-session.ts';
import { createSession, type Session } from '../../../electron/session/session.ts';
import { fakeElectron } from '../safe-storage-wrapper/fake-electron.ts';
import { settle } from './broker-world.ts';
import { FailingDisk } from './failing-disk.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeIdentity } from './fake-identity.ts';
import { instance, sampleAccount } from './sample-session.ts';
import { SharedLock } from './shared-lock.ts';

const registration: Registration = {
  ...{ clientId: 'erpnet-navigator', redirectPorts: [], redirect: 'scheme' },
};

/**
 * A whole session over a disk in memory, an identity site that is a function, and a person at a browser. Messages and
 * writes wait at a gate while it is closed, and are let through one by one.
 */
export class SessionWorld {
  readonly identity = new FakeIdentity();
  readonly clock = new FakeClock(this.identity.now);
  readonly disk = new FailingDisk();
  /** Every state that the session told, since it was started last. */
  states: SessionState[] = [];
  /** Every list of accounts that the session told. */
  readonly lists: AccountList[] = [];
  /** The addresses that the app opened in the browser, oldest first. */
  readonly opened: string[] = [];
  isGateClosed = false;
  /** Who finishes the sign-in at a page that opens, as soon as the gate lets them; null for nobody. */
  atBrowser: string | null = null;
  session: Session;
  readonly #electron = fakeElectron().electron;
  readonly #locks = new Map<string, Lock>();
  readonly #gate: (() => void)[] = [];
  readonly #redirects = new Set<(query: URLSearchParams) => void>();
  #drawn = 0;

  constructor() {
    this.identity.turn = () => this.#pass();
    this.session = this.#create();
  }

  signIn(staySignedIn: boolean, accountKey: string | null = null) {
    const choices = { staySignedIn, anotherUser: false, accountKey };
    return this.session.signIn(choices, instance, registration);
  }

  /** Somebody signs in at the page that the app opened last. */
  finishInBrowser(login: string): void {
    const url = this.opened.at(-1);
    if (url === undefined) return;
    const { searchParams } = new URL(this.identity.signInAt(url, login));
    for (const listener of [...this.#redirects]) listener(searchParams);
  }

  /** Signs somebody in without any trouble. */
  async signInAs(login: string, staySignedIn = true): Promise<void> {
    const before = this.opened.length;
    const signedIn = this.signIn(staySignedIn);
    while (this.opened.length === before) await settle();
    await settle();
    this.finishInBrowser(login);
    const result = await signedIn;
    if (!result.ok) throw new Error(result.error.code);
  }

  /** Quits the app and starts it again. */
  async restart(): Promise<void> {
    await this.session.close();
    this.session = this.#create();
    await this.session.start();
  }

  /** How much waits at the gate. */
  get waiting(): number {
    return this.#gate.length;
  }

  /** Lets one of those who wait at the gate through. */
  letThrough(choice: number): void {
    const [through] = this.#gate.splice(choice % Math.max(this.#gate.length, 1), 1);
    through?.();
  }

  /** Opens the gate for all. */
  openGate(): void {
    this.isGateClosed = false;
    while (this.#gate.length > 0) this.letThrough(0);
  }

  /** The accounts that have a folder on the disk. */
  async folders(): Promise<string[]> {
    const names = await this.disk.list('/data/accounts');
    return names.filter((name) => name !== 'current.json').toSorted();
  }

  #pass(): Promise<void> {
    if (!this.isGateClosed) return Promise.resolve();
    return new Promise((resolve) => this.#gate.push(resolve));
  }

  #lock(path: string): Lock {
    const lock = this.#locks.get(path) ?? new SharedLock(this.clock).of({ isDead: false });
    this.#locks.set(path, lock);
    return lock;
  }

  #create(): Session {
    const { disk } = this;
    const gated = <Value>(work: () => Promise<Value>): Promise<Value> => this.#pass().then(work);
    const session = createSession({
      ...{ folder: '/data', clock: this.clock, fetch: this.identity.fetch },
      disk: {
        list: (path) => disk.list(path),
        read: (path) => disk.read(path),
        move: (from, to) => disk.move(from, to),
        write: (path, content) => gated(() => disk.write(path, content)),
        remove: (path) => gated(() => disk.remove(path)),
      },
      storage: createSafeStorage(this.#electron, { platform: 'linux' }),
      secrets: {
        read: () => Promise.resolve({ status: 'absent' }),
        keep: () => Promise.resolve(failure({ code: 'storageFailed' })),
      },
      lock: (path) => this.#lock(path),
      openBrowser: (url) => {
        this.opened.push(url);
        const { atBrowser: login } = this;
        if (login !== null) void this.#pass().then(() => this.finishInBrowser(login));
        return Promise.resolve();
      },
      schemeRedirects: {
        onRedirect: (listener) => {
          this.#redirects.add(listener);
          return () => void this.#redirects.delete(listener);
        },
      },
      identify: (token) => gated(() => Promise.resolve(this.identity.identify(token))),
      findInstance: () => Promise.resolve(failure({ code: 'hostUnreachable' })),
      language: () => 'en',
      random: (bytes) => {
        this.#drawn += 1;
        return new Uint8Array(bytes).fill(this.#drawn % 251);
      },
    });
    this.states = [];
    const { states } = this;
    session.onChange((state) => states.push(state));
    session.onAccountsChange((list) => this.lists.push(list));
    return session;
  }
}

/** The key of the account of somebody at the sample instance. */
export function keyOf(login: string): string {
  return sampleAccount(login).key;
}
