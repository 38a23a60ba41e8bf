import type { Column } from '../../electron/contract/rows.ts';

/**
 * The place of the column that tells rows apart by name, which screen readers say with every other cell of a row: the first one with
 * texts of its own, such as a document's number; else the first reference. -1 where there is neither.
 *
 * @see https://www.w3.org/TR/wai-aria-1.2/#rowheader
 */
export function namingColumn(columns: readonly Column[]): number {
  const texts = columns.findIndex(
    ({ type, markup }) => (type === 'text' && markup === undefined) || type === 'multilingual',
  );
  return texts >= 0 ? texts : columns.findIndex(({ type }) => type === 'reference');
}
