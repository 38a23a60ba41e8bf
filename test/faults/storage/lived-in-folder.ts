import type { ElectronSafeStorage } from 'safe-storage-wrapper';
import { memoryDisk } from '../../electron/disk/memory-disk.ts';
import { fakeElectron } from '../../electron/safe-storage-wrapper/fake-electron.ts';
import { FakeClock } from '../../electron/session/fake-clock.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { instanceAt } from '../kill/world.ts';
import { noLock, online, openApp } from './opened-app.ts';

export const maria = { login: 'maria.petrova', password: 'demo' };
const john = { login: 'john.smith', password: 'demo' };

/** A folder in which everything is that the app keeps for its sessions. */
export interface LivedInFolder {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly electron: ElectronSafeStorage;
  /** The account of {@link maria}, which is in force; john's is there too, and a sign-out of his is unfinished. */
  readonly key: string;
  readonly clientId: string;
  readonly secret: string;
  readonly databaseKey: Uint8Array;
  /** The wall clock when the app was last closed, in milliseconds since 1970. */
  readonly leftAt: number;
}

/** Lives in a folder `/data` of a disk in memory: signs in and out, renews, and opens things. */
export async function livedInFolder(simulator: Simulator): Promise<LivedInFolder> {
  const disk = memoryDisk();
  const { electron } = fakeElectron();
  const clock = new FakeClock(Date.now());
  const { secrets, session, signIn } = openApp({
    ...{ folder: '/data', disk, electron, clock, lock: () => noLock, at: simulator },
    fetch: online,
  });
  await signIn(john);
  simulator.control.failNext({ path: 'openid-configuration$', status: 503, times: 2 });
  await session.signOut();
  await signIn(john);
  await signIn(maria);
  for (let round = 0; round < 2; round += 1) {
    const token = await session.accessToken();
    if (token.ok) await session.accessToken(token.value);
  }
  const key = session.account()?.key ?? '';
  const [clientId, secret] = ['a-confidential-app', 'the secret of it'];
  await secrets.keep(instanceAt(simulator).issuer, clientId, secret);
  const databaseKey = await session.databaseKey();
  if (!databaseKey.ok) throw new Error('No key for the local copy');
  await session.close();
  return {
    ...{ files: disk.files, electron, key, clientId, secret },
    databaseKey: databaseKey.value.bytes,
    leftAt: clock.now(),
  };
}
