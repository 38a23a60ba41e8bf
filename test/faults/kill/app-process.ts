/**
 * The app without its window, to be killed: the session composed as `electron/main.ts` does, with the real disk, the
 * real lock and real sockets. Its keyring is a key in a file of its own. It does what it is told on standard input; see
 * `protocol.ts`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSafeStorage } from 'safe-storage-wrapper';
import { disk } from '../../../electron/disk/atomic-file.ts';
import { createLockFile } from '../../../electron/disk/lock-file.ts';
import { watchWrites } from '../../../electron/disk/pending-writes.ts';
import { isAlive, thisProcess } from '../../../electron/disk/running-process.ts';
import { systemClock } from '../../../electron/instance/clock.ts';
import { findInstance } from '../../../electron/instance/discovery.ts';
import { createHttpClient } from '../../../electron/instance/http.ts';
import { whoAmI } from '../../../electron/instance/profile.ts';
import { createClientSecrets } from '../../../electron/session/client-secrets.ts';
import { systemClock as sessionClock } from '../../../electron/session/clock.ts';
import { createSession, type Session } from '../../../electron/session/session.ts';
import { fakeElectron } from '../../electron/safe-storage-wrapper/fake-electron.ts';
import { signInAsUser } from '../../simulator/browser.ts';
import { crashInFetch, crashInFileSystem, createCrashPoints, sayAtOnce } from './crash-points.ts';
import { type Command, commandSchema, originSchema, type Report } from './protocol.ts';
import { instanceAt, maria } from './world.ts';

const origin = originSchema.parse(JSON.parse(process.argv[2] ?? ''));
const folder = join(origin.folder, 'app');
const instance = instanceAt(origin);
const points = createCrashPoints((name) => sayAtOnce({ event: 'point', name }));
crashInFileSystem(points);
const session = composeSession();

function composeSession(): Session {
  const { electron } = fakeElectron(readFileSync(join(origin.folder, 'keyring')));
  const files = watchWrites(disk);
  const storage = createSafeStorage(electron, { platform: 'linux' });
  const http = createHttpClient({ fetch });
  const self = thisProcess(randomBytes);
  return createSession({
    ...{ folder, disk: files, storage, clock: sessionClock, random: randomBytes },
    secrets: createClientSecrets({ folder, disk: files, storage }),
    lock: (path) =>
      createLockFile(path, { self, isAlive, random: randomBytes, clock: sessionClock }),
    fetch: crashInFetch(points, fetch),
    openBrowser: async (url) => void comeBack(url),
    schemeRedirects: { onRedirect: () => () => undefined },
    identify: (token, at) => whoAmI({ http, clock: systemClock }, at, token),
    findInstance: (host) => findInstance(http, host),
    language: () => 'en',
  });
}

/** The person signs in, and the browser comes back to the app. */
async function comeBack(url: string): Promise<void> {
  const callback = await signInAsUser(url, maria);
  // Not `fetch`: that tells the app that a page asks, and not a person's browser.
  get(callback, (answer) => answer.resume());
}

async function renew(): Promise<void> {
  const before = await session.accessToken();
  if (before.ok) await session.accessToken(before.value);
}

/** Resolves when nothing is going to change by itself any more. */
function atRest(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = session.state();
      const isMoving =
        state.status === 'unlocking' || ('renewal' in state && state.renewal !== 'well');
      if (isMoving) return;
      stop();
      resolve();
    };
    const stop = session.onChange(look);
    look();
  });
}

async function report(): Promise<Report> {
  const state = session.state();
  const key = session.account()?.key ?? null;
  const databaseKey = await session.databaseKey();
  const token = await session.accessToken();
  const http = createHttpClient({ fetch });
  const user = token.ok ? await whoAmI({ http, clock: systemClock }, instance, token.value) : token;
  return {
    status: state.status,
    reason: state.status === 'needsSignIn' ? state.reason : null,
    accountKey: key,
    databaseKey: databaseKey.ok
      ? createHash('sha256').update(databaseKey.value.bytes).digest('hex')
      : databaseKey.error.code,
    access: user.ok ? 'taken' : user.error.code,
  };
}

async function obey(command: Command): Promise<void> {
  switch (command.command) {
    case 'start':
      points.arm(command.crashAt);
      await session.start();
      return atRest();
    case 'renew':
      points.arm(command.crashAt);
      return renew();
    case 'renewForEver':
      for (;;) await renew();
    case 'signIn': {
      const choices = { staySignedIn: true, anotherUser: false };
      const accountKey = session.account()?.key ?? null;
      await session.signIn({ ...choices, accountKey }, instance, {
        ...{ clientId: 'erpnet-navigator', redirectPorts: [0], redirect: 'loopback' },
      });
    }
  }
}

sayAtOnce({ event: 'ready' });
for await (const line of createInterface({ input: process.stdin })) {
  await obey(commandSchema.parse(JSON.parse(line)));
  points.arm(null);
  sayAtOnce({ event: 'done', report: await report() });
}
