import { skipToken, useQuery } from '@tanstack/react-query';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { RowsPage } from '../../electron/contract/rows.ts';
import { after } from '../components/after.ts';
import { type CopiedSets, useCopiedChanges } from '../erp/copied-sets.ts';
import { useEarlyAnswers } from '../erp/early-answers.ts';
import { newTicket, useErp, withTicket } from '../erp/erp.ts';
import { createRowLoader, type RowLoader } from '../rows/row-loader.ts';
import { answerOf, placesOf, type RowPages } from '../rows/row-pages.ts';
import { useWorkplaceChanges } from '../workplace/workplace.ts';
import { type Asking, useRetryWhenBack } from './retry-when-back.ts';

/** The rows of the open navigator. */
export interface SetRows {
  readonly pages: RowPages;
  readonly loader: RowLoader;
  /** How old the rows in sight are, as milliseconds since 1970; null without any. */
  readonly age: number | null;
  /** All rows that match, loaded or not; null while that is not known. */
  readonly total: number | null;
  /** The instance is counting. */
  readonly counting: boolean;
  /** Rows that somebody wants to see again, and that are still being read from the local copy, are not here yet. */
  readonly resuming: boolean;
  /** Loads and counts again. */
  readonly reload: () => void;
}

interface SetRowsOptions {
  /** The first row in sight when somebody was here last, from 0. */
  readonly firstInSight: number;
  readonly asking: Asking;
  readonly copiedSets: CopiedSets;
  /** The local copy is open. */
  readonly isCopyOpen: boolean;
}

/** More rows than a window shows at once. */
const windowful = 60;

/**
 * Loads and counts the rows of a query. The count is asked for after the first page, which is what people wait for,
 * and not at all when that page is the only one.
 *
 * @param query - must keep its identity while it means the same; null until the columns are known
 */
export function useSetRows(
  query: StructuredQuery | null,
  { firstInSight, asking, copiedSets, isCopyOpen }: SetRowsOptions,
): SetRows {
  const erp = useErp();
  const { accountKey, allowed, signedIn } = asking;
  const early = useEarlyAnswers();
  const isOnTop = firstInSight === 0;
  /** How many rows there have to be before somebody is where they were. */
  const needed = isOnTop ? 1 : firstInSight + windowful + 1;
  const [loader] = useState(() => {
    const sight = { first: firstInSight, last: isOnTop ? -1 : firstInSight + windowful };
    const made = createRowLoader({ erp, newTicket, now: Date.now, after, sight });
    const page = query && early.rows(accountKey, query, (read) => placesIn(read) >= needed);
    if (query !== null && page !== null) made.takeOver(query, page);
    return made;
  });
  /** Names the load that the count belongs to, in this window and no other. */
  const [round, setRound] = useState(newTicket);
  const pages = useSyncExternalStore(loader.subscribe, loader.get);

  const age = useSyncExternalStore(loader.subscribe, loader.age);

  useEffect(() => loader.allow(signedIn), [loader, signedIn]);
  useEffect(() => {
    if (query !== null && allowed) loader.ask(query);
  }, [loader, query, allowed]);
  useEffect(() => loader.leave, [loader]);
  useRetryWhenBack(asking, pages.front.failure, loader.retry);
  const { failure } = pages.front;
  const retryWhenOpen = useEffectEvent(() => {
    if (failure?.code === 'copyLocked' || failure?.code === 'copyUnavailable') loader.retry();
  });
  useEffect(() => {
    if (isCopyOpen) retryWhenOpen();
  }, [isCopyOpen]);
  useChanged(asking.returns, loader.revalidate);
  const told = useWorkplaceChanges(accountKey);
  const isTyped = query?.where.flat().some(({ test }) => test === 'expression') === true;
  const askAnew = useCallback(() => {
    if (isTyped) loader.askAnew();
  }, [loader, isTyped]);
  useChanged(told, askAnew);
  useChanged(useCopiedChanges(copiedSets, query?.set ?? ''), loader.reread);

  const answer = answerOf(pages);
  const isCountable = signedIn && pages.front.source === 'instance' && pages.fresh > 0;
  const isCounted = pages.front.ended || answer?.total != null;
  const { set, where, search } = query ?? { set: '', where: [], search: '' };
  const question = JSON.stringify([set, where, search, told]);
  const counted = useQuery({
    queryKey: ['count', accountKey, question, round],
    queryFn:
      query !== null && isCountable && !isCounted
        ? ({ signal }) => withTicket(erp, signal, (ticket) => erp.countRows({ ticket, query }))
        : skipToken,
    // The count of a moment ago stands until the new one is there, but only for the same question.
    placeholderData: (before, beforeQuery) =>
      beforeQuery?.queryKey[2] === question ? before : undefined,
  });
  const reload = useCallback(() => {
    if (!allowed) return;
    setRound(newTicket());
    loader.reload();
  }, [loader, allowed]);

  const isEnd = pages.front.ended && answer?.isComplete === true;
  return {
    pages,
    loader,
    age,
    total: isEnd ? pages.rows.length : (answer?.total ?? counted.data?.count ?? null),
    counting: counted.isFetching,
    resuming:
      placesOf(pages) < needed && pages.front.source === 'copy' && pages.front.request !== null,
    reload,
  };
}

/** How many places have a row once this page is the first. */
function placesIn({ rows, anywhere, isComplete }: RowsPage): number {
  return Math.max(rows.length, isComplete ? (anywhere?.rows ?? 0) : 0);
}

/** Acts when a number has changed since it was last seen, be it while nobody looked. */
function useChanged(now: number, act: () => void) {
  const seen = useRef(now);
  useEffect(() => {
    if (seen.current === now) return;
    seen.current = now;
    act();
  }, [now, act]);
}
