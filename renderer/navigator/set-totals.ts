import { skipToken, useQuery } from '@tanstack/react-query';
import type { Failure } from '../../electron/contract/failure.ts';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { Column, Totals } from '../../electron/contract/rows.ts';
import { failureOf, useErp, withTicket } from '../erp/erp.ts';
import { answerOf } from '../rows/row-pages.ts';
import { isNumeric } from '../values/shown-value.ts';
import type { SetRows } from './set-rows.ts';

/** What numeric columns come to, as far as it is known. */
export interface TotalsQuery {
  readonly value: {
    readonly byColumn: ReadonlyMap<string, Totals>;
    /** Rows that were added up. */
    readonly rows: number;
    /** These are all rows of the answer. */
    readonly isComplete: boolean;
  } | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

/**
 * Adds numeric columns up, in the local copy and therefore without a connection too: when somebody wants it, and again
 * when more rows are there.
 *
 * @param query - null while nobody wants it
 */
export function useTotals(
  query: StructuredQuery | null,
  columns: readonly Column[],
  { pages }: SetRows,
  accountKey: string,
): TotalsQuery {
  const erp = useErp();
  const names = columns.filter(isNumeric).map(({ name }) => name);
  const isSettled = pages.front.request === null && pages.remain !== 'others';
  // Rows that come while somebody scrolls are added once the scrolling pauses.
  const progress = [pages.front.count, answerOf(pages)?.receivedAt, pages.front.source];
  const question = JSON.stringify([query?.set, query?.where, query?.search, names]);
  const totals = useQuery({
    queryKey: ['totals', accountKey, question, isSettled ? progress : 'loading'],
    queryFn:
      query !== null && isSettled && names.length > 0
        ? ({ signal }) =>
            withTicket(erp, signal, (ticket) => erp.totalRows({ ticket, query, columns: names }))
        : skipToken,
    placeholderData: (before, beforeQuery) =>
      beforeQuery?.queryKey[2] === question ? before : undefined,
    // Sums of a moment ago are only worth keeping while they are on screen.
    gcTime: 0,
  });
  const { data } = totals;
  return {
    value:
      data === undefined
        ? null
        : {
            byColumn: new Map(
              names.flatMap((name, index) => {
                const each = data.columns[index];
                return each === undefined ? [] : [[name, each] as const];
              }),
            ),
            rows: data.rows,
            isComplete: data.isComplete,
          },
    loading: totals.isFetching,
    failure: totals.isFetching ? null : failureOf(totals.error),
  };
}
