import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Bytes of a database's key. */
export const keyLength = 32;

const fingerprintLength = 32;

/**
 * Tells a wrong key from a damaged file, which look alike to SQLite: a file beside the databases holds a value that only
 * their key produces and that does not lead back to it (HMAC-SHA256, RFC 2104), with a checksum of its own.
 *
 * @returns null when the file is missing or itself damaged
 */
export function isKeyOf(path: string, key: Uint8Array): boolean | null {
  if (!existsSync(path)) return null;
  const kept = readFileSync(path);
  const fingerprint = kept.subarray(0, fingerprintLength);
  if (!isEqual(kept.subarray(fingerprintLength), checksumOf(fingerprint))) return null;
  return isEqual(fingerprint, fingerprintOf(key));
}

/** Keeps the value for a key that has just opened or made a database. */
export function keepKeyCheck(path: string, key: Uint8Array): void {
  const fingerprint = fingerprintOf(key);
  const content = Buffer.concat([fingerprint, checksumOf(fingerprint)]);
  writeFileSync(`${path}.tmp`, content, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

function fingerprintOf(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('local copy of Navigator for ERP.net').digest();
}

function checksumOf(fingerprint: Buffer): Buffer {
  return createHash('sha256').update(fingerprint).digest();
}

function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
