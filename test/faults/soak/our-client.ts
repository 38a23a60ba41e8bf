import { createSafeStorage, type ElectronSafeStorage } from 'safe-storage-wrapper';
import type { Instance } from '../../../electron/contract/instance.ts';
import { failure, success } from '../../../electron/contract/result.ts';
import { createLockFile } from '../../../electron/disk/lock-file.ts';
import { createClientSecrets } from '../../../electron/session/client-secrets.ts';
import { createSession, type Session } from '../../../electron/session/session.ts';
import type { AppProcess } from './app-process.ts';
import type { Asked, Client } from './client.ts';

/** What a client needs beside its process. */
export interface Surroundings {
  readonly process: AppProcess;
  readonly instance: Instance;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly keyring: ElectronSafeStorage;
  /** Whether a process of this computer runs. */
  readonly isAlive: (pid: number) => boolean;
  /** Signs in at a page of the instance, and comes back to the app. */
  readonly follow: (url: string) => Promise<void>;
}

/** How long the app may take to quit, in milliseconds. */
const longestFinish = 10_000;

/** The session of the app as it is. */
export function createOurClient(surroundings: Surroundings): Client {
  const { process, instance, fetch } = surroundings;
  const session = sessionOf(surroundings);

  async function profile(token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${instance.profile}/me`, { headers });
    await answer.text();
    return answer.status;
  }

  async function ask(): Promise<Asked> {
    try {
      let token = await session.accessToken();
      if (!token.ok) return token.error.code === 'needsSignIn' ? 'signInNeeded' : 'later';
      let status = await profile(token.value);
      if (status === 401) {
        token = await session.accessToken(token.value);
        if (!token.ok) return token.error.code === 'needsSignIn' ? 'signInNeeded' : 'later';
        status = await profile(token.value);
      }
      session.reportConnection(true);
      return status === 200 ? 'answered' : 'later';
    } catch {
      session.reportConnection(false);
      return 'later';
    }
  }

  return {
    start: () => session.start(),
    ask,
    reasonToSignIn() {
      const state = session.state();
      return state.status === 'needsSignIn' ? state.reason : null;
    },
    async signIn() {
      process.isSpared = true;
      const accountKey = session.account()?.key ?? null;
      const signedIn = await session.signIn(
        { staySignedIn: true, anotherUser: false, accountKey },
        instance,
        { clientId: 'erpnet-navigator', redirectPorts: [0], redirect: 'loopback' },
      );
      process.isSpared = false;
      return signedIn.ok && signedIn.value.status === 'signedIn';
    },
    async tryAgain() {
      await session.tryAgain();
    },
    suspend: () => session.suspend(),
    resume: () => session.resume(),
    async close() {
      await Promise.race([session.close(), process.clock.sleep(longestFinish)]);
    },
  };
}

function sessionOf(surroundings: Surroundings): Session {
  const { process, fetch, keyring, isAlive, follow } = surroundings;
  const { folder, chance } = process.machine;
  const { disk, clock } = process;
  const storage = createSafeStorage(keyring, { platform: 'linux' });
  const random = (count: number): Uint8Array => chance.bytes(count);
  const self = { pid: process.pid, place: '00000000', run: hex(process.pid) };
  return createSession({
    ...{ folder, disk, storage, fetch, clock, random },
    secrets: createClientSecrets({ folder, disk, storage }),
    lock: (path) => createLockFile(path, { self, isAlive, random, clock }),
    openBrowser(url) {
      void follow(url);
      return Promise.resolve();
    },
    schemeRedirects: { onRedirect: () => () => undefined },
    identify: () => Promise.resolve(success(maria)),
    findInstance: () => Promise.resolve(failure({ code: 'hostUnreachable' })),
    language: () => 'en',
  });
}

const hex = (number: number): string => number.toString(16).padStart(16, '0');

const maria = {
  id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11',
  login: 'maria.petrova',
  name: 'Мария Петрова',
  email: 'maria.petrova@example.com',
};
