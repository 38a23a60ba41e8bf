import type { OrderItem } from '../../electron/contract/query.ts';
import type { GridKey } from './grid-cursor.ts';

/** What somebody wants to do with columns; places count from 0. */
export type ColumnAct =
  | { readonly act: 'move'; readonly from: number; readonly to: number }
  | { readonly act: 'hide'; readonly place: number }
  /** So many of the first columns stay in sight. */
  | { readonly act: 'freeze'; readonly count: number }
  /** `direction` null: rows are ordered by the column no more. */
  | {
      readonly act: 'order';
      readonly column: string;
      readonly direction: OrderItem['direction'] | null;
      /** The column joins the others that rows are ordered by. */
      readonly isJoined: boolean;
    }
  /** Opens the chooser of columns. */
  | { readonly act: 'choose' };

/** Where Alt+Shift+Left and Alt+Shift+Right move a column; null for other keys and at the edge. */
export function placeAfterKey(
  { key, altKey, shiftKey, ctrlKey, metaKey }: Readonly<GridKey>,
  place: number,
  count: number,
): number | null {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return null;
  const step = key === 'ArrowLeft' ? -1 : Number(key === 'ArrowRight');
  const next = place + step;
  return step === 0 || next < 0 || next >= count ? null : next;
}
