/** Writes the dates that an instance sends. */
export interface DateFormat {
  /** The day of an ISO 8601 date or date-time, without moving it between time zones. */
  readonly day: (iso: string) => string;
  /** The local day of a moment in milliseconds since 1970. */
  readonly dayAt: (moment: number) => string;
  /** Day and time of an ISO 8601 date-time in the local time zone. */
  readonly dayAndTime: (iso: string) => string;
  /** Day and time in the local time zone by their digits alone, `2026-11-20 10:15:00`, as spreadsheets of any locale read them. */
  readonly plain: (iso: string) => string;
  /** Day and time in UTC, for those who compare with the instance's logs. */
  readonly utc: (iso: string) => string;
  /**
   * From the day of one ISO 8601 date to that of another, as short as it is clear: `1–31 Oct 2026`. Days stay as they are,
   * moments count in the local time zone.
   */
  readonly period: (first: string, last: string) => string;
  /** Hour and minute of a moment in milliseconds since 1970. */
  readonly clock: (moment: number) => string;
  /** The calendar day of a moment in the local time zone, in days since 1970. */
  readonly dayOf: (moment: number) => number;
  /** A moment as short as it is clear: the time alone if it is of today, with its day otherwise. */
  readonly age: (moment: number, today: number) => string;
}

const dayLength = 86_400_000;
const dayOnly = /^(\d{4})-(\d{2})-(\d{2})/;
const digits = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;

/**
 * Makes a writer of dates. Days have two digits and the year four, so that they stand under each other in a column.
 * What is not a date comes back unchanged.
 *
 * @param locale - BCP 47
 * @param timeZone - IANA name of the local time zone
 */
export function createDateFormat(locale: string, timeZone: string): DateFormat {
  const day = new Intl.DateTimeFormat(locale, { ...digits, timeZone: 'UTC' });
  const localDay = new Intl.DateTimeFormat(locale, { ...digits, timeZone });
  const local = new Intl.DateTimeFormat(locale, { ...digits, ...time, timeZone });
  const utc = new Intl.DateTimeFormat(locale, {
    ...digits,
    ...time,
    second: '2-digit',
    timeZone: 'UTC',
  });
  const inWords = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  const wordedDay = new Intl.DateTimeFormat(locale, { ...inWords, timeZone: 'UTC' });
  const wordedMoment = new Intl.DateTimeFormat(locale, { ...inWords, timeZone });
  const clock = new Intl.DateTimeFormat(locale, { ...time, timeZone });
  // Swedish writes dates by ISO 8601.
  const digitsOnly = new Intl.DateTimeFormat('sv-SE', {
    ...digits,
    ...time,
    second: '2-digit',
    timeZone,
  });
  const isoDay = new Intl.DateTimeFormat('sv-SE', { ...digits, timeZone });
  const dayOf = (moment: number) => Date.parse(isoDay.format(moment)) / dayLength;

  return {
    day: (iso) => {
      const parts = dayOnly.exec(iso);
      return parts === null ? iso : write(day, new Date(`${parts[0]}T00:00:00Z`), iso);
    },
    dayAt: (moment) => write(localDay, new Date(moment), ''),
    dayAndTime: (iso) => write(local, new Date(iso), iso),
    plain: (iso) => write(digitsOnly, new Date(iso), iso),
    utc: (iso) => write(utc, new Date(iso), iso),
    clock: (moment) => clock.format(moment),
    period: (first, last) => {
      const ends = [new Date(first), new Date(last)] as const;
      if (ends.some((end) => Number.isNaN(end.getTime()))) return `${first}–${last}`;
      const [from, to] = ends;
      if (from > to) return `${first.slice(0, 10)}–${last.slice(0, 10)}`;
      const format = first.length > 10 ? wordedMoment : wordedDay;
      return format.formatRange(from, to).replace(/\sг\.$/u, '');
    },
    dayOf,
    age: (moment, today) =>
      dayOf(moment) === today ? clock.format(moment) : write(local, new Date(moment), ''),
  };
}

// Bulgarian ends each year with " г.", which only costs room in a column.
function write(format: Intl.DateTimeFormat, moment: Date, iso: string): string {
  if (Number.isNaN(moment.getTime())) return iso;
  return format
    .format(moment)
    .replace(/\sг\.(?=,|$)/u, '')
    .trim();
}
