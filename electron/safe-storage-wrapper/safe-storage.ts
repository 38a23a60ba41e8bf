import { randomUUID } from 'node:crypto';
import type { SafeStorage as EntireElectronSafeStorage } from 'electron';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import { type After, afterOnThisComputer, answerWithin } from './time-limit.ts';

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
  /** The key is there and is not the one that sealed this. */
  | { readonly status: 'undecryptable'; readonly sealedBy: string; readonly backend: string }
  /** Not an envelope, or one that was changed after it was written. */
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
  /** @param text is never written anywhere but into the returned envelope, encrypted. */
  seal(text: string): Promise<Sealing>;
  /** @param envelope what {@link seal} returned, or null or no bytes when nothing was kept. */
  open(envelope: Uint8Array | null): Promise<Opening>;
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

/** The key of Chromium's last resort on Linux is a constant; what it encrypts starts with this tag. */
const builtInKeyTag = 'v10';

/**
 * Wraps Electron's asynchronous `safeStorage`.
 *
 * `isAsyncEncryptionAvailable` is true on a Linux without any keyring, and `getSelectedStorageBackend` tells of the
 * desktop rather than of a keyring that works. So both are asked, a probe is written and read, and on Linux the tag of
 * what was encrypted must not be that of the built-in key.
 *
 * Electron's promises stay pending for as long as a keyring shows a prompt that nobody answers, so none is waited for
 * without a limit.
 *
 * @param electron Electron's `safeStorage`; to be used after the app is ready.
 * @see https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function createSafeStorage(
  electron: ElectronSafeStorage,
  { platform, timeLimit = defaultTimeLimit, after = afterOnThisComputer }: SafeStorageOptions,
): SafeStorage {
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

  function isBuiltIn(encrypted: Uint8Array): boolean {
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
      if (isBuiltIn(encrypted)) return unavailable('insecureBackend');
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

  async function seal(text: string): Promise<Sealing> {
    const found = await availability();
    if (found.status === 'unavailable') return found;
    try {
      const payload = await inTime(electron.encryptStringAsync(text));
      if (payload === null) return unanswered();
      if (isBuiltIn(payload)) return unavailable('insecureBackend');
      return { status: 'sealed', envelope: writeEnvelope({ backend: found.backend, payload }) };
    } catch {
      return unavailable('locked');
    }
  }

  async function open(envelope: Uint8Array | null): Promise<Opening> {
    if (envelope === null || envelope.length === 0) return { status: 'absent' };
    const reading = readEnvelope(envelope);
    if (reading.status !== 'read') return reading;
    const found = await availability();
    if (found.status === 'unavailable') return found;
    try {
      const decrypted = await inTime(electron.decryptStringAsync(Buffer.from(reading.payload)));
      if (decrypted === null) return unanswered();
      const resealed = decrypted.shouldReEncrypt ? await resealedText(decrypted.result) : null;
      return { status: 'opened', text: decrypted.result, resealed };
    } catch (error) {
      if (isTemporary(error)) return unavailable('locked');
      return { status: 'undecryptable', sealedBy: reading.backend, backend: found.backend };
    }
  }

  async function resealedText(text: string): Promise<Uint8Array | null> {
    const sealing = await seal(text);
    return sealing.status === 'sealed' ? sealing.envelope : null;
  }

  return { availability, seal, open };
}

function unavailable(because: Unavailable['because']): Unavailable {
  return { status: 'unavailable', because };
}

/** Electron tells a key that is missing for the moment from a wrong one by this sentence alone. */
function isTemporary(error: unknown): boolean {
  return error instanceof Error && error.message.includes('temporarily unavailable');
}
