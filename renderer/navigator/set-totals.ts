import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ColumnTotal } from '../../electron/contract/column-total.ts';
import type { Failure } from '../../electron/contract/failure.ts';
import type { StructuredQuery } from '../../electron/contract/query.ts';
import type { Column, RowTotals, Totals, WantedTotal } from '../../electron/contract/rows.ts';
import { failureOf, useErp, withTicket } from '../erp/erp.ts';
import { answerOf, type RowPages } from '../rows/row-pages.ts';
import { isNumeric } from '../values/shown-value.ts';
import type { Asking } from './retry-when-back.ts';
import type { SetRows } from './set-rows.ts';

/** What one column comes to, and over which rows. */
export interface ColumnTotals extends Totals {
  /** Rows that were added up. */
  readonly rows: number;
  /** These are all rows of the answer. */
  readonly isComplete: boolean;
}

/** What numeric columns come to, as far as it is known. */
export interface TotalsQuery {
  /** Columns that nobody has added up yet are missing. */
  readonly byColumn: ReadonlyMap<string, ColumnTotals>;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

/** What the totals tell of a column unless somebody chooses otherwise: only amounts and quantities are made to be added up. */
export function usualTotal({ type }: Column): ColumnTotal {
  return type === 'amount' || type === 'quantity' ? 'sum' : 'none';
}

/** What has to be asked for in order to tell something; an average is a sum by a count. */
const neededFor: Readonly<Record<ColumnTotal, readonly WantedTotal[]>> = {
  none: [],
  sum: ['sum'],
  average: ['sum'],
  smallest: ['smallest'],
  largest: ['largest'],
  // Cells are counted along with whatever is asked for.
  count: ['sum'],
};

/** Numbers of columns by what is told of them; those of which nothing is told are left out. */
export function toldColumns(
  columns: readonly Column[],
  chosen: Readonly<Record<string, ColumnTotal>>,
): ReadonlyMap<string, ColumnTotal> {
  return new Map(
    columns.flatMap((column) => {
      const total = chosen[column.name] ?? usualTotal(column);
      return isNumeric(column) && total !== 'none' ? [[column.name, total] as const] : [];
    }),
  );
}

/** What is known of columns by both answers: the instance's over all rows before that over the rows that are here. */
export function joinedTotals(
  names: readonly string[],
  answers: readonly (RowTotals | undefined)[],
): ReadonlyMap<string, ColumnTotals> {
  const known = new Map<string, ColumnTotals>();
  for (const answer of answers) {
    for (const [index, name] of names.entries()) {
      const totals = answer?.columns[index] ?? null;
      if (answer === undefined || totals === null) continue;
      if (known.get(name)?.isComplete === true) continue;
      known.set(name, { ...totals, rows: answer.rows, isComplete: answer.isComplete });
    }
  }
  return known;
}

/** Whether nothing of the answer is still to come. */
function areAllHere({ front }: RowPages): boolean {
  return front.ended && front.answer?.isComplete === true;
}

/**
 * Sums over what the copy knows are those over all rows once all of these are here. The copy itself can't tell where it does not
 * keep the whole set, and may know rows that are gone from the instance: then there are more than were answered.
 */
export function overAll(here: RowTotals | undefined, pages: RowPages): RowTotals | undefined {
  const isComplete = areAllHere(pages) && here?.rows === pages.front.count;
  return here !== undefined && isComplete ? { ...here, isComplete } : here;
}

interface TotalsOptions {
  readonly columns: readonly Column[];
  readonly chosen: Readonly<Record<string, ColumnTotal>>;
  readonly rows: SetRows;
  readonly asking: Asking;
}

/**
 * Adds numeric columns up, when somebody wants it: by the instance over all rows, as far as it can, and in the local copy over
 * those that are here, again when more of them are.
 *
 * @param query - null while nobody wants it
 */
export function useTotals(
  query: StructuredQuery | null,
  { columns, chosen, rows: { pages }, asking }: TotalsOptions,
): TotalsQuery {
  const erp = useErp();
  const { accountKey, signedIn, offline } = asking;
  const told = useMemo(() => toldColumns(columns, chosen), [columns, chosen]);
  const names = [...told.keys()];
  const wanted = [...new Set([...told.values()].flatMap((total) => neededFor[total]))].toSorted();
  const isSettled = pages.front.request === null && pages.remain !== 'others';
  const isAsked = query !== null && isSettled && names.length > 0;
  const question = JSON.stringify([query?.set, query?.where, query?.search, names, wanted]);

  const ask = (source: 'copy' | 'instance', isWanted: boolean, state: readonly unknown[]) =>
    queryOptions({
      queryKey: ['totals', accountKey, question, source, ...(isSettled ? state : ['loading'])],
      queryFn:
        query !== null && isAsked && isWanted
          ? ({ signal }) =>
              withTicket(erp, signal, (ticket) =>
                erp.totalRows({ ticket, query, columns: names, wanted, source }),
              )
          : skipToken,
      placeholderData: (before: RowTotals | undefined, beforeQuery) =>
        beforeQuery?.queryKey[2] === question ? before : undefined,
      // Sums of a moment ago are only worth keeping while they are on screen.
      gcTime: 0,
    });
  const { front } = pages;
  const answer = answerOf(pages);
  // Rows that come while somebody scrolls are added once the scrolling pauses.
  const here = useQuery(ask('copy', true, [front.count, answer?.receivedAt, front.source]));
  const ofHere = overAll(here.data, pages);
  const isOnline = signedIn && !offline && front.source === 'instance' && front.failure === null;
  const isToldHere = areAllHere(pages) && (here.isFetching || ofHere?.isComplete === true);
  // All rows are the same however many of them are here: they are added up once for each load.
  const byInstance = useQuery(ask('instance', isOnline && !isToldHere, [answer?.receivedAt]));
  const loading = byInstance.isFetching || here.isFetching;
  return {
    byColumn: joinedTotals(names, [byInstance.data, ofHere]),
    loading,
    failure: loading ? null : failureOf(here.error),
  };
}
