import type { Migration } from '../database/migration.ts';
import { changesMigration } from './changes.ts';
import { modelMigration, modelSearchMigration } from './model-schema.ts';
import { partsMigration } from './parts.ts';
import { picturesMigration } from './pictures.ts';
import { resultRunMigration } from './results.ts';
import { rowCountMigration } from './row-counts.ts';
import { enumOrderMigration } from './sort-columns.ts';

/**
 * The schema of `cache.db`, version by version. A migration that has shipped is never edited.
 *
 * - `entity_set`: the sets that something is kept of. Their rows are in a table of their own each (`set-table.ts`), whose name
 *   has the set's number and a generation, so that a whole new pull can take the place of the old rows in one commit. `staging`
 *   is the generation that such a pull is filling.
 * - `set_column`: the columns of those tables. `sorted`: a sort key is kept beside the value.
 * - `result`, `result_row`: what a query returned, as ids in their order. Rows at a position of `reached` or later are left from
 *   an earlier run of the same query.
 * - `model`, `model_set`: the instance's model, compiled for reading.
 * - `sweep`: the ids that a deletion sweep under way has seen on the instance, a page of them a row, because they are read once.
 * - `setting`: what the file was written with, such as the language that texts are ordered by.
 */
const first: Migration = (connection) => {
  connection.exec(`
    CREATE TABLE entity_set (
      number INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      generation INTEGER NOT NULL DEFAULT 1,
      staging INTEGER,
      kept INTEGER NOT NULL DEFAULT 0,
      complete_at INTEGER,
      search_index TEXT NOT NULL DEFAULT 'none',
      search_indexed INTEGER NOT NULL DEFAULT 0,
      sync TEXT
    ) STRICT;
    CREATE TABLE set_column (
      entity_set INTEGER NOT NULL REFERENCES entity_set (number),
      number INTEGER NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      sorted INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (entity_set, number),
      UNIQUE (entity_set, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE result (
      number INTEGER PRIMARY KEY,
      query TEXT NOT NULL UNIQUE,
      entity_set INTEGER NOT NULL REFERENCES entity_set (number),
      cursor TEXT,
      complete INTEGER NOT NULL DEFAULT 0,
      reached INTEGER NOT NULL DEFAULT 0,
      received_at INTEGER NOT NULL,
      row_count INTEGER,
      counted_at INTEGER,
      used_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX result_used ON result (used_at);
    CREATE TABLE result_row (
      result INTEGER NOT NULL REFERENCES result (number),
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (result, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX result_row_id ON result_row (result, id);
    CREATE TABLE model (
      number INTEGER PRIMARY KEY,
      version TEXT NOT NULL,
      language TEXT NOT NULL,
      directory TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      UNIQUE (version, language)
    ) STRICT;
    CREATE TABLE model_set (
      model INTEGER NOT NULL REFERENCES model (number),
      name TEXT NOT NULL,
      detail TEXT NOT NULL,
      PRIMARY KEY (model, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE sweep (entity_set INTEGER NOT NULL, ids TEXT NOT NULL) STRICT;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `);
};

/** All migrations of `cache.db`, in order. */
export const cacheMigrations: readonly Migration[] = [
  first,
  modelMigration,
  rowCountMigration,
  enumOrderMigration,
  changesMigration,
  modelSearchMigration,
  resultRunMigration,
  partsMigration,
  picturesMigration,
];
