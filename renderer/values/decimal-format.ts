const exactDecimal = /^[+-]?\d+(\.\d+)?$/;

/** How a decimal is written. */
export interface DecimalStyle {
  /** Digits after the separator that are shown even when they are zero. */
  readonly minimumFraction: number;
  /** `percent` shows the fraction 0.15 as 15 %. */
  readonly style: 'decimal' | 'percent';
}

/** Writes exact decimals for people. */
export type DecimalFormat = (value: string, style: DecimalStyle) => string;

// A limit of Intl.NumberFormat.
const mostFractionDigits = 100;
/** Nothing that is counted has more digits; Intl.NumberFormat calls what has more than 308 before the point infinite. */
const mostCharacters = 300;

/**
 * Makes a writer of exact decimals in a locale: grouped, with every digit that the value has. The digits never pass
 * through a binary floating-point number, because Intl.NumberFormat takes a decimal string as it is (ECMA-402,
 * Intl mathematical values). Zeros after the last digit that counts are left out down to `minimumFraction`.
 *
 * A string that is not a plain decimal, or has more digits than anything that is counted, comes back unchanged.
 *
 * @param locale - BCP 47
 */
export function createDecimalFormat(locale: string): DecimalFormat {
  const formats = new Map<string, Intl.NumberFormat>();

  function formatFor(fraction: number, style: DecimalStyle['style']): Intl.NumberFormat {
    const key = `${style}${fraction}`;
    const known = formats.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, {
      style,
      // Several locales leave the four-digit numbers ungrouped, which makes a column of numbers ragged.
      useGrouping: 'always',
      minimumFractionDigits: fraction,
      maximumFractionDigits: fraction,
      signDisplay: 'negative',
    });
    formats.set(key, made);
    return made;
  }

  return (value, { minimumFraction, style }) => {
    if (value.length > mostCharacters || !isExactDecimal(value)) return value;
    const sent = countFraction(value);
    const shown = Math.max(style === 'percent' ? sent - 2 : sent, minimumFraction);
    return shown > mostFractionDigits ? value : formatFor(shown, style).format(value);
  };
}

function isExactDecimal(value: string): value is `${number}` {
  return exactDecimal.test(value);
}

function countFraction(value: string): number {
  const point = value.indexOf('.');
  return point < 0 ? 0 : value.slice(point + 1).replace(/0+$/, '').length;
}

/** Whether an exact decimal is below zero; minus zero is not. */
export function isNegative(value: string): boolean {
  return value.startsWith('-') && /[1-9]/.test(value);
}

/**
 * Makes a writer of exact decimals for spreadsheets: the digits as they are, with the separator of a locale.
 *
 * @param locale - BCP 47
 */
export function createPlainNumber(locale: string): (value: string) => string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  const separator = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  return (value) => value.replace('.', separator);
}
