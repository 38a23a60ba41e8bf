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

/**
 * Indexes the names of sets and members (`model-index.ts`): `model_name` by their texts, which begin with a
 * space and the labels, `model_search` by all three letters that follow each other in them. `model_index` tells which numbers are of the index
 * in use.
 */
export const modelSearchMigration: Migration = (connection) => {
  connection.exec(`
    CREATE TABLE model_index (
      language TEXT PRIMARY KEY,
      number INTEGER NOT NULL,
      version TEXT,
      received_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE model_name (
      number INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      entity_set TEXT NOT NULL,
      member TEXT,
      label TEXT NOT NULL
    ) STRICT;
    CREATE INDEX model_name_text ON model_name (text);
    CREATE VIRTUAL TABLE model_search USING fts5(
      text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
    );
  `);
};
