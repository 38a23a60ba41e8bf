import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundDecimal, formatDecimal, parseDecimal } from './decimal.ts';

const scaledInteger = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const scale = fc.integer({ min: 0, max: 6 });

describe('decimals as scaled integers', () => {
  it('come back digit by digit, however large they are', () => {
    fc.assert(
      fc.property(scaledInteger, scale, (value, digits) => {
        expect(parseDecimal(formatDecimal(String(value), digits), digits)).toBe(value);
      }),
    );
  });

  it('are written without zeros that say nothing', () => {
    expect(formatDecimal('1250', 2)).toBe('12.5');
    expect(formatDecimal('-5', 2)).toBe('-0.05');
    expect(formatDecimal('1200', 2)).toBe('12');
    expect(formatDecimal('0', 5)).toBe('0');
  });

  it('refuse more digits than the scale holds, and what is no decimal', () => {
    expect(parseDecimal('1.005', 2)).toBeUndefined();
    expect(parseDecimal('1.500', 1)).toBe(15n);
    expect(parseDecimal('1e5', 2)).toBeUndefined();
    expect(parseDecimal('', 2)).toBeUndefined();
  });

  it('bound a finer literal by the nearest value in the direction asked for', () => {
    fc.assert(
      fc.property(scaledInteger, scale, fc.integer({ min: 1, max: 4 }), (value, digits, finer) => {
        const literal = formatDecimal(String(value), digits + finer);
        const step = 10n ** BigInt(finer);
        const up = boundDecimal(literal, digits, 'up') ?? 0n;
        const down = boundDecimal(literal, digits, 'down') ?? 0n;
        expect(up * step >= value && (up - 1n) * step < value).toBe(true);
        expect(down * step <= value && (down + 1n) * step > value).toBe(true);
      }),
    );
  });
});
