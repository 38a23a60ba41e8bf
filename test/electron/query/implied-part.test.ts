import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellValue, Row } from '../../../electron/contract/rows.ts';
import { isWithinPart, type RowsMeant } from '../../../electron/query/implied-part.ts';
import { groupsTest } from '../../../electron/query/local-rows.ts';
import { findMember, type Member } from '../../../electron/query/member.ts';
import type { PlainCondition } from '../../../electron/query/plain-query.ts';
import { models } from './sample-models.ts';

const fieldOf = (path: string): Member | undefined =>
  findMember(models, 'Crm_Sales_SalesOrders', path);

const released: PlainCondition = { test: 'oneOf', path: 'State', values: ['Released'] };
const open: PlainCondition = { test: 'oneOf', path: 'State', values: ['New', 'Released'] };
const year: PlainCondition = {
  ...{ test: 'range', path: 'DocumentDate' },
  ...{ from: '2026-01-01', to: '2026-12-31' },
};
const november: PlainCondition = { ...year, from: '2026-11-01', to: '2026-11-30' };
const contains = (text: string): PlainCondition => ({ test: 'contains', path: 'Code', text });

function isWithin(query: Partial<RowsMeant>, part: Partial<RowsMeant>): boolean {
  const all = { where: [], search: '' };
  return isWithinPart({ ...all, ...query }, { ...all, ...part }, fieldOf);
}

describe('What a query finds is in a part of the set', () => {
  test.each<[string, Partial<RowsMeant>, Partial<RowsMeant>]>([
    ['when it asks for the same', { where: [[open]] }, { where: [[open]] }],
    ['when it asks for more besides', { where: [[released], [year]] }, { where: [[released]] }],
    ['when it asks for fewer values', { where: [[released]] }, { where: [[open]] }],
    ['when its range lies in the part’s', { where: [[november]] }, { where: [[year]] }],
    [
      'when its day lies in the part’s range',
      { where: [[{ test: 'oneOf', path: 'DocumentDate', values: ['2026-11-23'] }]] },
      { where: [[year]] },
    ],
    ['when its text has the part’s', { where: [[contains('ABC')]] }, { where: [[contains('b')]] }],
    ['when each of its ways leads there', { where: [[released, year]] }, { where: [[year, open]] }],
    [
      'when it looks for the same words',
      { where: [[released]], search: 'Иван' },
      { where: [[open]], search: 'иван' },
    ],
  ])('%s', (_, query, part) => {
    expect(isWithin(query, part)).toBe(true);
  });

  test.each<[string, Partial<RowsMeant>, Partial<RowsMeant>]>([
    ['when it asks for all rows', {}, { where: [[released]] }],
    ['when it asks for more values', { where: [[open]] }, { where: [[released]] }],
    ['when its range goes on', { where: [[{ ...november, to: null }]] }, { where: [[year]] }],
    ['when one of its ways leads elsewhere', { where: [[released, year]] }, { where: [[open]] }],
    ['when it does not look for the words', { where: [[released]] }, { search: 'Иван' }],
    [
      'when its range has empty texts, too',
      { where: [[{ test: 'range', path: 'Code', from: null, to: 'b' }]] },
      { where: [[{ test: 'notEmpty', path: 'Code' }]] },
    ],
    [
      'when the text may be in the description of what is empty',
      { where: [[{ test: 'contains', path: 'Color', text: 'a' }]] },
      { where: [[{ test: 'notEmpty', path: 'Color' }]] },
    ],
    ['when it looks for other words', { search: 'Ива' }, { search: 'Иван' }],
    [
      'when it asks the same of another column',
      { where: [[contains('a')]] },
      { where: [[{ test: 'contains', path: 'Note', text: 'a' }]] },
    ],
  ])('for certain not %s', (_, query, part) => {
    expect(isWithin(query, part)).toBe(false);
  });
});

const columns = ['Code', 'State', 'Days', 'Total', 'DocumentDate', 'Name', 'Color'] as const;
const word = fc.constantFrom('', 'a', 'A', 'ab', 'abc', 'b', 'Б', 'бa');
const number = fc.constantFrom('-1', '0', '1', '1.0', '1.50', '2', '10');
const day = fc.constantFrom('2025-12-31', '2026-01-01', '2026-06-15', '2026-12-31');
const state = fc.constantFrom('New', 'Planned', 'Released', 'Closed');

const cells: Readonly<Record<(typeof columns)[number], fc.Arbitrary<CellValue>>> = {
  Code: fc.option(word),
  State: fc.option(state),
  Days: fc.option(fc.constantFrom('-1', '0', '1', '2')),
  Total: fc.option(fc.record({ value: number, unit: fc.constantFrom('EUR', '') })),
  DocumentDate: fc.option(day.map((each) => `${each}T00:00:00Z`)),
  Name: fc.option(fc.record({ translations: fc.record({ bg: word, en: word }) })),
  Color: fc.option(
    fc
      .tuple(word, fc.option(fc.record({ bg: word, en: word })))
      .map(([value, description]) => ({ value, description })),
  ),
};

const row: fc.Arbitrary<Row> = fc
  .tuple(...columns.map((name) => cells[name]))
  .map((all) => ({ id: 'a', title: null, cells: all }));

const values: Readonly<Record<(typeof columns)[number], fc.Arbitrary<string>>> = {
  ...{ Code: word, State: state, Days: number, Total: number, DocumentDate: day },
  ...{ Name: word, Color: word },
};

const condition: fc.Arbitrary<PlainCondition> = fc.constantFrom(...columns).chain((path) => {
  const end = fc.option(values[path].filter((text) => text !== ''));
  const range = fc.record({
    ...{ test: fc.constant('range' as const), path: fc.constant(path) },
    ...{ from: end, to: end },
  });
  const text = fc.record({
    test: fc.constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const),
    path: fc.constant(path),
    text: word.filter((each) => each !== ''),
  });
  const oneOf = fc.record({
    ...{ test: fc.constant('oneOf' as const), path: fc.constant(path) },
    values: fc.array(fc.option(values[path]), { minLength: 1, maxLength: 3 }),
  });
  const notEmpty = fc.constant({ test: 'notEmpty' as const, path });
  const isText = path === 'Code' || path === 'Name' || path === 'Color';
  return fc.oneof(oneOf, notEmpty, ...(isText ? [text] : []), ...(isMultiple(path) ? [] : [range]));
});

/** Nobody can say which of several texts a range is about. */
function isMultiple(path: string): boolean {
  return path === 'Name' || path === 'Color';
}

const groups = (most: number) =>
  fc.array(fc.array(condition, { minLength: 1, maxLength: 2 }), { maxLength: most });

test('Whatever the conditions are, every row that such a query finds is one of the part', () => {
  const fields = columns.flatMap((name) => fieldOf(name) ?? []);
  let implied = 0;
  fc.assert(
    fc.property(
      fc.record({ part: groups(1), query: groups(3), rows: fc.array(row, { minLength: 8 }) }),
      ({ part, query, rows }) => {
        if (part.length === 0 || !isWithin({ where: query }, { where: part })) return;
        implied += 1;
        const found = rows.filter(groupsTest(query, fields));
        expect(found.filter(groupsTest(part, fields))).toEqual(found);
      },
    ),
    { numRuns: 8000 },
  );
  expect(implied).toBeGreaterThan(100);
});
