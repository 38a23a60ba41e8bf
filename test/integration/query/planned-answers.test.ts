import { afterAll, describe, expect, test } from 'vitest';
import type { ScopedPart } from '../../../electron/contract/query.ts';
import type { Result } from '../../../electron/contract/result.ts';
import type { Row } from '../../../electron/contract/rows.ts';
import { createLessons } from '../../../electron/query/lessons.ts';
import type { PlainQuery } from '../../../electron/query/plain-query.ts';
import {
  type AnswerPage,
  createQueryRunner,
  type QueryRunner,
} from '../../../electron/query/query-runner.ts';
import { resolveQuery } from '../../../electron/query/resolve-query.ts';
import { createTimeZone } from '../../../electron/query/time-zone.ts';
import { createRandom } from '../../simulator/data/random.ts';
import type { DomainApiSwitches } from '../../simulator/options.ts';
import { createBruteForce, type TableRow } from './brute-force.ts';
import { expectedCell } from './expected-cells.ts';
import { type QueriedInstance, startQueriedInstance } from './queried-instance.ts';
import { createRandomQueries } from './random-queries.ts';

const asking = { urgency: 'visible', signal: new AbortController().signal } as const;
const asker = {
  today: '2026-11-21',
  timeZone: createTimeZone('Europe/Sofia'),
  me: null,
  current: new Map(),
};

function succeeded<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** An answer to its end, as somebody gets it who scrolls down and asks for all rows. */
async function wholeAnswer(runner: QueryRunner, query: PlainQuery) {
  let page: AnswerPage = succeeded(await runner.fetch(query, null, asking));
  const partial = page;
  while (!page.isComplete && page.cursor === null)
    page = succeeded(await runner.loadMore(query, asking));
  const isOrderedHere = page.scope.some(
    ({ part, scope }) => part === 'order' && scope !== 'server',
  );
  while (isOrderedHere && !page.isComplete) page = succeeded(await runner.loadMore(query, asking));
  const rows: Row[] = [...page.rows];
  while (page.cursor !== null) {
    page = succeeded(await runner.fetch(query, page.cursor, asking));
    rows.push(...page.rows);
  }
  return { rows, last: page, partial };
}

/** Where the parts of a query ran decides what a search of the server's own means. */
function meaningsOf(scope: readonly ScopedPart[]) {
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

function keysOf(rows: readonly (readonly [string | null, unknown])[]): string[] {
  return rows.map((row) => JSON.stringify(row));
}

const modes: readonly (readonly [string, Partial<DomainApiSwitches>])[] = [
  [
    'lenient',
    {
      dateTimeFilter: 'minute',
      amountFilters: 'allowed',
      enumLiterals: 'plain',
      amountValues: 'number',
    },
  ],
  [
    'strict',
    {
      dateTimeFilter: 'day',
      amountFilters: 'refused',
      enumLiterals: 'qualified',
      amountValues: 'string',
    },
  ],
  [
    'lenient, but cuts to days',
    { dateTimeFilter: 'day', amountFilters: 'allowed', enumLiterals: 'plain' },
  ],
  [
    'strict, but cuts to minutes',
    { dateTimeFilter: 'minute', amountFilters: 'refused', enumLiterals: 'qualified' },
  ],
];

/** Promises that an instance may break. */
const broken = [
  / in \(/,
  /\$orderby=/,
  /\$search=/,
  /contains\(/,
  /equalnull/,
  /startswith|endswith/,
  / eq /,
  / ge /,
];

const queriesEach = Number(process.env.QUERIES ?? 1300);
const firstSeed = Number(process.env.SEED ?? 4711);
const opened: QueriedInstance[] = [];
afterAll(() => Promise.all(opened.map((instance) => instance.close())));

describe.each(modes)('an instance that is %s', (_name, switches) => {
  test(`answers ${queriesEach} random queries as its tables do`, async () => {
    const instance = await startQueriedInstance(switches);
    opened.push(instance);
    const { models, sets, ask } = instance;
    const truth = createBruteForce(instance.api.api.rows);
    const seen = { server: 0, local: 0, merged: 0, empty: 0, refused: 0 };
    console.info(`seed ${firstSeed}, ${JSON.stringify(switches)}`);

    for (let number = 0; number < queriesEach; number += 1) {
      const seed = firstSeed + number;
      const random = createRandom(seed);
      const next = createRandomQueries(random, models, sets, truth);
      // Most people meet an instance that keeps its promises; it has taught its lessons after a while.
      instance.refuse(random.chance(0.15) ? random.pick(broken as [RegExp, ...RegExp[]]) : null);
      const sizes = random.chance(0.7)
        ? { answer: 100, scan: 1000, firstRows: 1000 }
        : {
            answer: random.between(3, 30),
            scan: random.between(20, 60),
            firstRows: random.between(20, 80),
          };
      const runner = createQueryRunner({
        models,
        ask,
        sizes,
        lessons: createLessons(),
        language: () => 'en',
        clock: { now: () => 0 },
      });
      const asked = next();
      const resolved = resolveQuery(asked, models, asker);
      const context = `seed ${seed}: ${JSON.stringify(asked)}`;
      if (!resolved.ok) throw new Error(`${context}: ${JSON.stringify(resolved.error)}`);
      const query = resolved.value;
      const { rows, last, partial } = await wholeAnswer(runner, query).catch((error: unknown) => {
        throw new Error(context, { cause: error });
      });

      const model = models(query.set);
      const columns = query.columns.map((name) =>
        model?.detail.columns.find((each) => each.name === name),
      );
      const expected = truth.answer(query, meaningsOf(last.scope));
      const asCells = (row: TableRow) =>
        columns.map((column) => column && expectedCell(column, row[column.name], truth.titleOf));
      const idOf = (row: TableRow): string | null => {
        const address = row['@odata.id'];
        return typeof address === 'string' ? address.slice(-37, -1) : null;
      };
      const wanted = keysOf(expected.map((row) => [idOf(row), asCells(row)] as const));
      const got = keysOf(rows.map(({ id, cells }) => [id, cells] as const));
      const isOrdered = query.order.length > 0 && model?.detail.hasId === true;
      expect(isOrdered ? got : got.toSorted(), context).toEqual(
        isOrdered ? wanted : wanted.toSorted(),
      );
      expect(last.isComplete, context).toBe(true);
      const scopes = last.scope.map(({ scope }) => scope);
      expect(scopes, context).not.toContain('localFirstRows');
      if (!partial.isComplete) {
        expect(
          partial.scope.map(({ scope }) => scope),
          context,
        ).not.toContain('localComplete');
      }
      if (scopes.every((scope) => scope === 'server')) seen.server += 1;
      else seen.local += 1;
      if (expected.length === 0) seen.empty += 1;
      if (last.scope.some(({ reason }) => reason === 'refused')) seen.refused += 1;
    }
    expect(instance.objections).toEqual([]);
    console.info(JSON.stringify({ ...seen, requests: instance.requests() }));
  }, 180_000);
});
