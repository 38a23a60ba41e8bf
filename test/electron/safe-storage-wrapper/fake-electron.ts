import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ElectronSafeStorage } from 'safe-storage-wrapper';

/** What a test can do to the fake keyring. */
export interface FakeKeyring {
  available: boolean;
  backend: ReturnType<ElectronSafeStorage['getSelectedStorageBackend']>;
  /** The keyring gives no key for the moment. */
  locked: boolean;
  /** What is asked waits, as behind a prompt, until {@link FakeKeyring.answer}. */
  prompting: boolean;
  /** How many calls wait. */
  waiting: number;
  /** Chromium found no keyring and fell back to the key in its source. */
  builtInKey: boolean;
  /** Electron asks for what it decrypts to be sealed anew. */
  shouldReEncrypt: boolean;
  /** Somebody answers the prompt: what waits goes on, and nothing waits any more. */
  answer(): void;
  /** Replaces the key, as a fresh keyring does. */
  changeKey(): void;
}

/** Chromium's, on Linux and macOS. */
const constantIv = Buffer.alloc(16, ' ');
/** The keys that are written in Chromium's source: PBKDF2 of `peanuts` and of nothing. */
export const publicKeys = {
  builtIn: Buffer.from('fd621fe5a2b402539dfa147ca9272778', 'hex'),
  empty: Buffer.from('d0d0ec9c7d77d43ac54187fa4818d17f', 'hex'),
};

/** As Chromium encrypts on Linux: AES-CBC, a constant initialization vector and no authentication. */
export function encryptAsChromium(tag: string, key: Uint8Array, text: string): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), constantIv);
  return Buffer.concat([Buffer.from(tag), cipher.update(text, 'utf8'), cipher.final()]);
}

function decryptAsChromium(encrypted: Uint8Array, key: Uint8Array): string {
  const tag = Buffer.from(encrypted.subarray(0, 3)).toString('latin1');
  if (tag !== 'v10' && tag !== 'v11') return Buffer.from(encrypted).toString();
  const decrypt = (used: Uint8Array): string => {
    const decipher = createDecipheriv('aes-128-cbc', used.subarray(0, 16), constantIv);
    return Buffer.concat([decipher.update(encrypted.subarray(3)), decipher.final()]).toString();
  };
  try {
    return decrypt(tag === 'v10' ? publicKeys.builtIn : key);
  } catch {
    return decrypt(publicKeys.empty);
  }
}

/**
 * Electron's `safeStorage` with a key in memory: fails with the words of Electron 45, and encrypts as Chromium does on
 * Linux. Like Chromium it also decrypts what its public keys encrypted, and takes what has no tag for clear text.
 * @param key of 32 bytes; the same one for every process that is to open what another one sealed
 */
export function fakeElectron(key: Uint8Array = randomBytes(32)): {
  electron: ElectronSafeStorage;
  keyring: FakeKeyring;
} {
  const prompted: (() => void)[] = [];
  const keyring: FakeKeyring = {
    available: true,
    backend: 'gnome_libsecret',
    locked: false,
    prompting: false,
    waiting: 0,
    answer() {
      keyring.prompting = false;
      keyring.waiting = 0;
      for (const goOn of prompted.splice(0)) goOn();
    },
    builtInKey: false,
    shouldReEncrypt: false,
    changeKey() {
      key = randomBytes(32);
    },
  };
  async function prompt(): Promise<void> {
    if (!keyring.prompting) return;
    keyring.waiting += 1;
    await new Promise<void>((resolve) => prompted.push(resolve));
  }

  const electron: ElectronSafeStorage = {
    isAsyncEncryptionAvailable: () => Promise.resolve(keyring.available),
    getSelectedStorageBackend: () => keyring.backend,
    async encryptStringAsync(text) {
      await prompt();
      if (keyring.locked) {
        throw new Error(
          'Error while encrypting the text provided to safeStorage.encryptStringAsync.',
        );
      }
      return keyring.builtInKey
        ? encryptAsChromium('v10', publicKeys.builtIn, text)
        : encryptAsChromium('v11', key, text);
    },
    async decryptStringAsync(encrypted) {
      await prompt();
      if (keyring.locked) {
        throw new Error(
          'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
        );
      }
      try {
        return {
          result: decryptAsChromium(encrypted, key),
          shouldReEncrypt: keyring.shouldReEncrypt,
        };
      } catch {
        throw new Error(
          'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
        );
      }
    },
  };
  return { electron, keyring };
}
