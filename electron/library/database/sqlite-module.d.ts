/**
 * The part of better-sqlite3-multiple-ciphers that the local copy uses. The package has types of its own, which its `exports`
 * hide, and which are written for every release since 2018.
 */
declare module 'better-sqlite3-multiple-ciphers' {
  /** A prepared statement; `Row` is what its columns make, which only its author knows. */
  export interface Statement<Parameters extends unknown[], Row> {
    run(...parameters: Parameters): { readonly changes: number; readonly lastInsertRowid: number };
    get(...parameters: Parameters): Row | undefined;
    all(...parameters: Parameters): Row[];
    /** Rows as their first column. */
    pluck(): this;
    /** Rows as arrays. */
    raw(): this;
  }

  export default class Database {
    constructor(path: string, options: { readonly timeout: number });
    prepare<Parameters extends unknown[] = unknown[], Row = unknown>(
      sql: string,
    ): Statement<Parameters, Row>;
    /** Wraps work in a transaction, or in a savepoint inside of one; what it throws rolls it back. */
    transaction<Value>(work: () => Value): () => Value;
    exec(sql: string): this;
    pragma(source: string, options?: { readonly simple: boolean }): unknown;
    key(key: Buffer): number;
    close(): this;
  }
}
