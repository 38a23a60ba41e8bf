import { createHash } from 'node:crypto';

const format = 'safe-storage-wrapper';
const version = 1;

/** What is written to disk: the encrypted payload, and in clear which backend encrypted it. */
export interface Envelope {
  /** Name of the backend that holds the key, such as `gnome_libsecret` or `keychain`. */
  readonly backend: string;
  /** The bytes that Electron's `encryptStringAsync` returned. */
  readonly payload: Uint8Array;
}

/** What {@link readEnvelope} found. */
export type EnvelopeReading =
  | ({ readonly status: 'read' } & Envelope)
  | { readonly status: 'damaged' }
  | { readonly status: 'newerVersion'; readonly version: number };

/** Writes an envelope as UTF-8 JSON. */
export function writeEnvelope({ backend, payload }: Envelope): Uint8Array {
  const base64 = Buffer.from(payload).toString('base64');
  const fields = { format, version, backend, payload: base64, checksum: checksum(backend, base64) };
  return Buffer.from(JSON.stringify(fields), 'utf8');
}

/**
 * Reads an envelope.
 *
 * Chromium encrypts with AES-CBC and no authentication on Linux and macOS, so a flipped bit on the disk could decrypt
 * to another text without anybody noticing. The checksum finds such damage; it does not stop someone who can write
 * the file.
 */
export function readEnvelope(bytes: Uint8Array): EnvelopeReading {
  const fields = parseObject(Buffer.from(bytes).toString('utf8'));
  if (fields === null || fields.format !== format) return { status: 'damaged' };
  const { version: written, backend, payload } = fields;
  if (typeof written !== 'number' || !Number.isInteger(written)) return { status: 'damaged' };
  if (written > version) return { status: 'newerVersion', version: written };
  if (written !== version || typeof backend !== 'string' || typeof payload !== 'string') {
    return { status: 'damaged' };
  }
  if (fields.checksum !== checksum(backend, payload)) return { status: 'damaged' };
  return { status: 'read', backend, payload: Buffer.from(payload, 'base64') };
}

function checksum(backend: string, payload: string): string {
  return createHash('sha256').update(`${backend}\n${payload}`).digest('hex');
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
