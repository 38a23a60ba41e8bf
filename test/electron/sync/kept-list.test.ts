import { describe, expect, it } from 'vitest';
import {
  emptyList,
  parseList,
  wantedSets,
  withChoice,
  withoutSet,
} from '../../../electron/sync/kept-list.ts';

const ordersWithLines = { set: 'Orders', along: ['Lines', 'Products'], withPictures: false };
const invoices = { set: 'Invoices', along: ['Products', 'Orders'], withPictures: true };
const both = withChoice(withChoice(emptyList, ordersWithLines), invoices);

describe('The list of kept sets', () => {
  it('has each set once, and tells along with which one it is kept', () => {
    expect(wantedSets(both)).toEqual([
      { set: 'Orders', along: null, withPictures: true },
      { set: 'Invoices', along: null, withPictures: true },
      { set: 'Lines', along: 'Orders', withPictures: false },
      { set: 'Products', along: 'Orders', withPictures: true },
    ]);
  });

  it('loses with a set what came along only for it', () => {
    expect(wantedSets(withoutSet(both, 'Invoices')).map(({ set }) => set)).toEqual([
      'Orders',
      'Lines',
      'Products',
    ]);
    expect(wantedSets(withoutSet(both, 'Orders')).map(({ set }) => set)).toEqual([
      'Invoices',
      'Products',
    ]);
  });

  it('loses a set that only came along for everybody', () => {
    expect(wantedSets(withoutSet(both, 'Products')).map(({ set }) => set)).not.toContain(
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
