import { type ColumnFilters, columnFilter } from './column-filters.ts';
import { joinedTerms } from './expression-text.ts';
import type { Wording } from './meaning-words.ts';

/** What one column is filtered by in words, and what the column is called. @param labels by path, of the columns that are known */
export function columnWords(
  filters: ColumnFilters,
  path: string,
  labels: ReadonlyMap<string, string>,
  { t }: Pick<Wording, 't'>,
): { readonly label: string; readonly text: string } {
  const { text, chosen } = columnFilter(filters, path);
  const words = [...(text === '' ? [] : [text]), ...chosen.map((record) => record.text)];
  return {
    label: labels.get(path) ?? path.replaceAll('/', ' › '),
    text: joinedTerms(words, t('filters.or')),
  };
}
