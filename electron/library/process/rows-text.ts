import { isCell } from '../cache/cell-text.ts';
import type { IdentifiedRow } from '../cache/row-record.ts';
import { LibraryError } from '../database/fault.ts';

/**
 * Rows that one message of a pull carries at most: writing them takes a few milliseconds, and a longer text would hold up the main
 * process.
 */
export const mostRowsInText = 250;

const longestId = 200;

/**
 * Rows of a pull as they travel to the writer: one text. To clone as many small objects takes several times as long, and would be done
 * twice, because they pass through the thread that reads.
 */
export function rowsText(rows: readonly IdentifiedRow[]): string {
  return JSON.stringify(rows);
}

/** The rows of {@link rowsText}. @throws LibraryError `badRequest` when the text is of something else, or of too many */
export function readRowsText(text: string): readonly IdentifiedRow[] {
  const rows = parsed(text);
  if (areRows(rows)) return rows;
  throw new LibraryError({ code: 'badRequest', detail: 'rows' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Written out, because a schema takes longer to check these rows than SQLite to keep them. */
function areRows(value: unknown): value is readonly IdentifiedRow[] {
  return Array.isArray(value) && value.length <= mostRowsInText && value.every(isRow);
}

function isRow(value: unknown): value is IdentifiedRow {
  if (typeof value !== 'object' || value === null) return false;
  if (!('id' in value && 'title' in value && 'cells' in value)) return false;
  const { id, title, cells } = value;
  const isIdentified = typeof id === 'string' && id !== '' && id.length <= longestId;
  const isTitled = title === null || typeof title === 'string';
  return isIdentified && isTitled && Array.isArray(cells) && cells.every(isCell);
}
