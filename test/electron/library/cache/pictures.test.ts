import { beforeEach, expect, it } from 'vitest';
import {
  countPictures,
  dropPictures,
  missingPictures,
  type PlacedPicture,
  readPicture,
  writePictures,
} from '../../../../electron/library/cache/pictures.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import { keepSet, writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { columns, customer, customers, set } from './sample-rows.ts';

const column = 'Picture';
const base64 = Buffer.from('a picture').toString('base64');
let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
  keepSet(cache, set, true);
  follow(customers(0, 4));
});

function follow(rows: ReturnType<typeof customers>, deletedIds: readonly string[] = []): void {
  writeSyncPage(cache, { set, columns, rows, deletedIds, receivedAt: 1000, sync: '""' }, 'bg');
}

function missing(since = 0, from = 0, limit = 100) {
  return missingPictures(cache, { set, part: null, columns: [column], since, from, limit });
}

const id = (number: number): string => customer(number).id;

function here(number: number): PlacedPicture {
  return { id: id(number), column, state: 'here', kind: 'image/png', size: 9, base64 };
}

function keepAll(at = 2000): void {
  writePictures(cache, { set, at, pictures: [0, 1, 2, 3].map(here) });
}

it('gives back what was kept, and tells what was never asked for', () => {
  expect(missing()).toEqual({ ids: [0, 1, 2, 3].map(id), next: null });
  const none = { ...here(1), state: 'none', kind: null, size: 0, base64: null } as const;
  const large = { ...none, id: id(2), state: 'tooLarge', size: 5_000_000 } as const;
  writePictures(cache, { set, at: 2000, pictures: [here(0), none, large] });
  expect(missing()).toEqual({ ids: [id(3)], next: null });
  expect(readPicture(cache, { set, id: id(0), column })).toEqual({
    ...{ state: 'here', kind: 'image/png', size: 9, base64 },
  });
  expect(readPicture(cache, { set, id: id(2), column })).toMatchObject({ state: 'tooLarge' });
  expect(readPicture(cache, { set, id: id(3), column })).toBeNull();
  expect(countPictures(cache, set)).toEqual({ here: 1, leftOut: 1, bytes: 9 });
});

it('is looked for from where the last look ended', () => {
  const first = missing(0, 0, 2);
  expect(first.ids).toEqual([id(0), id(1)]);
  expect(missing(0, first.next ?? 0, 2)).toMatchObject({ ids: [id(2), id(3)] });
});

it('is asked for again when its row has changed or it is old, and stays until the new one is here', () => {
  keepAll();
  expect(missing().ids).toEqual([]);
  follow([{ ...customer(1), cells: ['new', ...customer(1).cells.slice(1)] }]);
  expect(missing().ids).toEqual([id(1)]);
  expect(readPicture(cache, { set, id: id(1), column })?.base64).toBe(base64);
  expect(missing(3000).ids).toHaveLength(4);
});

it('goes with its row, and is not kept for a row that is gone', () => {
  keepAll();
  follow([], [id(0)]);
  expect(readPicture(cache, { set, id: id(0), column })).toBeNull();
  writePictures(cache, { set, at: 3000, pictures: [here(0)] });
  expect(countPictures(cache, set).here).toBe(3);
});

it('outlives a full pull where its row has stayed as it was', () => {
  keepAll();
  const changed = { ...customer(1), cells: ['new', ...customer(1).cells.slice(1)] };
  startStaging(cache, set, columns, '""');
  const rows = [customer(0), changed, customer(2)];
  writeStagedPage(cache, { set, columns, rows, receivedAt: 3000, sync: '""' }, 'bg');
  doAll(publishStaging(cache, set, 3000, '""'));
  expect(missing().ids).toEqual([id(1)]);
  expect(countPictures(cache, set).here).toBe(3);
});

it('goes with the wish to keep pictures, or the set', () => {
  keepAll();
  dropPictures(cache, set);
  expect(countPictures(cache, set)).toEqual({ here: 0, leftOut: 0, bytes: 0 });
  keepAll();
  keepSet(cache, set, false);
  expect(countPictures(cache, set).bytes).toBe(0);
});
