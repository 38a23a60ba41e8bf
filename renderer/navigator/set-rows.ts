import { skipToken, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import { newTicket, useErp, withTicket } from '../erp/erp.ts';
import { createRowLoader, type RowLoader } from '../rows/row-loader.ts';
import type { RowPages } from '../rows/row-pages.ts';
import { type Asking, useRetryWhenBack } from './retry-when-back.ts';

/** The rows of the open navigator. */
export interface SetRows {
  readonly pages: RowPages;
  readonly loader: RowLoader;
  /** All rows that match, loaded or not; null while that is not known. */
  readonly total: number | null;
  /** The instance is counting. */
  readonly counting: boolean;
  /** Loads and counts again. */
  readonly reload: () => void;
}

/**
 * Loads and counts the rows of a query. The count is asked for after the first page, which is what people wait for,
 * and not at all when that page is the only one.
 *
 * @param query - must keep its identity while it means the same; null until the columns are known
 */
export function useSetRows(query: StructuredQuery | null, asking: Asking): SetRows {
  const erp = useErp();
  const { accountKey, allowed } = asking;
  const [loader] = useState(() => createRowLoader({ erp, newTicket, now: Date.now }));
  /** Names the load that the count belongs to, in this window and no other. */
  const [round, setRound] = useState(newTicket);
  const pages = useSyncExternalStore(loader.subscribe, loader.get);

  useEffect(() => {
    if (query !== null && allowed) loader.ask(query);
  }, [loader, query, allowed]);
  useEffect(() => loader.leave, [loader]);
  useRetryWhenBack(asking, pages.failure, loader.retry);

  const countable = allowed && query !== null && pages.fresh > 0 && !pages.complete;
  const counted = useQuery({
    queryKey: ['count', accountKey, query?.set, query?.search, round],
    queryFn: countable
      ? ({ signal }) => withTicket(erp, signal, (ticket) => erp.countRows({ ticket, query }))
      : skipToken,
    // The count of a moment ago stands until the new one is there, but only for the same question.
    placeholderData: (before, beforeQuery) =>
      beforeQuery?.queryKey[2] === query?.set && beforeQuery?.queryKey[3] === query?.search
        ? before
        : undefined,
  });
  const reload = useCallback(() => {
    if (!allowed) return;
    setRound(newTicket());
    loader.reload();
  }, [loader, allowed]);

  return {
    pages,
    loader,
    total: pages.complete ? pages.rows.length : (counted.data?.count ?? null),
    counting: counted.isFetching,
    reload,
  };
}
