import type { Language } from '../contract/languages.ts';
import { type Result, success } from '../contract/result.ts';
import type { RowsPage, RowTotals } from '../contract/rows.ts';
import type { Asking } from '../instance/asking.ts';
import type { Clock } from '../instance/clock.ts';
import type { EntitySetModel } from '../instance/model.ts';
import type { Library } from '../library/library.ts';
import type { AnswerPage } from '../query/answer-page.ts';
import type { Lessons } from '../query/lessons.ts';
import { findMember } from '../query/member.ts';
import { createQueryRunner } from '../query/query-runner.ts';
import type { Ask } from '../query/row-stream.ts';
import { serverTotals, type WantedTotals } from '../query/server-totals.ts';
import type { AskedQuery } from './asked-query.ts';
import { resultName } from './result-name.ts';

/** Answers queries from the instance, and leaves what came in the local copy. */
export interface InstanceAnswers {
  /** As {@link QueryRunner.fetch}. */
  fetch(asked: AskedQuery, cursor: string | null, asking: Asking): Promise<Result<RowsPage>>;
  /** As {@link QueryRunner.loadMore}. */
  loadMore(asked: AskedQuery, asking: Asking): Promise<Result<RowsPage>>;
  /** As {@link QueryRunner.count}. */
  count(asked: AskedQuery, asking: Asking): Promise<Result<{ readonly count: number | null }>>;
  /** As {@link serverTotals}. */
  totals(
    asked: AskedQuery,
    given: Omit<WantedTotals, 'query'>,
    asking: Asking,
  ): Promise<Result<RowTotals>>;
}

/** What the instance is asked with. */
export interface InstanceAnswersOptions {
  readonly ask: Ask;
  readonly askLibrary: Library['ask'];
  readonly lessons: Lessons;
  readonly language: () => Language;
  readonly clock: Pick<Clock, 'now'>;
}

/** A page as it stands in the copy, where only a whole answer has no way on. */
const unfinished = 'unfinished';

/** Makes what has answered nothing yet. */
export function createInstanceAnswers(options: InstanceAnswersOptions): InstanceAnswers {
  const { ask, askLibrary, lessons, language, clock } = options;
  /** The models that queries in flight go by, always the newest of each set. */
  const known = new Map<string, EntitySetModel>();
  const runner = createQueryRunner({
    models: (set) => known.get(set),
    ...{ lessons, ask, language, clock },
  });

  function learnModels({ touched }: AskedQuery): void {
    for (const [set, model] of touched) known.set(set, model);
  }

  /** The copy is written behind the answer's back: nobody waits for the disk, and a disk that fails takes no rows away. */
  function keep({ plain, models }: AskedQuery, page: AnswerPage): void {
    void askLibrary('writeResultPage', {
      query: resultName(plain, language()),
      set: plain.set,
      columns: plain.columns.map((name) => ({
        name,
        type: findMember(models, plain.set, name)?.column.type ?? 'other',
      })),
      run: page.run,
      position: page.offset,
      rows: page.rows,
      cursor: page.isComplete && page.cursor === null ? null : (page.cursor ?? unfinished),
      receivedAt: page.receivedAt,
    });
  }

  function toPage(asked: AskedQuery, answer: Result<AnswerPage>): Result<RowsPage> {
    if (!answer.ok) return answer;
    keep(asked, answer.value);
    const { rows, cursor, receivedAt, scope, scanned, isComplete, found } = answer.value;
    const total = isComplete ? found : null;
    return success({
      ...{ rows, cursor, receivedAt, scope, scanned, isComplete, total },
      anywhere: null,
      source: 'instance',
    });
  }

  return {
    async fetch(asked, cursor, asking) {
      learnModels(asked);
      return toPage(asked, await runner.fetch(asked.plain, cursor, asking));
    },
    async loadMore(asked, asking) {
      learnModels(asked);
      return toPage(asked, await runner.loadMore(asked.plain, asking));
    },
    async totals(asked, given, asking) {
      learnModels(asked);
      const totals = await serverTotals(
        { query: asked.plain, ...given },
        { models: asked.models, lessons, ask, language: language() },
        asking,
      );
      if (!totals.ok) return totals;
      return success({ ...totals.value, isComplete: true, source: 'instance' });
    },
    async count(asked, asking) {
      learnModels(asked);
      const counted = await runner.count(asked.plain, asking);
      if (counted.ok && counted.value.count !== null) {
        const { count } = counted.value;
        const query = resultName(asked.plain, language());
        void askLibrary('writeCount', { query, rows: count, at: clock.now() });
      }
      return counted;
    },
  };
}
