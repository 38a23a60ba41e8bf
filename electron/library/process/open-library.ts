import type { AccountFiles } from '../account-files.ts';
import { type Mending, openAccount, replaceCache } from '../account-opening.ts';
import { createKeptAnswers } from '../cache/kept-answers.ts';
import type { LocalAnswering } from '../cache/local-query.ts';
import { type Connection, connect } from '../database/cipher.ts';
import { guarded } from '../database/fault.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import { type BackupRhythm, createBackupRhythm } from '../state/backup-rhythm.ts';
import { createLongReads, type LongReads } from './long-reads.ts';
import type { OpenGiven } from './messages.ts';
import { createPreparations } from './preparations.ts';
import { createUseLog, type UseLog } from './use-log.ts';
import { linkWriter, type WriterLink, type WriterThread } from './writer-link.ts';

/** An account's local copy with everything at work on it. */
export interface OpenLibrary {
  readonly files: AccountFiles;
  readonly state: Connection;
  /** A connection that only reads. */
  readonly cache: Connection;
  /** What queries over the rows are answered with, on that connection. */
  readonly answering: LocalAnswering;
  readonly longReads: LongReads;
  readonly writer: WriterLink;
  readonly backups: BackupRhythm;
  readonly uses: UseLog;
  readonly mendings: readonly Mending[];
}

/** What {@link openLibrary} needs of its surroundings. */
export interface LibrarySurroundings {
  readonly startThread: () => WriterThread;
  /** Runs work after the messages that have arrived meanwhile, so that one may cancel another. */
  readonly later: (work: () => void) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens an account: mends its files while nothing else has them open, then hands `cache.db` to a reader here and a writer of
 * its own.
 *
 * @param isCacheDamaged sets the cache aside whatever it looks like, because a page of it turned out to be damaged
 * @param onDamage of the cache, found by the writer
 */
export function openLibrary(
  given: OpenGiven,
  { startThread, later, now }: LibrarySurroundings,
  isCacheDamaged: boolean,
  onDamage: () => void,
): Outcome<OpenLibrary> {
  const key = Uint8Array.from(given.key);
  const account = openAccount({ folder: given.folder, key, now });
  if (account.kind === 'failed') return { ok: false, error: account.error };
  const { files, state } = account;
  const mendings = [...account.mendings];
  account.cache.close();
  // Opening looks at the first page only, and so may have found nothing to mend.
  if (isCacheDamaged && !mendings.some(({ kind }) => kind === 'cacheRebuilt')) {
    const replaced = guarded(() => replaceCache(files, key, now));
    if (replaced.ok && replaced.value.kind === 'opened') replaced.value.connection.close();
    else {
      state.close();
      return replaced.ok ? failed('unreadable', replaced.value.kind) : replaced;
    }
    mendings.push({ kind: 'cacheRebuilt' });
  }
  const reader = guarded(() =>
    connect({ path: files.cache, key, worth: 'rebuildable', access: 'read' }),
  );
  if (!reader.ok) {
    state.close();
    return reader;
  }
  const { language, limitBytes } = given;
  const writer = linkWriter({
    startThread,
    opening: { path: files.cache, key, language, limitBytes },
    onDamage,
  });
  key.fill(0);
  return done({
    files,
    state,
    cache: reader.value,
    answering: {
      connection: reader.value,
      language,
      answers: createKeptAnswers(),
      prepare: createPreparations(writer),
    },
    longReads: createLongReads(later),
    writer,
    backups: createBackupRhythm(state, files.state, now),
    uses: createUseLog(writer, now),
    mendings,
  });
}

/** Closes everything; the state is backed up first. @param reason what is under way is answered with */
export async function closeLibrary(
  library: OpenLibrary,
  reason: 'closed' | 'damaged',
): Promise<void> {
  library.longReads.close(reason);
  if (reason === 'closed') await library.uses.flush();
  await library.writer.close(reason);
  library.cache.close();
  library.backups.finish();
  library.state.close();
}
