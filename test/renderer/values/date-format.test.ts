import { describe, expect, it } from 'vitest';
import { createDateFormat } from '../../../renderer/values/date-format.ts';
import { countdown } from '../../../renderer/values/duration.ts';

describe('a date', () => {
  it('stays the same day in every time zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Europe/Sofia', 'Pacific/Pago_Pago']) {
      expect(createDateFormat('en-GB', zone).day('2026-03-01T00:00:00Z')).toBe('01/03/2026');
    }
  });

  it('has no word after the year in Bulgarian, where it would cost a column its width', () => {
    const format = createDateFormat('bg', 'Europe/Sofia');
    expect(format.day('2026-03-01')).toBe('01.03.2026');
    expect(format.dayAndTime('2026-03-01T10:05:00Z')).toBe('01.03.2026, 12:05');
  });

  it('of a moment is the one where somebody is, not the one in Greenwich', () => {
    const afterMidnight = Date.parse('2026-02-28T22:30:00Z');
    expect(createDateFormat('bg', 'Europe/Sofia').dayAt(afterMidnight)).toBe('01.03.2026');
    expect(createDateFormat('en-GB', 'America/New_York').dayAt(afterMidnight)).toBe('28/02/2026');
  });

  it('that is none comes back as it was', () => {
    const format = createDateFormat('en-GB', 'UTC');
    expect(format.day('soon')).toBe('soon');
    expect(format.day('2026-13-45')).toBe('2026-13-45');
    expect(format.dayAndTime('soon')).toBe('soon');
  });
});

describe('a period', () => {
  const format = createDateFormat('en-GB', 'Europe/Sofia');
  const told = (first: string, last: string) => format.period(first, last).replace(/\s/g, ' ');

  it('is as short as it is clear', () => {
    expect(told('2026-10-01', '2026-10-31')).toBe('1 – 31 Oct 2026');
    expect(told('2025-12-29', '2026-01-04')).toBe('29 Dec 2025 – 4 Jan 2026');
    expect(told('2026-11-23', '2026-11-23')).toBe('23 Nov 2026');
  });

  it('has local days where it is told by moments', () => {
    // Sofia puts its clocks back on 25 October 2026.
    expect(told('2026-09-30T21:00:00.000Z', '2026-10-31T21:59:59.999Z')).toBe('1 – 31 Oct 2026');
  });

  it('that ends before it begins, or is none, is told as it is', () => {
    expect(told('2026-02-01', '2026-01-15')).toBe('2026-02-01–2026-01-15');
    expect(told('soon', 'later')).toBe('soon–later');
  });
});

describe('a moment', () => {
  it('is told in local time, across midnight and summer time', () => {
    const format = createDateFormat('en-GB', 'Europe/Sofia');
    expect(format.dayAndTime('2026-01-31T23:30:00Z')).toBe('01/02/2026, 01:30');
    expect(format.dayAndTime('2026-07-31T22:30:00Z')).toBe('01/08/2026, 01:30');
    expect(format.utc('2026-07-31T22:30:15Z')).toBe('31/07/2026, 22:30:15');
  });
});

describe('an age', () => {
  const format = createDateFormat('en-GB', 'Europe/Sofia');
  const night = Date.parse('2026-07-31T22:30:00Z');

  it('is told by the time alone on the same local day, and with the day on any other', () => {
    expect(format.age(night, format.dayOf(Date.parse('2026-08-01T20:00:00Z')))).toBe('01:30');
    expect(format.age(night, format.dayOf(Date.parse('2026-08-01T21:30:00Z')))).toBe(
      '01/08/2026, 01:30',
    );
  });

  it('is counted in calendar days, those with 23 and 25 hours too', () => {
    const days = (from: string, to: string) =>
      format.dayOf(Date.parse(to)) - format.dayOf(Date.parse(from));
    expect(days('2026-10-24T21:00:00Z', '2026-10-25T21:59:00Z')).toBe(0);
    expect(days('2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z')).toBe(1);
    expect(days('2025-12-31T21:00:00Z', '2026-01-01T21:00:00Z')).toBe(1);
  });
});

describe('a countdown', () => {
  it('counts begun seconds and ends at zero', () => {
    expect(countdown(300_000)).toBe('5:00');
    expect(countdown(299_001)).toBe('5:00');
    expect(countdown(48_000)).toBe('0:48');
    expect(countdown(1)).toBe('0:01');
    expect(countdown(-5000)).toBe('0:00');
    expect(countdown(3_723_000)).toBe('1:02:03');
  });
});
