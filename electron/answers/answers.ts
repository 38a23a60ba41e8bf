import type { FilterMeaning } from '../contract/filter-meaning.ts';
import type { StructuredQuery } from '../contract/query.ts';
import type { RequestArguments } from '../contract/requests.ts';
import { type Result, success } from '../contract/result.ts';
import type { RowsPage, RowsSource, RowTotals } from '../contract/rows.ts';
import type { Asking } from '../instance/asking.ts';
import type { EntitySetModel } from '../instance/model.ts';
import { noLessons } from '../query/lessons.ts';
import { hasLocalPart } from '../query/plan.ts';
import { planQuery } from '../query/planner.ts';
import type { WantedTotals } from '../query/server-totals.ts';
import type { CompleteRows, Sync } from '../sync/sync.ts';
import { type AskedQuery, type AskingPerson, understand } from './asked-query.ts';
import { type CopyAnswers, isCopyCursor } from './copy-answers.ts';
import { explainFilters } from './filter-meanings.ts';
import type { InstanceAnswers } from './instance-answers.ts';

/** Answers the queries of one account: the same ones online and offline. */
export interface Answers {
  /**
   * The first page of a query, or the one that `cursor` stands for, from the copy or from the instance. A set that is kept
   * offline and complete is brought up to date when the instance is asked, and then answered from the copy: there all of
   * it can be filtered and ordered.
   */
  fetchRows(
    given: {
      readonly query: StructuredQuery;
      readonly source: RowsSource;
      readonly cursor: string | null;
      /** Place of the first row, with a cursor that leads anywhere. */
      readonly at?: number | undefined;
    },
    asking: Asking,
  ): Promise<Result<RowsPage>>;
  /** Looks through more rows for an answer that is put together here, and begins it anew. */
  loadMoreRows(query: StructuredQuery, asking: Asking): Promise<Result<RowsPage>>;
  /** How many rows there are; null when only all pages would tell. */
  countRows(
    query: StructuredQuery,
    asking: Asking,
  ): Promise<Result<{ readonly count: number | null }>>;
  /**
   * What columns come to: over the rows that are on this computer, or over all that the instance has, as far as it can. Where the
   * copy answers although the instance is asked, as {@link Answers.fetchRows} says, its rows are added up.
   */
  totalRows(
    query: StructuredQuery,
    given: Omit<WantedTotals, 'query'> & { readonly source: RowsSource },
    asking: Asking,
  ): Promise<Result<RowTotals>>;
  /** What expressions mean now in the filter of a column. */
  explainFilters(
    given: RequestArguments<'explainFilters'>,
  ): Promise<Result<readonly FilterMeaning[]>>;
}

/** What answers are made with. */
export interface AnswersOptions {
  /** One set of the model, from the instance if it has to be. */
  readonly entitySet: (name: string) => Promise<Result<EntitySetModel>>;
  /** One set of the model as it is kept here, however old; null when it is not. */
  readonly keptEntitySet: (name: string) => Promise<EntitySetModel | null>;
  readonly person: AskingPerson;
  readonly copy: CopyAnswers;
  readonly instance: InstanceAnswers;
  readonly sync: Pick<Sync, 'whenKnown' | 'isComplete' | 'completeFor' | 'refresh'>;
}

/** Puts the parts together. */
export function createAnswers(options: AnswersOptions): Answers {
  const { entitySet, keptEntitySet, person, copy, instance, sync } = options;

  /** What is here is shown without waiting for the instance. */
  async function entitySetAtHand(name: string): Promise<Result<EntitySetModel>> {
    const kept = await keptEntitySet(name);
    return kept === null ? entitySet(name) : success(kept);
  }

  /** Understands a query and goes on with it. */
  async function withQuery<Value>(
    query: StructuredQuery,
    answer: (asked: AskedQuery) => Promise<Result<Value>>,
    isCopyAsked = false,
  ): Promise<Result<Value>> {
    const models = isCopyAsked ? entitySetAtHand : entitySet;
    // At a start the first question comes before it is known which sets are complete.
    const [asked] = await Promise.all([understand(query, models, person), sync.whenKnown()]);
    return asked.ok ? answer(asked.value) : asked;
  }

  /** The kept rows in which an answer is, if all rows of the other sets that its paths lead to are here, too. */
  function allHere(asked: AskedQuery): CompleteRows | null {
    const others = [...asked.touched.keys()].filter((set) => set !== asked.plain.set);
    return others.every((set) => sync.isComplete(set)) ? sync.completeFor(asked) : null;
  }

  /**
   * Complete rows are asked here when they can be brought up to date first, and also when the instance could do a part of the
   * query only. What can't be followed is as old as its last pull, so what the instance can do, it does.
   */
  function bestFromCopy(asked: AskedQuery): CompleteRows | null {
    const kept = allHere(asked);
    return kept !== null && (kept.isFollowed || hasPartHere(asked)) ? kept : null;
  }

  /** The instance can't do all of a query. */
  function hasPartHere({ plain, models }: AskedQuery): boolean {
    const plan = planQuery(plain, {
      models,
      lessons: noLessons,
      source: 'server',
    });
    return plan !== undefined && hasLocalPart(plan);
  }

  /** The first page of kept rows that were just brought up to date. */
  async function refreshed(
    { key }: CompleteRows,
    asked: AskedQuery,
    asking: Asking,
  ): Promise<Result<RowsPage>> {
    const outcome = await sync.refresh(key, asking.signal);
    if (!outcome.ok) return outcome;
    const page = await copy.fetch(asked, null, asking.signal);
    // The copy may have been rebuilt a moment ago, and its rows are still to come.
    const isGone = !page.ok && page.error.code === 'notKept';
    return isGone ? instance.fetch(asked, null, asking) : page;
  }

  return {
    fetchRows({ query, source, cursor, at }, asking) {
      if (source === 'copy') {
        return withQuery(query, (asked) => copy.fetch(asked, cursor, asking.signal, at), true);
      }
      return withQuery(query, (asked) => {
        const kept = cursor === null ? bestFromCopy(asked) : null;
        if (kept !== null) return refreshed(kept, asked, asking);
        // An answer goes on where it began, though the set has become complete meanwhile, or is so no more.
        return cursor !== null && isCopyCursor(cursor)
          ? copy.fetch(asked, cursor, asking.signal)
          : instance.fetch(asked, cursor, asking);
      });
    },

    loadMoreRows: (query, asking) =>
      withQuery(query, (asked) => {
        const kept = bestFromCopy(asked);
        return kept === null ? instance.loadMore(asked, asking) : refreshed(kept, asked, asking);
      }),

    countRows: (query, asking) =>
      withQuery(query, async (asked) => {
        if (bestFromCopy(asked) === null) return instance.count(asked, asking);
        const page = await copy.fetch(asked, null, asking.signal);
        return page.ok ? { ok: true, value: { count: page.value.total } } : page;
      }),

    totalRows(query, { source, ...given }, asking) {
      // What is shown besides may lead to sets that this has nothing to do with.
      const added = { ...query, columns: [...given.columns] };
      const fromCopy = (asked: AskedQuery) => copy.totals(asked, given.columns, asking.signal);
      if (source === 'copy') return withQuery(added, fromCopy, true);
      return withQuery(added, (asked) =>
        bestFromCopy(asked) === null ? instance.totals(asked, given, asking) : fromCopy(asked),
      );
    },

    explainFilters: (given) => explainFilters(given, entitySetAtHand, person),
  };
}
