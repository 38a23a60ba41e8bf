import type { Failure } from '../../electron/contract/failure.ts';
import type { ScopedPart } from '../../electron/contract/query.ts';
import type { Row, RowsPage, RowsSource } from '../../electron/contract/rows.ts';
import {
  type DistantRows,
  distantRow,
  nothingDistant,
  withAnswer,
  withBlock,
} from './distant-rows.ts';
import { areInPlace, cellPlaces, rearranged } from './row-cells.ts';
import { joined, remaining } from './row-joining.ts';

/** A request for one page that is under way. */
export interface PageRequest {
  readonly ticket: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** How many rows were looked through by now, while all of them are. */
  readonly lookedThrough?: number;
}

/** What a run's newest page tells of its answer. */
export interface RunAnswer {
  /** Where the rows are from. */
  readonly source: RowsSource;
  readonly scope: readonly ScopedPart[];
  /** Rows that were looked through for it. */
  readonly scanned: number;
  /** No row of the answer is missing, once all pages are here. */
  readonly isComplete: boolean;
  /** How many rows it has; null while that is not known. */
  readonly total: number | null;
  /** How old the rows are: when the oldest page was answered, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/** One way through an answer, page by page from its first one on. */
export interface Run {
  /** Who is asked. */
  readonly source: RowsSource;
  /** Rows that it has brought. */
  readonly count: number;
  /** Asks for the next page; null before the first and after the last. */
  readonly cursor: string | null;
  /** The last page has arrived. */
  readonly ended: boolean;
  readonly request: PageRequest | null;
  /** Why the last request failed. */
  readonly failure: Failure | null;
  /** Null before the first page. */
  readonly answer: RunAnswer | null;
}

/**
 * The rows of one navigator as far as they came. The run at the front takes the places of the rows from before one page
 * after the other, and what it has not reached yet stays behind it: nothing that is being read goes away, and what the
 * local copy knows is there before the instance has answered.
 */
export interface RowPages {
  /** What the cells of the rows are. */
  readonly columns: readonly string[];
  /** Rows of the run at the front, then those that remain from before. */
  readonly rows: readonly Row[];
  /** How many of `rows` the run at the front has brought. */
  readonly fresh: number;
  readonly front: Run;
  /** The run from before, when it was one through the local copy: it goes on below where the front has nothing yet. */
  readonly back: Run | null;
  /** What was known of the rows from before; null when there were none. */
  readonly before: RunAnswer | null;
  /**
   * What the rows that remain are:
   * - `same`: they answer the same question, earlier.
   * - `reloading`: so they do, but somebody wants newer ones.
   * - `others`: they answer another question, and go as soon as there are rows of this one.
   */
  readonly remain: 'same' | 'reloading' | 'others';
  /** Rows far below `rows`, where somebody has looked. */
  readonly distant: DistantRows;
}

/** Which of the two runs. */
export type RunPlace = 'front' | 'back';

/** What happens to a navigator's rows. */
export type RowPagesEvent =
  /** Rows are asked for with these columns from now on. */
  | { type: 'asked'; columns: readonly string[] }
  /** A new run begins at the front. */
  | { type: 'begun'; source: RowsSource; remain: RowPages['remain'] }
  | { type: 'requested'; place: RunPlace; request: PageRequest }
  /** `isLast`: the instance is not going to be asked after the copy. */
  | { type: 'arrived'; ticket: string; page: RowsPage; isLast: boolean }
  | { type: 'failed'; ticket: string; failure: Failure; isLast: boolean }
  /** Rows from a place far below on, of the answer that a cursor stands for. */
  | { type: 'distantArrived'; place: number; cursor: string; rows: readonly Row[] }
  | { type: 'distantFailed'; failure: Failure }
  /** Nobody waits for requests any more, and nobody is to be told. */
  | { type: 'left' }
  /** The failure is behind us; go on where it happened. */
  | { type: 'resumed' };

/** Before anything was asked. */
export const noRows: RowPages = {
  columns: [],
  rows: [],
  fresh: 0,
  front: newRun('copy'),
  back: null,
  before: null,
  remain: 'same',
  distant: nothingDistant,
};

function newRun(source: RowsSource): Run {
  const nothing = { count: 0, cursor: null, ended: false };
  return { source, ...nothing, request: null, failure: null, answer: null };
}

/** The rows after an event. An answer to a request that is no longer waited for changes nothing. */
export function rowPagesAfter(state: RowPages, event: RowPagesEvent): RowPages {
  switch (event.type) {
    case 'asked':
      return withColumns(state, event.columns);
    case 'begun':
      return begun(state, event.source, event.remain);
    case 'requested':
      return withRun(state, event.place, { request: event.request, failure: null });
    case 'arrived':
      if (state.front.request?.ticket === event.ticket) return withFrontPage(state, event);
      if (state.back?.request?.ticket === event.ticket) return withBackPage(state, event.page);
      return state;
    case 'failed':
      return failed(state, event);
    case 'distantArrived':
      return {
        ...state,
        distant: withBlock(state.distant, event.place, event.rows, event.cursor),
      };
    case 'distantFailed':
      return { ...state, distant: { ...state.distant, failure: event.failure } };
    case 'left':
      return withRun(withRun(state, 'front', { request: null }), 'back', { request: null });
    case 'resumed':
      return {
        ...withRun(state, 'front', { failure: null }),
        distant: { ...state.distant, failure: null },
      };
  }
}

/** Rows from before stay under their columns; those beyond them are read anew. */
function withColumns(state: RowPages, columns: readonly string[]): RowPages {
  const places = cellPlaces(state.columns, columns);
  if (areInPlace(places, state.columns)) return state;
  const rows = state.rows.map((row) => rearranged(row, places));
  return { ...state, columns, rows, distant: nothingDistant };
}

function begun(state: RowPages, source: RowsSource, remain: RowPages['remain']): RowPages {
  const earlier = state.front.source === 'copy' && state.front.count > 0 ? state.front : state.back;
  const goesOn = source === 'instance' && remain !== 'others' && earlier !== null;
  return {
    ...state,
    fresh: 0,
    front: newRun(source),
    back: goesOn ? { ...earlier, request: null } : null,
    before: state.front.answer ?? state.before,
    // Rows of another question stay that, however often this one is asked before it is answered.
    remain: state.remain === 'others' && state.fresh === 0 ? 'others' : remain,
  };
}

function withRun(state: RowPages, place: RunPlace, change: Partial<Run>): RowPages {
  if (place === 'front') return { ...state, front: { ...state.front, ...change } };
  return state.back === null ? state : { ...state, back: { ...state.back, ...change } };
}

function withFrontPage(
  state: RowPages,
  { page, isLast }: { readonly page: RowsPage; readonly isLast: boolean },
): RowPages {
  const front = afterPage(state.front, page);
  // That the copy knows none yet is no reason to take away what is being read, if more is coming.
  const tellsNothing = page.source === 'copy' && !page.isComplete && front.count === 0 && !isLast;
  if (tellsNothing) return { ...state, front };
  const head = [...state.rows.slice(0, state.fresh), ...page.rows];
  const rest =
    front.ended || state.remain === 'others'
      ? []
      : remaining(state.rows.slice(state.fresh), page.rows, head);
  return {
    ...state,
    rows: [...head, ...rest],
    fresh: head.length,
    front,
    back: front.ended ? null : state.back,
    remain: state.remain === 'others' ? 'same' : state.remain,
    distant: distantAfter(state, front, page),
  };
}

function distantAfter({ distant, remain }: RowPages, front: Run, page: RowsPage): DistantRows {
  const known = remain === 'others' ? nothingDistant : distant;
  if (page.anywhere !== null && page.isComplete) return withAnswer(known, page.anywhere);
  // What the instance brings page by page has not come that far yet.
  return front.ended ? nothingDistant : known;
}

function withBackPage(state: RowPages, page: RowsPage): RowPages {
  if (state.back === null) return state;
  const back = afterPage(state.back, page);
  return { ...state, back, rows: joined(state.rows, page.rows, state.back.count) };
}

function afterPage(run: Run, page: RowsPage): Run {
  const { source, scope, scanned, isComplete, total } = page;
  const receivedAt = Math.min(page.receivedAt, run.answer?.receivedAt ?? page.receivedAt);
  return {
    source: run.source,
    count: run.count + page.rows.length,
    cursor: page.cursor,
    ended: page.cursor === null,
    request: null,
    failure: null,
    answer: { source, scope, scanned, isComplete, total, receivedAt },
  };
}

function failed(
  state: RowPages,
  { ticket, failure, isLast }: { ticket: string; failure: Failure; isLast: boolean },
): RowPages {
  if (state.back?.request?.ticket === ticket) {
    // What the copy can't give, the instance will.
    return withRun(state, 'back', { request: null, ended: true });
  }
  if (state.front.request?.ticket !== ticket) return state;
  const after = withRun(state, 'front', { request: null, failure });
  const remain = state.remain === 'reloading' ? 'same' : state.remain;
  const goes = remain === 'others' && isLast && failure.code !== 'badRequest';
  return goes
    ? { ...after, rows: [], fresh: 0, remain: 'same', distant: nothingDistant }
    : { ...after, remain };
}

/** How many places have a row, be it here or not. */
export function placesOf({ rows, distant, remain }: RowPages): number {
  return Math.max(rows.length, remain === 'others' ? 0 : (distant.answer?.rows ?? 0));
}

/** The row of a place; undefined while it is not here. */
export function rowAt({ rows, distant }: RowPages, place: number): Row | undefined {
  return rows[place] ?? distantRow(distant, place);
}

/** What is known of the answer: by the run at the front, or until it has a page by those before it. */
export function answerOf({ front, before, remain }: RowPages): RunAnswer | null {
  return front.answer ?? (remain === 'others' ? null : before);
}

/** Whether somebody had the rows loaded anew, and the first of them have come since. */
export function isReloaded({ front, remain }: RowPages): boolean {
  return remain === 'reloading' && front.answer !== null;
}

/**
 * How old the rows are that somebody looks at, as milliseconds since 1970; null without any.
 *
 * @param lastInSight - index of the last row in sight
 */
export function ageInSight(pages: RowPages, lastInSight: number): number | null {
  const { front, before, fresh, rows } = pages;
  const reached = fresh > Math.min(lastInSight, rows.length - 1);
  const age = (reached ? front.answer : before) ?? front.answer ?? before;
  return age?.receivedAt ?? null;
}
