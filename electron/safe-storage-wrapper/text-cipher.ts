import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;

/** A fresh key of 256 bits, for one text, as base64. */
export function newKey(): string {
  return randomBytes(keyLength).toString('base64');
}

/**
 * Encrypts a text with AES-256-GCM (NIST SP 800-38D).
 *
 * @param key from {@link newKey}, used for nothing else.
 * @param bound what {@link decryptText} must be given again; it is authenticated and not contained in the result.
 * @returns nonce, tag and ciphertext, in this order.
 */
export function encryptText(text: string, key: string, bound: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64'), nonce, {
    authTagLength: tagLength,
  });
  cipher.setAAD(bound);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** The text; null when one bit of `encrypted` or of `bound` is another one than when it was encrypted, or the key is. */
export function decryptText(encrypted: Uint8Array, key: string, bound: Uint8Array): string | null {
  const nonce = encrypted.subarray(0, nonceLength);
  const tag = encrypted.subarray(nonceLength, nonceLength + tagLength);
  const body = encrypted.subarray(nonceLength + tagLength);
  if (tag.length !== tagLength) return null;
  const decipher = createDecipheriv(algorithm, Buffer.from(key, 'base64'), nonce, {
    authTagLength: tagLength,
  });
  decipher.setAAD(bound).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Whether a text is one that {@link newKey} could have returned. */
export function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === keyLength && bytes.toString('base64') === text;
}
