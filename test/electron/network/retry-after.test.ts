import { describe, expect, test } from 'vitest';
import { retryTime } from '../../../electron/network/retry-after.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const serverNow = 'Sun, 01 Mar 2026 14:00:00 GMT';

describe('Retry-After', () => {
  test.each([
    ['60', null, 60_000],
    [' 5 ', null, 5000],
    ['0', null, 0],
    ['Sun, 01 Mar 2026 12:00:30 GMT', null, 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', null, 0],
    // The server's clock is two hours ahead: its own Date says what it means.
    ['Sun, 01 Mar 2026 14:00:30 GMT', serverNow, 30_000],
    ['999999999', null, 15 * 60_000],
    ['Sun, 01 Mar 2037 12:00:00 GMT', null, 15 * 60_000],
  ])('%j with the date %j means %d ms from now', (retryAfter, date, wait) => {
    expect(retryTime({ retryAfter, date }, now)).toBe(now + wait);
  });

  test.each([null, '', 'soon', '-5', '1.5e3x'])('%j says nothing', (retryAfter) => {
    expect(retryTime({ retryAfter, date: null }, now)).toBeNull();
  });
});
