import type { Day } from './calendar-day.ts';

/** The days of one time zone. */
export interface TimeZone {
  /** The day in this zone at a point in time in milliseconds since 1970. */
  readonly dayAt: (instant: number) => Day;
  /** The first millisecond of a day in this zone, since 1970. */
  readonly startOf: (day: Day) => number;
}

/** No zone is further from UTC than this. */
const furthestMs = 15 * 3_600_000;

/** @param name IANA name, `Europe/Sofia` */
export function createTimeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory', {
    timeZone: name,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });

  function dayAt(instant: number): Day {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const year = (parts.get('year') ?? '').padStart(4, '0');
    return `${year}-${parts.get('month')}-${parts.get('day')}`;
  }

  return {
    dayAt,
    startOf(day) {
      // Some days begin at one o'clock, because the clocks are put forward at midnight: the beginning is looked for.
      const midnight = Date.parse(`${day}T00:00:00Z`);
      let before = midnight - furthestMs;
      let reached = midnight + furthestMs;
      while (reached - before > 1) {
        const middle = Math.floor((before + reached) / 2);
        if (dayAt(middle) < day) before = middle;
        else reached = middle;
      }
      return reached;
    },
  };
}

/**
 * The time zone that the computer is in now: whoever travels with it means the days of the place where it is.
 * @param currentName IANA name, asked anew each time
 */
export function createCurrentTimeZone(currentName: () => string): () => TimeZone {
  let known: { readonly name: string; readonly zone: TimeZone } | null = null;
  return () => {
    const name = currentName();
    if (known?.name !== name) known = { name, zone: createTimeZone(name) };
    return known.zone;
  };
}
