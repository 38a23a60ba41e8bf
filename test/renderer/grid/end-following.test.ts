import { describe, expect, it } from 'vitest';
import { isStillAtEnd } from '../../../renderer/grid/end-following.ts';

describe('somebody who went to the last row', () => {
  it('stays at the end while more rows come', () => {
    expect(isStillAtEnd({ count: 100, row: 100, lastInSight: 99 })).toBe(true);
    // What stands below the last row is in sight with it.
    expect(isStillAtEnd({ count: 100, row: 100, lastInSight: 100 })).toBe(true);
  });

  it('is not taken there again who has moved the cursor', () => {
    expect(isStillAtEnd({ count: 100, row: 99, lastInSight: 99 })).toBe(false);
    expect(isStillAtEnd({ count: 100, row: 1, lastInSight: 99 })).toBe(false);
  });

  it('is not taken there again who has scrolled away', () => {
    expect(isStillAtEnd({ count: 100, row: 100, lastInSight: 98 })).toBe(false);
  });
});
