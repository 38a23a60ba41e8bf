import { type Connection, type ConnectionOptions, connect } from './cipher.ts';
import { failureOf } from './fault.ts';
import { inspectHeader } from './header.ts';
import { type Migration, migrate } from './migration.ts';

/**
 * How opening a database went.
 *
 * - `opened`: it has the newest schema. `isNew` when there was none.
 * - `newerSchema`: a later version of the app wrote it; it was left alone.
 * - `refused`: it is damaged, or the key is not its own; the two can't be told apart here.
 * - `diskFull`, `unreadable`: the system does not let it be used now.
 */
export type Opening =
  | { readonly kind: 'opened'; readonly connection: Connection; readonly isNew: boolean }
  | { readonly kind: 'newerSchema' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'diskFull' | 'unreadable'; readonly detail: string };

/** What {@link openDatabase} needs. */
export interface OpeningOptions extends ConnectionOptions {
  readonly migrations: readonly Migration[];
  /**
   * Whether every page is read before the database counts as opened. For small ones; a large one is looked through in the
   * background.
   */
  readonly check: 'everything' | 'schema';
}

/** Opens a database, makes it when it is absent, and brings it to the newest schema. Never throws for what is on the disk. */
export function openDatabase(options: OpeningOptions): Opening {
  let connection: Connection | undefined;
  try {
    const header = inspectHeader(options.path, options.worth);
    if (header === 'damaged') return { kind: 'refused', detail: 'header' };
    connection = connect(options);
    const migrated = migrate(connection, options.migrations);
    if (migrated === 'newerSchema') {
      connection.close();
      return { kind: 'newerSchema' };
    }
    if (options.check === 'everything' && !isSound(connection)) {
      connection.close();
      return { kind: 'refused', detail: 'quick_check' };
    }
    return { kind: 'opened', connection, isNew: header !== 'plausible' };
  } catch (error) {
    connection?.close();
    const { code, detail = code } = failureOf(error);
    if (code === 'damaged') return { kind: 'refused', detail };
    return { kind: code === 'diskFull' ? 'diskFull' : 'unreadable', detail };
  }
}

/**
 * Reads every page of a database, or of one table and its indexes, and so checks every page's tag and the order inside.
 * @throws SQLite's errors of damage
 */
export function isSound(connection: Connection, table?: string): boolean {
  const scope = table === undefined ? '' : `('${table.replaceAll("'", "''")}')`;
  return connection.pragma(`quick_check${scope}`, { simple: true }) === 'ok';
}
