import { beforeEach, expect, it } from 'vitest';
import { findSet } from '../../../../electron/library/cache/entity-sets.ts';
import { evict, usedBytes } from '../../../../electron/library/cache/eviction.ts';
import { countPictures, writePictures } from '../../../../electron/library/cache/pictures.ts';
import {
  readResult,
  touchResults,
  writeResultPage,
} from '../../../../electron/library/cache/results.ts';
import { keepSet, writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { columns, customers, names } from './sample-rows.ts';

let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
});

function browse(set: string, query: string, from: number, at: number, rows = 200): void {
  const page = { query, set, columns, run: at, position: 0, cursor: null, receivedAt: at };
  writeResultPage(cache, { ...page, rows: customers(from, from + rows) }, 'bg');
}

/** Bytes in use that the limit is about: all but those of the model and of pictures, none of which are here. */
function countedBytes(): number {
  const model = cache
    .prepare<[], number>(
      `SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%model%' OR name LIKE '%picture%'`,
    )
    .pluck()
    .get();
  return usedBytes(cache) - (model ?? 0);
}

function rowsLeft(set: string, query: string): number {
  const range = { query, set, columns: names, offset: 0, limit: 1000 };
  return readResult(cache, range)?.kept ?? 0;
}

it('drops the results that were not used for the longest time, and keeps rows that others show', () => {
  browse('A', 'oldest', 0, 1000);
  browse('A', 'overlapping', 100, 2000, 600);
  browse('B', 'newest', 0, 3000);
  touchResults(cache, ['oldest'], 4000);
  const before = countedBytes();

  doAll(evict(cache, before - 10_000));
  expect(rowsLeft('A', 'overlapping')).toBe(0);
  expect(rowsLeft('A', 'oldest')).toBe(200);
  expect(rowsLeft('B', 'newest')).toBe(200);
  expect(countedBytes()).toBeLessThanOrEqual(before - 10_000);
});

it('never touches a set that is kept, whatever the limit', () => {
  keepSet(cache, 'Kept', true);
  writeSyncPage(
    cache,
    { set: 'Kept', columns, rows: customers(0, 300), deletedIds: [], receivedAt: 1, sync: '{}' },
    'bg',
  );
  browse('Kept', 'of a kept set', 0, 1000);
  browse('B', 'other', 0, 2000);

  doAll(evict(cache, 0));
  expect(rowsLeft('Kept', 'of a kept set')).toBe(200);
  expect(rowsLeft('B', 'other')).toBe(0);
  expect(cache.prepare('SELECT count(*) FROM rows_1_1').pluck().get()).toBe(300);
});

it('does not count what is kept, so that browsing has its room beside it', () => {
  browse('B', 'other', 0, 2000);
  const limit = usedBytes(cache) + 100_000;
  keepSet(cache, 'Kept', true);
  const page = { set: 'Kept', columns, deletedIds: [], receivedAt: 1, sync: '{}' };
  writeSyncPage(cache, { ...page, rows: customers(0, 3000) }, 'bg');

  doAll(evict(cache, limit));
  expect(rowsLeft('B', 'other')).toBe(200);
  for (let query = 0; query < 5; query += 1)
    browse('C', `query ${query}`, query * 200, 3000 + query);
  doAll(evict(cache, limit));
  expect(rowsLeft('B', 'other')).toBe(0);
  expect(rowsLeft('C', 'query 4')).toBe(200);
});

it('no longer calls a set complete of which rows had to go', () => {
  keepSet(cache, 'A', true);
  const page = { set: 'A', columns, deletedIds: [], receivedAt: 1, sync: '"here"' };
  writeSyncPage(cache, { ...page, rows: customers(0, 300) }, 'bg');
  cache.exec('UPDATE entity_set SET complete_at = 1');
  keepSet(cache, 'A', false);
  doAll(evict(cache, 0));
  expect(findSet(cache, 'A')?.completeAt).toBeNull();
});

it('leaves rows alone that belong to nothing of what goes', () => {
  browse('A', 'oldest', 0, 1000);
  browse('A', 'older', 200, 2000);
  browse('B', 'newest', 0, 3000);
  const results = cache.prepare<[], number>('SELECT count(*) FROM result').pluck();
  const slices = evict(cache, 0);
  while (results.get() !== 1) {
    slices.next();
    if (results.get() !== 2) continue;
    // A row that no result shows from now on: only what is done once, at the beginning, looks for such.
    cache.exec(`UPDATE result_row SET id = 'another' WHERE position = 199
      AND result = (SELECT number FROM result WHERE query = 'newest')`);
  }
  expect(cache.prepare('SELECT count(*) FROM rows_1_1').pluck().get()).toBe(0);
  expect(cache.prepare('SELECT count(*) FROM rows_2_1').pluck().get()).toBe(200);
});

it('does not count the model, by which everything else is read', () => {
  browse('A', 'query', 0, 1000);
  const limit = usedBytes(cache) + 10_000;
  cache
    .prepare(
      `INSERT INTO model (version, language, directory, received_at) VALUES ('1', 'en', ?, 1)`,
    )
    .run('x'.repeat(500_000));
  doAll(evict(cache, limit));
  expect(rowsLeft('A', 'query')).toBe(200);
});

it('drops pictures with their rows', () => {
  browse('A', 'query', 0, 1000, 2);
  const [first] = customers(0, 1);
  const picture = { state: 'here', kind: 'image/png', size: 1, base64: 'AA==' } as const;
  const pictures = [{ ...picture, id: first?.id ?? '', column: 'Picture' }];
  writePictures(cache, { set: 'A', at: 1000, pictures });
  expect(countPictures(cache, 'A').here).toBe(1);
  doAll(evict(cache, 0));
  expect(countPictures(cache, 'A').here).toBe(0);
});

it('does nothing while there is room', () => {
  browse('A', 'query', 0, 1000);
  doAll(evict(cache, 100_000_000));
  expect(rowsLeft('A', 'query')).toBe(200);
});
