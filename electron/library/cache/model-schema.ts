import type { Migration } from '../database/migration.ts';

/**
 * Keeps of the instance's model one list a language, and one piece of details a set and language: the newest that came, with
 * the version of the instance that it is of, or none once it is known to be outdated. What an earlier version told still helps
 * while the instance can't be asked.
 */
export const modelMigration: Migration = (connection) => {
  connection.exec(`
    DROP TABLE model_set;
    DROP TABLE model;
    CREATE TABLE model (
      language TEXT PRIMARY KEY,
      version TEXT,
      directory TEXT NOT NULL,
      received_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE model_set (
      language TEXT NOT NULL,
      name TEXT NOT NULL,
      version TEXT,
      detail TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      PRIMARY KEY (language, name)
    ) STRICT, WITHOUT ROWID;
  `);
};
