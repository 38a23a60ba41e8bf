import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../../renderer/settings/whole-number.ts';

const limits = { least: 10, most: 100_000 };

describe('a whole number that is typed', () => {
  it.each([
    ['500', 500],
    [' 500 ', 500],
    ['1,500', 1500],
    ['1.500', 1500],
    ['1 500', 1500],
    ['1\u00A0500', 1500],
    ['9', 10],
    ['0', 10],
    ['100001', 100_000],
    ['9999999999', 100_000],
  ])('%j is %d', (typed, wanted) => {
    expect(wholeNumber(typed, limits)).toBe(wanted);
  });

  it.each(['', ' ', 'ten', '1.5', '-20', '1,50', '5e3', '50 MB'])('%j is none', (typed) => {
    expect(wholeNumber(typed, limits)).toBeNull();
  });
});
