import { createCipheriv, pbkdf2Sync } from 'node:crypto';

/** Chromium derives keys from these when there is no keyring, and when an earlier version of it took none for an empty one. */
const passwordsInItsSource = ['peanuts', ''];
const tagLength = 'v10'.length;

/**
 * Whether anybody could have made this without the keyring. Whatever the keyring, Chromium on Linux and macOS also
 * decrypts with keys that are written in its source, and has taken what it can't decrypt for clear text.
 *
 * Its AES-CBC has a constant initialization vector, so the same text under the same key is always the same bytes.
 *
 * @param encrypted what Electron encrypted or was given to decrypt, with the tag of the key.
 * @param text what is in it.
 * @see https://crbug.com/40055416
 */
export function isUnderPublicKey(encrypted: Uint8Array, text: string): boolean {
  const bytes = Buffer.from(encrypted);
  if (bytes.equals(Buffer.from(text))) return true;
  const body = bytes.subarray(tagLength);
  return passwordsInItsSource.some((password) => encryptAsChromium(password, text).equals(body));
}

function encryptAsChromium(password: string, text: string): Buffer {
  const key = pbkdf2Sync(password, 'saltysalt', 1, 16, 'sha1');
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
}
