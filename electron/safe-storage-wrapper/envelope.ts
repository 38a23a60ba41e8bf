import { createHash } from 'node:crypto';

const format = 'safe-storage-wrapper';
const version = 2;

/** What is written to disk: a text under a key of its own, that key under the keyring's, and in clear whose that is. */
export interface Envelope {
  /** Name of the backend that holds the keyring's key, such as `gnome_libsecret` or `keychain`. */
  readonly backend: string;
  /** The key of the text, as Electron's `encryptStringAsync` returned it. */
  readonly key: Uint8Array;
  /** What `encryptText` returned. */
  readonly text: Uint8Array;
}

/** What {@link readEnvelope} found. */
export type EnvelopeReading =
  | ({ readonly status: 'read' } & Envelope)
  | { readonly status: 'damaged' }
  | { readonly status: 'newerVersion'; readonly version: number };

/** What the text is authenticated with: it opens in an envelope of this version, backend and purpose only. */
export function associatedData(backend: string, purpose: string): Uint8Array {
  return Buffer.from(JSON.stringify([format, version, backend, purpose]), 'utf8');
}

/** Writes an envelope as UTF-8 JSON; the same envelope is always the same bytes. */
export function writeEnvelope(envelope: Envelope): Uint8Array {
  const { backend } = envelope;
  const key = Buffer.from(envelope.key).toString('base64');
  const text = Buffer.from(envelope.text).toString('base64');
  const checksum = createHash('sha256').update(`${backend}\n${key}\n${text}`).digest('hex');
  return Buffer.from(JSON.stringify({ format, version, backend, key, text, checksum }), 'utf8');
}

/**
 * Reads an envelope; one that this version would not write, byte for byte, is damaged. Version 1 was never released.
 *
 * The checksum is no protection against somebody who can write the file, that is what {@link associatedData} is for. It
 * tells a key that was damaged on the disk from one that another keyring encrypted, which Chromium can't: it encrypts
 * with AES-CBC and no authentication on Linux and macOS.
 */
export function readEnvelope(bytes: Uint8Array): EnvelopeReading {
  const fields = parseObject(Buffer.from(bytes).toString('utf8'));
  if (fields === null || fields.format !== format) return { status: 'damaged' };
  const { version: written, backend, key, text } = fields;
  if (typeof written !== 'number' || !Number.isInteger(written)) return { status: 'damaged' };
  if (written > version) return { status: 'newerVersion', version: written };
  if (typeof backend !== 'string' || typeof key !== 'string' || typeof text !== 'string') {
    return { status: 'damaged' };
  }
  const envelope = { backend, key: Buffer.from(key, 'base64'), text: Buffer.from(text, 'base64') };
  const isAsWritten = Buffer.from(writeEnvelope(envelope)).equals(bytes);
  return isAsWritten ? { status: 'read', ...envelope } : { status: 'damaged' };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}
