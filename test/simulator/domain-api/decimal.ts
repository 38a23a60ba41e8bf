/**
 * Decimals are kept as integers scaled by their number of digits, so that nothing is ever rounded by a
 * binary fraction: 12.50 with a scale of 2 is 1250.
 */

const decimalText = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** @returns the scaled integer, or `undefined` for text that is no decimal or has too many digits. */
export function parseDecimal(text: string, scale: number): bigint | undefined {
  const [, sign, whole, fraction = ''] = decimalText.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > scale) return undefined;
  const scaled = BigInt(whole + significant.padEnd(scale, '0'));
  return sign === '-' ? -scaled : scaled;
}

/**
 * @returns the integer next to the number in the given direction, scaled; for comparing with a literal that
 * has more digits than the column: `x ge 1.005` is `x ge 1.01` where cents are the smallest step.
 */
export function boundDecimal(
  text: string,
  scale: number,
  towards: 'up' | 'down',
): bigint | undefined {
  const exact = parseDecimal(text, scale);
  if (exact !== undefined) return exact;
  const digits = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
  const finer = parseDecimal(text, digits);
  if (finer === undefined) return undefined;
  const step = 10n ** BigInt(digits - scale);
  const truncated = finer / step;
  const remainder = finer % step;
  if (towards === 'up') return remainder > 0n ? truncated + 1n : truncated;
  return remainder < 0n ? truncated - 1n : truncated;
}

/** @param scaled the digits of a scaled integer, such as `1250`. @returns `12.5` for a scale of 2. */
export function formatDecimal(scaled: string, scale: number): string {
  const negative = scaled.startsWith('-');
  const digits = (negative ? scaled.slice(1) : scaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
