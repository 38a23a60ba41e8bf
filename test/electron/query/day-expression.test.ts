import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, daysLater, partsOf } from '../../../electron/query/calendar-day.ts';
import { dayRange } from '../../../electron/query/day-expression.ts';

const today = '2026-03-31';
const habits = { dayOrder: 'dayFirst', firstWeekday: 1 } as const;

/** The range of an expression as `first..last`. */
function read(
  text: string,
  day = today,
  by: Partial<Parameters<typeof dayRange>[1]['habits']> = {},
) {
  const range = dayRange(text, { today: day, habits: { ...habits, ...by } });
  return range && `${range.first ?? ''}..${range.last ?? ''}`;
}

const anyDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a date expression', () => {
  test.each([
    ['(today)', '2026-03-31..2026-03-31'],
    ['(yesterday)', '2026-03-30..2026-03-30'],
    ['(tomorrow)', '2026-04-01..2026-04-01'],
    ['(last month)', '2026-02-01..2026-02-28'],
    ['(current month)', '2026-03-01..2026-03-31'],
    ['(this month)', '2026-03-01..2026-03-31'],
    ['(next month)', '2026-04-01..2026-04-30'],
    ['(last year)', '2025-01-01..2025-12-31'],
    ['(current year)', '2026-01-01..2026-12-31'],
    ['(next year)', '2027-01-01..2027-12-31'],
    ['(ytd)', '2026-01-01..2026-03-31'],
    ['(jan)', '2026-01-01..2026-01-31'],
    ['(january)', '2026-01-01..2026-01-31'],
    ['(feb last year)', '2025-02-01..2025-02-28'],
    ['(feb 2024)', '2024-02-01..2024-02-29'],
    ['(dec)', '2026-12-01..2026-12-31'],
    ['(Last  Month)', '2026-02-01..2026-02-28'],
    ['( last month )', '2026-02-01..2026-02-28'],
    ['(last week)', '2026-03-23..2026-03-29'],
    ['(current week)', '2026-03-30..2026-04-05'],
    ['(next week)', '2026-04-06..2026-04-12'],
    ['(last quarter)', '2025-10-01..2025-12-31'],
    ['(current quarter)', '2026-01-01..2026-03-31'],
    ['q1', '2026-01-01..2026-03-31'],
    ['q4', '2026-10-01..2026-12-31'],
    ['(q4 last year)', '2025-10-01..2025-12-31'],
    ['q4 2025', '2025-10-01..2025-12-31'],
    ['h1', '2026-01-01..2026-06-30'],
    ['h2', '2026-07-01..2026-12-31'],
    ['-7d', '2026-03-24..2026-03-24'],
    ['-7', '2026-03-24..2026-03-24'],
    ['+2d', '2026-04-02..2026-04-02'],
    ['-2w', '2026-03-17..2026-03-17'],
    ['-1m', '2026-02-28..2026-02-28'],
    ['-1q', '2025-12-31..2025-12-31'],
    ['+1y', '2027-03-31..2027-03-31'],
    ['0', '2026-03-31..2026-03-31'],
    ['0d', '2026-03-31..2026-03-31'],
    ['0m', '2026-03-31..2026-03-31'],
    ['-0y', '2026-03-31..2026-03-31'],
    ['(-1m)', '2026-02-01..2026-02-28'],
    ['(+1y)', '2027-01-01..2027-12-31'],
    ['(0m)', '2026-03-01..2026-03-31'],
    ['(-1w)', '2026-03-23..2026-03-29'],
    ['(-1q)', '2025-10-01..2025-12-31'],
    ['(-7d)', '2026-03-24..2026-03-24'],
    ['(-7)', '2026-03-24..2026-03-24'],
    ['(feb)..(today)', '2026-02-01..2026-03-31'],
    ['(yesterday)..+2d', '2026-03-30..2026-04-02'],
    ['..(last month)', '..2026-02-28'],
    ['2026-01-01..', '2026-01-01..'],
    ['(last year)..2026-01-15', '2025-01-01..2026-01-15'],
    ['2024-02-29', '2024-02-29..2024-02-29'],
    ['2026-1-5', '2026-01-05..2026-01-05'],
    ['20.11.2026', '2026-11-20..2026-11-20'],
    ['20.11.2026 г.', '2026-11-20..2026-11-20'],
    ['5/6/26', '2026-06-05..2026-06-05'],
    ['1.1.2026..15.1.2026', '2026-01-01..2026-01-15'],
    ['2026-11', '2026-11-01..2026-11-30'],
    ['11.2026', '2026-11-01..2026-11-30'],
    ['2025', '2025-01-01..2025-12-31'],
    ['2025..', '2025-01-01..'],
  ])('%s typed on 31 March 2026 is %s', (text, meant) => {
    expect(read(text)).toBe(meant);
  });

  test.each([
    ['(днес)', '(today)'],
    ['(вчера)', '(yesterday)'],
    ['(утре)', '(tomorrow)'],
    ['(миналата седмица)', '(last week)'],
    ['(тази седмица)', '(current week)'],
    ['(миналия месец)', '(last month)'],
    ['(минал месец)', '(last month)'],
    ['(текущия месец)', '(current month)'],
    ['(следващия месец)', '(next month)'],
    ['(миналото тримесечие)', '(last quarter)'],
    ['(миналата година)', '(last year)'],
    ['(тази година)', '(current year)'],
    ['(следващата година)', '(next year)'],
    ['(от началото на годината)', '(ytd)'],
    ['(Яну)', '(jan)'],
    ['(май)', '(may)'],
    ['(юли миналата година)', '(jul last year)'],
    ['т2', 'q2'],
    ['п1', 'h1'],
    ['-7д', '-7d'],
    ['(-1м)', '(-1m)'],
    ['+1г', '+1y'],
    ['(фев)..(днес)', '(feb)..(today)'],
    ['(morgen)', '(tomorrow)'],
    ['(vorige Woche)', '(last week)'],
    ['(Mär)', '(mar)'],
    ['(Dez letztes Jahr)', '(dec last year)'],
    ['(-1m)..+2j', '(-1m)..+2y'],
  ])('%s is the same as %s', (translated, english) => {
    expect(read(translated)).toBeDefined();
    expect(read(translated)).toBe(read(english));
  });

  test('is read by the habits of who types it', () => {
    expect(read('11/20/2026', today, { dayOrder: 'monthFirst' })).toBe('2026-11-20..2026-11-20');
    expect(read('11/20/2026')).toBeUndefined();
    expect(read('20.11.2026', today, { dayOrder: 'monthFirst' })).toBe('2026-11-20..2026-11-20');
    expect(read('(current week)', today, { firstWeekday: 7 })).toBe('2026-03-29..2026-04-04');
  });

  test.each([
    '..',
    '',
    '(',
    '(someday)',
    '2026-02-30',
    '31.4.2026',
    '2026-13',
    '13.2026',
    'q5',
    'h3',
    '1..2..3',
    'today',
    '(jan soon)',
    '(ja)',
    '7x',
    '7dd',
    '()',
    '+99999y',
  ])('%s means nothing', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('keeps to the calendar in leap years and at the ends of years', () => {
    expect(read('-1y', '2024-02-29')).toBe('2023-02-28..2023-02-28');
    expect(read('(last month)', '2024-03-05')).toBe('2024-02-01..2024-02-29');
    expect(read('(last month)', '2026-01-10')).toBe('2025-12-01..2025-12-31');
    expect(read('(next month)', '2026-12-10')).toBe('2027-01-01..2027-01-31');
    expect(read('(next quarter)', '2026-12-10')).toBe('2027-01-01..2027-03-31');
    expect(read('(current week)', '2027-01-01')).toBe('2026-12-28..2027-01-03');
    expect(read('-1m', '2026-01-31')).toBe('2025-12-31..2025-12-31');
  });

  test('names days that exist, the first not after the last', () => {
    const word = fc.constantFrom(
      ...['(last month)', '(ytd)', 'q2', '-1m', '(0m)', '(+1y)', '+40d', '(feb)', '(last week)'],
      ...['(-3q)', '-5w', '(текущата година)', 'т4'],
    );
    fc.assert(
      fc.property(word, anyDay, (text, on) => {
        const range = dayRange(text, { today: on, habits });
        expect(partsOf(range?.first ?? '')).toBeDefined();
        expect(partsOf(range?.last ?? '')).toBeDefined();
        expect((range?.first ?? '') <= (range?.last ?? '')).toBe(true);
      }),
    );
  });

  test('of a period holds its day, begins where the one before ends, and is as long as the calendar says', () => {
    const unit = fc.constantFrom('week', 'month', 'quarter', 'year');
    fc.assert(
      fc.property(unit, anyDay, fc.integer({ min: 1, max: 7 }), (name, on, firstWeekday) => {
        const period = (which: string) =>
          dayRange(`(${which} ${name})`, { today: on, habits: { ...habits, firstWeekday } });
        const current = period('current');
        const first = current?.first ?? '';
        const last = current?.last ?? '';
        expect(first <= on && on <= last).toBe(true);
        expect(period('last')?.last).toBe(daysLater(first, -1));
        expect(period('next')?.first).toBe(daysLater(last, 1));
        const isWeek = name === 'week';
        expect(isWeek ? daysLater(first, 6) === last : first.endsWith('-01')).toBe(true);
        if (isWeek) expect(new Date(first).getUTCDay()).toBe(firstWeekday % 7);
      }),
    );
  });

  test('written in digits in any order is the day that it was', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-').map(Number);
        const whole = `${day}..${day}`;
        expect(read(day)).toBe(whole);
        expect(read(`${date}.${month}.${year}`)).toBe(whole);
        expect(read(`${date}/${month}/${year}`)).toBe(whole);
        expect(read(`${month}/${date}/${year}`, today, { dayOrder: 'monthFirst' })).toBe(whole);
        const lastOfMonth = dayOf(year ?? 0, month ?? 0, 0);
        expect(read(day.slice(0, 7))).toBe(`${day.slice(0, 7)}-01..${lastOfMonth}`);
      }),
    );
  });

  test('of two sides reaches from the beginning of the left to the end of the right one', () => {
    const side = fc.constantFrom(
      '(jan)',
      '(last year)',
      '-7d',
      '2026-05-05',
      'q3',
      '(миналия месец)',
    );
    fc.assert(
      fc.property(side, side, anyDay, (left, right, on) => {
        const typing = { today: on, habits };
        const first = dayRange(left, typing)?.first;
        const last = dayRange(right, typing)?.last;
        expect(dayRange(`${left} .. ${right}`, typing)).toEqual({ first, last });
        expect(dayRange(`${left}..`, typing)).toEqual({ first, last: null });
        expect(dayRange(`..${right}`, typing)).toEqual({ first: null, last });
      }),
    );
  });
});
