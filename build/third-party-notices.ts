import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShippedPackage } from './shipped-packages.ts';

const line = '-'.repeat(80);

/**
 * What the licences of others ask to be passed on with the app, as one text.
 * @param inside what the database's code says itself, see {@link readDatabaseSource}
 */
export function thirdPartyNotices(
  packages: readonly ShippedPackage[],
  inside: DatabaseSource,
): string {
  const sections = packages.map(({ name, version, licence, texts }) =>
    [line, `${name} ${version} (${licence})`, line, ...texts].join('\n\n'),
  );
  return `${[
    'Navigator for ERP.net contains the following works of others. Those of Chromium, on which Electron builds, are in',
    'LICENSES.chromium.html.',
    '',
    sections.join('\n\n'),
    '',
    [
      line,
      'Inside better-sqlite3-multiple-ciphers: SQLite, SQLite3 Multiple Ciphers and what they contain',
      line,
    ].join('\n'),
    '',
    inside.notices.join('\n\n'),
  ].join('\n')}\n`;
}

/** What the database's code says of itself. */
export interface DatabaseSource {
  /** Of SQLite, e.g. `3.50.1`. */
  readonly version: string;
  /** The comments that name who holds a copyright, or a licence, each once. SQLite itself is in the public domain. */
  readonly notices: readonly string[];
}

/** @throws Error when the source does not name SQLite's version, or nobody */
export async function readDatabaseSource(root: string): Promise<DatabaseSource> {
  const folder = join(root, 'node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3');
  const source = await readFile(join(folder, 'sqlite3.c'), 'utf8');
  const version = /^#define SQLITE_VERSION\s+"([\d.]+)"/m.exec(source)?.[1];
  const comments = source.match(/\/\*[\s\S]*?\*\//g) ?? [];
  const telling = /copyright[^\n]*\d{4}|license:|SPDX-|licensed under|unlicense\.org/i;
  const notices = [...new Set(comments.filter((comment) => telling.test(comment)))];
  if (version === undefined || notices.length === 0) throw new Error(`Not SQLite: ${folder}.`);
  return { version, notices };
}
