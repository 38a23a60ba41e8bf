import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Asking } from '../instance/asking.ts';
import type { Clock } from '../instance/clock.ts';
import { serverCount } from './answer-count.ts';
import { type AnswerPage, answerPage, isOrderedHere } from './answer-page.ts';
import { queryKey } from './canonical-query.ts';
import { createKeptRuns, type KeptRun, type KeptRunsLimits } from './kept-runs.ts';
import type { Lessons } from './lessons.ts';
import type { Models } from './member.ts';
import type { PlainQuery } from './plain-query.ts';
import type { Plan } from './plan.ts';
import { planQuery } from './planner.ts';
import { type PageSizes, type QueryRun, startRun } from './query-run.ts';
import { refusedFeatures } from './refusals.ts';
import type { Ask } from './row-stream.ts';

/** Answers queries from one instance, with what runs here. */
export interface QueryRunner {
  /**
   * The first page of a query, or the one that `cursor` stands for. A page may have fewer rows than fit, or none, and
   * still a cursor: after so many rows that were looked through, what was found is shown.
   *
   * What the instance refuses although its model promises it is learned, and runs here from then on; the scope tells.
   * Besides the failures of asking: `notFound` for an unknown set, `answerNotUnderstood`, and `cursorExpired`, also where
   * the instance refused to go on and the query must be asked from its beginning.
   */
  fetch(query: PlainQuery, cursor: string | null, asking: Asking): Promise<Result<AnswerPage>>;
  /**
   * Looks through more rows for an answer that is ordered here, and begins it anew: cursors given out before expire.
   * Returns its first page.
   */
  loadMore(query: PlainQuery, asking: Asking): Promise<Result<AnswerPage>>;
  /** How many rows the answer has; null when only all of its pages would tell. */
  count(query: PlainQuery, asking: Asking): Promise<Result<{ readonly count: number | null }>>;
}

/** What a runner is made with. */
export interface QueryRunnerOptions {
  readonly models: Models;
  readonly lessons: Lessons;
  readonly ask: Ask;
  readonly language: () => Language;
  readonly clock: Pick<Clock, 'now'>;
  readonly sizes?: PageSizes;
  /** How much is kept of answers to go on with. */
  readonly keptRuns?: KeptRunsLimits;
}

const usualSizes: PageSizes = { answer: 100, scan: 1000, firstRows: 1000 };
/** A row takes one or two kilobytes of memory. */
const usualKeptRuns: KeptRunsLimits = { runs: 20, rows: 50_000 };
/** A plan that each lesson changes is made anew this often at most. */
const mostLessons = 5;

/** How many rows a run must have found for a page: all that it looks through, where it puts them in order. */
function wanted(run: QueryRun, offset: number, size: number): number {
  if (!isOrderedHere(run)) return offset + size;
  return run.scanned() === 0 ? Number.POSITIVE_INFINITY : 0;
}

/** Makes a runner that has answered nothing yet. */
export function createQueryRunner(options: QueryRunnerOptions): QueryRunner {
  const { models, lessons, ask, language, clock, sizes = usualSizes } = options;
  const runs = createKeptRuns(options.keptRuns ?? usualKeptRuns);

  function plan(query: PlainQuery): Plan | undefined {
    return planQuery(query, { models, lessons, source: 'server' });
  }

  function pageOf({ run, generation }: KeptRun, offset: number): Result<AnswerPage> {
    const page = answerPage(run, offset, sizes.answer, (next) => `${generation}.${next}`);
    return success({ ...page, receivedAt: run.answeredAt(offset) });
  }

  async function begin(query: PlainQuery, asking: Asking): Promise<Result<AnswerPage>> {
    for (let lesson = 0; ; lesson += 1) {
      const planned = plan(query);
      if (planned === undefined) return failure({ code: 'notFound' });
      const run = startRun(planned, {
        ...{ ask, sizes },
        language: language(),
        now: () => clock.now(),
      });
      const found = await run.findMore(wanted(run, 0, sizes.answer), asking);
      if (found.ok) return pageOf(runs.keep(queryKey(query), run), 0);
      const hasLearned = lesson < mostLessons && (await learn(planned, found, asking));
      if (!hasLearned) return found;
    }
  }

  /** Whether a failure taught what the instance refuses, so that another plan will do better. */
  async function learn(planned: Plan, found: Result<null>, asking: Asking): Promise<boolean> {
    if (found.ok || found.error.code !== 'serverError') return false;
    const refused = await refusedFeatures(planned, ask, language(), asking);
    lessons.learn(planned.query.set, refused);
    return refused.length > 0;
  }

  async function goOn(kept: KeptRun, offset: number, asking: Asking): Promise<Result<AnswerPage>> {
    const { run } = kept;
    const found = await run.findMore(wanted(run, offset, sizes.answer), asking);
    if (found.ok) return pageOf(kept, offset);
    // Rows come in another order by another plan, so what was shown of this one is no beginning of it.
    const hasLearned = await learn(run.plan, found, asking);
    return hasLearned ? failure({ code: 'cursorExpired' }) : found;
  }

  return {
    async fetch(query, cursor, asking) {
      if (cursor === null) return begin(query, asking);
      const kept = runs.find(queryKey(query));
      const [, generation, offset] = /^(\d+)\.(\d+)$/.exec(cursor)?.map(Number) ?? [];
      if (kept === undefined || kept.generation !== generation || offset === undefined) {
        return failure({ code: 'cursorExpired' });
      }
      return runs.inTurn(kept, () => goOn(kept, offset, asking));
    },

    async loadMore(query, asking) {
      const kept = runs.find(queryKey(query));
      if (kept === undefined) return begin(query, asking);
      return runs.inTurn(kept, async () => {
        const found = await kept.run.findMore(Number.POSITIVE_INFINITY, asking);
        if (!found.ok) {
          return (await learn(kept.run.plan, found, asking)) ? begin(query, asking) : found;
        }
        runs.beginAnew(kept);
        return pageOf(kept, 0);
      });
    },

    async count(query, asking) {
      const run = runs.find(queryKey(query))?.run;
      if (run?.isComplete() === true) return success({ count: run.rows().length });
      const planned = plan(query);
      if (planned === undefined) return failure({ code: 'notFound' });
      return serverCount(planned, ask, language(), asking);
    },
  };
}
