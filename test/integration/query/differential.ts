import { expect } from 'vitest';
import type { ScopedPart } from '../../../electron/contract/query.ts';
import type { Result } from '../../../electron/contract/result.ts';
import type { Row } from '../../../electron/contract/rows.ts';
import type { AnswerPage } from '../../../electron/query/answer-page.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import { localAnswer } from '../../../electron/query/local-answer.ts';
import { findMember } from '../../../electron/query/member.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import { planQuery } from '../../../electron/query/planner.ts';
import type { PageSizes } from '../../../electron/query/query-run.ts';
import { createQueryRunner, type QueryRunner } from '../../../electron/query/query-runner.ts';
import { resolveQuery } from '../../../electron/query/resolve-query.ts';
import { createTimeZone } from '../../../electron/query/time-zone.ts';
import { writingHabits } from '../../../electron/query/writing-habits.ts';
import { createRandom, type Random } from '../../simulator/data/random.ts';
import type { createBruteForce, ServerMeanings, TableRow } from './brute-force.ts';
import { expectedCell } from './expected-cells.ts';
import type { QueriedInstance } from './queried-instance.ts';
import { createRandomQueries } from './random-queries.ts';

type BruteForce = ReturnType<typeof createBruteForce>;

const asking = { urgency: 'visible', signal: new AbortController().signal } as const;
export const asker = {
  today: '2026-11-21',
  timeZone: createTimeZone('Europe/Sofia'),
  habits: writingHabits('bg-BG'),
  me: null,
  current: new Map(),
};

/** Takes the value out of a result that must be a success. */
export function succeeded<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** An answer to its end, as somebody gets it who scrolls down and asks for all rows, and its first page. */
async function wholeAnswer(runner: QueryRunner, query: PlainQuery) {
  const first: AnswerPage = succeeded(await runner.fetch(query, null, asking));
  let page = first;
  const isOrderedHere = page.scope.some(({ part, reason }) => part === 'order' && reason !== null);
  while (isOrderedHere && !page.isComplete) page = succeeded(await runner.loadMore(query, asking));
  const rows: Row[] = [...page.rows];
  while (page.cursor !== null) {
    const next = await runner.fetch(query, page.cursor, asking);
    // The second of several requests may be the one that is refused; by then some rows are shown.
    const isRefused = !next.ok && next.error.code === 'cursorExpired';
    if (isRefused) rows.splice(0);
    page = succeeded(isRefused ? await runner.fetch(query, null, asking) : next);
    rows.push(...page.rows);
  }
  return { rows, first, last: page };
}

/** Where the parts of a query ran decides what a search means: the server looks into members that no row shows. */
export function meaningsOf(scope: readonly ScopedPart[]): ServerMeanings {
  return {
    search: scope.some(({ part, reason }) => part === 'search' && reason === null),
    contains: (group: number, path: string) =>
      scope.some(
        (each) =>
          each.part === 'condition' &&
          each.group === group &&
          each.path === path &&
          each.reason === null,
      ),
  };
}

function idOf(row: TableRow): string | null {
  const address = row['@odata.id'];
  return typeof address === 'string' ? address.slice(-37, -1) : null;
}

/** Promises that an instance may break: what its requests look like. */
const promises: readonly [RegExp, ...RegExp[]] = [
  / in \(/,
  /\$orderby=/,
  /\$search=/,
  /contains\(/,
  /equalnull/,
  /(starts|ends)with/,
  / eq /,
  / ge /,
];

function someSizes(random: Random): PageSizes {
  if (random.chance(0.7)) return { answer: 100, scan: 1000, firstRows: 1000 };
  return {
    answer: random.between(3, 30),
    scan: random.between(20, 60),
    firstRows: random.between(20, 80),
  };
}

/** What the local copy answers when it holds every row with all its cells. */
export function offlineAnswer(
  query: PlainQuery,
  { models }: QueriedInstance,
  truth: BruteForce,
  language: string,
): Row[] {
  const plan = planQuery(query, { models, lessons: createLessons(), source: 'copy' });
  if (plan === undefined) throw new Error(`no set ${query.set}`);
  expect(plan.requests).toEqual([]);
  const rows = truth.table(query.set).map(
    (row): Row => ({
      id: idOf(row),
      title: typeof row.DisplayText === 'string' ? row.DisplayText : null,
      cells: plan.fields.map(({ names, column }) =>
        expectedCell(column, truth.valueAt(query.set, row, names), truth.titleOf),
      ),
    }),
  );
  return localAnswer(plan, rows, language).map((row) => ({
    ...row,
    cells: query.columns.map(
      (name) => row.cells[plan.fields.findIndex(({ path }) => path === name)] ?? null,
    ),
  }));
}

/** The rows of an answer as texts that can be compared, as looking through the tables finds them. */
export function expectedRows(
  query: PlainQuery,
  { models }: QueriedInstance,
  truth: BruteForce,
  meanings: ServerMeanings,
): string[] {
  const members = query.columns.map((path) => findMember(models, query.set, path));
  const cellsOf = (row: TableRow) =>
    members.map(
      (member) =>
        member &&
        expectedCell(member.column, truth.valueAt(query.set, row, member.names), truth.titleOf),
    );
  return truth.answer(query, meanings).map((row) => JSON.stringify([idOf(row), cellsOf(row)]));
}

/** Compares the rows of an answer with those that are expected. */
export function expectRows(
  query: PlainQuery,
  { models }: QueriedInstance,
  got: readonly Row[],
  wanted: readonly string[],
  context: string,
): void {
  // Rows of views have no key by which those that are equal otherwise would come in one order.
  const isOrdered = query.order.length > 0 && models(query.set)?.detail.hasId === true;
  const texts = got.map(({ id, cells }) => JSON.stringify([id, cells]));
  expect(isOrdered ? texts : texts.toSorted(), context).toEqual(
    isOrdered ? wanted : wanted.toSorted(),
  );
}

/** What happened to one query. */
export interface Outcome {
  readonly scope: readonly ScopedPart[];
  readonly rows: number;
  /** First pages that were asked for: more than one stand for an `or`. */
  readonly requests: number;
}

/**
 * Makes the query of a seed, has it planned and answered, and compares every row, cell and place with what looking through
 * the tables gives.
 */
export async function checkQuery(
  seed: number,
  instance: QueriedInstance,
  truth: BruteForce,
): Promise<Outcome> {
  const { models, sets } = instance;
  const random = createRandom(seed);
  const asked = createRandomQueries(random, models, sets, truth)();
  const context = `seed ${seed}: ${JSON.stringify(asked)}`;
  instance.refuse(random.chance(0.3) ? random.pick(promises) : null);
  const options = {
    models,
    ask: (address: string) => instance.ask(address),
    sizes: someSizes(random),
    lessons: createLessons(),
    language: () => 'en' as const,
    clock: { now: () => 0 },
  };
  const runner = createQueryRunner(options);
  const before = instance.requests().first;
  const query = succeeded(resolveQuery(asked, models, asker));
  const { rows, first, last } = await wholeAnswer(runner, query).catch((error: unknown) => {
    throw new Error(context, { cause: error });
  });
  const requests = instance.requests().first - before;

  const expected = (scope: readonly ScopedPart[]): string[] =>
    expectedRows(query, instance, truth, meaningsOf(scope));
  expectRows(query, instance, rows, expected(last.scope), context);
  const offline = offlineAnswer(query, instance, truth, 'en');
  expectRows(query, instance, offline, expected([]), context);

  // Only what a new runner asks the server for is a count that nobody has counted yet.
  const counted = random.chance(0.2) ? await createQueryRunner(options).count(query, asking) : null;
  if (counted !== null) expect([null, rows.length], context).toContain(succeeded(counted).count);
  expect(last.isComplete, context).toBe(true);
  expect(last.scope.map(({ scope }) => scope)).not.toContain('localFirstRows');
  if (!first.isComplete) {
    expect(first.scope.map(({ scope }) => scope)).not.toContain('localComplete');
  }
  return { scope: last.scope, rows: rows.length, requests };
}
