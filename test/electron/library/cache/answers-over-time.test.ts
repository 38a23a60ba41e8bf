import fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryRows } from '../../../../electron/library/cache/local-query.ts';
import type { IdentifiedRow } from '../../../../electron/library/cache/row-record.ts';
import { buildSearchIndex } from '../../../../electron/library/cache/search-index.ts';
import { prepareOrder } from '../../../../electron/library/cache/sort-columns.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import { writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll, type Slices } from '../../../../electron/library/database/slices.ts';
import type { LocalQuery } from '../../../../electron/query/local-query.ts';
import { groupsTest, inOrder, searchTest } from '../../../../electron/query/local-rows.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { arrived, fields, sampleAnswering, sampleQuery } from './sample-query.ts';
import { columns, customer, set } from './sample-rows.ts';

/** A customer whose cells change with a version, but not its id. */
function versionOf(number: number, version: number): IdentifiedRow {
  return { ...customer(number * 7 + version), id: customer(number).id };
}

const numbers = fc.uniqueArray(fc.nat(25), { minLength: 1, maxLength: 12 });

/** What happens to a set while it is asked. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: numbers, version: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ remove: numbers }) },
  { weight: 1, arbitrary: fc.record({ pull: numbers, version: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ prepare: fc.constantFrom('Name', 'CreditLimit') }) },
  { weight: 1, arbitrary: fc.constant({ index: true }) },
  { weight: 2, arbitrary: fc.record({ advance: fc.nat(3) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const queries: readonly Partial<LocalQuery>[] = [
  {},
  { order: [{ column: 'Name', direction: 'descending' }] },
  { order: [{ column: 'CreditLimit', direction: 'ascending' }] },
  { search: 'гранит 1' },
  { where: [[{ test: 'contains', path: 'SalesPerson', text: 'петров 3' }]] },
  { where: [[{ test: 'range', path: 'CreditLimit', from: '200', to: '900' }]] },
];

/** A set with the rows that it must have, and work on its indexes that has begun. */
function keptSet(cache: Connection) {
  const rows = new Map<string, IdentifiedRow>();
  const underWay: Slices[] = [];
  let at = 0;

  function write(changed: readonly IdentifiedRow[], deletedIds: readonly string[]): void {
    at += 1;
    const page = { set, columns, rows: changed, deletedIds, receivedAt: at, sync: '""' };
    writeSyncPage(cache, page, 'bg');
    for (const row of changed) rows.set(row.id, row);
    for (const id of deletedIds) rows.delete(id);
  }

  function pull(all: readonly IdentifiedRow[]): void {
    at += 1;
    startStaging(cache, set, columns, '""');
    writeStagedPage(cache, { set, columns, rows: all, receivedAt: at, sync: '""' }, 'bg');
    doAll(publishStaging(cache, set, at, '""'));
    rows.clear();
    for (const row of all) rows.set(row.id, row);
  }

  const take = (taken: Step): void => {
    if ('write' in taken) {
      const changed = taken.write.map((number) => versionOf(number, taken.version));
      write(changed, []);
    } else if ('remove' in taken) {
      const deletedIds = taken.remove.map((number) => customer(number).id);
      write([], deletedIds);
    } else if ('pull' in taken) {
      pull(taken.pull.map((number) => versionOf(number, taken.version)));
    } else if ('prepare' in taken) {
      underWay.push(prepareOrder(cache, { set, column: taken.prepare, enumValues: [] }, 'bg'));
    } else if ('index' in taken) {
      underWay.push(buildSearchIndex(cache, set));
    } else {
      for (const slices of underWay) {
        for (let slice = 0; slice <= taken.advance; slice += 1) slices.next();
      }
    }
  };
  return { rows, take };
}

it('answers as its rows are, whatever is written, removed, pulled and indexed in between', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const { cache } = opened(temporaryFolder());
      const { rows, take } = keptSet(cache);
      const answering = sampleAnswering(cache);
      take({ pull: [1, 2, 3, 4, 5, 6, 7, 8], version: 0 });
      for (const each of steps) {
        take(each);
        for (const change of queries) {
          const query = sampleQuery(change);
          const page = arrived(doAll(queryRows(answering, { query, offset: 0, limit: 100 })));
          const belongs = groupsTest(query.where, fields);
          const isFound = searchTest(query.search, fields);
          const found = [...rows.values()].filter((row) => belongs(row) && isFound(row));
          const expected = inOrder(found, query.order, fields, 'bg').map(({ id }) => id);
          expect(page.rows.map(({ id }) => id)).toEqual(expected);
          expect(page.isExact).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
