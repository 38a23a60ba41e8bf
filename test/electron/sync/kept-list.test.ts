import { describe, expect, it } from 'vitest';
import type { KeptPart } from '../../../electron/contract/local-copy.ts';
import {
  emptyList,
  parseList,
  wantedSets,
  withChoice,
  withoutRows,
} from '../../../electron/sync/kept-list.ts';

const ordersWithLines = { set: 'Orders', along: ['Lines', 'Products'], withPictures: false };
const invoices = { set: 'Invoices', along: ['Products', 'Orders'], withPictures: true };
const both = withChoice(withChoice(emptyList, ordersWithLines), invoices);

describe('The list of kept sets', () => {
  it('has each set once, and tells along with which one it is kept', () => {
    expect(wantedSets(both)).toEqual([
      { key: 'Orders', set: 'Orders', part: null, along: null, withPictures: true },
      { key: 'Invoices', set: 'Invoices', part: null, along: null, withPictures: true },
      { key: 'Lines', set: 'Lines', part: null, along: 'Orders', withPictures: false },
      { key: 'Products', set: 'Products', part: null, along: 'Orders', withPictures: true },
    ]);
  });

  it('loses with a set what came along only for it', () => {
    expect(wantedSets(withoutRows(both, { set: 'Invoices' })).map(({ set }) => set)).toEqual([
      'Orders',
      'Lines',
      'Products',
    ]);
    expect(wantedSets(withoutRows(both, { set: 'Orders' })).map(({ set }) => set)).toEqual([
      'Invoices',
      'Products',
    ]);
  });

  it('loses a set that only came along for everybody', () => {
    expect(wantedSets(withoutRows(both, { set: 'Products' })).map(({ set }) => set)).not.toContain(
      'Products',
    );
  });

  it('takes another choice about the same set in the place of the one before', () => {
    const fewer = withChoice(both, { ...ordersWithLines, along: ['Orders', 'Lines', 'Lines'] });
    expect(fewer.chosen.at(-1)).toEqual({ set: 'Orders', along: ['Lines'], withPictures: false });
    expect(fewer.chosen).toHaveLength(2);
  });

  it('comes back as it was written, and empty from what is no list', () => {
    expect(parseList(JSON.stringify(both))).toEqual(both);
    expect(parseList('{"chosen":[{"set":"../x"}]}')).toEqual(emptyList);
    expect(parseList('[')).toEqual(emptyList);
  });
});

describe('The list of kept parts of sets', () => {
  const state = (text: string): KeptPart => ({
    where: [[{ test: 'expression', path: 'State', text }]],
    search: '',
    words: [text],
  });
  const released = {
    set: 'Orders',
    part: state('released'),
    along: ['Lines'],
    withPictures: false,
  };
  const planned = { set: 'Orders', part: state('planned'), along: ['Lines'], withPictures: false };
  const parts = withChoice(withChoice(emptyList, released), planned);

  it('has several of one set, each once however it is written', () => {
    const again = withChoice(parts, { ...planned, part: state(' planned ') });
    const wanted = wantedSets(again);
    expect(wanted.map(({ set, part }) => [set, part?.where.flat()])).toEqual([
      ['Orders', state('released').where.flat()],
      ['Orders', state(' planned ').where.flat()],
      ['Lines', undefined],
    ]);
    expect(new Set(wanted.map(({ key }) => key)).size).toBe(3);
  });

  it('loses one and no other, and what came along only for it', () => {
    const one = withoutRows(parts, { set: 'Orders', part: state('released') });
    expect(wantedSets(one).map(({ part }) => part?.where.flat())).toEqual([
      state('planned').where.flat(),
      undefined,
    ]);
    const none = withoutRows(one, { set: 'Orders', part: state('planned') });
    expect(wantedSets(none)).toEqual([]);
  });

  it('has none of a set that comes along as a whole, from when all of it is here until it is kept no longer', () => {
    const all = withChoice(parts, { set: 'Invoices', along: ['Orders'], withPictures: false });
    expect(wantedSets(all)).toHaveLength(5);
    const complete = new Set(['Orders']);
    const keys = wantedSets(all, complete).map(({ key }) => key);
    expect(keys).toEqual(['Invoices', 'Lines', 'Orders']);
    expect(wantedSets(withoutRows(all, { set: 'Invoices' }), complete)).toHaveLength(3);
    expect(wantedSets(withoutRows(all, { set: 'Orders' }), complete)).toHaveLength(4);
  });

  it('loses all of them with all rows, when these were chosen after them', () => {
    const whole = withChoice(parts, { set: 'Orders', along: [], withPictures: false });
    expect(wantedSets(whole)).toHaveLength(4);
    expect(wantedSets(withoutRows(whole, { set: 'Orders' }))).toEqual([]);
  });

  it('comes back as it was written', () => {
    expect(parseList(JSON.stringify(parts))).toEqual(parts);
  });
});
