import type { Connection } from '../database/cipher.ts';

/** A named value of the workspace. */
export interface StateValue {
  readonly json: string;
  /** When it was written, in milliseconds since 1970. */
  readonly writtenAt: number;
}

/** Reads a value; null when it was never written. */
export function readValue(connection: Connection, name: string): StateValue | null {
  const found = connection
    .prepare<[string], { json: string; written_at: number }>(
      'SELECT json, written_at FROM value WHERE name = ?',
    )
    .get(name);
  return found === undefined ? null : { json: found.json, writtenAt: found.written_at };
}

/** Writes a value; when this returns it survives a power cut. */
export function writeValue(connection: Connection, name: string, json: string, at: number): void {
  connection
    .prepare('INSERT OR REPLACE INTO value (name, json, written_at) VALUES (?, ?, ?)')
    .run(name, json, at);
}

/** Removes a value. */
export function removeValue(connection: Connection, name: string): void {
  connection.prepare('DELETE FROM value WHERE name = ?').run(name);
}
