import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openAccount, replaceCache } from '../../../electron/library/account-opening.ts';
import { checkAll } from '../../../electron/library/cache/background-check.ts';
import type { Connection } from '../../../electron/library/database/cipher.ts';
import { guarded } from '../../../electron/library/database/fault.ts';
import { doAll } from '../../../electron/library/database/slices.ts';
import type { LibraryFailureCode } from '../../../electron/library/outcome.ts';
import { createBackupRhythm } from '../../../electron/library/state/backup-rhythm.ts';
import { readValue, writeValue } from '../../../electron/library/state/state-values.ts';
import { type Place, placeOf, rowsAt, rowsIn, takeStep } from './cycles.ts';
import { faultKey } from './fault-key.ts';

/**
 * A copy as a kill leaves it: two cycles and a half of sync, the last steps in the write-ahead log only, and a state with
 * backups. @returns the last place
 */
export function makeCopy(folder: string): Place | null {
  const working = `${folder}.working`;
  const account = openAccount({ folder: working, key: faultKey, now: () => 0 });
  if (account.kind === 'failed') throw new Error(account.error.code);
  const { state, cache, files } = account;
  const backups = createBackupRhythm(state, files.state, () => 0);
  for (let step = 0; step < 30; step += 1) {
    takeStep(cache);
    writeValue(state, 'counter', String(step), 0);
    backups.noteWrite();
    if (step === 20) cache.pragma('wal_checkpoint(TRUNCATE)');
    if (step === 20) backups.finish();
  }
  cpSync(working, folder, { recursive: true });
  state.close();
  cache.close();
  rmSync(working, { recursive: true });
  return placeOfCopy(folder);
}

/** Files of a copy that hold something, but for the index of the log, which is made anew at each start. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder).filter(
    (name) => !name.endsWith('-shm') && statSync(join(folder, name)).size > 0,
  );
}

/** Makes a copy of a copy with one file changed. */
export function breakFile(
  sound: string,
  broken: string,
  name: string,
  change: (bytes: Buffer) => Buffer,
): void {
  rmSync(broken, { recursive: true, force: true });
  mkdirSync(broken);
  cpSync(sound, broken, { recursive: true });
  const path = join(broken, name);
  writeFileSync(path, change(readFileSync(path)));
}

/** What became of a broken copy. `silentlyWrong` is what must never be. */
export type Fate =
  | { readonly kind: 'whole' }
  /** An earlier moment, whole in itself: what comes after a broken place of the log is not read. */
  | { readonly kind: 'earlier' }
  | { readonly kind: 'mended'; readonly mendings: readonly string[] }
  | { readonly kind: 'refused'; readonly code: LibraryFailureCode }
  | { readonly kind: 'silentlyWrong'; readonly what: string };

/** Opens a copy, reads and checks all of it, and heals it as the process does; then it must open and take writes. */
export function examine(folder: string, last: Place | null): Fate {
  const account = openAccount({ folder, key: faultKey, now: () => 1 });
  if (account.kind === 'failed') return { kind: 'refused', code: account.error.code };
  const { files, state, cache } = account;
  const mendings = account.mendings.map(({ kind }) => kind);
  try {
    const counter = guarded(() => Number(readValue(state, 'counter')?.json ?? 'NaN'));
    if (!counter.ok) return { kind: 'silentlyWrong', what: 'state opened and unreadable' };
    const seen = examineCache(cache, last);
    if (seen === 'damaged') {
      cache.close();
      const replaced = replaceCache(files, faultKey, () => 2);
      if (replaced.kind !== 'opened') return { kind: 'silentlyWrong', what: replaced.kind };
      takeStep(replaced.connection);
      replaced.connection.close();
      return { kind: 'mended', mendings: [...mendings, 'cacheRebuilt'] };
    }
    if (seen === 'wrong') return { kind: 'silentlyWrong', what: 'rows' };
    takeStep(cache);
    if (mendings.length > 0) return { kind: 'mended', mendings };
    if (!(counter.value >= 0 && counter.value < 30))
      return { kind: 'silentlyWrong', what: 'state' };
    return { kind: seen === 'whole' && counter.value === 29 ? 'whole' : 'earlier' };
  } finally {
    state.close();
    cache.close();
  }
}

function examineCache(
  cache: Connection,
  last: Place | null,
): 'whole' | 'earlier' | 'damaged' | 'wrong' {
  const read = guarded(() => {
    const place = placeOf(cache);
    const isConsistent = isDeepStrictEqual(rowsIn(cache), rowsAt(place));
    doAll(checkAll(cache));
    return { place, isConsistent };
  });
  if (!read.ok) return read.error.code === 'damaged' ? 'damaged' : 'wrong';
  if (!read.value.isConsistent) return 'wrong';
  return isDeepStrictEqual(read.value.place, last) ? 'whole' : 'earlier';
}

function placeOfCopy(folder: string): Place | null {
  const probe = `${folder}.probe`;
  cpSync(folder, probe, { recursive: true });
  const account = openAccount({ folder: probe, key: faultKey, now: () => 0 });
  if (account.kind === 'failed') throw new Error(account.error.code);
  const place = placeOf(account.cache);
  account.state.close();
  account.cache.close();
  rmSync(probe, { recursive: true });
  return place;
}
