import { describe, expect, it } from 'vitest';
import { followCopiedSets } from '../../../renderer/erp/copied-sets.ts';
import { createFakeErp, untroubled } from '../fake-erp.ts';

describe('sets that change in the local copy by themselves', () => {
  it('are counted one by one, so that whoever was away sees it', () => {
    const erp = createFakeErp(untroubled);
    const copied = followCopiedSets(erp);
    let told = 0;
    const leave = copied.subscribe(() => {
      told += 1;
    });
    erp.tell('copiedSetChanged', { set: 'Orders' });
    leave();
    erp.tell('copiedSetChanged', { set: 'Orders' });
    erp.tell('copiedSetChanged', { set: 'Customers' });
    expect(told).toBe(1);
    expect(copied.changes('Orders')).toBe(2);
    expect(copied.changes('Customers')).toBe(1);
    expect(copied.changes('Products')).toBe(0);
  });
});
