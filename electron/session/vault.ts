import { join } from 'node:path';
import type { SafeStorage } from 'safe-storage-wrapper';
import type { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { Disk } from '../disk/atomic-file.ts';
import {
  accountFileSchema,
  currentFileSchema,
  type endedSchema,
  type KeptSession,
  type KnownAccount,
  keptSessionSchema,
} from './kept-session.ts';

/** What {@link Vault.open} found. */
export type VaultOpening =
  | { readonly status: 'opened'; readonly session: KeptSession }
  /** The keyring gives no key now; the session may well be good. */
  | { readonly status: 'locked' }
  /** Something is there and can't be read as a session, or nothing is there. It stays where it is. */
  | { readonly status: 'undecryptable' };

/** What is known of the current account without opening its session. */
export interface CurrentAccount {
  readonly account: KnownAccount;
  readonly ended: z.infer<typeof endedSchema> | null;
}

/**
 * Keeps sessions on disk, one folder an account under `accounts/`:
 * - `session.sealed`, `session.sealed.previous`: the session sealed by the operating system, and its last generation;
 * - `account.json`: who it is, in clear, so that the app can say so while the keyring is locked.
 *
 * `accounts/current.json` names the account to start with. Nothing is removed or overwritten because it could not be
 * opened. Operations run one after another. Failures: `storageFailed` from the disk, `storageLocked` from the keyring.
 */
export interface Vault {
  /** Whether sessions can be kept at all. */
  canKeep(): Promise<boolean>;
  /** The account to start with; null when there is none, or its clear file is gone. */
  current(): Promise<CurrentAccount | null>;
  /** Opens an account's session, or its previous generation when the current one is damaged. */
  open(key: string): Promise<VaultOpening>;
  /** Keeps a session after a sign-in and makes its account the current one. */
  adopt(session: KeptSession): Promise<Result<null>>;
  /** Replaces the session of an account that was adopted, keeping the replaced one as the previous generation. */
  save(session: KeptSession): Promise<Result<null>>;
  /** Remembers that the server ended a session, and removes its useless secrets. */
  markEnded(account: KnownAccount, ended: z.infer<typeof endedSchema>): Promise<Result<null>>;
  /** Removes everything of an account. */
  wipe(key: string): Promise<Result<null>>;
  /** Resolves when everything asked for so far is done. */
  settled(): Promise<void>;
}

/** @param folder the app's data folder. */
export function createVault(options: {
  readonly folder: string;
  readonly disk: Disk;
  readonly storage: SafeStorage;
}): Vault {
  const { disk, storage } = options;
  const accounts = join(options.folder, 'accounts');
  const currentFile = join(accounts, 'current.json');
  const accountFile = (key: string): string => join(accounts, key, 'account.json');
  const sealedFile = (key: string): string => join(accounts, key, 'session.sealed');
  const previousFile = (key: string): string => `${sealedFile(key)}.previous`;
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
    return bytes === null ? null : (parse(bytes.toString('utf8'), schema) ?? null);
  }

  async function openGeneration(path: string): Promise<VaultOpening | { status: 'damaged' }> {
    const bytes = await disk.read(path).catch(() => 'unreadable' as const);
    // It may be whole and readable next time; the generation before it would give away a refresh token that was used.
    if (bytes === 'unreadable') return { status: 'undecryptable' };
    const opening = await storage.open(bytes);
    if (opening.status === 'unavailable') return { status: 'locked' };
    // The generation before it holds a refresh token that a newer app has used up.
    if (opening.status === 'newerVersion') return { status: 'undecryptable' };
    if (opening.status !== 'opened') return { status: 'damaged' };
    const session = parse(opening.text, keptSessionSchema);
    // The envelope's checksum is right, so this is no damage: another version of the app wrote it.
    if (session === undefined) return { status: 'undecryptable' };
    if (opening.resealed !== null) {
      // If this fails the old envelope stays, and is sealed anew next time.
      await disk.write(path, Buffer.from(opening.resealed)).catch(() => undefined);
    }
    return { status: 'opened', session };
  }

  async function write(session: KeptSession): Promise<Result<null>> {
    const sealing = await storage.seal(JSON.stringify(session));
    if (sealing.status !== 'sealed') return failure({ code: 'storageLocked' });
    const { key } = session.account;
    const replaced = await disk.read(sealedFile(key)).catch(() => null);
    if (replaced !== null) await disk.write(previousFile(key), replaced);
    await disk.write(sealedFile(key), Buffer.from(sealing.envelope));
    return success(null);
  }

  function writeAccount(
    account: KnownAccount,
    ended: z.infer<typeof endedSchema> | null,
  ): Promise<void> {
    const file = { version: 1, account, ended } satisfies z.infer<typeof accountFileSchema>;
    return disk.write(accountFile(account.key), JSON.stringify(file));
  }

  /** Tries every file before it says that one could not be removed. */
  async function removeAll(paths: readonly string[]): Promise<void> {
    const removals = await Promise.allSettled(paths.map((path) => disk.remove(path)));
    const failed = removals.find((removal) => removal.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  return {
    async canKeep() {
      return (await storage.availability()).status === 'available';
    },

    current: () =>
      inTurn(async () => {
        const current = await readJson(currentFile, currentFileSchema);
        if (current === null) return null;
        const file = await readJson(accountFile(current.key), accountFileSchema);
        if (file === null || file.account.key !== current.key) return null;
        return { account: file.account, ended: file.ended };
      }),

    open: (key) =>
      inTurn(async () => {
        for (const path of [sealedFile(key), previousFile(key)]) {
          const opening = await openGeneration(path);
          const isOther = opening.status === 'opened' && opening.session.account.key !== key;
          if (opening.status !== 'damaged' && !isOther) return opening;
        }
        return { status: 'undecryptable' };
      }),

    adopt: (session) =>
      change(async () => {
        const { account } = session;
        // A sign-in that could not be kept is given up, so the step that puts it in force comes last: for the account
        // that is current the sealing, for another one the file that names it.
        const current = await readJson(currentFile, currentFileSchema);
        await writeAccount(account, null);
        const written = await write(session);
        if (!written.ok || current?.key === account.key) return written;
        const file = { version: 1, key: account.key } satisfies z.infer<typeof currentFileSchema>;
        await disk.write(currentFile, JSON.stringify(file));
        return success(null);
      }),

    save: (session) => change(() => write(session)),

    markEnded: (account, ended) =>
      change(async () => {
        await writeAccount(account, ended);
        await removeAll([sealedFile(account.key), previousFile(account.key)]);
        return success(null);
      }),

    wipe: (key) =>
      change(async () => {
        const current = await readJson(currentFile, currentFileSchema);
        const pointer = current?.key === key ? [currentFile] : [];
        await removeAll([sealedFile(key), previousFile(key), accountFile(key), ...pointer]);
        return success(null);
      }),

    settled: () => inTurn(() => Promise.resolve()),
  };
}

function parse<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
