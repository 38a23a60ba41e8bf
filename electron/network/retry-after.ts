/** The headers that say it, as sent; null when absent. */
export interface RetryHeaders {
  readonly retryAfter: string | null;
  readonly date: string | null;
}

/** A server that asks for more than this is asked again after it all the same. */
const longestMs = 15 * 60_000;

/**
 * When a server that sent `Retry-After` may be asked again, in milliseconds since 1970 by this computer's clock; null
 * when it did not say, or not understandably. A date is taken relative to the server's own `Date`, because its clock
 * and ours may differ.
 * @see RFC 9110 section 10.2.3
 */
export function retryTime(answer: RetryHeaders, now: number): number | null {
  const text = answer.retryAfter?.trim() ?? '';
  if (text === '') return null;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : waitUntil(text, answer.date, now);
  return Number.isNaN(wait) ? null : now + Math.min(Math.max(wait, 0), longestMs);
}

function waitUntil(httpDate: string, serverDate: string | null, now: number): number {
  // Every form of an HTTP date begins with the day's name; Date.parse would read a date into almost anything.
  if (!/^[A-Z][a-z]{2,8},? /.test(httpDate)) return Number.NaN;
  const serverNow = serverDate === null ? Number.NaN : Date.parse(serverDate);
  return Date.parse(httpDate) - (Number.isNaN(serverNow) ? now : serverNow);
}
