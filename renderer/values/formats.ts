import { createContext, useContext } from 'react';
import { firstWeekday } from '../../electron/contract/first-weekday.ts';
import type { Language } from '../../electron/contract/languages.ts';
import { createDateFormat, type DateFormat } from './date-format.ts';
import { createDecimalFormat, createPlainNumber, type DecimalFormat } from './decimal-format.ts';

/** All that it takes to write values for this person. */
export interface Formats {
  readonly language: Language;
  readonly decimal: DecimalFormat;
  /** An exact decimal for a machine of the same locale: its digits, ungrouped. */
  readonly plainNumber: (value: string) => string;
  readonly date: DateFormat;
  /** A count of rows. */
  readonly count: (count: number) => string;
  /** What weeks begin with. */
  readonly firstDayOfWeek: (typeof weekdays)[number];
}

/** Sunday is day 0 and day 7. */
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * Makes the writers of values.
 *
 * @param language - decides between translations of multi-language texts
 * @param locale - BCP 47; decides on numbers and dates, which follow the system rather than the language
 * @param timeZone - IANA name of the local time zone
 */
export function createFormats(language: Language, locale: string, timeZone: string): Formats {
  const decimal = createDecimalFormat(locale);
  return {
    language,
    decimal,
    plainNumber: createPlainNumber(locale),
    date: createDateFormat(locale, timeZone),
    count: (count) => decimal(String(count), { minimumFraction: 0, style: 'decimal' }),
    firstDayOfWeek: weekdays[firstWeekday(locale) % 7] ?? 'mon',
  };
}

/** The writers in force; they change with language and system locale. */
export const FormatsContext = createContext<Formats>(createFormats('en', 'en', 'UTC'));

/** The writers in force. */
export function useFormats(): Formats {
  return useContext(FormatsContext);
}
