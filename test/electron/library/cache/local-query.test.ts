import { beforeEach, describe, expect, it } from 'vitest';
import { readChanges } from '../../../../electron/library/cache/changes.ts';
import { allSets } from '../../../../electron/library/cache/entity-sets.ts';
import { queryRows, queryTotals } from '../../../../electron/library/cache/local-query.ts';
import { writeResultPage } from '../../../../electron/library/cache/results.ts';
import {
  publishStaging,
  startStaging,
  writeStagedPage,
} from '../../../../electron/library/cache/staging.ts';
import { keepSet, writeSyncPage } from '../../../../electron/library/cache/sync-state.ts';
import type { Connection } from '../../../../electron/library/database/cipher.ts';
import { LibraryError } from '../../../../electron/library/database/fault.ts';
import { doAll } from '../../../../electron/library/database/slices.ts';
import type { LocalField } from '../../../../electron/query/local-query.ts';
import { opened } from '../opened-account.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { arrived, fields, pageOf, sampleAnswering, sampleQuery } from './sample-query.ts';
import { columns, customer, customers, set } from './sample-rows.ts';

let cache: Connection;

beforeEach(() => {
  ({ cache } = opened(temporaryFolder()));
});

function write(from: number, to: number, receivedAt = 1000): void {
  const rows = customers(from, to);
  writeSyncPage(cache, { set, columns, rows, deletedIds: [], receivedAt, sync: '""' }, 'bg');
}

function remove(number: number): void {
  const deletedIds = [customer(number).id];
  const page = { set, columns, rows: [], deletedIds, receivedAt: 2000, sync: '""' };
  writeSyncPage(cache, page, 'bg');
}

function pull(from: number, to: number): void {
  startStaging(cache, set, columns, '""');
  for (let at = from; at < to; at += 100) {
    const rows = customers(at, Math.min(at + 100, to));
    writeStagedPage(cache, { set, columns, rows, receivedAt: 1000, sync: '""' }, 'bg');
  }
  doAll(publishStaging(cache, set, 3000, '""'));
}

const contains = (path: string, text: string) => [[{ test: 'contains', path, text } as const]];
const byNumber = [{ column: 'Number', direction: 'descending' }] as const;

describe('what is here', () => {
  it('is nothing of a set that nobody has asked for, or that is only to be kept', () => {
    const query = sampleQuery();
    const given = { query, offset: 0, limit: 10 };
    expect(doAll(queryRows(sampleAnswering(cache), given))).toBeNull();
    expect(doAll(queryTotals(sampleAnswering(cache), { query, columns: [] }))).toBeNull();
    keepSet(cache, set, true);
    expect(doAll(queryRows(sampleAnswering(cache), given))).toBeNull();
  });

  it('may be all of a set that has no rows', () => {
    pull(0, 0);
    expect(pageOf(cache)).toMatchObject({
      rows: [],
      total: 0,
      known: 0,
      completeAt: 3000,
      isExact: true,
      oldest: 3000,
    });
  });

  it('is counted: the rows of the answer, and those of the set', () => {
    pull(0, 30);
    const page = pageOf(cache, { where: contains('Number', 'c2') }, 1, 2);
    expect(page).toMatchObject({ total: 11, known: 30, completeAt: 3000, isExact: true });
    expect(page.rows.map(({ cells }) => cells[0])).toEqual(['C20', 'C21']);
  });

  it('is as old as its oldest value on the page', () => {
    write(0, 3, 5000);
    write(1, 2, 4000);
    const [number = { name: '', type: 'text' }] = columns;
    const rows = [{ ...customer(2), cells: ['C2'] }];
    const page = { set, columns: [number], rows, deletedIds: [], receivedAt: 9000, sync: '""' };
    writeSyncPage(cache, page, 'bg');
    expect(pageOf(cache, {}, 0, 1).oldest).toBe(5000);
    expect(pageOf(cache, { order: byNumber }, 0, 1).oldest).toBe(5000);
    expect(pageOf(cache, { columns: ['Number'], order: byNumber }, 0, 1).oldest).toBe(9000);
    expect(pageOf(cache).oldest).toBe(4000);
    expect(pageOf(cache, { where: contains('Number', 'nothing') }).oldest).toBe(9000);
  });
});

describe('what is not here', () => {
  const extra = { name: 'Notes', type: 'text' } as const;
  const notes: LocalField = {
    path: 'Notes',
    names: ['Notes'],
    column: extra,
    facts: { enumValues: [] },
    sets: [],
  };

  beforeEach(() => {
    pull(0, 3);
    const rows = [{ ...customer(1), cells: [...customer(1).cells, 'бележка'] }];
    const known = { set, columns: [...columns, extra], rows, deletedIds: [], sync: '""' };
    writeSyncPage(cache, { ...known, receivedAt: 2000 }, 'bg');
  });

  it.each([
    ['shown', { columns: ['Number', 'Notes'] }],
    ['asked for by a condition', { where: contains('Notes', 'бележка') }],
    ['ordered by', { order: [{ column: 'Notes', direction: 'ascending' }] as const }],
    ['searched', { search: 'бележка' }],
  ])('is told when it is %s', (_, change) => {
    expect(pageOf(cache, { ...change, fields: [...fields, notes] }).isExact).toBe(false);
  });

  it('is of no concern where it decides and shows nothing', () => {
    expect(pageOf(cache, { fields: [...fields, notes] }).isExact).toBe(true);
    const narrowed = { where: contains('Number', 'C1'), columns: ['Notes'] };
    expect(pageOf(cache, { ...narrowed, fields: [...fields, notes] }).isExact).toBe(true);
  });

  it('is empty, and named by its row', () => {
    const page = pageOf(cache, { columns: ['Number', 'Notes'], fields: [...fields, notes] });
    expect(page.rows.map(({ cells, unknown }) => [cells, unknown])).toEqual([
      [['C0', null], ['Notes']],
      [['C1', 'бележка'], undefined],
      [['C2', null], ['Notes']],
    ]);
  });

  it('is a column that was never asked for', () => {
    expect(pageOf(cache, { columns: ['Nothing'] })).toMatchObject({ total: 3, isExact: false });
  });

  it('is told of what is added up', () => {
    const query = sampleQuery({ fields: [...fields, notes] });
    const totals = (columns: readonly string[]) =>
      doAll(queryTotals(sampleAnswering(cache), { query, columns }));
    expect(totals(['Number'])).toMatchObject({ rows: 3, isExact: true, completeAt: 3000 });
    expect(totals(['Notes'])).toMatchObject({ rows: 3, isExact: false, columns: [{ count: 1 }] });
    expect(() => totals(['Nothing'])).toThrow(LibraryError);
  });
});

describe('a key and a display text', () => {
  const stand = ['Id', 'DisplayText'].map(
    (name): LocalField => ({
      path: name,
      names: [name],
      column: { name, type: name === 'Id' ? 'guid' : 'text' },
      facts: { enumValues: [] },
      sets: [],
    }),
  );

  it('are those of the row where they were not asked for as columns', () => {
    pull(0, 3);
    const page = pageOf(cache, {
      columns: ['Id', 'DisplayText'],
      fields: stand,
      where: contains('DisplayText', 'клиент 1'),
    });
    expect(page).toMatchObject({ isExact: true, total: 1 });
    expect(page.rows[0]?.cells).toEqual([customer(1).id, 'Клиент 1']);
  });
});

describe('a path', () => {
  const persons = 'General_Contacts_Persons';
  const city: LocalField = {
    path: 'SalesPerson/City/Name',
    names: ['SalesPerson', 'City', 'Name'],
    column: { name: 'Name', type: 'text' },
    facts: { enumValues: [] },
    sets: [persons, 'Cities'],
  };
  const ofSofia = { where: contains(city.path, 'софия'), fields: [...fields, city] };

  function other(name: string, column: string, type: 'reference' | 'text', rows: object): void {
    const identified = Object.entries(rows).map(([id, cell]) => ({
      id,
      title: null,
      cells: [cell],
    }));
    const page = { set: name, columns: [{ name: column, type }], rows: identified };
    writeSyncPage(cache, { ...page, deletedIds: [], receivedAt: 1000, sync: '""' }, 'bg');
  }

  const cityOf = (id: string) => ({ set: 'Cities', id, text: null });

  beforeEach(() => {
    pull(0, 3);
    other(persons, 'City', 'reference', {
      [customer(0).id]: cityOf('sofia'),
      [customer(1).id]: cityOf('varna'),
      [customer(2).id]: null,
    });
    other('Cities', 'Name', 'text', { sofia: 'София', varna: 'Варна' });
  });

  function found(): unknown {
    const { rows, isExact } = pageOf(cache, ofSofia);
    return { titles: rows.map(({ title }) => title), isExact };
  }

  it('leads through the rows that are here, and to nothing from an empty reference', () => {
    expect(found()).toEqual({ titles: ['Клиент 0'], isExact: true });
  });

  function pullOthers(): void {
    const cities = { set: 'Cities', columns: [{ name: 'Name', type: 'text' as const }] };
    const people = { set: persons, columns: [{ name: 'City', type: 'reference' as const }] };
    const pulled = [
      [{ ...cities, rows: [{ id: 'sofia', title: null, cells: ['София'] }] }, 2000],
      [{ ...people, rows: [{ id: customer(0).id, title: null, cells: [cityOf('sofia')] }] }, 4000],
    ] as const;
    for (const [page, at] of pulled) {
      startStaging(cache, page.set, page.columns, '""');
      writeStagedPage(cache, { ...page, receivedAt: at, sync: '""' }, 'bg');
      doAll(publishStaging(cache, page.set, at, '""'));
    }
  }

  it('makes an answer no more complete than the sets on its way are', () => {
    expect(pageOf(cache)).toMatchObject({ completeAt: 3000 });
    expect(pageOf(cache, ofSofia)).toMatchObject({ completeAt: null });
    pullOthers();
    expect(pageOf(cache, ofSofia)).toMatchObject({ completeAt: 2000 });
  });

  it('is not followed to its end where a row is missing, which is told', () => {
    const gone = { set: 'Cities', columns: [], rows: [], deletedIds: ['varna'] };
    writeSyncPage(cache, { ...gone, receivedAt: 2000, sync: '""' }, 'bg');
    expect(found()).toEqual({ titles: ['Клиент 0'], isExact: false });
  });

  it('need not be followed where the instance has told what it leads to', () => {
    const told = { set, columns: [{ name: city.path, type: 'text' as const }], deletedIds: [] };
    const rows = [{ ...customer(1), cells: ['Столична София'] }];
    writeSyncPage(cache, { ...told, rows, receivedAt: 2000, sync: '""' }, 'bg');
    expect(found()).toEqual({ titles: ['Клиент 0', 'Клиент 1'], isExact: true });
  });

  const shown = { columns: ['Number', city.path], fields: [...fields, city] };
  const cells = (): unknown => pageOf(cache, shown).rows.map((row) => row.cells[1]);

  it('is shown as a column, and leaves no row out where it can’t be followed', () => {
    const gone = { set: 'Cities', columns: [], rows: [], deletedIds: ['varna'] };
    writeSyncPage(cache, { ...gone, receivedAt: 2000, sync: '""' }, 'bg');
    const page = pageOf(cache, shown);
    expect(page.rows.map((row) => [row.cells[1], row.unknown])).toEqual([
      ['София', undefined],
      [null, [city.path]],
      [null, undefined],
    ]);
    expect(page).toMatchObject({ completeAt: 3000, isExact: true, total: 3 });
  });

  /** The instance tells what the path of the second customer leads to. */
  function tell(value: string): void {
    const told = { set, columns: [{ name: city.path, type: 'text' as const }], deletedIds: [] };
    const rows = [{ ...customer(1), cells: [value] }];
    writeSyncPage(cache, { ...told, rows, receivedAt: 5000, sync: '""' }, 'bg');
  }

  it('is shown as the instance has told it, until all on its way is kept complete', () => {
    tell('Столична София');
    expect(cells()).toEqual(['София', 'Столична София', null]);
    pullOthers();
    other(persons, 'City', 'reference', { [customer(1).id]: cityOf('sofia') });
    expect(cells()).toEqual(['София', 'София', null]);
  });

  it('is no more what the instance has told once its reference leads elsewhere', () => {
    tell('Столична София');
    const [, , , , reference = { name: '', type: 'reference' }] = columns;
    const person = customer(1).cells[4] ?? null;
    const point = (cell: typeof person, receivedAt: number): void => {
      const rows = [{ ...customer(1), cells: [cell] }];
      const page = { set, columns: [reference], rows, deletedIds: [], sync: '""' };
      writeSyncPage(cache, { ...page, receivedAt }, 'bg');
    };
    point(person, 6000);
    expect(cells()).toEqual(['София', 'Столична София', null]);
    point({ set: persons, id: customer(0).id, text: null }, 7000);
    expect(cells()).toEqual(['София', 'София', null]);
  });

  it('is no change of the row that it begins at', () => {
    keepSet(cache, set, true);
    tell('Столична София');
    tell('Друга');
    expect(readChanges(cache, { set, offset: 0, limit: 10 })).toMatchObject({ rows: [] });
  });

  it('is followed anew when what it leads through has changed', () => {
    const answering = sampleAnswering(cache);
    const given = { query: sampleQuery(ofSofia), offset: 0, limit: 10 };
    expect(doAll(queryRows(answering, given))?.total).toBe(1);
    other('Cities', 'Name', 'text', { varna: 'Предградие на София' });
    expect(doAll(queryRows(answering, given))?.total).toBe(2);
  });
});

describe('an answer', () => {
  const given = { query: sampleQuery({ order: byNumber }), offset: 0, limit: 3 };

  it('is remembered for its other pages until a row changes', () => {
    pull(0, 5000);
    const answering = sampleAnswering(cache);
    expect(queryRows(answering, given).next().done).toBe(false);
    const numbers = (offset: number): unknown => {
      const { value } = queryRows(answering, { ...given, offset }).next();
      return value && arrived(value).rows.map(({ cells }) => cells[0]);
    };
    expect(numbers(0)).toBeUndefined();
    const state = doAll(queryRows(answering, given))?.state;
    expect(numbers(0)).toEqual(['C999', 'C998', 'C997']);
    expect(numbers(3)).toEqual(['C996', 'C995', 'C994']);

    remove(998);
    expect(numbers(0)).toBeUndefined();
    const page = arrived(doAll(queryRows(answering, given)));
    expect(page.rows.map(({ cells }) => cells[0])).toEqual(['C999', 'C997', 'C996']);
    expect(page.state).not.toBe(state);
  });

  it('begins anew when a full pull puts other rows in their place', () => {
    pull(0, 5000);
    const slices = queryRows(sampleAnswering(cache), given);
    slices.next();
    pull(7000, 7100);
    expect(arrived(doAll(slices))).toMatchObject({
      total: 100,
      rows: [{ title: 'Клиент 7099' }, {}, {}],
    });
  });

  it('leaves out a row that is removed while others are looked through', () => {
    pull(0, 5000);
    const slices = queryRows(sampleAnswering(cache), given);
    slices.next();
    remove(998);
    const page = arrived(doAll(slices));
    expect(page.rows.map(({ cells }) => cells[0])).not.toContain('C998');
  });

  it('does not look through the gaps that rows have left', () => {
    pull(0, 10);
    cache.exec('UPDATE rows_1_2 SET number = number + 1000000000000 WHERE number > 5');
    const slices = queryRows(sampleAnswering(cache), {
      ...given,
      query: sampleQuery({ where: contains('Number', 'C') }),
    });
    slices.next();
    expect(slices.next()).toMatchObject({ done: true, value: { total: 10 } });
  });

  it('asks for the indexes that would have spared the looking, where there are many rows', () => {
    pull(0, 100);
    const few = sampleAnswering(cache);
    const query = sampleQuery({ order: byNumber, search: 'гранит' });
    doAll(queryRows(few, { query, offset: 0, limit: 1 }));
    expect(few.wanted).toEqual([]);
    pull(0, 6000);
    const many = sampleAnswering(cache);
    doAll(queryRows(many, { query, offset: 0, limit: 1 }));
    expect(many.wanted).toEqual(['Number', set]);
  });

  it('has rows without a key in the order in which they came', () => {
    const rows = [2, 0, 1].map((number) => ({ ...customer(number), id: null }));
    const page = {
      query: 'view',
      set,
      columns,
      run: 1,
      position: 8,
      rows,
      cursor: null,
      receivedAt: 1,
    };
    writeResultPage(cache, page, 'bg');
    const answer = pageOf(cache);
    expect(answer.rows.map(({ id, title }) => [id, title])).toEqual([
      [null, 'Клиент 2'],
      [null, 'Клиент 0'],
      [null, 'Клиент 1'],
    ]);
  });
});

it('knows how many rows are here, whatever was done to them', () => {
  const counted = (): unknown => {
    const [known] = allSets(cache);
    const table = `rows_${known?.number}_${known?.generation}`;
    expect(cache.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(known?.rows);
    return known?.rows;
  };
  write(0, 30);
  expect(counted()).toBe(30);
  write(20, 50, 2000);
  expect(counted()).toBe(50);
  remove(7);
  remove(7);
  expect(counted()).toBe(49);
  pull(0, 20);
  expect(counted()).toBe(20);
  const page = { query: 'q', set, columns, run: 1, position: 0, rows: customers(15, 25) };
  writeResultPage(cache, { ...page, cursor: null, receivedAt: 3000 }, 'bg');
  expect(counted()).toBe(25);
});
