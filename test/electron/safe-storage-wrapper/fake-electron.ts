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

/**
 * Electron's `safeStorage` with a key in memory: fails with the words of Electron 45.
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
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const tag = Buffer.from(keyring.builtInKey ? 'v10' : 'v11');
      return Buffer.concat([tag, iv, cipher.getAuthTag(), body]);
    },
    async decryptStringAsync(encrypted) {
      await prompt();
      if (keyring.locked) {
        throw new Error(
          'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
        );
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(3, 15));
        decipher.setAuthTag(encrypted.subarray(15, 31));
        const body = Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]);
        return { result: body.toString('utf8'), shouldReEncrypt: keyring.shouldReEncrypt };
      } catch {
        throw new Error(
          'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
        );
      }
    },
  };
  return { electron, keyring };
}
