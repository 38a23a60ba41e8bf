import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecimalFormat, isNegative } from '../../../renderer/values/decimal-format.ts';

const plain = { minimumFraction: 0, style: 'decimal' } as const;
const locales = ['en-GB', 'en-US', 'bg', 'de', 'fr', 'hi'];

/** Decimals with far more digits than a binary floating-point number has. */
const exactDecimal = fc
  .tuple(
    fc.boolean(),
    fc.stringMatching(/^(0|[1-9][0-9]{0,40})$/),
    fc.stringMatching(/^[0-9]{0,40}$/),
  )
  .map(([negative, whole, fraction]) => {
    const digits = fraction === '' ? whole : `${whole}.${fraction}`;
    return negative ? `-${digits}` : digits;
  });

/** Undoes the formatting with nothing but the locale's own separators. */
function readBack(text: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(-11111.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return text.replaceAll(of('group'), '').replace(of('decimal'), '.').replace(of('minusSign'), '-');
}

function withoutTrailingZeros(value: string): string {
  const trimmed = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return trimmed === '-0' ? '0' : trimmed;
}

describe('an exact decimal', () => {
  it('keeps every digit in every locale', () => {
    fc.assert(
      fc.property(exactDecimal, fc.constantFrom(...locales), (value, locale) => {
        const text = createDecimalFormat(locale)(value, plain);
        expect(readBack(text, locale)).toBe(withoutTrailingZeros(value));
      }),
    );
  });

  it('as a percentage keeps every digit and moves the point by two places', () => {
    const format = createDecimalFormat('en-GB');
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (hundredths) => {
        const digits = String(hundredths).padStart(3, '0');
        const value = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const text = format(value, { minimumFraction: 0, style: 'percent' });
        expect(text.replaceAll(',', '')).toBe(`${hundredths}%`);
      }),
    );
  });

  it('shows at least the wanted digits after the separator, and more when they count', () => {
    const format = createDecimalFormat('en-GB');
    const amount = { minimumFraction: 2, style: 'decimal' } as const;
    expect(format('12', amount)).toBe('12.00');
    expect(format('12.50000', amount)).toBe('12.50');
    expect(format('0.12345', amount)).toBe('0.12345');
  });

  it('is grouped by the habits of its locale, four digits too', () => {
    expect(createDecimalFormat('en-GB')('1234.5', plain)).toBe('1,234.5');
    expect(createDecimalFormat('bg')('1234.5', plain)).toBe('1\u00a0234,5');
    expect(createDecimalFormat('hi')('1234567', plain)).toBe('12,34,567');
  });

  it('has a minus below zero only', () => {
    const format = createDecimalFormat('en-GB');
    expect(format('-0.01', plain)).toBe('-0.01');
    expect(format('-0.00', plain)).toBe('0');
    expect(isNegative('-0.01')).toBe(true);
    expect(isNegative('-0.00')).toBe(false);
    expect(isNegative('5')).toBe(false);
  });

  it('of more digits than anything is counted with comes back as it was, at once', () => {
    const format = createDecimalFormat('en-GB');
    for (const digits of ['9'.repeat(310), `0.${'0'.repeat(500_000)}1`, '9'.repeat(5_000_000)]) {
      expect(format(digits, plain) === digits).toBe(true);
    }
  });

  it('that is none comes back as it was', () => {
    const format = createDecimalFormat('en-GB');
    for (const value of ['', 'NaN', '1e5', '1,5', '0x10', ' 1', '1.', '.5']) {
      expect(format(value, plain)).toBe(value);
    }
  });
});
