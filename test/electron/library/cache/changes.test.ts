import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CellValue } from '../../../../electron/contract/rows.ts';
import {
  forgetChanges,
  mostChanges,
  readChanges,
} from '../../../../electron/library/cache/changes.ts';
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

const set = 'Orders';
const columns = [
  { name: 'Notes', type: 'text' },
  { name: 'Amount', type: 'amount' },
  { name: 'AggregateLastUpdateTimeUtc', type: 'dateTime' },
] as const;

let cache: Connection;
/** When the last step was, in milliseconds since 1970. */
let now = 0;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
  now = 0;
});

type Values = readonly [notes: string | null, amount: string];

function row(id: string, [notes, amount]: Values) {
  now += 1;
  const cells: CellValue[] = [
    notes,
    { value: amount, unit: 'EUR' },
    new Date(now * 1000).toISOString(),
  ];
  return { id, title: `Row ${id}`, cells };
}

/** Pulls the set as a whole. */
function pull(rows: Readonly<Record<string, Values>>, isComparable = true): void {
  startStaging(cache, set, columns, '""');
  const all = Object.entries(rows).map(([id, values]) => row(id, values));
  for (let from = 0; from < all.length; from += 100) {
    const page = { set, columns, rows: all.slice(from, from + 100), receivedAt: now, sync: '""' };
    writeStagedPage(cache, page, 'en');
  }
  doAll(publishStaging(cache, set, now, '""', { at: now, isComparable }));
}

/** Follows what has changed. */
function follow(rows: Readonly<Record<string, Values>>, deletedIds: readonly string[] = []): void {
  const changed = Object.entries(rows).map(([id, values]) => row(id, values));
  writeSyncPage(
    cache,
    { set, columns, rows: changed, deletedIds, receivedAt: now, sync: '""' },
    'en',
  );
}

function changes(offset = 0, limit = 100) {
  return readChanges(cache, { set, offset, limit });
}

function look(): void {
  forgetChanges(cache, { set, seen: changes().newest, at: now });
}

/** What is told, by id. */
function told(): Record<string, unknown> {
  return Object.fromEntries(changes().rows.map(({ id, kind, before }) => [id, { kind, before }]));
}

describe('What has changed in a kept set', () => {
  beforeEach(() => {
    keepSet(cache, set, true);
    pull({ a: ['first', '1'], b: [null, '2'], c: ['third', '3'] });
  });

  it('is nothing after the first full pull, and is counted from then on', () => {
    expect(changes()).toMatchObject({ since: now, rows: [], count: 0 });
  });

  it('is each row once: new, changed with the values before in the columns that changed, or deleted with all of them', () => {
    follow({ a: ['other', '1'], d: ['fourth', '4'] }, ['c']);
    expect(told()).toEqual({
      a: { kind: 'changed', before: { Notes: 'first' } },
      c: { kind: 'deleted', before: { Notes: 'third', Amount: { value: '3', unit: 'EUR' } } },
      d: { kind: 'new', before: {} },
    });
  });

  it('keeps the first value before, and forgets a row that is again as it was', () => {
    follow({ a: ['second', '1'] });
    follow({ a: ['third', '5'] });
    expect(told()).toEqual({
      a: { kind: 'changed', before: { Notes: 'first', Amount: { value: '1', unit: 'EUR' } } },
    });
    follow({ a: ['first', '1'] });
    expect(told()).toEqual({});
  });

  it('forgets what came and went', () => {
    follow({ d: ['fourth', '4'] });
    follow({}, ['d']);
    expect(told()).toEqual({});
  });

  it('takes no row for changed of which only the time of its last update is another', () => {
    follow({ a: ['first', '1'] });
    expect(changes().count).toBe(0);
  });

  it('tells the newest first, and what has come since somebody looked', () => {
    follow({ a: ['x', '1'] });
    follow({ b: ['y', '2'] });
    expect(changes().rows.map(({ id }) => id)).toEqual(['b', 'a']);
    const { newest } = changes();
    follow({ c: ['z', '3'] });
    forgetChanges(cache, { set, seen: newest, at: now });
    expect(Object.keys(told())).toEqual(['c']);
    expect(changes().since).toBe(now);
  });

  it('is found when a whole pull takes the place of the rows, too', () => {
    pull({ a: ['first', '1'], b: ['filled', '2'], d: ['fourth', '4'] });
    expect(told()).toEqual({
      b: { kind: 'changed', before: { Notes: null } },
      c: { kind: 'deleted', before: { Notes: 'third', Amount: { value: '3', unit: 'EUR' } } },
      d: { kind: 'new', before: {} },
    });
  });

  it('is not that texts came in another language', () => {
    pull({ a: ['erste', '1'], b: [null, '2'], d: ['vierte', '4'] }, false);
    expect(Object.keys(told()).toSorted()).toEqual(['c', 'd']);
  });

  it('is limited: the oldest go', () => {
    for (let from = 0; from < mostChanges + 200; from += 100) {
      const rows = Array.from({ length: 100 }, (_, index) => [`n${from + index}`, ['new', '1']]);
      follow(Object.fromEntries(rows));
    }
    expect(changes().count).toBe(mostChanges);
    expect(changes(mostChanges - 1, 1).rows).toMatchObject([{ id: 'n200' }]);
  });

  it('ends with the keeping', () => {
    follow({ a: ['x', '1'] });
    keepSet(cache, set, false);
    expect(changes()).toMatchObject({ since: null, rows: [], count: 0 });
    follow({ a: ['y', '1'] });
    expect(changes().count).toBe(0);
  });
});

it('A set that is not complete, or only browsed, tells of no changes', () => {
  follow({ a: ['x', '1'] });
  keepSet(cache, set, true);
  follow({ a: ['y', '1'] });
  expect(changes()).toMatchObject({ since: null, count: 0 });
});

it('Whatever happens, what is told is what differs from the rows when somebody looked', () => {
  const values = fc.tuple(fc.constantFrom('', 'a', 'b', null), fc.constantFrom('1', '2'));
  const rows = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), values);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('pull' as const), rows }),
    fc.record({
      kind: fc.constant('follow' as const),
      rows,
      gone: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
    }),
    fc.record({ kind: fc.constant('look' as const) }),
  );
  fc.assert(
    fc.property(rows, fc.array(step, { maxLength: 10 }), (first, steps) => {
      keepSet(cache, set, false);
      keepSet(cache, set, true);
      pull(first);
      let looked: Readonly<Record<string, Values>> = { ...first };
      let current: Readonly<Record<string, Values>> = { ...first };
      for (const each of steps) {
        if (each.kind === 'look') {
          look();
          looked = current;
        } else if (each.kind === 'pull') {
          pull(each.rows);
          current = { ...each.rows };
        } else {
          const gone = new Set<string>(each.gone);
          follow(each.rows, each.gone);
          const all = Object.entries({ ...current, ...each.rows });
          current = Object.fromEntries(all.filter(([id]) => !gone.has(id)));
        }
      }
      const kinds = ['a', 'b', 'c', 'd'].flatMap((id) => {
        const [before, after] = [looked[id], current[id]];
        if (isDeepStrictEqual(before, after)) return [];
        return [[id, before === undefined ? 'new' : after === undefined ? 'deleted' : 'changed']];
      });
      const toldKinds = changes().rows.map(({ id, kind }) => [id, kind]);
      expect(Object.fromEntries(toldKinds)).toEqual(Object.fromEntries(kinds));
      for (const { id, before } of changes().rows) {
        const [notes, amount] = looked[id] ?? [];
        if ('Notes' in before) expect(before.Notes).toBe(notes);
        if ('Amount' in before) expect(before.Amount).toEqual({ value: amount, unit: 'EUR' });
      }
    }),
    { numRuns: 60 },
  );
});
