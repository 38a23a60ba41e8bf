import { describe, expect, onTestFinished, test } from 'vitest';
import type { Row } from '../../../electron/contract/rows.ts';
import { createKeptAnswers } from '../../../electron/library/cache/kept-answers.ts';
import {
  type LocalAnswering,
  queryRows,
  queryTotals,
} from '../../../electron/library/cache/local-query.ts';
import { buildSearchIndex } from '../../../electron/library/cache/search-index.ts';
import { prepareOrder } from '../../../electron/library/cache/sort-columns.ts';
import { doAll } from '../../../electron/library/database/slices.ts';
import { type Answer, schemas } from '../../../electron/library/process/operations.ts';
import { localQuery } from '../../../electron/query/local-query.ts';
import { findMember } from '../../../electron/query/member.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import { resolveQuery } from '../../../electron/query/resolve-query.ts';
import { totalsOf } from '../../../electron/query/totals.ts';
import { createRandom, type Random } from '../../simulator/data/random.ts';
import { createBruteForce } from './brute-force.ts';
import { copyInstance } from './copied-instance.ts';
import {
  asker,
  expectedRows,
  expectRows,
  meaningsOf,
  offlineAnswer,
  succeeded,
} from './differential.ts';
import { type QueriedInstance, startQueriedInstance } from './queried-instance.ts';
import { createRandomQueries } from './random-queries.ts';

/** Both may be set to look for more, or for one query again. */
const queries = Number(process.env.QUERIES ?? 600);
const seed = Number(process.env.SEED ?? 20_261_123);

/** All pages of an answer, as they come through the edge of the process. */
function wholeAnswer(
  answering: LocalAnswering,
  query: PlainQuery,
  instance: QueriedInstance,
  limit: number,
) {
  const rows: Row[] = [];
  let page: Answer<'queryRows'>;
  do {
    const asked = { query: localQuery(query, instance.models), offset: rows.length, limit };
    const given = schemas.queryRows.given.parse(asked);
    page = schemas.queryRows.answer.parse(doAll(queryRows(answering, given)));
    if (page === null) throw new Error(`nothing of ${query.set}`);
    rows.push(...page.rows);
  } while (page.rows.length === limit);
  return { ...page, rows };
}

function checkTotals(
  answering: LocalAnswering,
  query: PlainQuery,
  { models }: QueriedInstance,
  rows: readonly Row[],
): void {
  const asked = { query: localQuery(query, models), columns: query.columns };
  const totals = doAll(queryTotals(answering, schemas.queryTotals.given.parse(asked)));
  schemas.queryTotals.answer.parse(totals);
  expect(totals).toMatchObject({ rows: rows.length, isExact: true });
  for (const [index, name] of query.columns.entries()) {
    const member = findMember(models, query.set, name);
    const got = totals?.columns[index];
    if (member === undefined || got === undefined) throw new Error(name);
    const cells = rows.map((row) => row.cells[index] ?? null);
    expect(got).toEqual(totalsOf(member, cells));
  }
}

function someLimit(random: Random): number {
  return random.chance(0.5) ? 100 : random.between(1, 40);
}

/** Makes every index that answers could use. */
function makeIndexes({ connection, language }: LocalAnswering, { models, sets }: QueriedInstance) {
  for (const set of sets) {
    doAll(buildSearchIndex(connection, set));
    for (const { name } of models(set)?.detail.columns ?? []) {
      const enumValues = models(set)?.members.get(name)?.enumValues ?? [];
      doAll(prepareOrder(connection, { set, column: name, enumValues }, language));
    }
  }
}

describe.each([
  ['without indexes', () => undefined],
  ['by indexes', makeIndexes],
])('the copy of a whole instance, %s,', (name, prepare) => {
  test(`answers ${queries} random queries as its tables do`, async () => {
    const instance = await startQueriedInstance({});
    onTestFinished(() => instance.close());
    const truth = createBruteForce(instance.api.api.rows);
    const answering = await copyInstance(instance);
    prepare(answering, instance);
    const first = name === 'by indexes' ? seed + 1_000_000 : seed;
    console.info(`${name}: seeds from ${first}`);
    let found = 0;
    for (let index = 0; index < queries; index += 1) {
      const rows = checkQuery(first + index, answering, instance, truth);
      if (rows > 0) found += 1;
    }
    // A generator that went astray would compare nothing with nothing.
    expect(found).toBeGreaterThan(queries / 4);
  }, 300_000);
});

/** @returns how many rows the query of a seed has */
function checkQuery(
  querySeed: number,
  answering: LocalAnswering,
  instance: QueriedInstance,
  truth: ReturnType<typeof createBruteForce>,
): number {
  const random = createRandom(querySeed);
  const asked = createRandomQueries(random, instance.models, instance.sets, truth)();
  const context = `seed ${querySeed}: ${JSON.stringify(asked)}`;
  const query = succeeded(resolveQuery(asked, instance.models, asker));
  const answer = wholeAnswer(answering, query, instance, someLimit(random));
  const expected = expectedRows(query, instance, truth, meaningsOf([]));
  expectRows(query, instance, answer.rows, expected, context);
  expect(answer, context).toMatchObject({ total: expected.length, isExact: true });
  checkTotals(answering, query, instance, answer.rows);

  const inBulgarian = { ...answering, language: 'bg', answers: createKeptAnswers() };
  const other = wholeAnswer(inBulgarian, query, instance, 100).rows.map((row) => row.id);
  const wanted = offlineAnswer(query, instance, truth, 'bg').map((row) => row.id);
  if (query.order.length > 0) expect(other, context).toEqual(wanted);
  return expected.length;
}
