import { describe, expect, test } from 'vitest';
import type { StructuredQuery } from '../../../electron/contract/query.ts';
import { serverAddress } from '../../../electron/instance/odata-query.ts';
import { createLessons, orderFeature, searchFeature } from '../../../electron/query/lessons.ts';
import type { PlainCondition, PlainQuery } from '../../../electron/query/plain-query.ts';
import { type Plan, scopedParts } from '../../../electron/query/plan.ts';
import { planQuery } from '../../../electron/query/planner.ts';
import { models } from './sample-models.ts';

const id = '0b7a9e64-83d2-4f5b-a6c7-21d94e50f3b8';
const nobody = '00000000-0000-0000-0000-000000000000';
const customer = { set: 'Crm_Sales_Customers', id };

const everything: PlainQuery = {
  set: 'Crm_Sales_SalesOrders',
  columns: ['DocumentNo'],
  where: [],
  search: '',
  order: [],
};

function plan(change: Partial<PlainQuery>, refused: readonly string[] = []): Plan {
  const lessons = createLessons();
  lessons.take(refused);
  const planned = planQuery({ ...everything, ...change }, { models, lessons, source: 'server' });
  if (planned === undefined) throw new Error('no such set');
  return planned;
}

/** One option of each request of a plan, as the server reads it. */
function options({ requests }: Plan, option: string): (string | null)[] {
  return requests.map(({ query }) => {
    const address = serverAddress(query, new Set(), { culture: 'en', top: 100 });
    return new URLSearchParams(address.split('?')[1]).get(option);
  });
}

/** The filters by which a condition is asked for, and why it is not. */
function filters(condition: PlainCondition, refused: readonly string[] = []) {
  const planned = plan({ where: [[condition]] }, refused);
  const [part] = planned.parts;
  return part?.reason === null ? options(planned, '$filter') : part?.reason;
}

const oneOf = (path: string, ...values: (PlainCondition & { test: 'oneOf' })['values']) =>
  ({ test: 'oneOf', path, values }) as const satisfies PlainCondition;
const range = (path: string, from: string | null, to: string | null) =>
  ({ test: 'range', path, from, to }) as const satisfies PlainCondition;
const text = (test: 'contains' | 'startsWith' | 'endsWith', path: string, sought: string) =>
  ({ test, path, text: sought }) as const satisfies PlainCondition;

describe('a condition that the server answers is asked for', () => {
  test.each<[PlainCondition, readonly string[]]>([
    [oneOf('State', 'Released'), ["State eq 'Released'"]],
    [oneOf('State', 'New', 'Released'), ["State in ('New','Released')"]],
    [oneOf('State', 'New', null), ["equalnull(State,'New')"]],
    // How `ge` wants an enum's values written is contradicted.
    [range('State', 'Planned', 'Released'), ["State in ('Planned','Released')"]],
    [range('State', null, 'New'), ["State eq 'New'"]],
    [range('State', 'Closed', 'New'), []],
    [oneOf('Code', 'a', 'B', 'A'), ["Code in ('A','B')"]],
    [oneOf('Code', "O'Brien"), ["Code eq 'O''Brien'"]],
    [oneOf('Code', null), ["equalnull(Code,'')"]],
    [oneOf('Code', 'a', null), ["equalnull(Code,'')", "Code eq 'a'"]],
    [oneOf('DocumentNo', '1', '2'), ["DocumentNo eq '1'", "DocumentNo eq '2'"]],
    [text('contains', 'DocumentNo', 'a'), ["contains(DocumentNo,'a')"]],
    [text('startsWith', 'DocumentNo', 'a'), ["startswith(DocumentNo,'a')"]],
    [text('endsWith', 'DocumentNo', 'a'), ["endswith(DocumentNo,'a')"]],
    [oneOf('Void', true), ['Void eq true']],
    [oneOf('Line', '5', '7'), ['Line eq 5', 'Line eq 7']],
    [oneOf('Days', '5'), ['Days ge 5 and Days le 5']],
    [range('Days', '5', null), ['Days ge 5']],
    [range('Total', '5.50', '10'), ['TotalValue ge 5.50 and TotalValue le 10']],
    [oneOf('Total', '5'), ['TotalValue ge 5 and TotalValue le 5']],
    [oneOf('Id', id), [`Id eq ${id}`]],
    [oneOf('Customer', customer), [`Customer eq 'Crm_Sales_Customers(${id})'`]],
    [oneOf('Customer', customer, null), [`equalnull(Customer,'Crm_Sales_Customers(${id})')`]],
    [oneOf('Customer', null), [`equalnull(Customer,'Crm_Sales_Customers(${nobody})')`]],
    [text('contains', 'Customer', 'Иван'), ["contains(Customer,'Иван')"]],
    [text('contains', 'Name', 'стол'), ["contains(Name,'стол')"]],
    [oneOf('Color', 'blue', 'red'), ["Color eq 'blue'", "Color eq 'red'"]],
    [oneOf('DocumentDate', '2026-02-28'), ['DocumentDate eq 2026-02-28T00:00:00Z']],
    [
      range('DocumentDate', '2026-02-01', '2026-02-28'),
      ['DocumentDate ge 2026-02-01T00:00:00Z and DocumentDate le 2026-02-28T00:00:00Z'],
    ],
    [oneOf('DocumentDate', null), ['lessequalnull(DocumentDate,1753-01-01T00:00:00Z)']],
    [{ test: 'notEmpty', path: 'DocumentDate' }, ['DocumentDate ge 1753-01-01T00:00:00Z']],
    [text('contains', 'Party/PartyName', 'ООД'), ["contains(Party/PartyName,'ООД')"]],
  ])('%j', (condition, asked) => {
    const planned = plan({ where: [[condition]] });
    expect(filters(condition)).toEqual(asked);
    expect(planned.requests.flatMap(({ check }) => check)).toEqual([]);
    expect(planned.local.where).toEqual([]);
  });
});

describe('a condition of which the server answers only a part is asked for and checked here', () => {
  test.each<[PlainCondition, readonly string[]]>([
    // The currency is told apart here.
    [{ test: 'measure', path: 'Total', from: '5', to: null, unit: 'EUR' }, ['TotalValue ge 5']],
    // Times are cut to days.
    [
      range('CreationTime', '2026-02-28T10:00:00Z', '2026-02-28T23:30:00Z'),
      ['CreationTime ge 2026-02-28T00:00:00Z and CreationTime le 2026-03-01T00:00:00Z'],
    ],
    [
      range('CreationTime', '2026-03-01T00:30:00+02:00', null),
      ['CreationTime ge 2026-02-28T00:00:00Z'],
    ],
    // Days of years with five digits have no literal.
    [
      range('CreationTime', '2026-02-28T10:00:00Z', '9999-12-31T10:00:00Z'),
      ['CreationTime ge 2026-02-28T00:00:00Z'],
    ],
    [
      range('CreationTime', '2026-02-28T10:00:00Z', '9999-12-31T23:00:00-05:00'),
      ['CreationTime ge 2026-02-28T00:00:00Z'],
    ],
    // Texts of several languages know `contains` only, whatever the model says.
    [oneOf('Name', 'Стол', 'Chair'), ["contains(Name,'Chair')", "contains(Name,'Стол')"]],
    [text('startsWith', 'Name', 'стол'), ["contains(Name,'стол')"]],
    [text('endsWith', 'Customer', 'ООД'), ["contains(Customer,'ООД')"]],
  ])('%j', (condition, asked) => {
    const planned = plan({ where: [[condition]] });
    expect(filters(condition)).toEqual(expect.arrayContaining([...asked]));
    for (const { check } of planned.requests) expect(check).toEqual([condition]);
    expect(planned.fields.map(({ path }) => path)).toContain(condition.path);
    expect(planned.local.where).toEqual([]);
  });
});

describe('a condition that the server can’t answer runs here, and says why:', () => {
  test.each<[PlainCondition, string]>([
    [oneOf('Note', 'a'), 'notFilterable'],
    [text('contains', 'Code', 'a'), 'notFilterable'],
    [text('contains', 'Color', 'bl'), 'notFilterable'],
    [oneOf('Color', null), 'notFilterable'],
    [oneOf('State', null), 'notFilterable'],
    [oneOf('Name', null), 'notFilterable'],
    [range('Line', '5', null), 'notFilterable'],
    [range('DocumentNo', 'a', 'b'), 'notFilterable'],
    [{ test: 'notEmpty', path: 'Customer' }, 'notFilterable'],
    [{ test: 'measure', path: 'Total', from: null, to: null, unit: 'EUR' }, 'notFilterable'],
    [range('Computed', '5', null), 'calculated'],
    [text('contains', 'DisplayText', 'a'), 'calculated'],
    [text('contains', 'Customer/Number', 'K'), 'pathNotFilterable'],
    [text('contains', 'Customer/Party/PartyName', 'K'), 'pathNotFilterable'],
  ])('%j for %s', (condition, reason) => {
    const planned = plan({ where: [[condition]] });
    expect(filters(condition)).toBe(reason);
    expect(planned.local.where).toEqual([[condition]]);
    expect(planned.fields.map(({ path }) => path)).toEqual([
      ...new Set(['DocumentNo', condition.path]),
    ]);
    expect(options(planned, '$filter')).toEqual([null]);
  });
});

describe('groups of conditions', () => {
  const released = oneOf('State', 'Released');
  const voided = oneOf('Void', true);
  const noted = oneOf('Note', 'a');

  test('are joined by and, their alternatives by a query for each way through', () => {
    const planned = plan({
      where: [[released, voided], [oneOf('Line', '1', '2')], [oneOf('Code', 'x')]],
    });
    expect(new Set(options(planned, '$filter'))).toEqual(
      new Set([
        "Code eq 'x' and State eq 'Released' and Line eq 1",
        "Code eq 'x' and State eq 'Released' and Line eq 2",
        "Code eq 'x' and Void eq true and Line eq 1",
        "Code eq 'x' and Void eq true and Line eq 2",
      ]),
    );
  });

  test('run here as a whole when one of their conditions does', () => {
    const planned = plan({ where: [[released, noted], [voided]] });
    expect(options(planned, '$filter')).toEqual(['Void eq true']);
    expect(planned.local.where).toEqual([[released, noted]]);
    expect(planned.parts.map(({ reason }) => reason)).toEqual([
      'withOthers',
      'notFilterable',
      null,
    ]);
  });

  test('that would take more queries than are worth asking run here', () => {
    const line = (...values: string[]) => [oneOf('Line', ...values)];
    const planned = plan({ where: [line('1', '2', '3'), line('4', '5', '6'), [voided]] });
    expect(planned.requests).toHaveLength(3);
    expect(planned.parts.map(({ reason }) => reason)).toEqual([null, 'tooManyQueries', null]);
  });

  test('with more values than one address may hold are cut into several lists', () => {
    const values = Array.from({ length: 100 }, (_, index) => `value ${index} of ${'ж'.repeat(10)}`);
    const planned = plan({ where: [[oneOf('Code', ...values)]] });
    expect(planned.requests.length).toBeGreaterThan(1);
    const asked = planned.requests.flatMap(({ query }) =>
      query.terms.flatMap((term) => term.values),
    );
    expect(asked).toHaveLength(100);
    for (const { query } of planned.requests) {
      expect(serverAddress(query, new Set(), { culture: 'en', top: 100 }).length).toBeLessThan(
        2000,
      );
    }
  });

  test('that an address can’t hold run here', () => {
    const long = (path: string) => [text('contains', path, 'ж'.repeat(400))];
    const planned = plan({ where: [long('DocumentNo'), long('Name')] });
    expect(planned.parts.map(({ reason }) => reason)).toEqual([null, 'tooLong']);
  });

  test('of a view are asked for by several queries only if no row comes twice', () => {
    const view = { set: 'Logistics_Inventory_CurrentBalances', columns: ['Store'] };
    const stores = oneOf('Store', 'a', 'b');
    expect(plan({ ...view, where: [[stores]] }).requests).toHaveLength(2);
    const either = plan({ ...view, where: [[stores, oneOf('Product', 'x')]] });
    expect(either.parts.map(({ reason }) => reason)).toEqual(['noKey', 'noKey']);
    expect(either.requests).toHaveLength(1);
  });
});

describe('an order', () => {
  const by = (...columns: string[]): StructuredQuery['order'] =>
    columns.map((column) => ({ column, direction: 'descending' }));

  test('is the server’s where it can order by all columns', () => {
    const planned = plan({ order: by('DocumentDate', 'DocumentNo') });
    expect(options(planned, '$orderby')).toEqual(['DocumentDate desc,DocumentNo desc']);
    expect(planned.local.order).toEqual([]);
  });

  test('is made here by what a reference leads to, even where that could be ordered by itself', () => {
    const order = by('Party/PartyName', 'Computed', 'Customer/Number');
    const planned = plan({ order });
    expect(planned.local.order).toEqual(order);
    expect(planned.parts.map(({ reason }) => reason)).toEqual([
      'notOrderable',
      'calculated',
      'notOrderable',
    ]);
    expect(planned.fields.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Party/PartyName', 'Customer/Number']),
    );
  });

  test('is made here as a whole where it can’t order by one of them', () => {
    const order = by('DocumentDate', 'Total');
    const planned = plan({ order });
    expect(options(planned, '$orderby')).toEqual([null]);
    expect(planned.local.order).toEqual(order);
    expect(planned.parts.map(({ reason }) => reason)).toEqual(['withOthers', 'notOrderable']);
    expect(planned.fields.map(({ path }) => path)).toEqual(['DocumentNo', 'DocumentDate', 'Total']);
  });

  test('brings its columns along when several queries are merged by it', () => {
    const order = by('DocumentDate');
    const where = [[oneOf('Line', '1', '2')]];
    expect(plan({ order, where }).isMergedByOrder).toBe(true);
    expect(plan({ order, where }).fields.map(({ path }) => path)).toContain('DocumentDate');
    expect(plan({ order }).fields.map(({ path }) => path)).toEqual(['DocumentNo']);
  });
});

describe('what an instance refused', () => {
  const refused = (feature: string) => [`Crm_Sales_SalesOrders: ${feature}`];

  test('is asked for in another way that is documented, if there is one', () => {
    const states = oneOf('State', 'New', 'Released');
    expect(filters(states, refused('State in'))).toEqual(["State eq 'New'", "State eq 'Released'"]);
    expect(filters(oneOf('DocumentNo', '1'), refused('DocumentNo eq'))).toEqual([
      "contains(DocumentNo,'1')",
    ]);
  });

  test('runs here if there is none', () => {
    expect(filters(range('Total', '5', null), refused('TotalValue ge'))).toBe('refused');
    expect(filters(text('contains', 'Customer', 'a'), refused('Customer contains'))).toBe(
      'refused',
    );
    const order = [{ column: 'DocumentNo', direction: 'ascending' } as const];
    const ordered = plan({ order }, refused(orderFeature('DocumentNo')));
    expect(ordered.local.order).toEqual(order);
    expect(ordered.parts).toMatchObject([{ reason: 'refused' }]);
    const searched = plan({ search: 'Иван' }, refused(searchFeature));
    expect(options(searched, '$search')).toEqual([null]);
    expect(searched.local.search).toBe('Иван');
    expect(searched.fields.map(({ path }) => path)).toEqual(['DocumentNo', 'Code', 'Name', 'Note']);
  });

  test('says nothing about other sets and other columns', () => {
    expect(filters(range('Total', '5', null), ['Crm_Sales_Customers: TotalValue ge'])).toEqual([
      'TotalValue ge 5',
    ]);
  });
});

describe('the scope of an answer', () => {
  const where = [[oneOf('State', 'New')], [oneOf('Note', 'a')]];

  test('tells for each part what is true of all rows, and what of those that came', () => {
    const planned = plan({
      where,
      search: 'x',
      order: [{ column: 'Note', direction: 'ascending' }],
    });
    const scopes = (isComplete: boolean) =>
      scopedParts(planned, isComplete).map(({ part, scope }) => `${part} ${scope}`);
    expect(scopes(false)).toEqual([
      'condition server',
      'condition localFirstRows',
      'order localFirstRows',
      'search server',
    ]);
    expect(scopes(true)).toContain('order localComplete');
  });

  test('of the local copy is local in all its parts, and asks the server for nothing', () => {
    const lessons = createLessons();
    const planned = planQuery(
      { ...everything, where, search: 'x' },
      { models, lessons, source: 'copy' },
    );
    expect(planned?.requests).toEqual([]);
    expect(planned?.local.where).toEqual(where);
    expect(new Set(planned?.parts.map(({ reason }) => reason))).toEqual(new Set(['localCopy']));
  });
});
