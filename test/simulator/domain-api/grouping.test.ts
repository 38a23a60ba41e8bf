import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiUnderTest, type Row, startApi } from './api-under-test.ts';

let instance: ApiUnderTest;
beforeAll(async () => {
  instance = await startApi({ orders: 40 });
});
afterAll(() => instance.close());

const lines = 'Crm_Sales_SalesOrderLines';
const orders = 'Crm_Sales_SalesOrders';

function part(row: Row | undefined, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([key]) => key === name)?.[1]
        : undefined,
    row,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Adds up cents by looking at every row. */
function summed(rows: readonly Row[], name: string, unit: string): Map<unknown, number> {
  const sums = new Map<unknown, number>();
  for (const row of rows) {
    const key = part(row, name, unit);
    const cents = Math.round(Number(part(row, name, 'Value')) * 100);
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + cents);
  }
  return sums;
}

describe('a grouped query', () => {
  it('has a row for each key, and one for each currency', async () => {
    const all = await instance.rows(`${lines}?$select=LineAmount,LineNo&$top=1000`);
    const apply = 'groupby((LineNo),aggregate($count as Rows,LineAmount with sum as Total))';
    const groups = await instance.rows(`${lines}?$apply=${apply}`);
    const got = groups.map((row) => [
      row.LineNo,
      part(row, 'Total', 'Currency'),
      Math.round(Number(part(row, 'Total', 'Value')) * 100),
    ]);
    const wanted = [...new Set(all.map((row) => row.LineNo))].flatMap((number) => {
      const sums = summed(
        all.filter((row) => row.LineNo === number),
        'LineAmount',
        'Currency',
      );
      return [...sums].map(([unit, cents]) => [number, unit, cents]);
    });
    const texts = (rows: readonly unknown[]) =>
      rows.map((row) => JSON.stringify(row)).sort(compare);
    expect(texts(got)).toEqual(texts(wanted));
    expect(new Set(got.map(([, unit]) => unit)).size).toBeGreaterThan(1);
    expect(groups.reduce((sum, row) => sum + Number(row.Rows), 0)).toBe(all.length);
  });

  it('tells the smallest, the largest, and how many different ones there are', async () => {
    const all = await instance.rows(`${lines}?$select=LineNo,Product&$top=1000`);
    const numbers = all.map((row) => Number(row.LineNo));
    const of = async (method: string, name = 'LineNo') =>
      (await instance.rows(`${lines}?$apply=aggregate(${name} with ${method} as It)`))[0]?.It;
    expect(await of('min')).toBe(Math.min(...numbers));
    expect(await of('max')).toBe(Math.max(...numbers));
    expect(await of('sum')).toBe(numbers.reduce((sum, each) => sum + each, 0));
    expect(await of('countdistinct')).toBe(new Set(numbers).size);
    const products = new Set(all.map((row) => part(row, 'Product', '@odata.id')));
    expect(await of('countdistinct', 'Product')).toBe(products.size);
  });

  it('groups by what filterable references lead to, and by them', async () => {
    const apply = 'groupby((SalesOrder/DocumentNo),aggregate($count as Count))';
    const groups = await instance.rows(`${lines}?$apply=${apply}`);
    expect(groups).toHaveLength(await instance.count(`${orders}/$count`));
    expect(part(groups[0], 'SalesOrder', 'DocumentNo')).toEqual(expect.any(String));
    const [bySale] = await instance.rows(`${lines}?$apply=groupby((SalesOrder))&$top=1`);
    expect(part(bySale, 'SalesOrder', 'Id')).toEqual(expect.any(String));
  });

  it('looks at $filter first', async () => {
    const filter = "State eq 'Released'";
    const [group] = await instance.rows(
      `${orders}?$filter=${filter}&$apply=groupby((State),aggregate($count as Count))`,
    );
    expect(group).toEqual({
      State: 'Released',
      Count: await instance.count(`${orders}/$count?$filter=${filter}`),
    });
  });

  it('can be had in parts', async () => {
    const query = `${lines}?$apply=groupby((SalesOrder),aggregate($count as Count))`;
    const all = await instance.rows(query);
    const parts = [
      ...(await instance.rows(`${query}&$top=3`)),
      ...(await instance.rows(`${query}&$skip=3`)),
    ];
    expect(parts).toEqual(all);
  });
});

describe('is refused', () => {
  it.each([
    ['an order', `${lines}?$apply=groupby((Product))&$orderby=LineNo`],
    [
      'a property that is added up twice',
      `${lines}?$apply=aggregate(LineNo with min as A,LineNo with max as B)`,
    ],
    ['a name that is given twice', `${lines}?$apply=aggregate($count as A,LineNo with max as A)`],
    ['text that is added up', `${orders}?$apply=aggregate(DocumentNo with sum as A)`],
    ['what is calculated', `${orders}?$apply=groupby((DisplayText))`],
    [
      'a path through a reference that is not filterable',
      `${orders}?$apply=groupby((Customer/Number))`,
    ],
    ['another transformation', `${orders}?$apply=filter(Void eq true)`],
    ['an unknown function', `${orders}?$apply=aggregate(LineNo with average as A)`],
  ])('%s', async (_, query) => {
    expect((await instance.error(query)).type).toMatch(/Exception$/);
  });

  it('all of it by a server that does not group', async () => {
    instance.switches.grouping = 'refused';
    const query = `${lines}?$apply=groupby((Product))`;
    expect((await instance.error(query)).message).toContain('$apply');
    instance.switches.grouping = 'allowed';
  });
});
