import type { Migration } from '../database/migration.ts';

/** The schema of `state.db`, version by version: what the user had open, as named values. */
const first: Migration = (connection) => {
  connection.exec(`
    CREATE TABLE value (
      name TEXT PRIMARY KEY,
      json TEXT NOT NULL,
      written_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
};

/** All migrations of `state.db`, in order. */
export const stateMigrations: readonly Migration[] = [first];
