import { beforeEach, expect, it } from 'vitest';
import { findSet } from '../../../../electron/library/cache/entity-sets.ts';
import { indexedOrder } from '../../../../electron/library/cache/index-order.ts';
import { buildSearchIndex } from '../../../../electron/library/cache/search-index.ts';
import { orderInLanguage, prepareOrder } from '../../../../electron/library/cache/sort-columns.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import { writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll, type Slices } from '../../../../electron/library/database/slices.ts';
import type { LocalQuery } from '../../../../electron/query/local-query.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { pageOf, sampleQuery } from './sample-query.ts';
import { columns, customer, customers, set } from './sample-rows.ts';

let cache: Connection;

function write(
  rows: ReturnType<typeof customers>,
  deletedIds: readonly string[] = [],
  at = 1000,
): void {
  const page = { set, columns, rows, deletedIds, receivedAt: at, sync: '{}' };
  writeSyncPage(cache, page, 'bg');
}

function stage(from: number, to: number): void {
  const rows = customers(from, to);
  writeStagedPage(cache, { set, columns, rows, receivedAt: 1000, sync: '""' }, 'bg');
}

/** A full pull, which leaves every column known of every row. */
function pull(from: number, to: number): void {
  startStaging(cache, set, columns, '""');
  stage(from, to);
  doAll(publishStaging(cache, set, 1000, '""'));
}

function read(change: Partial<LocalQuery>, limit = 100, offset = 0): readonly unknown[] {
  return pageOf(cache, change, offset, limit).rows.map(({ cells }) => cells[0]);
}

function prepared(column: string): Slices {
  return prepareOrder(cache, { set, column, enumValues: [] }, 'bg');
}

function isIndexed(change: Partial<LocalQuery>, language = 'bg'): boolean {
  const found = findSet(cache, set);
  return found !== null && indexedOrder(cache, found, sampleQuery(change), language) !== null;
}

const byLimit = { order: [{ column: 'CreditLimit', direction: 'descending' }] } as const;
const byName = { order: [{ column: 'Name', direction: 'ascending' }] } as const;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
  pull(0, 30);
});

it('reads in the order of a column once that is prepared, and keeps it true', () => {
  expect(isIndexed(byLimit)).toBe(false);
  doAll(prepared('CreditLimit'));
  expect(isIndexed(byLimit)).toBe(true);
  expect(read(byLimit, 3)).toEqual(['C29', 'C28', 'C27']);
  expect(read(byLimit, 2, 28)).toEqual(['C1', 'C0']);

  write(customers(100, 101));
  expect(read(byLimit, 2)).toEqual(['C100', 'C29']);
});

it('does not read by an index while its keys are still being made', () => {
  const slices = prepared('CreditLimit');
  slices.next();
  expect(isIndexed(byLimit)).toBe(false);
  doAll(slices);
  expect(isIndexed(byLimit)).toBe(true);
});

it('does not read by an index of keys when a row came without the column', () => {
  doAll(prepared('CreditLimit'));
  const [number = { name: '', type: 'text' }] = columns;
  const rows = [{ ...customer(40), cells: ['C40'] }];
  const page = { set, columns: [number], rows, deletedIds: [], receivedAt: 2000, sync: '{}' };
  writeSyncPage(cache, page, 'bg');
  expect(isIndexed(byLimit)).toBe(false);
  expect(pageOf(cache, byLimit)).toMatchObject({ isExact: false, total: 31 });
});

it('orders multi-language text anew when the language changes', () => {
  orderInLanguage(cache, 'bg');
  doAll(prepared('Name'));
  orderInLanguage(cache, 'bg');
  expect(isIndexed(byName)).toBe(true);
  expect(isIndexed(byName, 'en')).toBe(false);
  orderInLanguage(cache, 'en');
  expect(isIndexed(byName)).toBe(false);
});

it.each([
  ['nothing of it is staged yet', 0],
  ['a part of it is staged', 15],
])('makes the keys of a pull under way too, when %s', (_, staged) => {
  startStaging(cache, set, columns, '""');
  if (staged > 0) stage(100, 100 + staged);
  const slices = prepared('CreditLimit');
  slices.next();
  stage(100 + staged, 130);
  doAll(publishStaging(cache, set, 1000, '""'));
  expect(isIndexed(byLimit)).toBe(false);
  doAll(slices);
  expect(isIndexed(byLimit)).toBe(true);
  expect(read(byLimit, 3)).toEqual(['C129', 'C128', 'C127']);
  expect(read(byLimit, 3, 27)).toEqual(['C102', 'C101', 'C100']);
});

it('keeps an order over a full pull', () => {
  doAll(prepared('CreditLimit'));
  pull(50, 60);
  expect(isIndexed(byLimit)).toBe(true);
  expect(read(byLimit, 2)).toEqual(['C59', 'C58']);
});

it.each([
  ['ГРАНИТ 17', ['C17']],
  ['анит 26', ['C26']],
  ['петров 6', ['C6', 'C13', 'C20', 'C27']],
  ['"13', []],
  ['13" OR "14', []],
  ['C7', ['C7']],
  ['7', ['C7', 'C17', 'C27']],
  ['няма такова', []],
  ['EUR', []],
  ['гранит\0 17', []],
])('finds %j by reading all rows and by the index alike', (text, found) => {
  const where = ['Number', 'Name', 'SalesPerson'].map(
    (path) => ({ test: 'contains', path, text }) as const,
  );
  expect(read({ where: [where] })).toEqual(found);
  doAll(buildSearchIndex(cache, set));
  expect(read({ where: [where] })).toEqual(found);
});

it('keeps the search index true while rows are changed, added and deleted, be it in the middle of its making', () => {
  pull(0, 100);
  for (let from = 100; from < 2500; from += 100) write(customers(from, from + 100));
  const slices = buildSearchIndex(cache, set);
  slices.next();
  const change = (number: number): void => {
    write(
      [{ ...customer(number), title: `Преименуван ${number}` }],
      [customer(number + 1).id],
      2000,
    );
  };
  change(5);
  change(2400);
  doAll(slices);
  change(10);
  change(2450);
  write(customers(9000, 9001));
  expect(read({ search: 'преименуван' })).toEqual(['C5', 'C10', 'C2400', 'C2450']);
  for (const gone of [6, 11, 2401, 2451])
    expect(read({ search: `builder ${gone}` })).not.toContain(`C${gone}`);
  expect(read({ search: 'гранит 9000' })).toEqual(['C9000']);
  expect(read({ search: 'гранит 2499' })).toEqual(['C2499']);
});
