import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OtherSetNames } from '../../electron/contract/model-search.ts';
import type { EntitySetSummary } from '../../electron/contract/rows.ts';
import { unwrapped, useErp } from '../erp/erp.ts';
import { useFormats } from '../values/formats.ts';
import { type SetSearch, setSearch } from './set-search.ts';

const noNames: readonly OtherSetNames[] = [];

/**
 * The search for sets by all of their names. Those in other languages, and those of before, are asked for when somebody
 * searches for the first time; until they are known the others do.
 *
 * @param sets - null until they are known
 * @param isWanted - somebody searches
 */
export function useSetSearch(
  sets: readonly EntitySetSummary[] | null,
  accountKey: string,
  isWanted: boolean,
): SetSearch {
  const erp = useErp();
  const { language } = useFormats();
  const others = useQuery({
    queryKey: ['otherSetNames', accountKey, language],
    queryFn: () => unwrapped(erp.otherSetNames()),
    enabled: isWanted && sets !== null,
  });
  const names = others.data ?? noNames;
  return useMemo(
    () => (sets === null || !isWanted ? () => [] : setSearch(sets, names)),
    [sets, names, isWanted],
  );
}
