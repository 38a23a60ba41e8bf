import type { Connection } from '../database/cipher.ts';

/** The model of an instance as it is kept: what lists and searches need in one piece, the details a set each. Both are JSON. */
export interface KeptModel {
  readonly version: string;
  readonly language: string;
  readonly directory: string;
  readonly receivedAt: number;
}

/** Keeps a model in a language; those of other versions of the instance are dropped, since it never goes back to them. */
export function writeModel(connection: Connection, model: KeptModel): void {
  connection.transaction(() => {
    connection
      .prepare('DELETE FROM model_set WHERE model IN (SELECT number FROM model WHERE version <> ?)')
      .run(model.version);
    connection.prepare('DELETE FROM model WHERE version <> ?').run(model.version);
    connection
      .prepare(
        `INSERT INTO model (version, language, directory, received_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (version, language)
         DO UPDATE SET directory = excluded.directory, received_at = excluded.received_at`,
      )
      .run(model.version, model.language, model.directory, model.receivedAt);
  })();
}

interface ModelRecord {
  readonly version: string;
  readonly language: string;
  readonly directory: string;
  readonly received_at: number;
}

/** The newest model in a language, of whatever version; null when there is none. Offline the instance can't tell its version. */
export function readModel(connection: Connection, language: string): KeptModel | null {
  const record = connection
    .prepare<[string], ModelRecord>(
      'SELECT * FROM model WHERE language = ? ORDER BY received_at DESC LIMIT 1',
    )
    .get(language);
  if (record === undefined) return null;
  const { version, directory, received_at: receivedAt } = record;
  return { version, language, directory, receivedAt };
}

/** Names one set in one version of a model. */
export interface ModelSetName {
  readonly version: string;
  readonly language: string;
  readonly set: string;
}

/** Keeps the details of a set. Nothing is kept for a model that is not. */
export function writeModelSet(connection: Connection, name: ModelSetName, detail: string): void {
  connection
    .prepare(
      `INSERT OR REPLACE INTO model_set (model, name, detail)
       SELECT number, ?, ? FROM model WHERE version = ? AND language = ?`,
    )
    .run(name.set, detail, name.version, name.language);
}

/** The details of a set; null when they are not kept. */
export function readModelSet(connection: Connection, name: ModelSetName): string | null {
  const detail = connection
    .prepare<[string, string, string], string>(
      `SELECT detail FROM model_set JOIN model ON model.number = model
       WHERE version = ? AND language = ? AND name = ?`,
    )
    .pluck()
    .get(name.version, name.language, name.set);
  return detail ?? null;
}
