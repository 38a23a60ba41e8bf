import { type Day, daysLater, monthsLater, partsOf } from './calendar-day.ts';
import {
  type DayUnit,
  dayWord,
  isYearToDate,
  monthIndex,
  partOfYear,
  relativeWord,
  unitLetter,
  unitWord,
} from './expression-words.ts';
import { dayPeriod, monthsPeriod, type Period, weekPeriod } from './period.ts';
import type { WritingHabits } from './writing-habits.ts';
import { writtenPeriod } from './written-day.ts';

/** A stretch of days that may be open at one end. */
export interface DayRange {
  readonly first: Day | null;
  readonly last: Day | null;
}

/** The day on which something is typed, and by whom. */
export interface TypingDay {
  readonly today: Day;
  readonly habits: Pick<WritingHabits, 'dayOrder' | 'firstWeekday'>;
}

const monthsOf: Readonly<Record<'month' | 'quarter' | 'year', number>> = {
  month: 1,
  quarter: 3,
  year: 12,
};

/** The day so many units later, or earlier. */
function shifted(day: Day, unit: DayUnit, count: number): Day {
  if (unit === 'day') return daysLater(day, count);
  return unit === 'week' ? daysLater(day, count * 7) : monthsLater(day, count * monthsOf[unit]);
}

/** The whole day, week, month, quarter or year in which a day lies. */
function wholePeriod(day: Day, unit: DayUnit, firstWeekday: number): Period {
  if (unit === 'day') return dayPeriod(day);
  if (unit === 'week') return weekPeriod(day, firstWeekday);
  const [year, month] = partsOf(day) ?? [1970, 0];
  const count = monthsOf[unit];
  return monthsPeriod(year, Math.floor(month / count) * count, count);
}

/** `last year`, `2025`, or nothing for the current one. */
function yearMeant(words: readonly string[], currentYear: number): number | undefined {
  const [first = '', second] = words;
  if (words.length === 0) return currentYear;
  if (words.length === 1 && /^\d{4}$/.test(first)) return Number(first);
  const shift = relativeWord(first);
  const isYear = words.length === 2 && unitWord(second ?? '') === 'year';
  return isYear && shift !== undefined ? currentYear + shift : undefined;
}

/** `last month`, `jan`, `jan last year`, `q3 2025`, `ytd`, `today`: what has a name, without its brackets. */
function namedPeriod(name: string, { today, habits }: TypingDay): Period | undefined {
  const distance = dayWord(name);
  if (distance !== undefined) return dayPeriod(daysLater(today, distance));
  const [currentYear] = partsOf(today) ?? [1970];
  if (isYearToDate(name)) return { first: monthsPeriod(currentYear, 0).first, last: today };

  const [first = '', ...rest] = name.split(' ');
  const shift = relativeWord(first);
  const unit = rest.length === 1 ? unitWord(rest[0] ?? '') : undefined;
  if (shift !== undefined && unit !== undefined) {
    return wholePeriod(shifted(today, unit, shift), unit, habits.firstWeekday);
  }
  const month = monthIndex(first);
  const part = month < 0 ? partOfYear(first) : { month, count: 1 };
  const year = yearMeant(rest, currentYear);
  if (part === undefined || year === undefined) return undefined;
  return monthsPeriod(year, part.month, part.count);
}

/** `-7d`, `+1y`, `0`, `-7`: a day; in brackets the whole week, month, quarter or year in which it lies. */
function offsetPeriod(
  text: string,
  { today, habits }: TypingDay,
  isWhole: boolean,
): Period | undefined {
  const [, number, letter = ''] = /^([+-]?\d{1,5})\s*(\p{L}?)$/u.exec(text) ?? [];
  const unit = unitLetter(letter);
  if (number === undefined || unit === undefined) return undefined;
  const day = shifted(today, unit, Number(number));
  if (partsOf(day) === undefined) return undefined;
  return isWhole ? wholePeriod(day, unit, habits.firstWeekday) : dayPeriod(day);
}

function periodOf(text: string, typing: TypingDay): Period | undefined {
  const term = text.trim().toLowerCase().replaceAll('−', '-').replace(/\s+/g, ' ');
  const inBrackets = /^\(\s*(.*?)\s*\)$/.exec(term)?.[1];
  if (inBrackets !== undefined) {
    return namedPeriod(inBrackets, typing) ?? offsetPeriod(inBrackets, typing, true);
  }
  // Quarters and halves of the year are typed without brackets.
  const isPart = partOfYear(term.split(' ')[0] ?? '') !== undefined;
  if (isPart) return namedPeriod(term, typing);
  return writtenPeriod(term, typing.habits) ?? offsetPeriod(term, typing, false);
}

/**
 * Reads what people type into the filter of a date, in English and in Bulgarian: a day, an offset, a period, or a range of
 * any of them with two dots, of which the left side counts from its beginning and the right side to its end.
 * @returns undefined for what means nothing
 * @see ERP.net's Web Client manual, on period expressions; weeks, quarters by name, years and dates in digits are ours
 */
export function dayRange(text: string, typing: TypingDay): DayRange | undefined {
  const [left = '', right, ...rest] = text.split('..');
  if (right === undefined) return periodOf(left, typing);
  const from = left.trim() === '' ? null : periodOf(left, typing);
  const to = right.trim() === '' ? null : periodOf(right, typing);
  if (rest.length > 0 || from === undefined || to === undefined) return undefined;
  return from === null && to === null
    ? undefined
    : { first: from?.first ?? null, last: to?.last ?? null };
}
