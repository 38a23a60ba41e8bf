import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { NavigatorContent } from '../../electron/contract/workspace.ts';

/** What narrows the rows of a navigator. */
export type Narrowing = Pick<NavigatorContent, 'search' | 'filters' | 'chosen' | 'advanced'>;

/** All that narrows the rows, in words; none when nothing does. */
export function narrowingWords(
  { search, filters, chosen, advanced }: Narrowing,
  t: TFunction,
): readonly string[] {
  const words = [
    ...(search === '' ? [] : [search]),
    ...Object.values(filters),
    ...Object.values(chosen).map((records) => records.map(({ text }) => text).join(', ')),
    ...(advanced.length > 0 ? [t('filters.advanced.chip')] : []),
  ];
  // Rows that belong to a record are chosen by it, which goes without saying.
  return words.filter((each) => each !== '');
}

/** All that narrows the rows, in words of the window's language. */
export function useNarrowingWords(narrowing: Narrowing): readonly string[] {
  const { t } = useTranslation();
  return narrowingWords(narrowing, t);
}
