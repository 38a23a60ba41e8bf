import { expect, it } from 'vitest';
import { minutesUntil } from '../../../renderer/components/clock-reading.ts';

it('minutes until a moment count when they have begun, and never end at none', () => {
  expect(minutesUntil(120_000, 0)).toBe(2);
  expect(minutesUntil(120_001, 0)).toBe(3);
  expect(minutesUntil(10, 0)).toBe(1);
  expect(minutesUntil(0, 500)).toBe(1);
  expect(minutesUntil(null, 500)).toBeNull();
});
