import { expect, it } from 'vitest';
import { createFormats } from '../../../renderer/values/formats.ts';

it.each([
  ['bg-BG', 'mon'],
  ['de-DE', 'mon'],
  ['en-GB', 'mon'],
  ['en-US', 'sun'],
  ['ar-EG', 'sat'],
])('in %s a week begins on %s in the calendar, as in what (current week) means', (locale, day) => {
  expect(createFormats('en', locale, 'Europe/Sofia').firstDayOfWeek).toBe(day);
});
