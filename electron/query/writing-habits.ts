import { firstWeekday } from '../contract/first-weekday.ts';

/** How somebody writes numbers and days. */
export interface WritingHabits {
  /** Stands between the whole part of a number and the rest. */
  readonly decimal: string;
  /** Stands between groups of three digits; all kinds of spaces are a space. */
  readonly group: string;
  readonly dayOrder: 'dayFirst' | 'monthFirst' | 'yearFirst';
  /** Monday is 1, Sunday 7. */
  readonly firstWeekday: number;
}

function dayOrderOf(locale: string): WritingHabits['dayOrder'] {
  const first = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .formatToParts(0)
    .find(({ type }) => type !== 'literal');
  if (first?.type === 'month') return 'monthFirst';
  return first?.type === 'year' ? 'yearFirst' : 'dayFirst';
}

/**
 * How people write in a locale, as the Unicode CLDR has it.
 * @param locale BCP 47
 */
export function writingHabits(locale: string): WritingHabits {
  const number = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1234.5);
  const part = (wanted: string): string => number.find(({ type }) => type === wanted)?.value ?? '';
  return {
    decimal: part('decimal') || '.',
    group: part('group').replace(/\s/, ' '),
    dayOrder: dayOrderOf(locale),
    firstWeekday: firstWeekday(locale),
  };
}
