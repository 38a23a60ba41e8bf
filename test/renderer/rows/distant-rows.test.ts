import { describe, expect, it } from 'vitest';
import type { Row } from '../../../electron/contract/rows.ts';
import {
  distantRow,
  isDistant,
  nextBlock,
  nothingDistant,
  withAnswer,
  withBlock,
} from '../../../renderer/rows/distant-rows.ts';

const answer = { cursor: 'rows.0.a', rows: 1_000_000 };
const known = withAnswer(nothingDistant, answer);

function block(from: number): Row[] {
  return Array.from({ length: 100 }, (_, index) => ({
    id: `r${from + index}`,
    title: null,
    cells: [],
  }));
}

describe('rows far below', () => {
  it('are read where somebody looks, and only there', () => {
    const sight = { first: 500_060, last: 500_100 };
    expect(isDistant(known, 300, sight)).toBe(true);
    expect(nextBlock(known, 300, sight)).toBe(500_000);
    const first = withBlock(known, 500_000, block(500_000), answer.cursor);
    expect(nextBlock(first, 300, sight)).toBe(500_100);
    const both = withBlock(first, 500_100, block(500_100), answer.cursor);
    expect(nextBlock(both, 300, sight)).toBeNull();
    expect(distantRow(both, 500_117)?.id).toBe('r500117');
    expect(distantRow(both, 499_999)).toBeUndefined();
  });

  it('end with the last one', () => {
    const sight = { first: 999_980, last: 1_000_040 };
    const last = withBlock(known, 999_900, block(999_900), answer.cursor);
    expect(nextBlock(known, 300, sight)).toBe(999_900);
    expect(nextBlock(last, 300, sight)).toBeNull();
  });

  it('are not needed as long as the others can be read up to there', () => {
    expect(isDistant(known, 300, { first: 2250, last: 2290 })).toBe(false);
    expect(isDistant(nothingDistant, 300, { first: 9000, last: 9040 })).toBe(false);
    expect(nextBlock(nothingDistant, 300, { first: 9000, last: 9040 })).toBeNull();
  });

  it('stay in sight until those of a newer answer have come', () => {
    const sight = { first: 500_000, last: 500_040 };
    const read = withBlock(known, 500_000, block(500_000), answer.cursor);
    const newer = withAnswer(read, { cursor: 'rows.0.b', rows: 1_000_001 });
    expect(distantRow(newer, 500_003)?.id).toBe('r500003');
    expect(nextBlock(newer, 300, sight)).toBe(500_000);
    const inSight = withBlock(newer, 500_000, block(1), 'rows.0.b');
    expect(nextBlock(inSight, 300, sight)).toBe(499_900);
    const above = withBlock(inSight, 499_900, block(1), 'rows.0.b');
    expect(nextBlock(above, 300, sight)).toBeNull();
    expect(withAnswer(newer, null)).toBe(nothingDistant);
  });

  it('are forgotten where nobody has been for long', () => {
    let distant = known;
    for (let place = 0; place < 101; place += 1) {
      distant = withBlock(distant, place * 100, block(place * 100), answer.cursor);
    }
    expect(distant.blocks.size).toBe(100);
    expect(distantRow(distant, 5)).toBeUndefined();
    expect(distantRow(distant, 10_005)?.id).toBe('r10005');
  });
});
