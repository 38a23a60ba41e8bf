/**
 * Exact decimals, as the main process and the window reckon with them: no digit passes through a binary fraction.
 */

/** A decimal as ERP.net writes it, `-12.50`: digits of any number, none of which may be lost. */
const decimalText = /^(-?)(\d*)(?:\.(\d*))?$/;

/** The digits of a decimal that count. */
export interface Digits {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Without zeros at either end; nothing is left of zero, which is never negative. */
export function normalDecimal(decimal: string): Digits {
  const [, sign, whole = '', fraction = ''] = decimalText.exec(decimal) ?? [];
  const counts = { whole: withoutZerosBefore(whole), fraction: withoutZerosBehind(fraction) };
  return { isNegative: sign === '-' && counts.whole + counts.fraction !== '', ...counts };
}

// An expression that looks for zeros at the end begins at each of them: minutes for a text of zeros that ends in something else.
function withoutZerosBehind(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function withoutZerosBefore(digits: string): string {
  let start = 0;
  while (digits[start] === '0') start += 1;
  return digits.slice(start);
}

/** Whether a text is a decimal. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** Compares two decimals exactly, whatever their length. */
export function compareDecimals(a: string, b: string): number {
  const left = normalDecimal(a);
  const right = normalDecimal(b);
  if (left.isNegative !== right.isNegative) return left.isNegative ? -1 : 1;
  const size =
    left.whole.length - right.whole.length ||
    compareText(left.whole, right.whole) ||
    compareText(left.fraction, right.fraction);
  return left.isNegative ? 0 - size : size;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Adds two decimals exactly; the sum has as many digits after the point as it needs. */
export function addDecimals(a: string, b: string): string {
  const scale = Math.max(normalDecimal(a).fraction.length, normalDecimal(b).fraction.length);
  const sum = scaled(a, scale) + scaled(b, scale);
  const digits = String(sum < 0n ? -sum : sum).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = withoutZerosBehind(digits.slice(digits.length - scale));
  return `${sum < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function scaled(decimal: string, scale: number): bigint {
  const { isNegative, whole, fraction } = normalDecimal(decimal);
  const number = BigInt(whole + fraction.padEnd(scale, '0') || '0');
  return isNegative ? -number : number;
}

/** A sum that is added to many times. */
export interface DecimalSum {
  add(decimal: string): void;
  /** The exact sum, with as many digits after the point as it needs. */
  value(): string;
}

/** Characters of a decimal that a number holds exactly, with room for many of them. */
const safeLength = 12;

/** Begins a sum at zero. Short decimals are added as numbers, apart for each count of digits after the point. */
export function createDecimalSum(): DecimalSum {
  const byScale = new Map<number, number>();
  let rest = '0';

  function put(scale: number, units: number): void {
    if (Math.abs(units) < Number.MAX_SAFE_INTEGER / 2) byScale.set(scale, units);
    else {
      rest = addDecimals(rest, shifted(units, scale));
      byScale.delete(scale);
    }
  }

  return {
    add(decimal) {
      const point = decimal.indexOf('.');
      const scale = point < 0 ? 0 : decimal.length - point - 1;
      const units = point < 0 ? decimal : decimal.slice(0, point) + decimal.slice(point + 1);
      if (units.length > safeLength) rest = addDecimals(rest, decimal);
      else put(scale, (byScale.get(scale) ?? 0) + Number(units));
    },
    value: () =>
      [...byScale].reduce((sum, [scale, units]) => addDecimals(sum, shifted(units, scale)), rest),
  };
}

/** Whole units as a decimal with so many digits after the point. */
function shifted(units: number | bigint, scale: number): string {
  const digits = String(units < 0 ? -units : units).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${units < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/**
 * Divides a decimal by a count, rounded half away from zero.
 * @param scale digits after the point
 */
export function dividedBy(decimal: string, count: number, scale: number): string {
  const { fraction } = normalDecimal(decimal);
  const most = Math.max(scale, fraction.length);
  const units = scaled(decimal, most);
  const divisor = BigInt(count) * 10n ** BigInt(most - scale);
  const positive = units < 0n ? -units : units;
  const rounded = (positive * 2n + divisor) / (divisor * 2n);
  return shifted(units < 0n ? -rounded : rounded, scale);
}
