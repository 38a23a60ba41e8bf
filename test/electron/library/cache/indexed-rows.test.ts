import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OrderItem } from '../../../../electron/contract/query.ts';
import type { Row } from '../../../../electron/contract/rows.ts';
import { findSet } from '../../../../electron/library/cache/entity-sets.ts';
import { indexedOrder } from '../../../../electron/library/cache/index-order.ts';
import { indexedRows } from '../../../../electron/library/cache/indexed-rows.ts';
import { prepareOrder } from '../../../../electron/library/cache/sort-columns.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import { inOrder } from '../../../../electron/query/local-rows.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { fields, sampleQuery } from './sample-query.ts';
import { columns, customer, set } from './sample-rows.ts';

const ordered = ['Number', 'CreditLimit'] as const;

/** Customers in an order that says nothing, with few different values, some of them empty. */
const rows = Array.from({ length: 60 }, (_, index) => {
  const row = customer((index * 37) % 60);
  const cells = row.cells.map((cell, column) => {
    if (column === 0) return index % 4 === 0 ? null : `C${index % 3}`;
    return column === 2 && index % 5 === 0 ? null : cell;
  });
  return { ...row, cells };
});

const direction = fc.constantFrom('ascending' as const, 'descending' as const);
const order = fc
  .uniqueArray(fc.constantFrom(...ordered), { maxLength: 2 })
  .chain((names) =>
    fc.tuple(...names.map((column) => direction.map((way) => ({ column, direction: way })))),
  );

it('takes any page of any order out of indexes as sorting all rows gives it', () => {
  const { cache } = opened(temporaryFolder());
  startStaging(cache, set, columns, '""');
  writeStagedPage(cache, { set, columns, rows, receivedAt: 1000, sync: '""' }, 'bg');
  doAll(publishStaging(cache, set, 1000, '""'));
  for (const column of ordered) {
    doAll(prepareOrder(cache, { set, column, enumValues: [] }, 'bg'));
  }
  const kept = findSet(cache, set);
  if (kept === null) throw new Error('Nothing is kept.');
  const idOf = cache.prepare<[number], string>('SELECT id FROM rows_1_2 WHERE number = ?').pluck();

  fc.assert(
    fc.property(order, fc.nat(70), fc.integer({ min: 1, max: 70 }), (items, offset, count) => {
      const asked: readonly OrderItem[] = items;
      const found = indexedOrder(cache, kept, sampleQuery({ order: asked }), 'bg');
      if (found === null) throw new Error('It is not indexed.');
      const page = indexedRows(cache, kept, found, offset, count).map((each) => idOf.get(each));
      const all: readonly Row[] = inOrder(rows, asked, fields, 'bg');
      expect(page).toEqual(all.slice(offset, offset + count).map(({ id }) => id));
    }),
    { numRuns: 500 },
  );
});
