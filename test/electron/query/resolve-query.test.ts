import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type {
  Condition,
  ConditionValue,
  StructuredQuery,
} from '../../../electron/contract/query.ts';
import { resolveQuery } from '../../../electron/query/resolve-query.ts';
import { createTimeZone } from '../../../electron/query/time-zone.ts';
import type { Asker } from '../../../electron/query/typed-expression.ts';
import { writingHabits } from '../../../electron/query/writing-habits.ts';
import { models } from './sample-models.ts';

const me = { set: 'Systems_Security_Users', id: '5f0c3d5e-2a41-4c0e-9d3b-7b1f6a2e8c11' };
const company = { set: 'General_EnterpriseCompanies', id: '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8' };
const asker: Asker = {
  today: '2026-03-31',
  timeZone: createTimeZone('Europe/Sofia'),
  habits: writingHabits('bg-BG'),
  me,
  current: new Map([[company.set, company]]),
};

const query: StructuredQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo'],
  where: [],
  search: '',
  order: [],
};

/** The one group that an expression becomes, or the failure. */
function typed(path: string, text: string, by: Asker = asker) {
  const where: Condition[][] = [[{ test: 'expression', path, text }]];
  const resolved = resolveQuery({ ...query, where }, models, by);
  return resolved.ok ? resolved.value.where[0] : resolved.error.detail;
}

const oneOf = (path: string, ...values: ConditionValue[]): Condition => ({
  test: 'oneOf',
  path,
  values,
});

describe('what a person typed', () => {
  test.each([
    ['CreatedBy', '(me)', [oneOf('CreatedBy', me)]],
    ['CreatedBy', '(me) or (empty)', [oneOf('CreatedBy', null, me)]],
    ['Company', '(Current) OR (empty)', [oneOf('Company', null, company)]],
    ['DocumentNo', '(empty)', [oneOf('DocumentNo', null)]],
    ['DocumentNo', '(me)', [{ test: 'contains', path: 'DocumentNo', text: '(me)' }]],
    ['Customer', 'Иван', [{ test: 'contains', path: 'Customer', text: 'Иван' }]],
    ['Customer/Number', 'K1', [{ test: 'contains', path: 'Customer/Number', text: 'K1' }]],
    ['State', 'released or нов', [oneOf('State', 'New', 'Released')]],
    ['CreatedBy', '(аз) или (празно)', [oneOf('CreatedBy', null, me)]],
    ['Company', '(текуща)', [oneOf('Company', company)]],
    ['DocumentNo', '(непразно)', [{ test: 'notEmpty', path: 'DocumentNo' }]],
    ['DocumentNo', '"10 or 20"', [oneOf('DocumentNo', '10 or 20')]],
    ['DocumentNo', '=10', [oneOf('DocumentNo', '10')]],
    ['DocumentNo', '""', [oneOf('DocumentNo', null)]],
    ['DocumentNo', 'A""B', [{ test: 'contains', path: 'DocumentNo', text: 'A""B' }]],
    ['DocumentNo', '"A""B"', [oneOf('DocumentNo', 'A"B')]],
    ['DocumentNo', '10*', [{ test: 'startsWith', path: 'DocumentNo', text: '10' }]],
    ['DocumentNo', '*7', [{ test: 'endsWith', path: 'DocumentNo', text: '7' }]],
    ['DocumentNo', '"a or b"*', [{ test: 'startsWith', path: 'DocumentNo', text: 'a or b' }]],
    ['DocumentNo', '*7*', [{ test: 'contains', path: 'DocumentNo', text: '7' }]],
    ['Customer', '"Rock or Roll"', [{ test: 'contains', path: 'Customer', text: 'Rock or Roll' }]],
    ['Name', '="Стол"', [oneOf('Name', '"Стол"')]],
    ['State', 'план', [oneOf('State', 'Planned')]],
    ['State', 'New..Planned', [{ test: 'range', path: 'State', from: 'New', to: 'Planned' }]],
    ['State', '..издаден', [{ test: 'range', path: 'State', from: null, to: 'Released' }]],
    ['Void', 'да или не', [oneOf('Void', false, true)]],
    ['Void', 'TRUE', [oneOf('Void', true)]],
    ['Total', '1 234,50', [oneOf('Total', '1234.50')]],
    [
      'Total',
      '1000.. EUR',
      [{ test: 'measure', path: 'Total', from: '1000', to: null, unit: 'EUR' }],
    ],
    [
      'Total',
      'EUR 10..20 or 5 bgn or usd',
      [
        { test: 'measure', path: 'Total', from: '10', to: '20', unit: 'EUR' },
        { test: 'measure', path: 'Total', from: '5', to: '5', unit: 'bgn' },
        { test: 'measure', path: 'Total', from: null, to: null, unit: 'usd' },
      ],
    ],
    ['Line', '5', [oneOf('Line', '5')]],
    ['Total', '5..10.50', [{ test: 'range', path: 'Total', from: '5', to: '10.50' }]],
    ['Total', '-1..', [{ test: 'range', path: 'Total', from: '-1', to: null }]],
    [
      'DocumentDate',
      '(last month)',
      [{ test: 'range', path: 'DocumentDate', from: '2026-02-01', to: '2026-02-28' }],
    ],
    [
      'DocumentDate',
      '(jan) or ..2020-01-01',
      [
        { test: 'range', path: 'DocumentDate', from: '2026-01-01', to: '2026-01-31' },
        { test: 'range', path: 'DocumentDate', from: null, to: '2020-01-01' },
      ],
    ],
    [
      // The clocks of Sofia were put forward on 29 March 2026.
      'CreationTime',
      '2026-03-28..2026-03-29',
      [
        {
          test: 'range',
          path: 'CreationTime',
          from: '2026-03-27T22:00:00.000Z',
          to: '2026-03-29T20:59:59.999Z',
        },
      ],
    ],
  ] satisfies [string, string, Condition[]][])(
    'in %s as %s means the same condition every time',
    (path, text, meant) => {
      const byText = (conditions: unknown) =>
        z
          .array(z.unknown())
          .parse(conditions)
          .map((each) => JSON.stringify(each))
          .toSorted();
      expect(byText(typed(path, text))).toEqual(byText(meant));
    },
  );

  test.each([
    ['CreatedBy', '(current)'],
    ['Customer', '(me)'],
    ['DocumentDate', 'soon'],
    ['Line', 'five'],
    ['State', 'Sleeping'],
    ['Void', 'maybe'],
    ['Total', 'much'],
    ['Line', '5 kg'],
    ['Total', '5..(x'],
    ['State', 'New..Nowhere'],
    ['DocumentNo', '*'],
    ['DocumentNo', 'a or  or b'],
    ['Nothing', 'a'],
    ['Customer/Nothing', 'a'],
    ['DocumentNo/Number', 'a'],
  ])('in %s as %s means nothing, and the query is refused', (path, text) => {
    expect(typed(path, text)).toBe(path);
  });

  test('as (me) is refused while nobody knows who the user is', () => {
    expect(typed('CreatedBy', '(me)', { ...asker, me: null })).toBe('CreatedBy');
  });
});

describe('a query', () => {
  test.each([
    [oneOf('Line', 'five')],
    [oneOf('Void', 'true')],
    [oneOf('State', 'Sleeping')],
    [oneOf('DocumentNo', true)],
    [{ test: 'measure', path: 'Line', from: '5', to: null, unit: 'kg' }],
    [oneOf('Customer', 'Crm_Sales_Customers(1)')],
    [oneOf('DocumentDate', '2026-02-30')],
    [oneOf('CreationTime', 'yesterday')],
    [oneOf('Id', 'abc')],
    [{ test: 'range', path: 'Void', from: 'a', to: null }],
    [{ test: 'range', path: 'Customer', from: 'a', to: null }],
    [{ test: 'contains', path: 'State', text: 'a' }],
  ] satisfies [Condition][])('is refused for %j, which its column can’t be', (condition) => {
    const refused = resolveQuery({ ...query, where: [[condition]] }, models, asker);
    expect(refused).toMatchObject({ error: { code: 'badRequest', detail: condition.path } });
  });

  test('is refused for columns and orders that the set does not have', () => {
    expect(resolveQuery({ ...query, columns: ['Nothing'] }, models, asker)).toMatchObject({
      error: { code: 'badRequest', detail: 'columns' },
    });
    const order = [{ column: 'Nothing', direction: 'ascending' as const }];
    expect(resolveQuery({ ...query, order }, models, asker)).toMatchObject({
      error: { code: 'badRequest', detail: 'order' },
    });
  });
});

describe('a day in a time zone', () => {
  test.each([
    ['UTC', '2026-03-31', '2026-03-31T00:00:00.000Z'],
    ['Europe/Sofia', '2026-01-15', '2026-01-14T22:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-15', '2026-01-14T10:00:00.000Z'],
    ['America/Los_Angeles', '2026-07-01', '2026-07-01T07:00:00.000Z'],
    // Beirut puts its clocks forward at midnight: the day begins at one o'clock.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
  ])('of %s begins when its first hour does: %s at %s', (zone, day, instant) => {
    const { startOf, dayAt } = createTimeZone(zone);
    expect(new Date(startOf(day)).toISOString()).toBe(instant);
    expect(dayAt(startOf(day))).toBe(day);
    expect(dayAt(startOf(day) - 1) < day).toBe(true);
  });
});
