import type { Connection } from './cipher.ts';

/** What brings a database to the next version of its schema. */
export type Migration = (connection: Connection) => void;

/** How far {@link migrate} came. */
export type Migrated = 'current' | 'newerSchema';

/**
 * Brings a database to the newest schema: migration `n` leads from `user_version` n to n + 1. Each runs in a transaction with
 * its version, so that a process that ends in between leaves the one or the other schema whole. A database of a later
 * version is left as it is.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): Migrated {
  const found = Number(connection.pragma('user_version', { simple: true }));
  if (found > migrations.length) return 'newerSchema';
  for (const [version, migration] of migrations.entries()) {
    if (version < found) continue;
    connection.transaction(() => {
      migration(connection);
      connection.pragma(`user_version = ${version + 1}`);
    })();
  }
  return 'current';
}
