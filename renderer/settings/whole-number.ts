/** Both are allowed themselves. */
export interface WholeNumberLimits {
  readonly least: number;
  readonly most: number;
}

/**
 * Reads a whole number as people type it, with spaces, commas or points between thousands; what is beyond a limit becomes the limit.
 *
 * @returns null for what is no whole number
 */
export function wholeNumber(typed: string, { least, most }: WholeNumberLimits): number | null {
  const text = typed.trim();
  if (!/^(?:\d+|\d{1,3}(?:[\s.,]\d{3})+)$/u.test(text)) return null;
  const wanted = Number(text.replaceAll(/[^\d]/g, ''));
  return Math.min(Math.max(wanted, least), most);
}
