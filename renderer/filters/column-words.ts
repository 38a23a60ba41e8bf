import type { Column } from '../../electron/contract/rows.ts';
import { stepMark } from '../columns/path-columns.ts';
import { type ColumnFilters, columnFilter } from './column-filters.ts';
import { joinedTerms } from './expression-text.ts';
import type { Wording } from './meaning-words.ts';

/** What one column is filtered by in words, and what the column is called. @param columns by path, as far as they are known */
export function columnWords(
  filters: ColumnFilters,
  path: string,
  columns: ReadonlyMap<string, Pick<Column, 'label'>>,
  { t }: Pick<Wording, 't'>,
): { readonly label: string; readonly text: string } {
  const { text, chosen } = columnFilter(filters, path);
  const words = [...(text === '' ? [] : [text]), ...chosen.map((record) => record.text)];
  return {
    label: columns.get(path)?.label ?? path.replaceAll('/', stepMark),
    text: joinedTerms(words, t('filters.or')),
  };
}
