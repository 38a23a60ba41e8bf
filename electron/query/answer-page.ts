import type { ScopedPart } from '../contract/query.ts';
import type { Row } from '../contract/rows.ts';
import { scopedParts } from './plan.ts';
import type { QueryRun } from './query-run.ts';

/** One page of an answer. */
export interface AnswerPage {
  /** Names the run that the page was cut out of, among those of its query: when its first answer came. */
  readonly run: number;
  /** The place of the first row in the answer, from 0. */
  readonly offset: number;
  /** Cells run parallel to the query's columns. */
  readonly rows: readonly Row[];
  /** Opaque; asks for the following page. Null at the end of what has been found so far. */
  readonly cursor: string | null;
  /** How far the answer of each part of the query goes. */
  readonly scope: readonly ScopedPart[];
  /** Rows that were looked through here: the N of "first N rows". */
  readonly scanned: number;
  /** Rows of the answer that have been found, on all pages. */
  readonly found: number;
  /** Nothing is missing. */
  readonly isComplete: boolean;
  /** When the instance answered with the page's oldest row, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/** An answer whose rows may still change places goes on by loading more of them, any other one by its cursor. */
export function isOrderedHere({ plan }: QueryRun): boolean {
  return plan.local.order.length > 0;
}

/**
 * The rows of a run from one place on, with the query's columns only.
 * @param cursorAt the cursor of the page that begins at a place
 */
export function answerPage(
  run: QueryRun,
  offset: number,
  size: number,
  cursorAt: (offset: number) => string,
): Omit<AnswerPage, 'receivedAt'> {
  const { plan } = run;
  const found = run.rows();
  const end = Math.min(offset + size, found.length);
  const goesOn = end < found.length || (!run.isComplete() && !isOrderedHere(run));
  const places = plan.query.columns.map((name) =>
    plan.fields.findIndex(({ path }) => path === name),
  );
  return {
    run: run.begunAt(),
    offset,
    rows: found.slice(offset, end).map(({ id, title, cells }) => ({
      id,
      title,
      cells: places.map((place) => cells[place] ?? null),
    })),
    cursor: goesOn ? cursorAt(end) : null,
    scope: scopedParts(plan, run.isComplete()),
    scanned: run.scanned(),
    found: found.length,
    isComplete: run.isComplete(),
  };
}
