import type { CellValue, Column, Row } from '../../electron/contract/rows.ts';
import type { GridKey } from './grid-cursor.ts';

/**
 * What somebody wants to do with the active row: see its record beside the rows or in a tab, have the record beside the rows follow
 * the active row, or go to what the active cell refers to.
 */
export type RowAct = 'open' | 'openInTab' | 'toggleDetails' | 'follow';

/** Where somebody wants it. */
export interface ActedCell {
  readonly row: Row;
  /** The row's place, from 0. */
  readonly place: number;
  readonly column: Column;
  readonly value: CellValue;
}

/** What a key asks for; null when it asks for nothing of the kind. F12 is what it is in ERP.net's own client. */
export function rowActOf({
  key,
  shiftKey,
  ctrlKey,
  altKey,
  metaKey,
}: Readonly<GridKey>): RowAct | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === 'Enter') return shiftKey ? 'openInTab' : 'open';
  if (shiftKey) return null;
  if (key === ' ') return 'toggleDetails';
  return key === 'F12' ? 'follow' : null;
}
