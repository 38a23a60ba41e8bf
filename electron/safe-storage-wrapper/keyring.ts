import { randomUUID } from 'node:crypto';
import type { SafeStorage as EntireElectronSafeStorage } from 'electron';
import { isUnderPublicKey } from './public-key.ts';
import { type After, answerWithin } from './time-limit.ts';

/** The part of Electron's `safeStorage` that is used: all of its asynchronous API, nothing of the deprecated one. */
export type ElectronSafeStorage = Pick<
  EntireElectronSafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

/**
 * Why nothing can be sealed or opened right now.
 * - `noEncryption`: Electron says that there is none, or that the app is not ready.
 * - `insecureBackend`: Chromium would encrypt with the key that is written in its source code.
 * - `locked`: the keyring is there, but does not give its key at the moment, or nobody answers its question.
 */
export type Unavailable = {
  readonly status: 'unavailable';
  readonly because: 'noEncryption' | 'insecureBackend' | 'locked';
};

/** Whether something can be sealed now, and by what. */
export type Availability = { readonly status: 'available'; readonly backend: string } | Unavailable;

/** What {@link Keyring.encrypt} answers. */
type Encryption =
  | { readonly status: 'encrypted'; readonly encrypted: Uint8Array; readonly backend: string }
  | Unavailable;

/** What {@link Keyring.decrypt} answers; `backend` is the one that is in use now. */
type Decryption =
  | {
      readonly status: 'decrypted';
      readonly text: string;
      /** Electron asks for the text to be encrypted anew. */
      readonly isOutdated: boolean;
      readonly backend: string;
    }
  /** The keyring gave its key, and it is not the right one. */
  | { readonly status: 'refused'; readonly backend: string }
  /** Anybody could have written this: no key of the keyring was needed. */
  | { readonly status: 'unprotected' }
  | Unavailable;

/** The key that the operating system keeps, and what can be done with it. Nothing here throws or waits for ever. */
export interface Keyring {
  /** Asks Electron, then proves it by encrypting and decrypting a probe. */
  availability(): Promise<Availability>;
  encrypt(text: string): Promise<Encryption>;
  decrypt(encrypted: Uint8Array): Promise<Decryption>;
}

/** The key of Chromium's last resort on Linux is a constant; what it encrypts starts with this tag. */
const builtInKeyTag = 'v10';

/**
 * Asks the operating system's keyring by way of Electron.
 *
 * `isAsyncEncryptionAvailable` is true on a Linux without any keyring, and `getSelectedStorageBackend` tells of the
 * desktop rather than of a keyring that works. So both are asked, a probe is written and read, and on Linux the tag of
 * what was encrypted must not be that of the built-in key.
 *
 * Electron's promises stay pending for as long as a keyring shows a prompt that nobody answers, so none is waited for
 * without a limit.
 */
export function createKeyring(
  electron: ElectronSafeStorage,
  options: {
    readonly platform: NodeJS.Platform;
    /** In milliseconds, for each answer. */
    readonly timeLimit: number;
    readonly after: After;
  },
): Keyring {
  const { platform, timeLimit, after } = options;
  /** A probe that succeeded holds for the life of the process, as Chromium's own key does. */
  let proven: Availability | null = null;
  /** The probe that is under way, perhaps behind a prompt: a second one would wait for the same answer. */
  let probing: Promise<Availability> | null = null;

  function inTime<Answer extends object>(answer: Promise<Answer>): Promise<Answer | null> {
    return answerWithin(timeLimit, after, answer);
  }

  function backendName(): string {
    if (platform === 'darwin') return 'keychain';
    if (platform === 'win32') return 'dpapi';
    return electron.getSelectedStorageBackend();
  }

  function isUnprotected(encrypted: Uint8Array, text: string): boolean {
    if (isUnderPublicKey(encrypted, text)) return true;
    if (platform === 'darwin' || platform === 'win32') return false;
    return Buffer.from(encrypted.subarray(0, builtInKeyTag.length)).toString() === builtInKeyTag;
  }

  async function probe(): Promise<Availability> {
    try {
      if (!(await electron.isAsyncEncryptionAvailable())) return unavailable('noEncryption');
      const backend = backendName();
      if (backend === 'unknown') return unavailable('noEncryption');
      if (backend === 'basic_text') return unavailable('insecureBackend');
      const text = randomUUID();
      const encrypted = await electron.encryptStringAsync(text);
      if (isUnprotected(encrypted, text)) return unavailable('insecureBackend');
      const { result } = await electron.decryptStringAsync(encrypted);
      return result === text ? { status: 'available', backend } : unavailable('locked');
    } catch {
      return unavailable('locked');
    }
  }

  async function probeOnce(): Promise<Availability> {
    const found = await probe();
    if (found.status === 'available') proven = found;
    probing = null;
    return found;
  }

  async function availability(): Promise<Availability> {
    if (proven !== null) return proven;
    probing ??= probeOnce();
    return (await inTime(probing)) ?? unavailable('locked');
  }

  /** The next question begins with a probe again, of which there is one at a time. */
  function unanswered(): Unavailable {
    proven = null;
    return unavailable('locked');
  }

  async function encrypt(text: string): Promise<Encryption> {
    const found = await availability();
    if (found.status === 'unavailable') return found;
    try {
      const encrypted = await inTime(electron.encryptStringAsync(text));
      if (encrypted === null) return unanswered();
      if (isUnprotected(encrypted, text)) return unavailable('insecureBackend');
      return { status: 'encrypted', encrypted, backend: found.backend };
    } catch {
      return unavailable('locked');
    }
  }

  async function decrypt(encrypted: Uint8Array): Promise<Decryption> {
    const found = await availability();
    if (found.status === 'unavailable') return found;
    const { backend } = found;
    try {
      const decrypted = await inTime(electron.decryptStringAsync(Buffer.from(encrypted)));
      if (decrypted === null) return unanswered();
      const { result: text, shouldReEncrypt: isOutdated } = decrypted;
      if (isUnprotected(encrypted, text)) return { status: 'unprotected' };
      return { status: 'decrypted', text, isOutdated, backend };
    } catch (error) {
      return isTemporary(error) ? unavailable('locked') : { status: 'refused', backend };
    }
  }

  return { availability, encrypt, decrypt };
}

function unavailable(because: Unavailable['because']): Unavailable {
  return { status: 'unavailable', because };
}

/** Electron tells a key that is missing for the moment from a wrong one by this sentence alone. */
function isTemporary(error: unknown): boolean {
  return error instanceof Error && error.message.includes('temporarily unavailable');
}
