/** A decimal as ERP.net writes it, `-12.50`: digits of any number, none of which may be lost. */
const decimalText = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/;

/** The digits of a decimal that count. */
export interface Digits {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Without zeros at either end; nothing is left of zero, which is never negative. */
export function normalDecimal(decimal: string): Digits {
  const [, sign, whole = '', fraction = ''] = decimalText.exec(decimal) ?? [];
  return { isNegative: sign === '-' && whole + fraction !== '', whole, fraction };
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
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${sum < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function scaled(decimal: string, scale: number): bigint {
  const { isNegative, whole, fraction } = normalDecimal(decimal);
  const number = BigInt(whole + fraction.padEnd(scale, '0') || '0');
  return isNegative ? -number : number;
}
