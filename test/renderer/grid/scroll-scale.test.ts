import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clamped,
  isScaled,
  offsetAfter,
  scrolledHeight,
  topOf,
} from '../../../renderer/grid/scroll-scale.ts';

const few = { length: 28_000, sight: 700 };
const many = { length: 5_000_000 * 28, sight: 700 };
const end = many.length - many.sight;
const track = scrolledHeight(many) - many.sight;

describe('where somebody is among rows that have room', () => {
  it('is where the scrollbar is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 27_300 }), (top) => {
        expect(offsetAfter({ offset: 0, top: 0 }, top, few)).toBe(top);
        expect(topOf(top, few)).toBe(top);
      }),
    );
    expect(isScaled(few)).toBe(false);
  });
});

describe('where somebody is among more rows than an element is high', () => {
  it('reaches from the first row to the last', () => {
    expect(offsetAfter({ offset: 500, top: 100 }, 0, many)).toBe(0);
    expect(offsetAfter({ offset: 500, top: 100 }, track, many)).toBe(end);
    expect(topOf(end, many)).toBe(track);
    expect(scrolledHeight(many)).toBeLessThan(33_500_000);
  });

  it('moves by a step as far as the wheel does', () => {
    const before = { offset: 70_000_000, top: topOf(70_000_000, many) };
    expect(offsetAfter(before, before.top + 100, many)).toBe(70_000_100);
    expect(offsetAfter(before, before.top - 53, many)).toBe(69_999_947);
  });

  it('follows the scrollbar when that is dragged', () => {
    const before = { offset: 0, top: 0 };
    expect(offsetAfter(before, track / 2, many)).toBeCloseTo(end / 2, 3);
  });

  it('is never beyond an end, and comes back to where the scrollbar says', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -track, max: track })),
        ),
        (steps) => {
          let place = { offset: 0, top: 0 };
          for (const step of steps) {
            const top = Math.max(0, Math.min(track, place.top + step));
            place = { offset: offsetAfter(place, top, many), top };
            expect(place.offset).toBe(clamped(place.offset, many));
            const settled = offsetAfter({ offset: 0, top: -1e9 }, topOf(place.offset, many), many);
            // A pixel of the scrollbar is five of the rows.
            expect(Math.abs(settled - place.offset)).toBeLessThan(6);
          }
        },
      ),
    );
  });
});
