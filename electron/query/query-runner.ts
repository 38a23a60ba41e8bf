import type { ScopedPart } from '../contract/query.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Row } from '../contract/rows.ts';
import type { Clock } from '../instance/clock.ts';
import type { Language } from '../instance/model.ts';
import type { Asking } from '../instance/rows.ts';
import { queryKey } from './canonical-query.ts';
import type { Lessons } from './lessons.ts';
import type { Models } from './member.ts';
import type { PlainQuery } from './plain-query.ts';
import { scopedParts } from './plan.ts';
import { planQuery } from './planner.ts';
import { type PageSizes, type QueryRun, startRun } from './query-run.ts';
import { refusedFeatures } from './refusals.ts';
import type { Ask } from './row-stream.ts';

/** One page of an answer. */
export interface AnswerPage {
  /** Cells run parallel to the query's columns. */
  readonly rows: readonly Row[];
  /** Opaque; asks for the following page. Null at the end of what has been found so far. */
  readonly cursor: string | null;
  /** How far the answer of each part of the query goes. */
  readonly scope: readonly ScopedPart[];
  /** Rows that were looked through here: the N of "first N rows". */
  readonly scanned: number;
  /** Nothing is missing; else {@link QueryRunner.loadMore} or the cursor goes on. */
  readonly isComplete: boolean;
  /** When the answer was made, in milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Answers queries from one instance, with what runs here. */
export interface QueryRunner {
  /**
   * The first page of a query, or the one that `cursor` stands for.
   *
   * What the instance refuses although its model promises it is learned, and runs here from then on; the scope tells.
   * Besides the failures of asking: `notFound` for an unknown set, `cursorExpired`, and `answerNotUnderstood`.
   */
  fetch(query: PlainQuery, cursor: string | null, asking: Asking): Promise<Result<AnswerPage>>;
  /**
   * Looks through more rows for an answer that is ordered here, and begins it anew: cursors given out before expire.
   * Only the first page is returned.
   */
  loadMore(query: PlainQuery, asking: Asking): Promise<Result<AnswerPage>>;
}

/** What a runner is made with. */
export interface QueryRunnerOptions {
  readonly models: Models;
  readonly lessons: Lessons;
  readonly ask: Ask;
  readonly language: () => Language;
  readonly clock: Pick<Clock, 'now'>;
  readonly sizes?: PageSizes;
  /** How many answers are kept to go on with; the one used longest ago goes first. */
  readonly keptRuns?: number;
}

const usualSizes: PageSizes = { answer: 100, scan: 1000, firstRows: 1000 };
/** A plan that is changed by each lesson is made anew this often at most. */
const mostLessons = 5;

/** A run, and what of it has been shown. */
interface Kept {
  readonly run: QueryRun;
  /** Changes when the answer begins anew, which ends its cursors. */
  generation: number;
  /** Calls for one run go one after the other. */
  turn: Promise<unknown>;
}

/** Makes a runner that has answered nothing yet. */
export function createQueryRunner(options: QueryRunnerOptions): QueryRunner {
  const { models, lessons, ask, language, clock, sizes = usualSizes, keptRuns = 20 } = options;
  const kept = new Map<string, Kept>();
  let generations = 0;

  function keep(key: string, run: QueryRun): Kept {
    generations += 1;
    const entry: Kept = { run, generation: generations, turn: Promise.resolve() };
    kept.delete(key);
    kept.set(key, entry);
    const oldest = kept.keys().next();
    if (kept.size > keptRuns && !oldest.done) kept.delete(oldest.value);
    return entry;
  }

  function begin(query: PlainQuery): QueryRun | undefined {
    const plan = planQuery(query, { models, lessons, source: 'server' });
    return plan && startRun(plan, { ask, language: language(), sizes });
  }

  function pageAt({ run, generation }: Kept, offset: number): AnswerPage {
    const { plan } = run;
    const all = run.rows();
    const end = Math.min(offset + sizes.answer, all.length);
    const goesOn = end < all.length || (!run.isComplete() && plan.local.order.length === 0);
    const places = plan.query.columns.map((name) =>
      plan.fields.findIndex(({ path }) => path === name),
    );
    return {
      rows: all.slice(offset, end).map((row) => ({
        ...row,
        cells: places.map((place) => row.cells[place] ?? null),
      })),
      cursor: goesOn ? `${generation}.${end}` : null,
      scope: scopedParts(plan, run.isComplete()),
      scanned: run.scanned(),
      isComplete: run.isComplete(),
      receivedAt: clock.now(),
    };
  }

  /** Answers that are ordered here need all the rows that are looked through, all others just the page. */
  function wanted({ run }: Kept, offset: number): number {
    const isOrderedHere = run.plan.local.order.length > 0;
    if (!isOrderedHere) return offset + sizes.answer;
    return run.scanned() === 0 ? Number.POSITIVE_INFINITY : 0;
  }

  async function first(query: PlainQuery, asking: Asking): Promise<Result<AnswerPage>> {
    for (let lesson = 0; ; lesson += 1) {
      const run = begin(query);
      if (run === undefined) return failure({ code: 'notFound' });
      const entry: Kept = { run, generation: 0, turn: Promise.resolve() };
      const found = await run.findMore(wanted(entry, 0), asking);
      if (found.ok) return success(pageAt(keep(queryKey(query), run), 0));
      if (found.error.code !== 'serverError' || lesson === mostLessons) return found;
      const refused = await refusedFeatures(run.plan, ask, language(), asking);
      if (refused.length === 0) return found;
      lessons.learn(query.set, refused);
    }
  }

  async function inTurn<Value>(entry: Kept, task: () => Promise<Value>): Promise<Value> {
    const mine = entry.turn.then(task, task);
    entry.turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    async fetch(query, cursor, asking) {
      if (cursor === null) return first(query, asking);
      const entry = kept.get(queryKey(query));
      const [, generation, offset] = /^(\d+)\.(\d+)$/.exec(cursor)?.map(Number) ?? [];
      if (entry === undefined || entry.generation !== generation || offset === undefined) {
        return failure({ code: 'cursorExpired' });
      }
      return inTurn(entry, async () => {
        const found = await entry.run.findMore(wanted(entry, offset), asking);
        return found.ok ? success(pageAt(entry, offset)) : found;
      });
    },

    async loadMore(query, asking) {
      const key = queryKey(query);
      const entry = kept.get(key);
      if (entry === undefined) return first(query, asking);
      return inTurn(entry, async () => {
        const found = await entry.run.findMore(Number.POSITIVE_INFINITY, asking);
        if (!found.ok) return found;
        generations += 1;
        entry.generation = generations;
        return success(pageAt(entry, 0));
      });
    },
  };
}
