import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RowsPage, RowsSource } from '../../electron/contract/rows.ts';
import { useErp, withTicket } from '../erp/erp.ts';
import { entitySetQuery } from '../navigator/entity-sets.ts';
import { useFormats } from '../values/formats.ts';
import type { Chosen } from './column-filters.ts';
import { useFiltering } from './filtering.ts';

/** Long enough for a word to be finished. */
const typingPause = 250;

/** A text as it was when the typing paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), typingPause);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Records of a set that were found by words. */
export interface FoundRecords {
  /** Null until any are there. */
  readonly records: Chosen | null;
  readonly isSearching: boolean;
  /** The instance could not be asked: there may be more. */
  readonly isOnlyHere: boolean;
}

const mostRecords = 50;
const longestText = 500;

function recordsOf(page: RowsPage, set: string): Chosen {
  return page.rows
    .flatMap(({ id, title }) =>
      id === null ? [] : [{ set, id, text: (title ?? id).slice(0, longestText) }],
    )
    .slice(0, mostRecords);
}

/**
 * Looks for records as somebody types: on this computer at once, and by the instance when the typing pauses. What nobody
 * waits for any more is cancelled.
 *
 * @param set - null to look for nothing
 */
export function useFoundRecords(set: string | null, typed: string): FoundRecords {
  const erp = useErp();
  const { language } = useFormats();
  const { accountKey, isInstanceAllowed } = useFiltering();
  const search = usePaused(typed.trim());
  const detail = useQuery({
    ...entitySetQuery(erp, { name: set ?? '', accountKey, language }),
    enabled: set !== null,
  });
  const column = detail.data?.columns[0]?.name;
  const isKnown = set !== null && column !== undefined;
  const columns = column === undefined ? [] : [column];
  const query = { set: set ?? '', columns, where: [], search, order: [] };
  const from = (source: RowsSource) => ({
    queryKey: ['records', accountKey, set, source, search],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      withTicket(erp, signal, (ticket) =>
        erp.fetchRows({ ticket, source, query, cursor: null, urgency: 'visible' }),
      ),
    // What was found a moment ago is only worth keeping while somebody chooses.
    gcTime: 0,
  });
  const here = useQuery({ ...from('copy'), enabled: isKnown });
  const there = useQuery({ ...from('instance'), enabled: isKnown && isInstanceAllowed });
  const page = there.data ?? here.data;
  return {
    records: page === undefined || set === null ? null : recordsOf(page, set),
    isSearching:
      search !== typed.trim() || here.isFetching || there.isFetching || detail.isFetching,
    isOnlyHere: !isInstanceAllowed || there.isError,
  };
}
