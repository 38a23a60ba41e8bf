import { describe, expect, onTestFinished, test } from 'vitest';
import { isLong } from '../../faults/test-length.ts';
import type { DomainApiSwitches } from '../../simulator/options.ts';
import { createBruteForce } from './brute-force.ts';
import { checkQuery, type Outcome } from './differential.ts';
import { startQueriedInstance } from './queried-instance.ts';

/** How an instance may read what the documentation leaves open or contradicts. */
const readings: readonly (readonly [string, Partial<DomainApiSwitches>])[] = [
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
    'lenient but cuts times to days',
    { dateTimeFilter: 'day', amountFilters: 'allowed', enumLiterals: 'plain' },
  ],
  [
    'strict but cuts times to minutes',
    { dateTimeFilter: 'minute', amountFilters: 'refused', enumLiterals: 'qualified' },
  ],
];

/** Both may be set to look for more, or for one query again. */
const queries = Number(process.env.QUERIES ?? (isLong ? 1250 : 500));
const seed = Number(process.env.SEED ?? 20_261_123);

function summary(outcomes: readonly Outcome[]) {
  const count = (is: (outcome: Outcome) => boolean): number => outcomes.filter(is).length;
  return {
    onServerOnly: count(({ scope }) => scope.every(({ reason }) => reason === null)),
    partlyHere: count(({ scope }) => scope.some(({ reason }) => reason !== null)),
    refused: count(({ scope }) => scope.some(({ reason }) => reason === 'refused')),
    severalRequests: count(({ requests }) => requests > 1),
    withRows: count(({ rows }) => rows > 0),
  };
}

describe.each(readings)('an instance that is %s', (name, switches) => {
  test(`answers ${queries} random queries as its tables do, asked only what is documented`, async () => {
    const instance = await startQueriedInstance(switches);
    onTestFinished(() => instance.close());
    const truth = createBruteForce(instance.api.api.rows);
    const first = seed + readings.findIndex(([each]) => each === name) * 1_000_000;
    console.info(`${name}: seeds from ${first}`);
    const outcomes: Outcome[] = [];
    for (let index = 0; index < queries; index += 1) {
      outcomes.push(await checkQuery(first + index, instance, truth));
    }
    expect(instance.objections).toEqual([]);
    const counts = summary(outcomes);
    console.info(`${name}: ${JSON.stringify({ ...counts, ...instance.requests() })}`);
    // A generator that went astray would compare nothing with nothing.
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(queries / 200);
  }, 300_000);
});
