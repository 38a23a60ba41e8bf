import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { createSafeStorage, type ElectronSafeStorage } from 'safe-storage-wrapper';
import { failure, type Result } from '../../../electron/contract/result.ts';
import type { SessionState } from '../../../electron/contract/session.ts';
import type { Disk } from '../../../electron/disk/atomic-file.ts';
import type { Lock } from '../../../electron/disk/lock.ts';
import {
  type ClientSecrets,
  createClientSecrets,
} from '../../../electron/session/client-secrets.ts';
import type { Clock } from '../../../electron/session/clock.ts';
import type { Fetch } from '../../../electron/session/identity-fetch.ts';
import { createSession, type Session } from '../../../electron/session/session.ts';
import { signInAsUser } from '../../simulator/browser.ts';
import { instanceAt } from '../kill/world.ts';

/** A person who signs in. */
export interface Person {
  readonly login: string;
  readonly password: string;
}

/** Everything of an app that reads or writes its folder for a session, on any disk. */
export interface OpenedApp {
  readonly session: Session;
  readonly secrets: ClientSecrets;
  readonly signIn: (person: Person) => Promise<Result<SessionState>>;
}

/** What an app is opened with. */
export interface AppParts {
  readonly folder: string;
  readonly disk: Disk;
  readonly electron: ElectronSafeStorage;
  readonly clock: Clock;
  readonly lock: (path: string) => Lock;
  readonly fetch: Fetch;
  /** The instance that is signed in to. */
  readonly at: { readonly origin: string; readonly host: string };
}

/** Composes an app; nothing is read yet. */
export function openApp({ folder, disk, electron, clock, lock, fetch, at }: AppParts): OpenedApp {
  const storage = createSafeStorage(electron, { platform: 'linux' });
  const secrets = createClientSecrets({ folder, disk, storage });
  let atBrowser: Person = { login: '', password: '' };
  const session = createSession({
    ...{ folder, disk, storage, secrets, clock, lock, fetch, random: randomBytes },
    openBrowser: async (url) => {
      if (!url.includes('/connect/authorize')) return;
      const callback = await signInAsUser(url, atBrowser);
      get(callback, (answer) => answer.resume());
    },
    schemeRedirects: { onRedirect: () => () => undefined },
    identify: () => Promise.resolve(failure({ code: 'notFound' })),
    findInstance: () => Promise.resolve(failure({ code: 'hostUnreachable' })),
    language: () => 'en',
  });
  return {
    session,
    secrets,
    signIn(person) {
      atBrowser = person;
      const choices = { staySignedIn: true, anotherUser: true, accountKey: null };
      const registration = { clientId: 'erpnet-navigator', redirectPorts: [0] };
      return session.signIn(choices, instanceAt(at), { ...registration, redirect: 'loopback' });
    },
  };
}

/**
 * A network that is there. Each request has a connection of its own: one that was kept while a long test let nothing
 * else run may have been closed by the other side.
 */
export const online: Fetch = (url, init) => {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  return fetch(url, { ...init, headers });
};

/** A network that is not there. */
export const offline: Fetch = () =>
  Promise.reject(
    Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    }),
  );

/** For an app that is the only process. */
export const noLock: Lock = { hold: (work) => work(() => Promise.resolve(true)) };
