import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellValue } from '../../../electron/contract/rows.ts';
import { compareCells } from '../../../electron/query/cell-order.ts';
import { cellTest } from '../../../electron/query/cell-test.ts';
import { findMember } from '../../../electron/query/member.ts';
import { compareSortKeys, sortKey, sortKeyBounds } from '../../../electron/query/sort-key.ts';
import { models } from './sample-models.ts';

function memberAt(path: string) {
  const member = findMember(models, 'Crm_Sales_SalesOrders', path);
  if (member === undefined) throw new Error(path);
  return member;
}

const digits = fc.oneof(
  fc.constantFrom(
    '0',
    '-0.0',
    '0.00',
    '1',
    '-1',
    '10',
    '9.99',
    '-9.99',
    '-9.999',
    '0.001',
    '-0.001',
  ),
  fc
    .tuple(fc.stringMatching(/^-?[1-9]\d{0,24}$/), fc.stringMatching(/^(\.\d{1,9})?$/))
    .map(([whole, fraction]) => `${whole}${fraction}`),
);
const text = fc.string({ unit: fc.constantFrom('a', 'B', 'я', 'Й', '😀', '\uffee', '1', ' ') });
const moment = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const cells: Readonly<Record<string, fc.Arbitrary<CellValue>>> = {
  Total: fc.record({ value: digits, unit: fc.constantFrom('EUR', 'BGN', '') }),
  Days: digits,
  DocumentNo: text,
  Name: fc.record({ translations: fc.record({ bg: text, en: text }) }),
  CreationTime: moment,
  DocumentDate: moment,
  State: fc.constantFrom('New', 'Planned', 'Released', 'Closed', 'Unheard'),
  Void: fc.boolean(),
  Color: fc.record({ value: text, description: fc.constant(null) }),
};

test.each(Object.keys(cells))(
  'SQLite orders the sort keys of %s as their cells are ordered',
  (path) => {
    const database = new DatabaseSync(':memory:');
    const query = database.prepare(
      'SELECT CASE WHEN ?1 IS ?2 THEN 0 WHEN ?1 IS NULL OR ?1 < ?2 THEN -1 ELSE 1 END AS side',
    );
    const member = memberAt(path);
    const compare = compareCells(member, 'bg');
    const cell = fc.option(cells[path] ?? fc.constant(null), { freq: 10 });
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        const [left, right] = [sortKey(member, a, 'bg'), sortKey(member, b, 'bg')];
        expect(query.get(left, right)?.side).toBe(Math.sign(compare(a, b)) + 0);
        expect(Math.sign(compareSortKeys(left, right))).toBe(Math.sign(compare(a, b)));
      }),
      { numRuns: 500 },
    );
    database.close();
  },
);

test.each(['Total', 'Days', 'DocumentNo', 'CreationTime', 'State'])(
  'the bounds of a range hold the sort keys of exactly the cells of %s that are in it',
  (path) => {
    const member = memberAt(path);
    const known = { Total: digits, Days: digits, DocumentNo: text, CreationTime: moment };
    const bound: fc.Arbitrary<string> =
      Object.entries(known).find(([name]) => name === path)?.[1] ??
      fc.constantFrom('New', 'Planned', 'Released');
    const database = new DatabaseSync(':memory:');
    const query = database.prepare(
      'SELECT ?1 IS NOT NULL AND (?2 IS NULL OR ?1 >= ?2) AND (?3 IS NULL OR ?1 <= ?3) AS inside',
    );
    const value = cells[path] ?? fc.constant(null);
    fc.assert(
      fc.property(value, fc.option(bound), fc.option(bound), (cell, from, to) => {
        // An enum's value that the model does not have is in no range, and below all keys.
        fc.pre(cell !== 'Unheard' && (from !== null || to !== null));
        const { least, most } = sortKeyBounds(member, from, to);
        const isInside = cellTest(member, { test: 'range', path, from, to })(cell);
        expect(query.get(sortKey(member, cell, 'bg'), least, most)?.inside).toBe(Number(isInside));
      }),
      { numRuns: 500 },
    );
    database.close();
  },
);
