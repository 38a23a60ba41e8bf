import type { Connection } from './cipher.ts';

/** Texts depend on what somebody has chosen, so that there is no end of them. */
const mostKept = 32;

/**
 * Prepares statements once for each connection and text: SQLite takes a fifth of the time of a page to prepare what it is
 * read with. A statement must have been read to its end before it is used again.
 * @param prepare makes one, with the shape that its rows come in
 */
export function preparedOnce<Statement>(
  prepare: (connection: Connection, sql: string) => Statement,
): (connection: Connection, sql: string) => Statement {
  const byConnection = new WeakMap<Connection, Map<string, Statement>>();
  return (connection, sql) => {
    const kept = byConnection.get(connection) ?? new Map<string, Statement>();
    byConnection.set(connection, kept);
    const statement = kept.get(sql) ?? prepare(connection, sql);
    // What was used last stands last, so that the first is what was not used for the longest.
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}
