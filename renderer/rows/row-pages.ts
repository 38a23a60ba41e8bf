import type { Failure } from '../../electron/contract/failure.ts';
import type { Row, RowsPage } from '../../electron/contract/rows.ts';

/** A request for one page that is under way. */
export interface PageRequest {
  readonly ticket: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/**
 * The rows of one navigator as far as they came. A reload starts over while the rows of the time before stay at their
 * places until the new ones arrive, so nothing that is being read moves.
 */
export interface RowPages {
  /** Rows of the present run, then those that remain of the run before. */
  readonly rows: readonly Row[];
  /** How many of `rows` belong to the present run. */
  readonly fresh: number;
  /** Asks for the page after the fresh rows; null before the first page and after the last. */
  readonly cursor: string | null;
  /** The last page has arrived. */
  readonly complete: boolean;
  /** When the newest page was answered, in milliseconds since 1970; null before the first. */
  readonly receivedAt: number | null;
  readonly request: PageRequest | null;
  /** Why the last request failed; the rows that were there are still there. */
  readonly failure: Failure | null;
  /** Rows of the run before answer another question, so they go as soon as the first page is there. */
  readonly requeried: boolean;
}

/** What happens to a navigator's rows. */
export type RowPagesEvent =
  | { type: 'requested'; request: PageRequest }
  | { type: 'arrived'; ticket: string; page: RowsPage }
  | { type: 'failed'; ticket: string; failure: Failure }
  /** Nobody waits for the request any more, and nobody is to be told. */
  | { type: 'left' }
  /** The failure is behind us; go on where it happened. */
  | { type: 'resumed' }
  /** Start over: the same question again, or another one. */
  | { type: 'restarted'; because: 'reload' | 'requery' };

/** Before anything was asked. */
export const noRows: RowPages = {
  rows: [],
  fresh: 0,
  cursor: null,
  complete: false,
  receivedAt: null,
  request: null,
  failure: null,
  requeried: false,
};

/**
 * The rows after an event. An answer to a request that is no longer the current one changes nothing.
 */
export function rowPagesAfter(state: RowPages, event: RowPagesEvent): RowPages {
  switch (event.type) {
    case 'requested':
      return { ...state, request: event.request, failure: null };
    case 'arrived':
      return state.request?.ticket === event.ticket ? withPage(state, event.page) : state;
    case 'failed':
      return state.request?.ticket === event.ticket
        ? { ...state, request: null, failure: event.failure }
        : state;
    case 'left':
      return { ...state, request: null };
    case 'resumed':
      return { ...state, failure: null };
    case 'restarted':
      return {
        ...noRows,
        rows: state.rows,
        receivedAt: state.receivedAt,
        requeried: event.because === 'requery' || (state.requeried && state.fresh === 0),
      };
  }
}

function withPage(state: RowPages, page: RowsPage): RowPages {
  const fresh = state.fresh + page.rows.length;
  const complete = page.cursor === null;
  const remaining = complete || state.requeried ? [] : state.rows.slice(fresh);
  return {
    rows: [...state.rows.slice(0, state.fresh), ...page.rows, ...remaining],
    fresh,
    cursor: page.cursor,
    complete,
    receivedAt: page.receivedAt,
    request: null,
    failure: null,
    requeried: false,
  };
}

/** Rows to have ready below the last one in sight. */
const lookahead = 150;

/**
 * Which page to ask for next, if any.
 *
 * @param lastInSight - index of the last row in sight; -1 when none is
 * @returns null while a request is under way, after a failure, and when enough rows are there
 */
export function nextPage(
  state: RowPages,
  lastInSight: number,
): { cursor: string | null; urgency: 'visible' | 'prefetch' } | null {
  if (state.request !== null || state.failure !== null || state.complete) return null;
  if (state.fresh > 0 && state.fresh > lastInSight + lookahead) return null;
  // The row below the last fresh one is the one that says "loading": somebody who sees it waits.
  return { cursor: state.cursor, urgency: state.fresh <= lastInSight + 1 ? 'visible' : 'prefetch' };
}
