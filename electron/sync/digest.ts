import { createHash } from 'node:crypto';

/** A short name for a value that can be written as JSON. */
export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
