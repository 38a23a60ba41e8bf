import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../electron/query/calendar-day.ts';
import { dayRange } from '../../../electron/query/day-expression.ts';

const today = '2026-03-31';

/** The range of an expression as `first..last`. */
function read(text: string, day = today): string | undefined {
  const range = dayRange(text, day);
  return range && `${range.first ?? ''}..${range.last ?? ''}`;
}

describe('a date expression', () => {
  test.each([
    ['(today)', '2026-03-31..2026-03-31'],
    ['(yesterday)', '2026-03-30..2026-03-30'],
    ['(last month)', '2026-02-01..2026-02-28'],
    ['(current month)', '2026-03-01..2026-03-31'],
    ['(next month)', '2026-04-01..2026-04-30'],
    ['(last year)', '2025-01-01..2025-12-31'],
    ['(current year)', '2026-01-01..2026-12-31'],
    ['(next year)', '2027-01-01..2027-12-31'],
    ['(ytd)', '2026-01-01..2026-03-31'],
    ['(jan)', '2026-01-01..2026-01-31'],
    ['(feb last year)', '2025-02-01..2025-02-28'],
    ['(dec)', '2026-12-01..2026-12-31'],
    ['(Last  Month)', '2026-02-01..2026-02-28'],
    ['q1', '2026-01-01..2026-03-31'],
    ['q4', '2026-10-01..2026-12-31'],
    ['h2', '2026-07-01..2026-12-31'],
    ['-7d', '2026-03-24..2026-03-24'],
    ['-7', '2026-03-24..2026-03-24'],
    ['+2d', '2026-04-02..2026-04-02'],
    ['-1m', '2026-02-28..2026-02-28'],
    ['+1y', '2027-03-31..2027-03-31'],
    ['0', '2026-03-31..2026-03-31'],
    ['0d', '2026-03-31..2026-03-31'],
    ['0m', '2026-03-31..2026-03-31'],
    ['-0y', '2026-03-31..2026-03-31'],
    ['(-1m)', '2026-02-01..2026-02-28'],
    ['(+1y)', '2027-01-01..2027-12-31'],
    ['(0m)', '2026-03-01..2026-03-31'],
    ['(-7d)', '2026-03-24..2026-03-24'],
    ['(feb)..(today)', '2026-02-01..2026-03-31'],
    ['(yesterday)..+2d', '2026-03-30..2026-04-02'],
    ['..(last month)', '..2026-02-28'],
    ['2026-01-01..', '2026-01-01..'],
    ['(last year)..2026-01-15', '2025-01-01..2026-01-15'],
    ['2024-02-29', '2024-02-29..2024-02-29'],
  ])('%s typed on 31 March 2026 is %s', (text, meant) => {
    expect(read(text)).toBe(meant);
  });

  test.each([
    '..',
    '',
    '(',
    '(someday)',
    '2026-02-30',
    'q5',
    'h3',
    '1..2..3',
    'today',
    '(jan soon)',
    '7w',
    '()',
  ])('%s means nothing', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('keeps to the calendar in leap years and at the ends of years', () => {
    expect(read('-1y', '2024-02-29')).toBe('2023-02-28..2023-02-28');
    expect(read('(last month)', '2024-03-05')).toBe('2024-02-01..2024-02-29');
    expect(read('(last month)', '2026-01-10')).toBe('2025-12-01..2025-12-31');
    expect(read('(next month)', '2026-12-10')).toBe('2027-01-01..2027-01-31');
    expect(read('-1m', '2026-01-31')).toBe('2025-12-31..2025-12-31');
  });

  test('names days that exist, the first not after the last', () => {
    const word = fc.constantFrom(
      '(last month)',
      '(ytd)',
      'q2',
      '-1m',
      '(0m)',
      '(+1y)',
      '+40d',
      '(feb)',
    );
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(word, day, (text, on) => {
        const range = dayRange(text, on);
        expect(partsOf(range?.first ?? '')).toBeDefined();
        expect(partsOf(range?.last ?? '')).toBeDefined();
        expect((range?.first ?? '') <= (range?.last ?? '')).toBe(true);
      }),
    );
  });
});
