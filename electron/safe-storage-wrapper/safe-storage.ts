import { associatedData, readEnvelope, writeEnvelope } from './envelope.ts';
import {
  type Availability,
  createKeyring,
  type ElectronSafeStorage,
  type Unavailable,
} from './keyring.ts';
import { decryptText, encryptText, isKey, newKey } from './text-cipher.ts';
import { type After, afterOnThisComputer } from './time-limit.ts';

export type { ElectronSafeStorage } from './keyring.ts';

/** What {@link SafeStorage.seal} answers. */
export type Sealing = { readonly status: 'sealed'; readonly envelope: Uint8Array } | Unavailable;

/** What {@link SafeStorage.open} answers. */
export type Opening =
  | {
      readonly status: 'opened';
      readonly text: string;
      /** The same text sealed anew, to be kept in place of the old envelope; null when the old one is as good. */
      readonly resealed: Uint8Array | null;
    }
  /** There was nothing to open. */
  | { readonly status: 'absent' }
  /** Try again later: the envelope may well be good. */
  | Unavailable
  /** The keyring gave its key, and it is not the one that sealed this. */
  | { readonly status: 'undecryptable'; readonly sealedBy: string; readonly backend: string }
  /** Not an envelope, one of another purpose, or one that was changed after it was written. */
  | { readonly status: 'damaged' }
  /** Written by a newer version of this package; leave it alone. */
  | { readonly status: 'newerVersion'; readonly version: number };

/**
 * Seals and opens short texts with a key that the operating system keeps. Nothing here throws, and nothing waits longer
 * for the operating system than the time limit, once for each question that it is asked.
 */
export interface SafeStorage {
  /** Asks Electron, then proves it by writing and reading a probe. */
  availability(): Promise<Availability>;
  /**
   * @param text is never written anywhere but into the returned envelope, encrypted.
   * @param purpose what the text is and whose, such as `session 4f2a`: the envelope opens for this purpose only, so that
   * nobody can put it in another's place. Not a secret, and not contained in the envelope.
   */
  seal(text: string, purpose: string): Promise<Sealing>;
  /**
   * @param envelope what {@link seal} returned, or null or no bytes when nothing was kept.
   * @param purpose as when it was sealed.
   */
  open(envelope: Uint8Array | null, purpose: string): Promise<Opening>;
}

/** What a {@link SafeStorage} is made with. */
export interface SafeStorageOptions {
  /** As in `process.platform`. */
  readonly platform: NodeJS.Platform;
  /** How long the operating system may take for an answer, in milliseconds; ten seconds unless told. */
  readonly timeLimit?: number;
  /** Counts the time limit; this computer's timer unless told. */
  readonly after?: After;
}

/** A person who sees the prompt of a keyring types the password in less; one who does not see it is not waited for. */
const defaultTimeLimit = 10_000;

/**
 * Wraps Electron's asynchronous `safeStorage`.
 *
 * Chromium encrypts without authentication on Linux and macOS. So what the operating system's key encrypts is only a
 * random key for each envelope, and the text is encrypted and authenticated under that one.
 *
 * @param electron Electron's `safeStorage`; to be used after the app is ready.
 * @see https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function createSafeStorage(
  electron: ElectronSafeStorage,
  { platform, timeLimit = defaultTimeLimit, after = afterOnThisComputer }: SafeStorageOptions,
): SafeStorage {
  const keyring = createKeyring(electron, { platform, timeLimit, after });

  async function seal(text: string, purpose: string): Promise<Sealing> {
    const key = newKey();
    const encryption = await keyring.encrypt(key);
    if (encryption.status === 'unavailable') return encryption;
    const { backend, encrypted } = encryption;
    const encryptedText = encryptText(text, key, associatedData(backend, purpose));
    const envelope = writeEnvelope({ backend, key: encrypted, text: encryptedText });
    return { status: 'sealed', envelope };
  }

  async function open(envelope: Uint8Array | null, purpose: string): Promise<Opening> {
    if (envelope === null || envelope.length === 0) return { status: 'absent' };
    const reading = readEnvelope(envelope);
    if (reading.status !== 'read') return reading;
    const decryption = await keyring.decrypt(reading.key);
    if (decryption.status === 'unavailable') return decryption;
    if (decryption.status === 'unprotected') return { status: 'damaged' };
    // Without authentication a wrong key of the keyring is not always refused: it may decrypt to something.
    if (decryption.status === 'refused' || !isKey(decryption.text)) {
      return { status: 'undecryptable', sealedBy: reading.backend, backend: decryption.backend };
    }
    const bound = associatedData(reading.backend, purpose);
    const text = decryptText(reading.text, decryption.text, bound);
    if (text === null) return { status: 'damaged' };
    const resealing = decryption.isOutdated ? await seal(text, purpose) : null;
    const resealed = resealing?.status === 'sealed' ? resealing.envelope : null;
    return { status: 'opened', text, resealed };
  }

  return { availability: () => keyring.availability(), seal, open };
}
