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

function keepDigits(
  this: unknown,
  key: string,
  value: unknown,
  context?: { source?: string },
): unknown {
  // As an own property it would survive parsing and change a prototype at the first careless copy.
  if (key === '__proto__') return undefined;
  if (typeof value !== 'number') return value;
  const source = context?.source ?? String(value);
  if (String(value) === source && !/e/i.test(source)) return value;
  return plainDecimal(source);
}

/**
 * Reads JSON without losing a digit: a number that a double would not give back as it was written
 * (`0.10`, `12345678901234567.89`, `1e3`) becomes a string of exactly its decimal digits.
 *
 * Members named `__proto__` are left out.
 * @throws SyntaxError when the text is not JSON.
 * @see RFC 8259 section 6, on the limits of numbers
 */
export function parseLosslessJson(text: string): unknown {
  const value: unknown = JSON.parse(text, keepDigits);
  return value;
}
