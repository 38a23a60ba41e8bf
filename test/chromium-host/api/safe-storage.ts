import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SafeStorage as ElectronSafeStorage } from 'electron';
import { strict } from '../not-implemented.ts';
import { app } from './app.ts';

type Backend = ReturnType<ElectronSafeStorage['getSelectedStorageBackend']>;
type Implemented = Pick<
  ElectronSafeStorage,
  | 'decryptStringAsync'
  | 'encryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'isAsyncEncryptionAvailable'
  | 'isEncryptionAvailable'
  | 'setUsePlainTextEncryption'
>;

/** How the operating system's keyring behaves at the moment. */
export type KeyringState = 'open' | 'locked' | 'unavailable';

const prefix = 'v11';
const backends: readonly Backend[] = [
  'basic_text',
  'gnome_libsecret',
  'kwallet',
  'kwallet5',
  'kwallet6',
];

/** The stand-in for the operating system's keyring: a file of keys outside the app's data folder. */
class Keyring {
  state: KeyringState = 'open';
  backend: Backend = 'gnome_libsecret';

  constructor() {
    const state = process.env.CHROMIUM_HOST_KEYRING_STATE;
    if (state === 'locked' || state === 'unavailable') this.state = state;
    const named = process.env.CHROMIUM_HOST_KEYRING_BACKEND;
    this.backend = backends.find((backend) => backend === named) ?? this.backend;
  }

  /** Newest first. Made on first use. */
  keys(): Buffer[] {
    try {
      const text = readFileSync(this.#path(), 'utf8');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => Buffer.from(line, 'hex'));
    } catch {
      return this.#save([randomBytes(32)]);
    }
  }

  /** A new key for what is encrypted from now on; what the old ones encrypted still opens. */
  rotate(): void {
    this.#save([randomBytes(32), ...this.keys()]);
  }

  /** Another keyring altogether, as after moving the data to another computer. */
  replace(): void {
    this.#save([randomBytes(32)]);
  }

  #path(): string {
    return (
      process.env.CHROMIUM_HOST_KEYRING ??
      join(dirname(app.getPath('userData')), 'chromium-host-keyring')
    );
  }

  #save(keys: Buffer[]): Buffer[] {
    const path = this.#path();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, keys.map((key) => `${key.toString('hex')}\n`).join(''), {
      mode: 0o600,
    });
    renameSync(`${path}.new`, path);
    return keys;
  }
}

export const keyring = new Keyring();

function decryptWith(key: Buffer, encrypted: Buffer): string | undefined {
  const start = prefix.length;
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(start, start + 12));
  decipher.setAuthTag(encrypted.subarray(start + 12, start + 28));
  try {
    return decipher.update(encrypted.subarray(start + 28)).toString() + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

function requireReady(method: string): void {
  if (!app.isReadyForHost) {
    throw new Error(`safeStorage.${method} cannot be used before app is ready`);
  }
}

let usePlainText = false;

/** `safeStorage`: really encrypts (AES-256-GCM), with errors in Electron's words. */
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable(): boolean {
    if (!app.isReadyForHost || keyring.state !== 'open') return false;
    return keyring.backend !== 'basic_text' || usePlainText;
  },

  getSelectedStorageBackend(): Backend {
    return app.isReadyForHost ? keyring.backend : 'unknown';
  },

  setUsePlainTextEncryption(use: boolean): void {
    usePlainText = use;
  },

  // As in Electron true although only the built-in fallback may be there, or the keyring locked.
  async isAsyncEncryptionAvailable(): Promise<boolean> {
    return app.isReadyForHost && keyring.state !== 'unavailable';
  },

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    requireReady('encryptStringAsync');
    const [key] = keyring.state === 'open' ? keyring.keys() : [];
    if (key === undefined) {
      throw new Error(
        'Error while encrypting the text provided to safeStorage.encryptStringAsync.',
      );
    }
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from(prefix), iv, cipher.getAuthTag(), sealed]);
  },

  async decryptStringAsync(encrypted: Buffer) {
    requireReady('decryptStringAsync');
    if (!Buffer.isBuffer(encrypted)) {
      throw new Error('Expected the first argument of decryptStringAsync() to be a buffer');
    }
    if (keyring.state === 'locked') {
      throw new Error(
        'safeStorage.decryptStringAsync is temporarily unavailable. Please try again.',
      );
    }
    const isSealed = encrypted.length >= 31 && encrypted.subarray(0, 3).toString() === prefix;
    const keys = keyring.state === 'open' && isSealed ? keyring.keys() : [];
    for (const [index, key] of keys.entries()) {
      const result = decryptWith(key, encrypted);
      if (result !== undefined) return { result, shouldReEncrypt: index > 0 };
    }
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.',
    );
  },
} satisfies Implemented);
