import { isCell } from '../cache/cell-text.ts';
import type { AgedRow } from '../cache/row-reading.ts';
import type { IdentifiedRow } from '../cache/row-record.ts';
import { LibraryError } from '../database/fault.ts';

/**
 * Rows that one message of a pull carries at most: writing them takes a few milliseconds, and a longer text would hold up the main
 * process.
 */
export const mostRowsInText = 250;

/**
 * Rows that one message of an answer carries at most: a longer one would hold up the main process. It is a text and no buffer, for what is
 * transferred over Electron's MessagePortMain may be lost on the way (electron issue 34905).
 */
export const mostRowsInPage = 100;

const longestId = 200;

/**
 * Rows of a pull as they travel to the writer: as text, of which a message has one or several. To clone as many small objects takes
 * several times as long, and would be done twice, because they pass through the thread that reads.
 */
export function rowsText(rows: readonly IdentifiedRow[]): string {
  return JSON.stringify(rows);
}

/** The rows of texts by {@link rowsText}. @throws LibraryError `badRequest` when one is of something else, or they are of too many */
export function readRowsTexts(texts: readonly string[]): readonly IdentifiedRow[] {
  const rows: IdentifiedRow[] = [];
  for (const text of texts) {
    const some = parsed(text);
    const fit = areRows(some) && rows.length + some.length <= mostRowsInText;
    if (!fit) throw new LibraryError({ code: 'badRequest', detail: 'rows' });
    rows.push(...some);
  }
  return rows;
}

/** The rows that `pageText` put together; null for the text of something else. */
export function readAgedRows(text: string): readonly AgedRow[] | null {
  const rows = parsed(text);
  return areAgedRows(rows) ? rows : null;
}

/** One row that `agedRows` put together; null likewise. */
export function readAgedRow(text: string): AgedRow | null {
  const row = parsed(text);
  return isAgedRow(row) ? row : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Written out, because a schema takes longer to check these rows than SQLite to keep or to find them. */
function areRows(value: unknown): value is readonly IdentifiedRow[] {
  return Array.isArray(value) && value.every(isRow);
}

function isRow(value: unknown): value is IdentifiedRow {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false;
  const { id } = value;
  const isIdentified = typeof id === 'string' && id !== '' && id.length <= longestId;
  return isIdentified && hasCells(value);
}

function areAgedRows(value: unknown): value is readonly AgedRow[] {
  return Array.isArray(value) && value.length <= mostRowsInPage && value.every(isAgedRow);
}

function isAgedRow(value: unknown): value is AgedRow {
  if (typeof value !== 'object' || value === null) return false;
  if (!('id' in value && 'seenAt' in value && hasCells(value))) return false;
  const { id, seenAt } = value;
  const older = 'older' in value ? value.older : {};
  const unknown = 'unknown' in value ? value.unknown : [];
  const isAged = typeof older === 'object' && older !== null;
  return (
    (id === null || typeof id === 'string') &&
    typeof seenAt === 'number' &&
    isAged &&
    Object.values(older).every((age) => typeof age === 'number') &&
    Array.isArray(unknown) &&
    unknown.every((name) => typeof name === 'string')
  );
}

function hasCells(value: object): boolean {
  if (!('title' in value && 'cells' in value)) return false;
  const { title, cells } = value;
  const isTitled = title === null || typeof title === 'string';
  return isTitled && Array.isArray(cells) && cells.every(isCell);
}
