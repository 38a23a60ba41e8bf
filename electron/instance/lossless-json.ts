import { colon, endOfString, quote, skipSpace } from './json-text.ts';

const decimalNotation = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
/** Beyond it no business number lives, and writing the zeros out would only cost memory. */
const largestExponent = 400;

/** Writes a JSON number without an exponent, every digit kept. */
function plainDecimal(source: string): string {
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] =
    decimalNotation.exec(source) ?? [];
  const exponent = Number(exponentText);
  if (exponent === 0 || Math.abs(exponent) > largestExponent) return source;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const split = Math.max(point, 1);
  const integer = padded.slice(0, split).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(split);
  return rest === '' ? `${sign}${integer}` : `${sign}${integer}.${rest}`;
}

const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
/** A number and whatever else it may be written with, so that what is none is not taken for two of them. */
const numberLike = /[-+.\deE]+/y;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a double gives a number back as it was written. */
function isKept(source: string): boolean {
  return String(Number(source)) === source && !source.includes('e');
}

/** The place behind what begins like a number. */
function endOfNumber(text: string, from: number): number {
  numberLike.lastIndex = from;
  numberLike.test(text);
  return numberLike.lastIndex;
}

/**
 * The same JSON with each number that a double would change in quotes. What is no number stays, and so does a number in the place
 * of a name: neither is JSON, and quotes must not make it so.
 */
function withDigitsQuoted(text: string): string {
  let quoted = '';
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code !== minus && (code < zero || code > nine)) at += 1;
    else {
      const end = endOfNumber(text, at);
      const source = text.slice(at, end);
      const isName = text.charCodeAt(skipSpace(text, end)) === colon;
      if (!isKept(source) && number.test(source) && !isName) {
        quoted += `${text.slice(copied, at)}"${plainDecimal(source)}"`;
        copied = end;
      }
      at = end;
    }
  }
  return copied === 0 ? text : quoted + text.slice(copied);
}

/** As an own property it would survive parsing and change a prototype at the first careless copy. */
function withoutPrototypes(this: unknown, key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/** Whether a name in the text may be `__proto__`, in letters or with one of them escaped. */
function mayNamePrototypes(text: string): boolean {
  return text.includes('__proto__') || /\\u00[5-7]/.test(text);
}

/**
 * Reads JSON without losing a digit: a number that a double would not give back as it was written
 * (`0.10`, `12345678901234567.89`, `1e3`) becomes a string of exactly its decimal digits.
 *
 * Members named `__proto__` are left out. Neither is done by a function that JSON.parse calls for every value, because it takes
 * five times as long.
 * @throws SyntaxError when the text is not JSON.
 * @see RFC 8259 section 6, on the limits of numbers
 */
export function parseLosslessJson(text: string): unknown {
  const quoted = withDigitsQuoted(text);
  const value: unknown = mayNamePrototypes(text)
    ? JSON.parse(quoted, withoutPrototypes)
    : JSON.parse(quoted);
  return value;
}
