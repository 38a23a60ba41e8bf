import { join } from 'node:path';
import type { SafeStorage } from 'safe-storage-wrapper';
import type { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { KeyringChange } from '../contract/session.ts';
import { type Disk, temporarySuffix } from '../disk/atomic-file.ts';
import { parsedJson } from '../disk/parsed-json.ts';
import { accountKeyPattern } from './account-key.ts';
import {
  type AccountFile,
  accountFileSchema,
  currentFileSchema,
  type Ended,
  type KeptSession,
  type KnownAccount,
  keptSessionSchema,
} from './kept-session.ts';
import { type RefreshIntent, refreshIntentSchema, refreshTokenHash } from './refresh-intent.ts';
import { type RefreshLife, unknownLife } from './refresh-life.ts';

/** What {@link Vault.open} found. */
export type VaultOpening =
  | {
      readonly status: 'opened';
      readonly session: KeptSession;
      /** Its refresh token was sent once already, and no answer was kept. */
      readonly wasIntended: boolean;
      /** It is the generation before, because the last one is damaged. */
      readonly isPrevious: boolean;
    }
  /** The keyring gives no key now; the session may well be good. */
  | { readonly status: 'locked' }
  /** Something is there and can't be read as a session. It stays where it is. */
  | { readonly status: 'undecryptable'; readonly keyringChange: KeyringChange | null }
  /** Nothing is there; why, when the server ended it. */
  | { readonly status: 'absent'; readonly ended: Ended | null };

/** What {@link Vault.databaseKey} found. */
export type DatabaseKeyOpening =
  | { readonly status: 'opened'; readonly key: Uint8Array }
  /** `unreadable`: the disk does not give it now; `undecryptable`: it was read, and the key that sealed it is gone. */
  | { readonly status: 'locked' | 'unreadable' | 'undecryptable' | 'absent' };

/**
 * Keeps sessions on disk, one folder an account under `accounts/`:
 * - `session.sealed`, `session.sealed.previous`: the session sealed by the operating system, and its last generation;
 * - `database-key.sealed`: the key of the account's local copy, sealed as well; it outlives sessions;
 * - `refresh.intent.json`: which refresh token was about to be sent, as a hash;
 * - `account.json`: who it is, in clear, so that the app can say so while the keyring is locked.
 *
 * `accounts/current.json` names the account to start with. Nothing is removed or overwritten because it could not be
 * opened. Operations run one after another. Failures: `storageFailed` from the disk, `storageLocked` from the keyring.
 */
export interface Vault {
  /** Whether sessions can be kept: `locked` when the keyring gives no key at the moment, `no` when there is none. */
  canKeep(): Promise<'yes' | 'locked' | 'no'>;
  /**
   * The accounts that are kept, in no order. One whose clear file can't be read is found by its session; it is left out
   * when that can't be opened either. To be asked at the start, because it clears away what interrupted writes left.
   */
  accounts(): Promise<readonly AccountFile[]>;
  /** The key of the account to start with; null when there is none, and any when the file that names it is damaged. */
  current(): Promise<string | null>;
  /** Makes an account the one to start with; null for none. */
  makeCurrent(key: string | null): Promise<Result<null>>;
  /** Opens an account's session, or its previous generation when the current one is damaged. */
  open(key: string): Promise<VaultOpening>;
  /** Keeps a session after a sign-in and makes its account the current one. */
  adopt(session: KeptSession): Promise<Result<null>>;
  /** Replaces the session of an account that was adopted. */
  save(session: KeptSession): Promise<Result<null>>;
  /**
   * Writes down that a refresh token is about to be sent, at `now` in milliseconds since 1970, and keeps the session as
   * the previous generation.
   */
  intend(key: string, refreshToken: string, now: number): Promise<Result<null>>;
  /** Takes back {@link intend}: the token was certainly not used. */
  withdraw(key: string): Promise<Result<null>>;
  /** Remembers that the server ended a session, and removes its useless secrets. */
  markEnded(file: AccountFile & { readonly ended: Ended }): Promise<Result<null>>;
  /** Remembers what was learned about the life of refresh tokens. */
  learn(account: KnownAccount, life: RefreshLife): Promise<Result<null>>;
  /** The key of the account's local copy; made when a session has none, `absent` when that is not possible. */
  databaseKey(key: string): Promise<DatabaseKeyOpening>;
  /** Removes everything of an account, the key of its local copy first. */
  wipe(key: string): Promise<Result<null>>;
  /** Resolves when everything asked for so far is done. */
  settled(): Promise<void>;
}

/** What a vault is made with. */
export interface VaultOptions {
  /** The app's data folder. */
  readonly folder: string;
  readonly disk: Disk;
  readonly storage: SafeStorage;
  /** That many unguessable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

/** What the names of an account's lock files begin with; whoever made them removes them. */
export const lockName = 'refresh.lock';

/** What the sealed files of an account are for: one opens in no other's place. */
const sessionPurpose = (key: string): string => `session ${key}`;
const databaseKeyPurpose = (key: string): string => `database-key ${key}`;

/** Bytes of the key of a local copy. */
const databaseKeyLength = 32;

/** Makes the vault in the app's data folder; reads nothing yet. */
export function createVault({ folder, disk, storage, random }: VaultOptions): Vault {
  const accounts = join(folder, 'accounts');
  const currentFile = join(accounts, 'current.json');
  const inFolder = (name: string) => (key: string) => join(accounts, key, name);
  const accountFile = inFolder('account.json');
  const sealedFile = inFolder('session.sealed');
  const previousFile = inFolder('session.sealed.previous');
  const intentFile = inFolder('refresh.intent.json');
  const databaseKeyFile = inFolder('database-key.sealed');
  let queue: Promise<unknown> = Promise.resolve();

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  function change(work: () => Promise<Result<null>>): Promise<Result<null>> {
    return inTurn(work).catch(() => failure({ code: 'storageFailed' }));
  }

  async function readJson<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
  ): Promise<z.infer<Schema> | null> {
    const bytes = await disk.read(path).catch(() => null);
    return bytes === null ? null : (parsedJson(bytes.toString('utf8'), schema) ?? null);
  }

  async function readAccount(key: string): Promise<AccountFile | null> {
    const file = await readJson(accountFile(key), accountFileSchema);
    return file?.account.key === key ? file : null;
  }

  async function findAccount(key: string): Promise<AccountFile | null> {
    const file = await readAccount(key);
    if (file !== null) return file;
    const opening = await openSession(key);
    if (opening.status !== 'opened') return null;
    const { account } = opening.session;
    return { version: 1, account, ended: null, refreshLife: unknownLife };
  }

  async function accountKeys(): Promise<string[]> {
    // A disk that hesitates once must not make the app look as if nobody had ever signed in.
    const again = (): Promise<string[]> => disk.list(accounts);
    const names = await again()
      .catch(again)
      .catch(() => []);
    return names.filter((name) => accountKeyPattern.test(name)).sort();
  }

  async function clearLeftovers(key: string): Promise<void> {
    const folderOf = join(accounts, key);
    const names = await disk.list(folderOf).catch(() => []);
    const leftovers = names.filter((name) => name.endsWith(temporarySuffix));
    await removeAll(leftovers.map((name) => join(folderOf, name))).catch(() => undefined);
  }

  async function openGeneration(
    path: string,
    key: string,
  ): Promise<
    | { status: 'opened'; session: KeptSession }
    | Exclude<VaultOpening, { status: 'opened' }>
    | { status: 'damaged' }
  > {
    const bytes = await disk.read(path).catch(() => 'unreadable' as const);
    // It may be whole and readable next time; the generation before it would give away a refresh token that was used.
    if (bytes === 'unreadable') return undecryptable;
    const opening = await storage.open(bytes, sessionPurpose(key));
    if (opening.status === 'absent') return { status: 'absent', ended: null };
    if (opening.status === 'unavailable') return { status: 'locked' };
    // The generation before it holds a refresh token that a newer app has used up.
    if (opening.status === 'newerVersion') return undecryptable;
    if (opening.status === 'undecryptable' && opening.sealedBy !== opening.backend) {
      const { sealedBy, backend } = opening;
      return { status: 'undecryptable', keyringChange: { sealedBy, backend } };
    }
    if (opening.status !== 'opened') return { status: 'damaged' };
    const session = parsedJson(opening.text, keptSessionSchema);
    // The envelope is whole and authentic, so this is no damage: another version of the app wrote it.
    if (session === undefined) return undecryptable;
    if (opening.resealed !== null) {
      // If this fails the old envelope stays, and is sealed anew next time.
      await disk.write(path, Buffer.from(opening.resealed)).catch(() => undefined);
    }
    return { status: 'opened', session };
  }

  async function openSession(key: string): Promise<VaultOpening> {
    const found = await openGeneration(sealedFile(key), key);
    if (found.status === 'opened') return withIntent(key, found.session);
    if (found.status !== 'damaged' && found.status !== 'absent') return found;
    const previous = await openGeneration(previousFile(key), key);
    if (previous.status === 'damaged') return undecryptable;
    if (previous.status === 'absent') {
      if (found.status !== 'absent') return undecryptable;
      return { status: 'absent', ended: (await readAccount(key))?.ended ?? null };
    }
    if (previous.status !== 'opened') return previous;
    // It was kept because its refresh token was about to be sent.
    return { ...previous, wasIntended: true, isPrevious: true };
  }

  async function withIntent(key: string, session: KeptSession): Promise<VaultOpening> {
    const { refreshToken } = session.tokens;
    const intent = await readJson(intentFile(key), refreshIntentSchema);
    const wasIntended =
      refreshToken !== null && intent?.refreshTokenHash === refreshTokenHash(refreshToken);
    return { status: 'opened', session, wasIntended, isPrevious: false };
  }

  async function write(session: KeptSession): Promise<Result<null>> {
    const sealing = await storage.seal(
      JSON.stringify(session),
      sessionPurpose(session.account.key),
    );
    if (sealing.status !== 'sealed') return failure({ code: 'storageLocked' });
    await disk.write(sealedFile(session.account.key), Buffer.from(sealing.envelope));
    return success(null);
  }

  async function keepGeneration(key: string): Promise<void> {
    // What can't be opened must not take the place of a generation that can.
    if ((await openGeneration(sealedFile(key), key)).status !== 'opened') return;
    const bytes = await disk.read(sealedFile(key));
    if (bytes !== null) await disk.write(previousFile(key), bytes);
  }

  function writeAccount(file: AccountFile): Promise<void> {
    return disk.write(accountFile(file.account.key), JSON.stringify(file));
  }

  async function writeCurrent(key: string): Promise<void> {
    const file = { version: 1, key } satisfies z.infer<typeof currentFileSchema>;
    await disk.write(currentFile, JSON.stringify(file));
  }

  async function openDatabaseKey(key: string): Promise<DatabaseKeyOpening> {
    const bytes = await disk.read(databaseKeyFile(key)).catch(() => 'unreadable' as const);
    if (bytes === 'unreadable') return { status: 'unreadable' };
    const opening = await storage.open(bytes, databaseKeyPurpose(key));
    if (opening.status === 'absent') return { status: 'absent' };
    if (opening.status === 'unavailable') return { status: 'locked' };
    const opened = opening.status === 'opened' ? Buffer.from(opening.text, 'base64') : null;
    if (opened?.length !== databaseKeyLength) return { status: 'undecryptable' };
    return { status: 'opened', key: new Uint8Array(opened) };
  }

  /** A key that can't be opened is put aside and never overwritten: with it go rows that may be wanted back. */
  async function ensureDatabaseKey(key: string): Promise<Result<null>> {
    const { status } = await openDatabaseKey(key);
    if (status === 'opened') return success(null);
    if (status === 'locked') return failure({ code: 'storageLocked' });
    if (status === 'unreadable') return failure({ code: 'storageFailed' });
    if (status === 'undecryptable') await putAside(databaseKeyFile(key));
    const databaseKey = Buffer.from(random(databaseKeyLength)).toString('base64');
    const sealing = await storage.seal(databaseKey, databaseKeyPurpose(key));
    if (sealing.status !== 'sealed') return failure({ code: 'storageLocked' });
    await disk.write(databaseKeyFile(key), Buffer.from(sealing.envelope));
    return success(null);
  }

  async function putAside(path: string): Promise<void> {
    let aside = `${path}.unreadable`;
    for (let count = 2; (await disk.read(aside)) !== null; count += 1) {
      aside = `${path}.unreadable-${count}`;
    }
    await disk.move(path, aside);
  }

  /** Tries every file before it says that one could not be removed. */
  async function removeAll(paths: readonly string[]): Promise<void> {
    const removals = await Promise.allSettled(paths.map((path) => disk.remove(path)));
    const failed = removals.find((removal) => removal.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  return {
    async canKeep() {
      const found = await storage.availability();
      if (found.status === 'available') return 'yes';
      return found.because === 'locked' ? 'locked' : 'no';
    },

    accounts: () =>
      inTurn(async () => {
        const keys = await accountKeys();
        await Promise.all(keys.map(clearLeftovers));
        const files = await Promise.all(keys.map(findAccount));
        return files.filter((file) => file !== null);
      }),

    current: () =>
      inTurn(async () => {
        const bytes = await disk.read(currentFile).catch(() => 'unreadable' as const);
        if (bytes === null) return null;
        const named =
          bytes === 'unreadable'
            ? undefined
            : parsedJson(bytes.toString('utf8'), currentFileSchema);
        return named?.key ?? (await accountKeys())[0] ?? null;
      }),

    makeCurrent: (key) =>
      change(async () => {
        if (key === null) await disk.remove(currentFile);
        else await writeCurrent(key);
        return success(null);
      }),

    open: (key) => inTurn(() => openSession(key)),

    adopt: (session) =>
      change(async () => {
        const { account } = session;
        // A sign-in that could not be kept is given up, so the step that puts it in force comes last: for the account
        // that is current the sealing, for another one the file that names it.
        const current = await readJson(currentFile, currentFileSchema);
        const before = await readAccount(account.key);
        const keyed = await ensureDatabaseKey(account.key);
        if (!keyed.ok) return keyed;
        const refreshLife = before?.refreshLife ?? unknownLife;
        const file: AccountFile = { version: 1, account, ended: null, refreshLife };
        // As long as there is no session, the reason why it ended has to stand.
        const hasEnded = before !== null && before.ended !== null;
        if (!hasEnded) await writeAccount(file);
        await keepGeneration(account.key);
        const written = await write(session);
        if (!written.ok) return written;
        if (hasEnded) await writeAccount(file);
        if (current?.key !== account.key) await writeCurrent(account.key);
        return success(null);
      }),

    save: (session) => change(() => write(session)),

    intend: (key, refreshToken, now) =>
      change(async () => {
        const intent: RefreshIntent = {
          version: 1,
          refreshTokenHash: refreshTokenHash(refreshToken),
          at: now,
        };
        // Before and not after the answer, because until that is saved it can be lost.
        await keepGeneration(key);
        await disk.write(intentFile(key), JSON.stringify(intent));
        return success(null);
      }),

    withdraw: (key) =>
      change(async () => {
        await disk.remove(intentFile(key));
        return success(null);
      }),

    markEnded: (file) =>
      change(async () => {
        const { key } = file.account;
        const before = await readAccount(key);
        const isAbsent = before === null && (await disk.read(accountFile(key))) === null;
        const isKnown = before !== null && before.ended !== null;
        // Another process has ended it, and knows why, or has signed out.
        if (!isAbsent && !isKnown) await writeAccount(file);
        await removeAll([sealedFile(key), previousFile(key), intentFile(key)]);
        return success(null);
      }),

    learn: (account, refreshLife) =>
      change(async () => {
        const ended = (await readAccount(account.key))?.ended ?? null;
        await writeAccount({ version: 1, account, ended, refreshLife });
        return success(null);
      }),

    databaseKey: (key) =>
      inTurn(async () => {
        const found = await openDatabaseKey(key);
        if (found.status !== 'absent') return found;
        // Nothing of an account that has left this computer may come back.
        const isKept = (await disk.read(sealedFile(key)).catch(() => null)) !== null;
        if (!isKept) return found;
        const made = await ensureDatabaseKey(key).catch(() => null);
        return made?.ok === true ? openDatabaseKey(key) : found;
      }),

    wipe: (key) =>
      change(async () => {
        const current = await readJson(currentFile, currentFileSchema);
        const pointer = current?.key === key ? [currentFile] : [];
        const names = await disk.list(join(accounts, key)).catch(() => []);
        const found = names.filter((name) => !name.startsWith(`${lockName}.`));
        const known = [sealedFile, previousFile, intentFile, accountFile].map((at) => at(key));
        const ofAccount = new Set([...known, ...found.map((name) => join(accounts, key, name))]);
        // The key first and by itself: without it the local copy can't be read, whatever comes next.
        const isKeyGone = await removeAll([databaseKeyFile(key)]).then(
          () => true,
          () => false,
        );
        await removeAll([...ofAccount, ...pointer]);
        return isKeyGone ? success(null) : failure({ code: 'storageFailed' });
      }),

    settled: () => inTurn(() => Promise.resolve()),
  };
}

const undecryptable = { status: 'undecryptable', keyringChange: null } as const;
