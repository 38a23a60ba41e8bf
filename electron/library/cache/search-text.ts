import type { CellValue, ColumnType } from '../../contract/rows.ts';
import { fold } from '../../query/fold.ts';

/** Columns whose cells a row's search text has. */
export const searchedTypes: ReadonlySet<ColumnType> = new Set([
  'text',
  'multilingual',
  'reference',
  'custom',
  'other',
]);

/** The words in a cell that a person may search for, in every language it has. */
function wordsOf(cell: CellValue): readonly string[] {
  if (cell === null || typeof cell === 'boolean') return [];
  if (typeof cell === 'string') return [cell];
  if ('raw' in cell) return [cell.raw];
  if ('translations' in cell) return Object.values(cell.translations);
  if ('description' in cell) return [cell.value, ...Object.values(cell.description ?? {})];
  if ('unit' in cell) return [cell.value];
  return cell.text === null ? [] : [cell.text];
}

/** The folded text of a row: its title and its searched cells, a line each, so that no infix spans two of them. */
export function searchText(title: string | null, cells: readonly CellValue[]): string {
  const words = [title ?? '', ...cells.flatMap(wordsOf)];
  return fold([...new Set(words)].filter((word) => word !== '').join('\n'));
}
