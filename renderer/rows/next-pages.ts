import type { RowsSource } from '../../electron/contract/rows.ts';
import type { RowPages, RunPlace } from './row-pages.ts';

/** Rows to have ready below the last one in sight. */
const lookahead = 150;
/** Rows that the copy keeps ready where the instance has not come yet. */
const glance = 30;

/** The next page of a run, and how urgent it is. */
export interface NextPage {
  readonly place: RunPlace;
  readonly source: RowsSource;
  readonly cursor: string | null;
  readonly urgency: 'visible' | 'prefetch';
}

/** Whether the run at the front has all that somebody can want of it by now. */
export function isServed({ front, fresh }: RowPages, lastInSight: number): boolean {
  return front.ended || (fresh > 0 && fresh > lastInSight + lookahead);
}

/** How far somebody looks, and who can be asked. */
export interface Looking {
  /** Index of the last row in sight; -1 when none is. */
  readonly lastInSight: number;
  /** The instance may be asked. */
  readonly isAllowed: boolean;
}

/**
 * Which pages to ask for next, one at most of each run. None while a request of the run is under way, after its failure,
 * and when enough rows are there.
 */
export function nextPages(state: RowPages, looking: Looking): readonly NextPage[] {
  return [...frontPage(state, looking), ...backPage(state, looking)];
}

function isStopped({ front }: RowPages, { isAllowed }: Looking): boolean {
  return front.failure !== null || (front.source === 'instance' && !isAllowed);
}

function frontPage(state: RowPages, looking: Looking): readonly NextPage[] {
  const { front, fresh } = state;
  const { lastInSight } = looking;
  if (front.request !== null || isStopped(state, looking)) return [];
  if (isServed(state, lastInSight)) return [];
  // The row below the last fresh one is the one that says "loading": somebody who sees it waits.
  const urgency = fresh <= lastInSight + 1 ? 'visible' : 'prefetch';
  return [{ place: 'front', source: front.source, cursor: front.cursor, urgency }];
}

function backPage(state: RowPages, looking: Looking): readonly NextPage[] {
  const { back, rows } = state;
  if (back === null || back.ended || back.request !== null) return [];
  const ahead = isStopped(state, looking) ? lookahead : glance;
  if (rows.length > looking.lastInSight + ahead) return [];
  return [{ place: 'back', source: 'copy', cursor: back.cursor, urgency: 'visible' }];
}
