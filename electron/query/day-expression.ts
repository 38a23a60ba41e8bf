import { type Day, dayOf, daysLater, monthsLater, partsOf } from './calendar-day.ts';

/** Days from the first to the last, both of which belong to it. */
export interface Period {
  readonly first: Day;
  readonly last: Day;
}

/** A stretch of days that may be open at one end. */
export interface DayRange {
  readonly first: Day | null;
  readonly last: Day | null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const relative: Readonly<Record<string, number>> = { last: -1, current: 0, next: 1 };

const single = (day: Day): Period => ({ first: day, last: day });

/** Whole months, counted from a year's January. */
function monthsOf(year: number, month: number, count = 1): Period {
  return { first: dayOf(year, month, 1), last: dayOf(year, month + count, 0) };
}

/** `(last month)`, `(next year)`, `(jan)`, `(jan last year)`, `(ytd)`, `q3`, `(today)`: what has a name. */
function namedPeriod(name: string, today: Day): Period | undefined {
  const [year, month] = partsOf(today) ?? [1970, 0];
  if (name === 'today') return single(today);
  if (name === 'yesterday') return single(daysLater(today, -1));
  if (name === 'ytd') return { first: dayOf(year, 0, 1), last: today };
  const [, part, number] = /^([qh])([1-4])$/.exec(name) ?? [];
  if (part === 'q') return monthsOf(year, (Number(number) - 1) * 3, 3);
  if (part === 'h' && Number(number) <= 2) return monthsOf(year, (Number(number) - 1) * 6, 6);

  const [first = '', second, third] = name.split(/\s+/);
  const shift = relative[first];
  if (shift !== undefined && third === undefined) {
    if (second === 'month') return monthsOf(year, month + shift);
    return second === 'year' ? monthsOf(year + shift, 0, 12) : undefined;
  }
  const named = months.indexOf(first);
  if (named < 0) return undefined;
  if (second === undefined) return monthsOf(year, named);
  const yearShift = relative[second];
  return yearShift !== undefined && third === 'year'
    ? monthsOf(year + yearShift, named)
    : undefined;
}

/** `-7d`, `+1y`, `0`, `-7`: a day; in brackets the whole month or year that it lies in. */
function offsetPeriod(text: string, today: Day, isWhole: boolean): Period | undefined {
  const [, number, unit = 'd'] = /^([+-]?\d{1,5})([dmy])?$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const count = Number(number);
  if (unit === 'd') return single(daysLater(today, count));
  const day = monthsLater(today, unit === 'y' ? count * 12 : count);
  const [year, month] = partsOf(day) ?? [1970, 0];
  if (!isWhole) return single(day);
  return unit === 'y' ? monthsOf(year, 0, 12) : monthsOf(year, month);
}

function periodOf(text: string, today: Day): Period | undefined {
  const term = text.trim().toLowerCase();
  if (partsOf(term) !== undefined) return single(term);
  const inBrackets = /^\(\s*(.*?)\s*\)$/.exec(term)?.[1];
  if (inBrackets !== undefined) {
    return namedPeriod(inBrackets, today) ?? offsetPeriod(inBrackets, today, true);
  }
  // Quarters and halves of the year are typed without brackets.
  return /^[qh]\d$/.test(term) ? namedPeriod(term, today) : offsetPeriod(term, today, false);
}

/**
 * Reads what people type into the filter of a date: a day, an offset, a period, or a range of any of them with two dots, of
 * which the left side counts from its beginning and the right side to its end.
 * @param today the day on which it is typed
 * @returns undefined for what means nothing
 */
export function dayRange(text: string, today: Day): DayRange | undefined {
  const [left = '', right, ...rest] = text.split('..');
  if (right === undefined) {
    const period = periodOf(left, today);
    return period && { first: period.first, last: period.last };
  }
  const from = left.trim() === '' ? null : periodOf(left, today);
  const to = right.trim() === '' ? null : periodOf(right, today);
  if (rest.length > 0 || from === undefined || to === undefined) return undefined;
  return from === null && to === null
    ? undefined
    : { first: from?.first ?? null, last: to?.last ?? null };
}
