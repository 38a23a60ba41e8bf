import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { SafeStorage } from 'safe-storage-wrapper';
import { z } from 'zod';
import { failure, type Result, success } from '../contract/result.ts';
import type { Disk } from '../disk/atomic-file.ts';
import { parsedJson } from '../disk/parsed-json.ts';

/** What {@link ClientSecrets.read} found. */
export type ClientSecretReading =
  | { readonly status: 'present'; readonly secret: string }
  /** None was entered: the app is registered as a public one, or an administrator has yet to enter it. */
  | { readonly status: 'absent' }
  /** The keyring gives no key now; the secret may well be good. */
  | { readonly status: 'locked' }
  /** The disk does not give it now. */
  | { readonly status: 'unreadable' }
  /** Something is there and can't be read as this app's secret. It stays where it is until another is entered. */
  | { readonly status: 'undecryptable' };

/**
 * Keeps the secrets of confidential apps, each entered once by an administrator: one file a registration under
 * `client-secrets/`, sealed by the operating system. Without a keyring they live in memory until the app is closed.
 */
export interface ClientSecrets {
  /** @param issuer as in {@link Instance}; @param clientId `ApplicationUri` of the Trusted Application. */
  read(issuer: string, clientId: string): Promise<ClientSecretReading>;
  /**
   * Keeps a secret in the place of an earlier one; an empty one removes it.
   * Failures, after which the earlier one is still in force: `storageFailed`, `storageLocked`.
   */
  keep(issuer: string, clientId: string, secret: string): Promise<Result<null>>;
}

/** The registration is in the seal too, so that nobody who can write the folder can have a secret sent elsewhere. */
const sealedSecretSchema = z.object({
  version: z.literal(1),
  issuer: z.string(),
  clientId: z.string(),
  secret: z.string().min(1),
});

/** What a sealed file is for: it opens in no other's place. */
const purposeOf = (path: string): string => `client-secret ${basename(path)}`;

/** @param options.folder the app's data folder. */
export function createClientSecrets(options: {
  readonly folder: string;
  readonly disk: Disk;
  readonly storage: SafeStorage;
}): ClientSecrets {
  const { folder, disk, storage } = options;
  const inMemory = new Map<string, string>();

  async function open(path: string, issuer: string, clientId: string) {
    const opening = await storage.open(await disk.read(path), purposeOf(path));
    if (opening.status === 'absent') return { status: 'absent' } as const;
    if (opening.status === 'unavailable') return { status: 'locked' } as const;
    if (opening.status !== 'opened') return { status: 'undecryptable' } as const;
    const sealed = parsedJson(opening.text, sealedSecretSchema);
    if (sealed?.issuer !== issuer || sealed.clientId !== clientId) {
      return { status: 'undecryptable' } as const;
    }
    if (opening.resealed !== null) {
      // If this fails the old envelope stays, and is sealed anew next time.
      await disk.write(path, Buffer.from(opening.resealed)).catch(() => undefined);
    }
    return { status: 'present', secret: sealed.secret } as const;
  }

  async function replace(
    path: string,
    sealed: z.infer<typeof sealedSecretSchema>,
  ): Promise<Result<null>> {
    const found = await storage.availability();
    if (found.status === 'unavailable' && found.because !== 'locked') {
      inMemory.set(path, sealed.secret);
      return success(null);
    }
    const sealing = await storage.seal(JSON.stringify(sealed), purposeOf(path));
    if (sealing.status !== 'sealed') return failure({ code: 'storageLocked' });
    await disk.write(path, Buffer.from(sealing.envelope));
    inMemory.delete(path);
    return success(null);
  }

  async function remove(path: string): Promise<Result<null>> {
    await disk.remove(path);
    inMemory.delete(path);
    return success(null);
  }

  function fileOf(issuer: string, clientId: string): string {
    const name = createHash('sha256').update(`${issuer}\n${clientId}`).digest('hex');
    return join(folder, 'client-secrets', `${name}.sealed`);
  }

  return {
    async read(issuer, clientId) {
      const path = fileOf(issuer, clientId);
      const secret = inMemory.get(path);
      if (secret !== undefined) return { status: 'present', secret };
      return open(path, issuer, clientId).catch(() => ({ status: 'unreadable' }));
    },
    async keep(issuer, clientId, secret) {
      const path = fileOf(issuer, clientId);
      const done =
        secret === '' ? remove(path) : replace(path, { version: 1, issuer, clientId, secret });
      return done.catch(() => failure({ code: 'storageFailed' }));
    },
  };
}
