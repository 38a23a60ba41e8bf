import { beforeEach, expect, it } from 'vitest';
import { type LocalRange, readLocalPage } from '../../../../electron/library/cache/local-page.ts';
import { buildSearchIndex } from '../../../../electron/library/cache/search-index.ts';
import { orderInLanguage, prepareOrder } from '../../../../electron/library/cache/sort-columns.ts';
import { writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { columns, customer, customers, names, set } from './sample-rows.ts';

let cache: Connection;

function write(
  rows: ReturnType<typeof customers>,
  deletedIds: readonly string[] = [],
  at = 1000,
): void {
  writeSyncPage(cache, { set, columns, rows, deletedIds, receivedAt: at, sync: '{}' }, 'bg');
}

function read(range: Partial<LocalRange>): readonly unknown[] {
  const whole = { set, columns: names, search: '', order: [], offset: 0, limit: 100, ...range };
  return readLocalPage(cache, whole)?.rows.map(({ cells }) => cells[0]) ?? [];
}

const byLimit = [{ column: 'CreditLimit', direction: 'descending' }] as const;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
  write(customers(0, 30));
});

it('reads in the order of a column once that is prepared, and keeps it true', () => {
  expect(
    readLocalPage(cache, { set, columns: names, search: '', order: byLimit, offset: 0, limit: 3 })
      ?.isUnordered,
  ).toBe(true);
  doAll(prepareOrder(cache, set, 'CreditLimit', 'bg'));
  expect(read({ order: byLimit, limit: 3 })).toEqual(['C29', 'C28', 'C27']);
  expect(read({ order: byLimit, limit: 2, offset: 28 })).toEqual(['C1', 'C0']);

  write(customers(100, 101));
  expect(read({ order: byLimit, limit: 2 })).toEqual(['C100', 'C29']);
});

it('does not call rows ordered while their keys are still being made', () => {
  const slices = prepareOrder(cache, set, 'CreditLimit', 'bg');
  slices.next();
  const page = readLocalPage(cache, {
    set,
    columns: names,
    search: '',
    order: byLimit,
    offset: 0,
    limit: 3,
  });
  expect(page?.isUnordered).toBe(true);
});

it('orders multi-language text anew when the language changes', () => {
  const order = [{ column: 'Name', direction: 'ascending' }] as const;
  orderInLanguage(cache, 'bg');
  doAll(prepareOrder(cache, set, 'Name', 'bg'));
  orderInLanguage(cache, 'bg');
  expect(
    readLocalPage(cache, { set, columns: names, search: '', order, offset: 0, limit: 1 })
      ?.isUnordered,
  ).toBe(false);
  orderInLanguage(cache, 'en');
  expect(
    readLocalPage(cache, { set, columns: names, search: '', order, offset: 0, limit: 1 })
      ?.isUnordered,
  ).toBe(true);
});

it.each([
  ['ГРАНИТ 17', ['C17']],
  ['анит 26', ['C26']],
  ['петров  builder 13', ['C13']],
  ['"13', []],
  ['13" OR "14', []],
  ['C7', ['C7']],
  ['няма такова', []],
  ['EUR', []],
])('finds %j by reading all rows and by the index alike', (search, found) => {
  expect(read({ search })).toEqual(found);
  doAll(buildSearchIndex(cache, set));
  expect(read({ search })).toEqual(found);
});

it('keeps the index true while rows are changed, added and deleted, be it in the middle of its making', () => {
  write(customers(30, 2500));
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
