import { beforeEach, describe, expect, it } from 'vitest';
import { forgetChanges, readChanges } from '../../../../electron/library/cache/changes.ts';
import { evict, usedBytes } from '../../../../electron/library/cache/eviction.ts';
import {
  doubtfulIds,
  endPartRun,
  startPartRun,
  writePartIds,
  writePartPage,
} from '../../../../electron/library/cache/part-runs.ts';
import { keepPart, listParts, readPartState } from '../../../../electron/library/cache/parts.ts';
import { writeResultPage } from '../../../../electron/library/cache/results.ts';
import type { IdentifiedRow } from '../../../../electron/library/cache/row-record.ts';
import { buildSearchIndex } from '../../../../electron/library/cache/search-index.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import { keepSet } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import type { LocalQuery } from '../../../../electron/query/local-query.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { pageOf } from './sample-query.ts';
import { columns, customer, customers, set } from './sample-rows.ts';

const part = { set, part: 'those with C' };
const whole = { meaning: 'today', at: 5000 };
const within = { part: part.part, meaning: whole.meaning };
const numbered: Partial<LocalQuery> = {
  where: [[{ test: 'startsWith', path: 'Number', text: 'C' }]],
  order: [{ column: 'Number', direction: 'ascending' }],
};

let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
});

function begin(): void {
  startPartRun(cache, { ...part, columns, sync: '"begun"' });
}

function bring(
  rows: readonly IdentifiedRow[],
  more: {
    members?: readonly string[];
    deletedIds?: readonly string[];
    completeAt?: number;
    isComparable?: boolean;
  } = {},
): void {
  const members = rows.map(({ id }) => id);
  const page = {
    ...part,
    columns,
    rows,
    members,
    deletedIds: [],
    receivedAt: 4000,
    isComparable: true,
    sync: '"page"',
  };
  writePartPage(cache, { ...page, ...more }, 'bg');
}

function pull(from: number, to: number): void {
  begin();
  bring(customers(from, to));
  endPartRun(cache, { ...part, sync: '"end"', whole });
}

/** Somebody has looked at rows of the set long ago. */
function browse(rows: readonly IdentifiedRow[], names = columns): void {
  const page = { query: 'browsed', set, columns: names, run: 1, position: 0, cursor: 'more' };
  writeResultPage(cache, { ...page, rows, receivedAt: 1000 }, 'bg');
}

function titles(change: Partial<LocalQuery> = { within }): readonly (string | null)[] {
  return pageOf(cache, { ...numbered, ...change }).rows.map(({ title }) => title);
}

const ids = (...numbers: readonly number[]) => numbers.map((number) => customer(number).id);

describe('A part of a set that is kept', () => {
  it('is whole when its pull has ended, and then no other row of the set is looked at', () => {
    browse([{ ...customer(7), title: 'as it was long ago' }]);
    begin();
    bring(customers(0, 3));
    expect(pageOf(cache, { ...numbered, within })).toMatchObject({ completeAt: null, total: 4 });
    expect(readPartState(cache, part)).toMatchObject({ sync: '"page"', completeAt: null, rows: 3 });
    endPartRun(cache, { ...part, sync: '"end"', whole });
    expect(pageOf(cache, { ...numbered, within })).toMatchObject({
      completeAt: 5000,
      isExact: true,
    });
    expect(titles()).toEqual(['Клиент 0', 'Клиент 1', 'Клиент 2']);
    expect(titles({})).toHaveLength(4);
    expect(pageOf(cache, numbered).completeAt).toBeNull();
  });

  it('is not whole in another meaning than the one that was pulled', () => {
    pull(0, 3);
    const tomorrow = { part: part.part, meaning: 'tomorrow' };
    expect(pageOf(cache, { ...numbered, within: tomorrow }).completeAt).toBeNull();
  });

  it('is exact although other rows of the set are known in part only', () => {
    browse([{ ...customer(7), cells: ['C7'] }], columns.slice(0, 1));
    pull(0, 3);
    expect(pageOf(cache, { ...numbered, within })).toMatchObject({ isExact: true, total: 3 });
    expect(pageOf(cache, numbered).isExact).toBe(false);
  });

  it('is searched by an index too, and only in its own rows', () => {
    browse(customers(100, 400));
    pull(0, 3);
    doAll(buildSearchIndex(cache, set));
    const search = 'Гранит 10';
    expect(titles({ search })).toHaveLength(10);
    expect(titles({ search, within })).toEqual([]);
    expect(titles({ search: 'Гранит 1', within })).toEqual(['Клиент 1']);
  });

  it('is most of what is here of its set, or a small share of it, and never more than itself', () => {
    // Of a set that was kept as a whole it is known that no value is missing, and indexes may be used.
    startStaging(cache, set, columns, '""');
    const page = { set, columns, receivedAt: 2000, sync: '""' };
    writeStagedPage(cache, { ...page, rows: customers(1000, 1050) }, 'bg');
    doAll(publishStaging(cache, set, 2000, '""'));
    keepSet(cache, set, false);
    pull(0, 300);
    expect(titles()).toHaveLength(100);
    expect(pageOf(cache, { ...numbered, within }).total).toBe(300);
    doAll(buildSearchIndex(cache, set));
    expect(titles({ search: 'Гранит 100' })).toHaveLength(11);
    expect(titles({ search: 'Гранит 100', within })).toEqual(['Клиент 100']);
  });

  it('gets what has changed: what came to it, what left it, and nothing of others that nobody knows', () => {
    browse([customer(7)]);
    pull(0, 3);
    const changed = [1, 7, 8, 9].map((number) => ({ ...customer(number), title: `new ${number}` }));
    bring(changed, { members: ids(9), completeAt: 6000 });
    expect(titles()).toEqual(['Клиент 0', 'Клиент 2', 'new 9']);
    expect(titles({})).toEqual(['Клиент 0', 'new 1', 'Клиент 2', 'new 7', 'new 9']);
    expect(pageOf(cache, { ...numbered, within }).completeAt).toBe(6000);
    expect(readPartState(cache, part)).toMatchObject({ rows: 3 });
  });

  it('does not become whole by what has changed', () => {
    begin();
    bring(customers(0, 3), { completeAt: 6000 });
    expect(readPartState(cache, part)).toMatchObject({ completeAt: null });
  });

  it('loses in a sweep what the instance does not have in it, and is told what it does not have', () => {
    pull(0, 4);
    begin();
    writePartIds(cache, { ...part, ids: ids(0, 3, 8), sync: '"swept"' });
    bring([customer(9)], { members: ids(9) });
    expect(doubtfulIds(cache, { ...part, limit: 10 })).toEqual({
      unseen: ids(1, 2),
      missing: ids(8),
    });
    bring([customer(8), { ...customer(1), title: 'left' }], {
      ...{ members: ids(8), deletedIds: ids(2) },
    });
    expect(doubtfulIds(cache, { ...part, limit: 10 })).toEqual({ unseen: [], missing: [] });
    endPartRun(cache, { ...part, sync: '"end"' });
    expect(titles()).toEqual(['Клиент 0', 'Клиент 3', 'Клиент 8', 'Клиент 9']);
    expect(titles({})).toEqual(['Клиент 0', 'left', 'Клиент 3', 'Клиент 8', 'Клиент 9']);
  });

  it('keeps its meaning and its rows while it is pulled anew, until that has ended', () => {
    pull(0, 3);
    begin();
    bring(customers(2, 5));
    expect(titles()).toHaveLength(5);
    expect(pageOf(cache, { ...numbered, within }).completeAt).toBe(5000);
    endPartRun(cache, { ...part, sync: '"end"', whole: { meaning: 'tomorrow', at: 7000 } });
    expect(titles({ within: { part: part.part, meaning: 'tomorrow' } })).toEqual([
      ...['Клиент 2', 'Клиент 3', 'Клиент 4'],
    ]);
  });

  it('is no part any more when it is kept no longer, and its rows are known ones', () => {
    pull(0, 3);
    keepPart(cache, { ...part, part: 'another' }, true);
    expect(listParts(cache)).toEqual([part, { set, part: 'another' }]);
    keepPart(cache, part, false);
    expect(listParts(cache)).toEqual([{ set, part: 'another' }]);
    expect(readPartState(cache, part)).toBeNull();
    expect(pageOf(cache, { ...numbered, within })).toMatchObject({ completeAt: null, total: 3 });
  });
});

describe('What has changed in a part since somebody looked', () => {
  const changes = () => readChanges(cache, { set, offset: 0, limit: 100 });
  const told = () => changes().rows.map(({ id, kind }) => [id, kind]);
  const person = { set: 'General_Contacts_Persons', id: customer(1).id };
  const named = (number: number, title: string, notes: string) => {
    const row = customer(number);
    return { ...row, title, cells: row.cells.with(columns.length - 1, { ...person, text: notes }) };
  };

  it('is nothing when it has just come, and is counted from then on', () => {
    browse([named(1, 'as it was', 'long ago')]);
    pull(0, 3);
    expect(changes()).toMatchObject({ since: whole.at, rows: [], count: 0 });
  });

  it('is what came to it, what is not as it was, and what is deleted; nothing of other rows of the set', () => {
    browse([customer(7)]);
    pull(0, 4);
    bring([named(1, 'one', 'x'), named(7, 'seven', 'x'), customer(9), customer(8)], {
      ...{ members: ids(1, 9), deletedIds: ids(2) },
    });
    expect(told()).toEqual([
      [...ids(2), 'deleted'],
      [...ids(9), 'new'],
      [...ids(1), 'changed'],
    ]);
    forgetChanges(cache, { set, seen: changes().newest, at: 8000 });
    expect(changes()).toMatchObject({ since: 8000, count: 0 });
  });

  it('is what has left it, too, by the values that were others when it was in it', () => {
    pull(0, 3);
    bring([named(1, 'one', 'left')], { members: [] });
    expect(told()).toEqual([[...ids(1), 'changed']]);
    bring([named(1, 'one', 'left long ago')], { members: [] });
    expect(changes().count).toBe(1);
  });

  it('is told of a pull that comes again, but not of one whose texts are in another language', () => {
    pull(0, 3);
    begin();
    bring([customer(0), named(1, 'one', 'x'), customer(5)]);
    expect(told()).toEqual([
      [...ids(5), 'new'],
      [...ids(1), 'changed'],
    ]);
    bring([named(0, 'нула', 'друг език'), named(6, 'шест', 'друг език')], { isComparable: false });
    expect(changes().count).toBe(2);
  });

  it('is nothing of rows of a part that has never been whole', () => {
    pull(0, 3);
    const other = { ...part, part: 'another' };
    const page = { ...other, columns, receivedAt: 4000, isComparable: true, sync: '""' };
    startPartRun(cache, { ...other, columns, sync: '""' });
    const rows = customers(5, 9);
    writePartPage(
      cache,
      { ...page, rows, members: rows.map(({ id }) => id), deletedIds: [] },
      'bg',
    );
    expect(changes().count).toBe(0);
  });

  it('is forgotten with the last part that is kept', () => {
    pull(0, 3);
    keepPart(cache, { ...part, part: 'another' }, true);
    bring([customer(9)]);
    keepPart(cache, { ...part, part: 'another' }, false);
    expect(changes().count).toBe(1);
    keepPart(cache, part, false);
    expect(changes()).toMatchObject({ since: null, count: 0 });
  });
});

describe('Making room', () => {
  it('leaves the rows of a part alone, and takes those that have left it', () => {
    pull(0, 300);
    browse(customers(300, 500));
    bring(customers(0, 100), { members: [] });
    doAll(evict(cache, 0));
    expect(titles({})).toHaveLength(100);
    expect(pageOf(cache, { ...numbered, within })).toMatchObject({ total: 200, completeAt: 5000 });
    keepPart(cache, part, false);
    doAll(evict(cache, 0));
    expect(cache.prepare('SELECT count(*) FROM rows_1_1').pluck().get()).toBe(0);
  });

  it('does not count the rows of a part, so that browsing has its room beside them', () => {
    browse(customers(0, 200));
    const limit = usedBytes(cache) + 100_000;
    pull(1000, 4000);
    doAll(evict(cache, limit));
    expect(pageOf(cache, numbered).total).toBe(3200);
  });
});
