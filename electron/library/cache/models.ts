import type { Connection } from '../database/cipher.ts';

/** When something came that is kept of a model, and of which version of the instance it is. */
interface Kept {
  /** Null when somebody has asked the instance anew since. */
  readonly version: string | null;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** The list of an instance's entity sets as it is kept, JSON in the words of whoever keeps it. */
export interface KeptDirectory extends Kept {
  readonly directory: string;
}

/** The details of an entity set as they are kept, JSON likewise. */
export interface KeptModelSet extends Kept {
  readonly detail: string;
}

/** Names the details of one set. */
export interface ModelSetName {
  readonly language: string;
  readonly set: string;
}

/** Keeps the list in a language in the place of the one before. Details of sets stay, each as of its own version. */
export function writeModel(
  connection: Connection,
  model: KeptDirectory & Pick<ModelSetName, 'language'>,
): void {
  connection
    .prepare(
      'INSERT OR REPLACE INTO model (language, version, directory, received_at) VALUES (?, ?, ?, ?)',
    )
    .run(model.language, model.version, model.directory, model.receivedAt);
}

/** Takes the version from all that is kept, because somebody wants it asked anew: from then on it only helps in need. */
export function outdateModel(connection: Connection): void {
  connection.transaction(() => {
    connection.prepare('UPDATE model SET version = NULL').run();
    connection.prepare('UPDATE model_set SET version = NULL').run();
    connection.prepare('UPDATE model_index SET version = NULL').run();
  })();
}

/** The list in a language, of whatever version; null when none is kept. */
export function readModel(connection: Connection, language: string): KeptDirectory | null {
  const kept = connection
    .prepare<[string], KeptDirectory>(
      'SELECT version, directory, received_at AS receivedAt FROM model WHERE language = ?',
    )
    .get(language);
  return kept ?? null;
}

/** Keeps the details of a set in the place of those before. */
export function writeModelSet(connection: Connection, kept: KeptModelSet & ModelSetName): void {
  connection
    .prepare(
      `INSERT OR REPLACE INTO model_set (language, name, version, detail, received_at)
       VALUES (?, ?, ?, ?, ?)`,
    )
    .run(kept.language, kept.set, kept.version, kept.detail, kept.receivedAt);
}

/** The details of a set, of whatever version; null when none are kept. */
export function readModelSet(
  connection: Connection,
  { language, set }: ModelSetName,
): KeptModelSet | null {
  const kept = connection
    .prepare<[string, string], KeptModelSet>(
      `SELECT version, detail, received_at AS receivedAt FROM model_set
       WHERE language = ? AND name = ?`,
    )
    .get(language, set);
  return kept ?? null;
}
