/** What a date-time literal in `$filter` is cut to; the documentation says both. */
export type DateTimePrecision = 'day' | 'minute';

const day = 86_400_000;
const minute = 60_000;

/**
 * @param literal `2026-11-20`, `2026-11-20Z` or `2026-11-20T10:15:00.000Z`; without an offset it is UTC.
 * @returns milliseconds since 1970, cut to the day or the minute in UTC, or `undefined` for no such date.
 */
export function cutDateLiteral(literal: string, precision: DateTimePrecision): number | undefined {
  const [, date = '', time = '00:00', offset = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:T([\d:.]+))?(Z|[+-]\d{2}:\d{2})?$/.exec(literal) ?? [];
  const parsed = Date.parse(`${date}T${time}${offset}`);
  if (Number.isNaN(parsed)) return undefined;
  const step = precision === 'day' ? day : minute;
  return Math.floor(parsed / step) * step;
}

/** How ERP.net writes a moment: `2026-11-20T00:00:00Z`, with milliseconds only where there are some. */
export function formatMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
