import { skipToken, useQuery } from '@tanstack/react-query';
import type { FilterMeaning } from '../../electron/contract/filter-meaning.ts';
import { useToday } from '../components/age.ts';
import { unwrapped, useErp } from '../erp/erp.ts';
import { useWorkplaceChanges } from '../workplace/workplace.ts';
import { useFiltering } from './filtering.ts';

const mostTexts = 60;
const longestText = 500;

/** What expressions mean today in the filter of a column, as far as it is known yet. */
export function useMeanings(
  path: string,
  texts: readonly string[],
): ReadonlyMap<string, FilterMeaning> {
  const erp = useErp();
  const { set, accountKey } = useFiltering();
  const today = useToday();
  const told = useWorkplaceChanges(accountKey);
  const asked = [...new Set(texts.map((text) => text.trim()))]
    .filter((text) => text !== '' && text.length <= longestText)
    .slice(0, mostTexts);
  const meanings = useQuery({
    queryKey: ['meanings', accountKey, set, path, today, told, asked],
    queryFn:
      asked.length > 0
        ? () => unwrapped(erp.explainFilters({ set, path, texts: asked }))
        : skipToken,
    gcTime: 60_000,
  });
  return new Map(
    asked.flatMap((text, index) => {
      const meaning = meanings.data?.[index];
      return meaning === undefined ? [] : [[text, meaning] as const];
    }),
  );
}

/** What one expression means today; null while that is not known. */
export function useMeaning(path: string, text: string): FilterMeaning | null {
  return useMeanings(path, [text]).get(text.trim()) ?? null;
}
