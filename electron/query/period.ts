import { type Day, dayOf, daysLater, partsOf } from './calendar-day.ts';

/** Days from the first to the last, both of which belong to it. */
export interface Period {
  readonly first: Day;
  readonly last: Day;
}

/** One day. */
export function dayPeriod(day: Day): Period {
  return { first: day, last: day };
}

/** Whole months; the first one is counted from a year's January, which is 0. */
export function monthsPeriod(year: number, month: number, count = 1): Period {
  return { first: dayOf(year, month, 1), last: dayOf(year, month + count, 0) };
}

/** The week in which a day lies. @param firstWeekday Monday is 1, Sunday 7 */
export function weekPeriod(day: Day, firstWeekday: number): Period {
  const [year, month, date] = partsOf(day) ?? [1970, 0, 1];
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, date);
  const first = daysLater(day, -((moment.getUTCDay() - firstWeekday + 7) % 7));
  return { first, last: daysLater(first, 6) };
}
