import { beforeEach, expect, it } from 'vitest';
import {
  type ResultPage,
  readResult,
  writeCount,
  writeResultPage,
} from '../../../../electron/library/cache/results.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { type Answer, schemas } from '../../../../electron/library/process/operations.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { columns, customer, customers, names, set } from './sample-rows.ts';

/** As the main process gets it. */
type Result = NonNullable<Answer<'readResult'>>;

const query = 'all customers';
let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
});

function write(page: Partial<ResultPage>): void {
  const whole = { query, set, columns, run: 1, position: 0, rows: [], cursor: null };
  writeResultPage(cache, { ...whole, receivedAt: 1000, ...page }, 'bg');
}

function read(offset = 0, limit = 100, asked: readonly string[] = names): Result {
  const kept = readResult(cache, { query, set, columns: asked, offset, limit });
  const result = schemas.readResult.answer.parse(kept);
  if (result === null) throw new Error('Nothing is kept.');
  return result;
}

function numbers({ rows }: Result): readonly unknown[] {
  return rows.map(({ cells }) => cells[0]);
}

it('gives back each cell exactly as it came, with its age', () => {
  write({ rows: customers(0, 3), cursor: 'next' });
  expect(read().rows).toEqual(customers(0, 3).map((row) => ({ ...row, seenAt: 1000 })));
  expect(read()).toMatchObject({
    isComplete: false,
    cursor: 'next',
    reached: 3,
    kept: 3,
    count: null,
  });
});

it('gives back what is empty as empty and what was never asked as not known', () => {
  write({ columns: columns.slice(0, 2), rows: [{ id: 'a', title: null, cells: ['C1', null] }] });
  expect(read(0, 1, ['Name', 'CreditLimit']).rows).toEqual([
    { id: 'a', title: null, cells: [null, null], seenAt: 1000, unknown: ['CreditLimit'] },
  ]);
});

it('keeps what another answer brought, with that one’s age', () => {
  write({ rows: [customer(1)], receivedAt: 1000 });
  const [number] = columns;
  if (number === undefined) throw new Error('No column');
  write({ columns: [number], rows: [{ ...customer(1), cells: ['C1 new'] }], receivedAt: 2000 });
  const [row] = read().rows;
  expect(row?.cells).toEqual(['C1 new', ...customer(1).cells.slice(1)]);
  expect(row).toMatchObject({
    seenAt: 2000,
    older: { Name: 1000, CreditLimit: 1000, CreationTime: 1000, SalesPerson: 1000 },
  });
});

it('reads any part of a result, in its order', () => {
  write({ rows: customers(0, 100), cursor: 'a' });
  write({ rows: customers(100, 150), position: 100 });
  expect(numbers(read(95, 10))).toEqual(
    [95, 96, 97, 98, 99, 100, 101, 102, 103, 104].map((n) => `C${n}`),
  );
  expect(read()).toMatchObject({ isComplete: true, cursor: null, kept: 150 });
});

it('keeps the tail of an earlier run until the new one has come as far, without showing a row twice', () => {
  write({ rows: customers(0, 4), cursor: 'a' });
  write({ rows: customers(4, 8), position: 4 });
  // The last customer has moved to the top since.
  write({ rows: [customer(7), customer(0), customer(1)], cursor: 'b', receivedAt: 2000 });
  expect(numbers(read())).toEqual(['C7', 'C0', 'C1', 'C3', 'C4', 'C5', 'C6']);
  expect(read()).toMatchObject({ reached: 3, isComplete: false });

  write({ rows: [customer(2)], position: 3, receivedAt: 2000 });
  expect(numbers(read())).toEqual(['C7', 'C0', 'C1', 'C2']);
});

it('keeps the rows of a view that have no key, apart from those of another query', () => {
  const keyless = [1, 2].map((number) => ({ ...customer(number), id: null }));
  write({ rows: keyless });
  write({ rows: [{ ...customer(9), id: null }], query: 'other' });
  expect(read().rows.map(({ id, title }) => [id, title])).toEqual([
    [null, 'Клиент 1'],
    [null, 'Клиент 2'],
  ]);
});

it('keeps the count with the time it was made', () => {
  write({ rows: [customer(1)], cursor: 'a' });
  writeCount(cache, query, 1234, 5000);
  expect(read().count).toEqual({ rows: 1234, at: 5000 });
});

it('knows nothing of a query that was never kept', () => {
  expect(readResult(cache, { query, set, columns: names, offset: 0, limit: 1 })).toBeNull();
});

it('never calls an answer whole of which a page in between was not kept', () => {
  write({ rows: customers(0, 3), cursor: 'two' });
  // The page at 3 was lost: the disk was full, or the copy locked, at that moment.
  write({ position: 6, rows: customers(6, 9), cursor: null });
  expect(read()).toMatchObject({ isComplete: false, cursor: 'two', reached: 3, kept: 3 });
  write({ position: 3, rows: customers(3, 6), cursor: 'three' });
  write({ position: 6, rows: customers(6, 9), cursor: null });
  expect(read()).toMatchObject({ isComplete: true, reached: 9, kept: 9 });
});

it('gives a later page of an answer no place whose first page was not kept', () => {
  write({ position: 3, rows: customers(3, 6), cursor: null });
  expect(readResult(cache, { query, set, columns: names, offset: 0, limit: 9 })).toBeNull();
});

it('lets no page of a new run go on with an earlier one when the first page of the new one was not kept', () => {
  write({ rows: customers(0, 3), cursor: 'two' });
  write({ position: 3, rows: customers(3, 6), cursor: 'three' });
  // The page at 0 of another run was lost.
  write({ run: 2, position: 3, rows: customers(13, 16), cursor: null, receivedAt: 2000 });
  expect(numbers(read())).toEqual(['C0', 'C1', 'C2', 'C3', 'C4', 'C5']);
  expect(read()).toMatchObject({ isComplete: false, cursor: 'three', receivedAt: 1000 });

  write({ run: 2, rows: customers(10, 13), cursor: 'two', receivedAt: 2000 });
  write({ run: 2, position: 3, rows: customers(13, 16), cursor: null, receivedAt: 2000 });
  expect(numbers(read())).toEqual(['C10', 'C11', 'C12', 'C13', 'C14', 'C15']);
});

it('lets go of values that came while the clock of this computer stood far ahead', () => {
  write({ rows: [customer(1)], receivedAt: 1000 + 365 * 86_400_000 });
  const changed = { ...customer(1), cells: ['C1 new', ...customer(1).cells.slice(1)] };
  write({ rows: [changed], receivedAt: 2000 });
  expect(read().rows).toEqual([{ ...changed, seenAt: 2000 }]);
});
