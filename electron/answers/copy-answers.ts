import { createHash } from 'node:crypto';
import type { Language } from '../contract/languages.ts';
import { failure, type Result, success } from '../contract/result.ts';
import type { Row, RowsPage, RowTotals } from '../contract/rows.ts';
import type { Library } from '../library/library.ts';
import { copyFailure } from '../local-copy/copy-failure.ts';
import { noLessons } from '../query/lessons.ts';
import { type LocalQuery, localQuery } from '../query/local-query.ts';
import { type Plan, scopedParts } from '../query/plan.ts';
import { planQuery } from '../query/planner.ts';
import type { CompleteRows, Sync } from '../sync/sync.ts';
import type { AskedQuery } from './asked-query.ts';
import { lastingAge } from './lasting-age.ts';
import { resultName } from './result-name.ts';
import { decidingColumns, stillFitting, withoutDeciding } from './still-fitting.ts';

/** Rows of one page: what one message may carry. */
const pageSize = 100;

/** What an answer of the copy is made of, which must not change from page to page: what its cursors begin with. */
type Basis =
  /** The rows that the same query brought when the instance answered it. */
  | 'result'
  /** All rows of the set that are here. */
  | 'rows';

/** Answers queries from the local copy, without the instance. */
export interface CopyAnswers {
  /**
   * The first page, or the one that `cursor` stands for, or, with the cursor of an answer that can be read anywhere, the one
   * that begins at a place. A set that is complete here is asked the very query; of any other
   * one, what the instance answered to it before comes first, then what is known of the set.
   * Failures: `notKept` when nothing of the set is here, `cursorExpired` also when rows have come or gone since, and those of {@link copyFailure}.
   */
  fetch(
    asked: AskedQuery,
    cursor: string | null,
    signal: AbortSignal,
    at?: number,
  ): Promise<Result<RowsPage>>;
  totals(
    asked: AskedQuery,
    columns: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<RowTotals>>;
}

/** What the copy answers with. */
export interface CopyAnswersOptions {
  readonly askLibrary: Library['ask'];
  readonly language: () => Language;
  /** The kept rows among which all are that a query may find; null when there are none. */
  readonly completeFor: (
    asked: AskedQuery,
  ) => Pick<CompleteRows, 'within' | 'isFollowed' | 'pulledAt'> | null;
  /** Told of rows of a followed set that somebody looks at. */
  readonly lookedAt: Sync['lookedAt'];
}

/** After the basis and the place: the state of the rows that places are counted in. */
const copyCursor = /^(result|rows)\.(\d{1,12})\.([0-9a-f]{16})$/;

/** Whether a cursor continues an answer of the copy. */
export function isCopyCursor(cursor: string): boolean {
  return copyCursor.test(cursor);
}

/** Where a page begins, and the state in which the rows have to be for that to mean anything. */
interface Place {
  readonly offset: number;
  /** Null for a first page. */
  readonly expected: string | null;
}

const start: Place = { offset: 0, expected: null };
/** What the instance answered keeps its places, whatever becomes of its rows. */
const unchanging = '0'.repeat(16);
const expired = failure({ code: 'cursorExpired' });

function stateMark(state: string): string {
  return createHash('sha256').update(state).digest('hex').slice(0, 16);
}

function cursorOf(basis: Basis, offset: number, mark: string): string {
  return `${basis}.${offset}.${mark}`;
}

/** A row as the window gets it. @param columns the names of its cells */
export function plainRow(columns: readonly string[]) {
  return ({ id, title, cells, unknown = [] }: KeptRow): Row => ({
    ...{ id, title, cells },
    ...(unknown.length > 0 ? { absent: unknown.map((name) => columns.indexOf(name)) } : {}),
  });
}

/** A row with what the copy tells of it. */
type KeptRow = Row & { readonly unknown?: readonly string[] | undefined };

function planned({ plain, models }: AskedQuery, source: Plan['source']): Plan | undefined {
  return planQuery(plain, { models, lessons: noLessons, source });
}

/** When the oldest value of a row was received. */
export function oldestValue({
  seenAt,
  older = {},
}: {
  readonly seenAt: number;
  readonly older?: Readonly<Record<string, number>> | undefined;
}): number {
  return Math.min(seenAt, ...Object.values(older));
}

function lookedAtRow(
  row: Parameters<typeof oldestValue>[0] & Pick<Row, 'id'>,
): readonly { readonly id: string; readonly seenAt: number }[] {
  return row.id === null ? [] : [{ id: row.id, seenAt: oldestValue(row) }];
}

/** Answers from what the library has. */
export function createCopyAnswers(options: CopyAnswersOptions): CopyAnswers {
  const { askLibrary, language, completeFor, lookedAt } = options;

  /** What the copy is asked: within a part of the set, when all that the query may find is in it. */
  function queryHere(asked: AskedQuery): LocalQuery {
    const within = completeFor(asked)?.within ?? undefined;
    const query = localQuery(asked.plain, asked.models);
    return within === undefined ? query : { ...query, within };
  }

  /** What the instance answered to this very query, as far as it was fetched; null when it never was. */
  async function fromResult(
    asked: AskedQuery,
    { offset }: Place,
    signal: AbortSignal,
  ): Promise<Result<RowsPage | null>> {
    const { plain } = asked;
    const query = localQuery(plain, asked.models);
    const columns = decidingColumns(query);
    const answer = await askLibrary(
      'readResult',
      {
        query: resultName(plain, language()),
        set: plain.set,
        columns,
        offset,
        limit: pageSize,
      },
      signal,
    );
    if (!answer.ok) return failure(copyFailure(answer.error));
    const result = answer.value;
    const plan = planned(asked, 'server');
    if (result === null || plan === undefined) return success(null);
    const end = offset + result.rows.length;
    const rows = result.rows
      .filter(stillFitting(query, columns, result.receivedAt))
      .map(withoutDeciding(plain.columns));
    // Where a row has left the answer, others may have come to it.
    const isComplete = result.isComplete && rows.length === result.rows.length;
    return success({
      rows: rows.map(plainRow(plain.columns)),
      cursor:
        end < result.kept && result.rows.length > 0 ? cursorOf('result', end, unchanging) : null,
      receivedAt: Math.min(result.receivedAt, ...rows.map(oldestValue)),
      source: 'copy',
      scope: scopedParts(plan, isComplete),
      scanned: result.kept,
      isComplete,
      total: isComplete ? result.kept : (result.count?.rows ?? null),
      anywhere: { cursor: cursorOf('result', 0, unchanging), rows: result.kept },
    });
  }

  /** What the rows of the set that are here answer to the query; null when there are none. */
  async function fromRows(
    asked: AskedQuery,
    { offset, expected }: Place,
    signal: AbortSignal,
  ): Promise<Result<RowsPage | null>> {
    const answer = await askLibrary(
      'queryRows',
      { query: queryHere(asked), offset, limit: pageSize },
      signal,
    );
    if (!answer.ok) return failure(copyFailure(answer.error));
    const plan = planned(asked, 'copy');
    if (answer.value === null || plan === undefined) return success(null);
    const { rows, total, known, completeAt, isExact, oldest, state } = answer.value;
    if (completeAt === null && known === 0) return success(null);
    const mark = stateMark(state);
    if (expected !== null && expected !== mark) return expired;
    if (completeFor(asked)?.isFollowed === true)
      lookedAt(asked.plain.set, rows.flatMap(lookedAtRow));
    const end = offset + rows.length;
    const isWhole = completeAt !== null && isExact;
    return success({
      rows: rows.map(plainRow(asked.plain.columns)),
      cursor: end < total && rows.length > 0 ? cursorOf('rows', end, mark) : null,
      receivedAt: completeAt === null ? oldest : ageOf(asked, { completeAt, oldest }),
      source: 'copy',
      scope: scopedParts(plan, isWhole),
      scanned: known,
      isComplete: isWhole,
      total: isWhole ? total : null,
      anywhere: { cursor: cursorOf('rows', 0, mark), rows: total },
    });
  }

  /** As of when a page of complete rows holds, be it that they are followed or only pulled now and then. */
  function ageOf(
    asked: AskedQuery,
    times: { readonly completeAt: number; readonly oldest: number },
  ): number {
    const kept = completeFor(asked);
    if (kept?.isFollowed !== true) return times.completeAt;
    return lastingAge(asked, { ...times, pulledAt: kept.pulledAt });
  }

  async function begin(asked: AskedQuery, signal: AbortSignal): Promise<Result<RowsPage | null>> {
    if (completeFor(asked) === null) {
      const result = await fromResult(asked, start, signal);
      if (!result.ok || result.value !== null) return result;
    }
    return fromRows(asked, start, signal);
  }

  function goOn(
    asked: AskedQuery,
    cursor: string,
    signal: AbortSignal,
    at?: number,
  ): Promise<Result<RowsPage | null>> {
    const [, basis, offset, state] = copyCursor.exec(cursor) ?? [];
    const from = { result: fromResult, rows: fromRows } satisfies Record<Basis, unknown>;
    return (basis === 'result' || basis === 'rows') && state !== undefined
      ? from[basis](asked, { offset: at ?? Number(offset), expected: state }, signal)
      : Promise.resolve(expired);
  }

  return {
    async fetch(asked, cursor, signal, at) {
      const page =
        cursor === null ? await begin(asked, signal) : await goOn(asked, cursor, signal, at);
      if (!page.ok) return page.error.code === 'notKept' ? notKept : page;
      return page.value === null ? notKept : success(page.value);
    },

    async totals(asked, columns, signal) {
      const { plain } = asked;
      const query = queryHere({ ...asked, plain: { ...plain, columns: [...columns] } });
      const answer = await askLibrary('queryTotals', { query, columns: [...columns] }, signal);
      if (!answer.ok) return failure(copyFailure(answer.error));
      if (answer.value === null) return notKept;
      const { columns: totals, rows, completeAt, isExact } = answer.value;
      const isWhole = completeAt !== null && isExact;
      return success({ columns: totals, rows, isComplete: isWhole, source: 'copy' });
    },
  };
}

const notKept = failure({ code: 'notKept' });
