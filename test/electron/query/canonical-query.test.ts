import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StructuredQuery, structuredQuery } from '../../../electron/contract/query.ts';
import { canonicalQuery, queryKey } from '../../../electron/query/canonical-query.ts';
import { anyQuery } from './sample-queries.ts';

const query: StructuredQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo', 'State'],
  where: [[{ test: 'oneOf', path: 'State', values: ['Released', 'Closed'] }]],
  search: '',
  order: [{ column: 'DocumentDate', direction: 'descending' }],
};

/** The same query with groups, conditions and values in another order, and some of them twice. */
function shuffled(original: StructuredQuery): fc.Arbitrary<StructuredQuery> {
  const mixed = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> =>
    fc
      .tuple(fc.shuffledSubarray([...items], { minLength: items.length }), fc.subarray([...items]))
      .map(([all, again]) => [...all, ...again]);
  const groups = original.where.map((group) =>
    mixed(group).chain((conditions) =>
      fc.tuple(
        ...conditions.map((condition) =>
          condition.test === 'oneOf'
            ? mixed(condition.values).map((values) => ({ ...condition, values }))
            : fc.constant(condition),
        ),
      ),
    ),
  );
  return fc
    .tuple(...groups)
    .chain((where) => mixed(where))
    .map((where) => ({ ...original, where }));
}

describe('the canonical form of a query', () => {
  test('is its own canonical form', () => {
    fc.assert(
      fc.property(anyQuery, (each) => {
        const canonical = canonicalQuery(each);
        expect(canonicalQuery(canonical)).toEqual(canonical);
      }),
    );
  });

  test('is a query that the schema lets through', () => {
    fc.assert(
      fc.property(anyQuery, (each) => {
        expect(structuredQuery.parse(canonicalQuery(each))).toEqual(canonicalQuery(each));
      }),
    );
  });

  test('does not depend on the order of groups, conditions and values, nor on repeating one', () => {
    const pair = anyQuery.chain((each) => fc.tuple(fc.constant(each), shuffled(each)));
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(canonicalQuery(other)).toEqual(canonicalQuery(one));
        expect(queryKey(other)).toBe(queryKey(one));
      }),
    );
  });

  test('joins the values that one column may have in a group, but not across groups', () => {
    const released = { test: 'oneOf', path: 'State', values: ['Released'] } as const;
    const closed = { test: 'oneOf', path: 'State', values: ['Closed'] } as const;
    const where = (groups: StructuredQuery['where']) => canonicalQuery({ ...query, where: groups });
    const [one, other] = [
      { ...released, values: ['Released'] },
      { ...closed, values: ['Closed'] },
    ];
    expect(where([[one, other]])).toEqual(canonicalQuery(query));
    expect(where([[one], [other]]).where).toHaveLength(2);
  });

  test('composes text, so that what another keyboard typed is the same', () => {
    const named = (text: string) =>
      queryKey({ ...query, where: [[{ test: 'contains', path: 'Name', text }]] });
    expect(named('трамва\u0438\u0306')).toBe(named('трамвай'));
    expect(named('half \ud83d')).toBe(named('half \ufffd'));
  });
});

describe('the key of a query', () => {
  test.each([
    ['columns in another order', { columns: ['State', 'DocumentNo'] }],
    ['fewer columns', { columns: ['DocumentNo'] }],
    ['another set', { set: 'Crm_Invoicing_Invoices' }],
    ['a search', { search: 'a' }],
    ['no order', { order: [] }],
    ['the other direction', { order: [{ column: 'DocumentDate', direction: 'ascending' }] }],
    ['no filter', { where: [] }],
    [
      'an expression of the same words',
      { where: [[{ test: 'expression', path: 'State', text: 'Released or Closed' }]] },
    ],
  ] satisfies [string, Partial<StructuredQuery>][])('differs for %s', (_what, change) => {
    expect(queryKey({ ...query, ...change })).not.toBe(queryKey(query));
  });

  test('is equal only for queries with one canonical form', () => {
    fc.assert(
      fc.property(anyQuery, anyQuery, (one, other) => {
        const isSame =
          JSON.stringify(canonicalQuery(one)) === JSON.stringify(canonicalQuery(other));
        expect(queryKey(one) === queryKey(other)).toBe(isSame);
      }),
    );
  });

  test('ignores an order by a column that was ordered by before', () => {
    const again = { column: 'DocumentDate', direction: 'ascending' } as const;
    expect(queryKey({ ...query, order: [...query.order, again] })).toBe(queryKey(query));
  });
});

describe('the schema of a query', () => {
  const where = (condition: unknown) => ({ ...query, where: [[condition]] });

  test.each([
    ['a path with an option', where({ test: 'notEmpty', path: 'State&$top=1' })],
    ['a path with brackets', where({ test: 'notEmpty', path: "Customer('x')" })],
    ['a path without end', where({ test: 'notEmpty', path: 'A/B/C/D/E/F' })],
    ['a group of nothing', { ...query, where: [[]] }],
    ['no value', where({ test: 'oneOf', path: 'State', values: [] })],
    ['a number as a binary fraction', where({ test: 'oneOf', path: 'LineNo', values: [5] })],
    [
      'a record without a key',
      where({ test: 'oneOf', path: 'Customer', values: [{ set: 'A', id: '1' }] }),
    ],
    ['a range without an end', where({ test: 'range', path: 'LineNo', from: null, to: null })],
    ['no text', where({ test: 'contains', path: 'DocumentNo', text: '' })],
    [
      'an amount in no currency',
      where({ test: 'measure', path: 'Total', from: '5', to: null, unit: '' }),
    ],
    ['an unknown test', where({ test: 'matches', path: 'DocumentNo', text: 'a' })],
    ['an unknown member', where({ test: 'notEmpty', path: 'State', not: true })],
    ['OData', { ...query, $filter: 'State eq 1' }],
    [
      'an order by a path with an option',
      { ...query, order: [{ column: 'Customer/Number desc', direction: 'ascending' }] },
    ],
  ])('refuses %s', (_what, value) => {
    expect(structuredQuery.safeParse(query).success).toBe(true);
    expect(structuredQuery.safeParse(value).success).toBe(false);
  });
});
