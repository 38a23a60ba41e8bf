import { dayOf, partsOf } from './calendar-day.ts';
import { dayPeriod, monthsPeriod, type Period } from './period.ts';
import type { WritingHabits } from './writing-habits.ts';

/** In which order day and month stand before a year. Who separates by dots writes the day first everywhere. */
function dayBeforeMonth(separator: string, dayOrder: WritingHabits['dayOrder']): boolean {
  return separator === '.' || dayOrder !== 'monthFirst';
}

function checkedDay(year: number, month: number, date: number): Period | undefined {
  const day = dayOf(year, month - 1, date);
  const [, foundMonth, foundDate] = partsOf(day) ?? [];
  return foundMonth === month - 1 && foundDate === date ? dayPeriod(day) : undefined;
}

function checkedMonth(year: number, month: number): Period | undefined {
  return month >= 1 && month <= 12 ? monthsPeriod(year, month - 1) : undefined;
}

/** The first of the two centuries whose years people write with two digits. */
const thisCentury = 2000;

/**
 * Reads a day, month or year that is written in digits: `2026-11-20`, `20.11.2026 г.`, `11/20/26`, `2026-11`, `11.2026`,
 * `2026`.
 * @returns undefined for what is none, also for days that no calendar has
 */
export function writtenPeriod(
  text: string,
  { dayOrder }: Pick<WritingHabits, 'dayOrder'>,
): Period | undefined {
  // Bulgarians end a date with "г." for "year".
  const digits = text.replace(/\s*г\.?$/u, '').replace(/\.$/, '');
  const yearFirst = /^(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?$/.exec(digits);
  if (yearFirst !== null) {
    const [, year, , month, date] = yearFirst;
    return date === undefined
      ? checkedMonth(Number(year), Number(month))
      : checkedDay(Number(year), Number(month), Number(date));
  }
  const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/.exec(digits);
  if (yearLast !== null) {
    const [, one, separator = '', two, year = ''] = yearLast;
    const [date, month] = dayBeforeMonth(separator, dayOrder) ? [one, two] : [two, one];
    const century = year.length === 2 ? thisCentury : 0;
    return checkedDay(century + Number(year), Number(month), Number(date));
  }
  const [, month, year] = /^(\d{1,2})[-./](\d{4})$/.exec(digits) ?? [];
  if (month !== undefined) return checkedMonth(Number(year), Number(month));
  return /^(19|20|21)\d\d$/.test(digits) ? monthsPeriod(Number(digits), 0, 12) : undefined;
}
