import { describe, expect, test } from 'vitest';
import type { KeptPart, KeptSet } from '../../../electron/contract/local-copy.ts';
import {
  isAnyKept,
  isShownKept,
  keptAsShown,
  keptOffline,
  keptParts,
} from '../../../renderer/navigator/kept-offline.ts';

const orders = 'Crm_Sales_SalesOrders';

function part(...texts: readonly string[]): KeptPart {
  const where = texts.map((text) => [{ test: 'expression' as const, path: text, text }]);
  return { where, search: '', words: [...texts] };
}

function kept(set: string, only: KeptPart | null): KeptSet {
  const progress = { rows: 1, total: 1, completeAt: 1, failure: null };
  return { set, part: only, along: null, status: 'upToDate', ...progress };
}

function keeping(...sets: readonly KeptSet[]) {
  return keptOffline({ status: 'open', mendings: [] }, { sets, isPaused: false });
}

const released = kept(orders, part('State'));
const ofNordic = kept(orders, { ...part('State', 'Customer'), search: 'Nordic' });
const someOrders = keeping(released, ofNordic, kept('Crm_Sales_Customers', null));

describe('What is kept of a set as it is on screen', () => {
  test('is the part with the same filters in any order, whatever the words', () => {
    const shown = { ...part('Customer', 'State'), search: ' Nordic', words: ['Kunde'] };
    expect(keptAsShown(someOrders, orders, shown)).toBe(ofNordic);
    expect(keptAsShown(someOrders, orders, part('State'))).toBe(released);
  });

  test('is nothing while only other parts are kept, or all rows are on screen', () => {
    expect(keptAsShown(someOrders, orders, part('Customer'))).toBeNull();
    expect(keptAsShown(someOrders, orders, part('Customer', 'State'))).toBeNull();
    expect(keptAsShown(someOrders, orders, null)).toBeNull();
  });

  test('is the whole set, where that is kept', () => {
    const whole = kept(orders, null);
    expect(keptAsShown(keeping(whole), orders, part('State'))).toBe(whole);
    expect(keptParts(keeping(whole, released), orders)).toEqual([released]);
  });
});

test('Something of a set is kept, be it all of it or a part', () => {
  expect(isAnyKept(someOrders, orders)).toBe(true);
  expect(isAnyKept(someOrders, 'Crm_Sales_Customers')).toBe(true);
  expect(isAnyKept(someOrders, 'Crm_Sales_Quotes')).toBe(false);
});

describe('The rows on screen', () => {
  test.each([
    ['are kept when they are a part', part('State'), true],
    ['are kept when they are narrowed further than a part', part('Number', 'State'), true],
    ['are not kept when they go beyond every part', part('Number'), false],
    ['are not kept when they are not searched as a part is', part('Customer'), false],
    ['are not kept when they are all rows', null, false],
  ])('%s', (_, shown, isKept) => {
    expect(isShownKept(someOrders, orders, shown)).toBe(isKept);
  });
});
