import fc from 'fast-check';
import { beforeEach, expect, it, test } from 'vitest';
import { findSet } from '../../../../electron/library/cache/entity-sets.ts';
import type { IdentifiedRow } from '../../../../electron/library/cache/row-record.ts';
import { buildSearchIndex } from '../../../../electron/library/cache/search-index.ts';
import { hasKeyIndex, prepareOrder } from '../../../../electron/library/cache/sort-columns.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import {
  finishSweep,
  startSweep,
  writeSweptIds,
} from '../../../../electron/library/cache/sweep.ts';
import { readSync, writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { pageOf } from './sample-query.ts';
import { columns, customer, customers, set } from './sample-rows.ts';

const byNumber = { set, column: 'Number', enumValues: [] };

let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
});

function stage(rows: readonly IdentifiedRow[], sync: string): void {
  writeStagedPage(cache, { set, columns, rows, receivedAt: 2000, sync }, 'bg');
}

function read(search = ''): readonly unknown[] {
  const order = [{ column: 'Number', direction: 'ascending' }] as const;
  return pageOf(cache, { search, order }).rows.map(({ title }) => title);
}

it('shows nothing of a full pull before it is whole, and all of it at once afterwards', () => {
  startStaging(cache, set, columns, '"start"');
  stage(customers(0, 10), '"page 1"');
  expect(findSet(cache, set)?.rows).toBe(0);
  expect(readSync(cache, set)).toBe('"page 1"');

  doAll(publishStaging(cache, set, 3000, '"watermark"'));
  expect(read()).toHaveLength(10);
  expect(readSync(cache, set)).toBe('"watermark"');
  expect(findSet(cache, set)).toMatchObject({ completeAt: 3000, staging: null });
});

it('keeps of a row that came twice the later one', () => {
  startStaging(cache, set, columns, '""');
  stage(customers(0, 3), '""');
  stage([{ ...customer(1), title: 'later' }], '""');
  doAll(publishStaging(cache, set, 3000, '""'));
  expect(read()).toEqual(['Клиент 0', 'later', 'Клиент 2']);
});

it('takes the place of the old rows with their orders, and carries along what only they knew', () => {
  const extra = { name: 'Notes', type: 'text' } as const;
  const old = { ...customer(1), cells: [...customer(1).cells, 'бележка'] };
  const page = { set, deletedIds: [], receivedAt: 1000, sync: '""' };
  writeSyncPage(cache, { ...page, columns: [...columns, extra], rows: [old, customer(99)] }, 'bg');
  doAll(prepareOrder(cache, byNumber, 'bg'));

  startStaging(cache, set, columns, '""');
  stage(customers(0, 3), '""');
  doAll(publishStaging(cache, set, 3000, '""'));

  expect(read()).toEqual(['Клиент 0', 'Клиент 1', 'Клиент 2']);
  const kept = findSet(cache, set);
  const number = kept?.columns.find(({ name }) => name === 'Number');
  expect(kept && number && hasKeyIndex(cache, kept, number)).toBe(true);
  expect(pageOf(cache, { columns: ['Number', 'Notes'] }, 0, 2)).toMatchObject({
    rows: [
      { cells: ['C0', null], seenAt: 2000, unknown: ['Notes'] },
      { cells: ['C1', 'бележка'], seenAt: 2000, older: { Notes: 1000 } },
    ],
  });
});

it('finds words again after the rows have been replaced and indexed anew', () => {
  for (const run of [1, 2]) {
    startStaging(cache, set, columns, '""');
    stage(customers(0, run * 5), '""');
    doAll(publishStaging(cache, set, 3000, '""'));
    doAll(buildSearchIndex(cache, set));
    doAll(prepareOrder(cache, byNumber, 'bg'));
    expect(read('builder')).toHaveLength(run * 5);
  }
});

it('drops what an abandoned pull has staged', () => {
  startStaging(cache, set, columns, '""');
  stage(customers(50, 60), '""');
  startStaging(cache, set, columns, '""');
  stage(customers(0, 2), '""');
  doAll(publishStaging(cache, set, 3000, '""'));
  expect(read()).toHaveLength(2);
});

it('goes on with publishing after an end in the middle of it', () => {
  startStaging(cache, set, columns, '""');
  stage(customers(0, 5), '""');
  const interrupted = publishStaging(cache, set, 3000, '""');
  interrupted.next();
  doAll(publishStaging(cache, set, 3000, '"done"'));
  expect(read()).toHaveLength(5);
});

it('refuses a staged page when no full pull is under way', () => {
  expect(() => stage(customers(0, 1), '""')).toThrow('badRequest');
});

it('sweeps away what the instance no longer has, but nothing that came since the sweep began, whatever the clock said', () => {
  const page = { set, columns, deletedIds: [], sync: '""' };
  writeSyncPage(cache, { ...page, rows: customers(0, 10), receivedAt: 1000 }, 'bg');
  startSweep(cache, set, '"sweep"');
  writeSweptIds(
    cache,
    set,
    customers(0, 4).map(({ id }) => id),
    '"half"',
  );
  writeSyncPage(cache, { ...page, rows: [customer(77)], receivedAt: 500 }, 'bg');
  writeSweptIds(
    cache,
    set,
    customers(5, 9).map(({ id }) => id),
    '"all"',
  );

  const deleted = finishSweep(cache, set, 5000, '"done"');
  expect(deleted.toSorted()).toEqual([customer(4).id, customer(9).id]);
  expect(read()).toHaveLength(9);
  expect(readSync(cache, set)).toBe('"done"');
});

it('forgets the ids of an abandoned sweep', () => {
  const page = { set, columns, deletedIds: [], sync: '""' };
  writeSyncPage(cache, { ...page, rows: customers(0, 2), receivedAt: 1000 }, 'bg');
  startSweep(cache, set, '""');
  writeSweptIds(cache, set, [customer(0).id], '""');
  startSweep(cache, set, '""');
  writeSweptIds(cache, set, [customer(1).id], '""');
  expect(finishSweep(cache, set, 5000, '""')).toEqual([customer(0).id]);
});

test('a sweep leaves exactly the rows whose ids came, in whatever order, and of whatever letters they are', () => {
  const id = fc.oneof(fc.uuid(), fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }));
  const lives = fc.record({
    ids: fc.uniqueArray(id, { maxLength: 30 }),
    others: fc.array(id, { maxLength: 5 }),
    seed: fc.infiniteStream(fc.nat(5)),
  });
  let sets = 0;
  fc.assert(
    fc.property(lives, ({ ids, others, seed }) => {
      sets += 1;
      const name = `${set}${sets}`;
      const left = ids.filter(() => seed.next().value !== 0);
      const rows = ids.map((each) => ({ ...customer(0), id: each }));
      const page = { set: name, columns, deletedIds: [], receivedAt: 1000, sync: '""' };
      writeSyncPage(cache, { ...page, rows }, 'bg');
      startSweep(cache, name, '""');
      writeSweptIds(cache, name, [...others, ...left.toReversed()], '""');
      writeSweptIds(cache, name, left.slice(0, 3), '""');
      const gone = ids.filter((each) => !left.includes(each) && !others.includes(each));
      expect(finishSweep(cache, name, 5000, '""').toSorted()).toEqual(gone.toSorted());
      expect(findSet(cache, name)?.rows).toBe(ids.length - gone.length);
    }),
    { numRuns: 40 },
  );
});
