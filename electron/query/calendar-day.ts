/** A day as `2026-11-20`; such texts compare like the days they name. */
export type Day = string;

const dayText = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of a year, month (0 is January) and day of the month, all of which may lie outside their usual bounds. */
export function dayOf(year: number, month: number, date: number): Day {
  const moment = new Date(0);
  // Unlike Date.UTC it takes the years 0 to 99 for what they are.
  moment.setUTCFullYear(year, month, date);
  return moment.toISOString().slice(0, 10);
}

/** Year, month (0 is January) and day of the month; undefined for a text that names no day. */
export function partsOf(day: Day): readonly [number, number, number] | undefined {
  const [, year, month, date] = dayText.exec(day)?.map(Number) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const exists = month >= 1 && month <= 12 && date >= 1 && dayOf(year, month - 1, date) === day;
  return exists ? [year, month - 1, date] : undefined;
}

/** The day so many days later, or earlier. */
export function daysLater(day: Day, days: number): Day {
  const [year, month, date] = partsOf(day) ?? [1970, 0, 1];
  return dayOf(year, month, date + days);
}

/** The same day so many months later, or the last one of that month where it is too short. */
export function monthsLater(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day) ?? [1970, 0, 1];
  const lastOfMonth = Number(dayOf(year, month + months + 1, 0).slice(8));
  return dayOf(year, month + months, Math.min(date, lastOfMonth));
}

/**
 * The point in time, in milliseconds since 1970, of an ISO 8601 date-time; without an offset it is UTC. NaN for what is
 * none. Digits beyond the millisecond don't count.
 */
export function instantOf(iso: string): number {
  const hasOffset = /(Z|[+-]\d{2}:\d{2})$/.test(iso);
  return Date.parse(iso.includes('T') && !hasOffset ? `${iso}Z` : iso);
}
