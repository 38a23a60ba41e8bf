import type { SessionState } from '../../../electron/contract/session.ts';
import type { Disk } from '../../../electron/disk/atomic-file.ts';
import { type MemoryDisk, memoryDisk } from '../../electron/disk/memory-disk.ts';
import { FakeClock } from '../../electron/session/fake-clock.ts';
import { instanceAt } from '../kill/world.ts';
import type { LivedInFolder } from './lived-in-folder.ts';
import { noLock, offline, openApp } from './opened-app.ts';

/** What an app made of a folder, and the folder afterwards. */
export interface OfflineStart {
  readonly state: SessionState;
  /** Keys of the accounts that can be switched to. */
  readonly accounts: readonly string[];
  /** The key of the account's local copy, or the code of the failure. */
  readonly databaseKey: Uint8Array | string;
  readonly clientSecret: string;
  readonly disk: MemoryDisk;
}

/**
 * Starts the app without a network on a folder that something has happened to, has everything read that can be, and
 * closes it. Whatever rejects on the way fails the test.
 *
 * @param files the folder's files now
 * @param breakDisk puts a broken disk in the place of one that does what it is told
 */
export async function startOffline(
  folder: LivedInFolder,
  files: ReadonlyMap<string, Buffer>,
  at: { readonly origin: string; readonly host: string },
  breakDisk: (disk: Disk) => Disk = (disk) => disk,
): Promise<OfflineStart> {
  const disk = memoryDisk();
  for (const [path, bytes] of files) disk.files.set(path, bytes);
  const { session, secrets } = openApp({
    ...{ folder: '/data', disk: breakDisk(disk), electron: folder.electron, at },
    ...{ clock: new FakeClock(folder.leftAt), lock: () => noLock, fetch: offline },
  });
  await session.start();
  const state = session.state();
  await session.accessToken();
  const databaseKey = await session.databaseKey();
  const secret = await secrets.read(instanceAt(at).issuer, folder.clientId);
  const accounts = session.accounts().accounts.map(({ key }) => key);
  await session.close();
  return {
    ...{ state, accounts, disk },
    databaseKey: databaseKey.ok ? databaseKey.value.bytes : databaseKey.error.code,
    clientSecret: secret.status === 'present' ? secret.secret : secret.status,
  };
}

/** The files whose bytes are nowhere in the folder any more. A file may have been put aside under a longer name. */
export function whatIsLost(
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
): string[] {
  const isThere = ([path, bytes]: readonly [string, Buffer]): boolean =>
    [...after].some(([name, found]) => name.startsWith(path) && found.equals(bytes));
  return [...before].filter((file) => !isThere(file)).map(([path]) => path);
}
