import { existsSync, mkdirSync } from 'node:fs';
import { type AccountFiles, accountFiles } from './account-files.ts';
import { cacheMigrations } from './cache/cache-schema.ts';
import type { Connection } from './database/cipher.ts';
import { setAside } from './database/database-files.ts';
import { failureOf } from './database/fault.ts';
import { isKeyOf, keepKeyCheck } from './database/key-check.ts';
import { type Opening, openDatabase } from './database/opening.ts';
import type { LibraryFailure } from './outcome.ts';
import { backupsOf, restore } from './state/state-backup.ts';
import { stateMigrations } from './state/state-schema.ts';

/** What had to be mended while opening, for a calm word to the user. */
export type Mending =
  | { readonly kind: 'stateRestored'; readonly asOf: number }
  | { readonly kind: 'stateLost' }
  | { readonly kind: 'cacheRebuilt' };

/** The local copy of an account, open for writing. */
export interface OpenedAccount {
  readonly kind: 'opened';
  readonly files: AccountFiles;
  readonly state: Connection;
  readonly cache: Connection;
  readonly mendings: readonly Mending[];
}

/** How opening an account went: opened, or a failure, after which the files are as they were. */
export type AccountOpening =
  | OpenedAccount
  | { readonly kind: 'failed'; readonly error: LibraryFailure };

/** What {@link openAccount} needs. */
export interface AccountOptions {
  /** Absolute path of the account's own folder; made when it is missing. */
  readonly folder: string;
  /** 32 random bytes. */
  readonly key: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens both databases of an account. A damaged one is set aside under a new name and replaced: `state.db` by its newest sound
 * backup, `cache.db` by an empty one. Under a wrong key, or beside a newer schema, nothing is touched.
 */
export function openAccount({ folder, key, now }: AccountOptions): AccountOpening {
  const files = accountFiles(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const isRightKey = isKeyOf(files.keyCheck, key);
    if (isRightKey === false) return failedWith({ code: 'wrongKey' });
    return openBoth(files, key, now, isRightKey === true);
  } catch (error) {
    return failedWith(failureOf(error));
  }
}

function openBoth(
  files: AccountFiles,
  key: Uint8Array,
  now: () => number,
  isProven: boolean,
): AccountOpening {
  const state = openState(files, key);
  const cache = openCache(files, key);
  const openings = [state, cache];
  const settle = (failure: LibraryFailure): AccountOpening => {
    for (const opening of openings) if (opening.kind === 'opened') opening.connection.close();
    return failedWith(failure);
  };
  for (const opening of openings) {
    if (opening.kind === 'newerSchema') return settle({ code: 'newerSchema' });
    if (opening.kind === 'diskFull' || opening.kind === 'unreadable') {
      return settle({ code: opening.kind, detail: opening.detail });
    }
  }
  // Without the check file, only a database that opens proves the key; one that is new proves nothing.
  const isKeyRight =
    isProven ||
    openings.some((opening) => opening.kind === 'opened' && !opening.isNew) ||
    openings.every((opening) => opening.kind === 'opened');
  if (!isKeyRight) return settle({ code: 'wrongKey' });
  const mended = mend(files, key, now, { state, cache });
  if (mended.kind === 'opened' && !isProven) keepKeyCheck(files.keyCheck, key);
  return mended;
}

function mend(
  files: AccountFiles,
  key: Uint8Array,
  now: () => number,
  { state, cache }: { readonly state: Opening; readonly cache: Opening },
): AccountOpening {
  const mendings: Mending[] = [];
  const sound = soundState(files, key, now, state, mendings);
  const rebuilt = cache.kind === 'opened' ? cache : replaceCache(files, key, now);
  if (cache.kind !== 'opened') mendings.push({ kind: 'cacheRebuilt' });
  if (sound.kind === 'opened' && rebuilt.kind === 'opened') {
    const { connection } = sound;
    return { kind: 'opened', files, state: connection, cache: rebuilt.connection, mendings };
  }
  for (const opening of [sound, rebuilt]) {
    if (opening.kind === 'opened') opening.connection.close();
  }
  return failedWith({ code: 'unreadable', detail: `${sound.kind}, ${rebuilt.kind}` });
}

/** The state as it was found, or else from its newest sound backup, or else empty. */
function soundState(
  files: AccountFiles,
  key: Uint8Array,
  now: () => number,
  found: Opening,
  mendings: Mending[],
): Opening {
  const backups = backupsOf(files.state).filter((backup) => existsSync(backup));
  const isLost = found.kind === 'refused' || (found.kind === 'opened' && found.isNew);
  if (!isLost || (found.kind === 'opened' && backups.length === 0)) return found;
  if (found.kind === 'opened') found.connection.close();
  for (const backup of backups) {
    setAside(files.state, now());
    const asOf = restore(backup, files.state);
    const restored = openState(files, key);
    if (restored.kind === 'refused') continue;
    mendings.push({ kind: 'stateRestored', asOf });
    return restored;
  }
  setAside(files.state, now());
  mendings.push({ kind: 'stateLost' });
  return openState(files, key);
}

/** Sets the cache aside and opens an empty one in its place. */
export function replaceCache(files: AccountFiles, key: Uint8Array, now: () => number): Opening {
  setAside(files.cache, now());
  return openCache(files, key);
}

function openState({ state }: AccountFiles, key: Uint8Array): Opening {
  return openDatabase({
    path: state,
    key,
    worth: 'precious',
    access: 'readWrite',
    migrations: stateMigrations,
    check: 'everything',
  });
}

function openCache({ cache }: AccountFiles, key: Uint8Array): Opening {
  return openDatabase({
    path: cache,
    key,
    worth: 'rebuildable',
    access: 'readWrite',
    migrations: cacheMigrations,
    check: 'schema',
  });
}

function failedWith(error: LibraryFailure): AccountOpening {
  return { kind: 'failed', error };
}
