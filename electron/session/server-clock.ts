import type { Clock } from './clock.ts';

/** The server's clock, as far as its answers tell. */
export interface ServerClock {
  /** Takes note of the time that an answer told which has just arrived; null when it told none. */
  learn(serverTime: number | null): void;
  /** The server's time in milliseconds since 1970; null when it is not known for certain. */
  now(): number | null;
}

/**
 * The time that an answer tells, in milliseconds since 1970: its `Date`, and how long it has been kept by a cache since;
 * null when it has no date that can be understood.
 * @see RFC 9110 section 6.6.1, RFC 9111 section 5.1
 */
export function serverTimeOf(headers: Pick<Headers, 'get'>): number | null {
  const time = Date.parse(headers.get('date') ?? '');
  const age = headers.get('age') ?? '';
  const keptFor = /^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0;
  return Number.isNaN(time) ? null : time + keptFor;
}

/** A difference between the clocks that is a jump of one of them, and not a slow answer; in milliseconds. */
export const smallestJump = 5_000;

/**
 * Learns the server's clock from its answers and carries it on with this computer's monotonic clock. When that one and
 * the wall clock disagree about how long ago the last answer was, the computer slept or somebody set its clock: then
 * the server's time is not known until the next answer.
 */
export function createServerClock(clock: Pick<Clock, 'now' | 'monotonic'>): ServerClock {
  let learned: { server: number; wall: number; monotonic: number } | null = null;
  return {
    learn(server) {
      if (server === null) return;
      learned = { server, wall: clock.now(), monotonic: clock.monotonic() };
    },
    now() {
      if (learned === null) return null;
      const passed = clock.monotonic() - learned.monotonic;
      const isSure = Math.abs(clock.now() - learned.wall - passed) < smallestJump;
      return isSure ? learned.server + passed : null;
    },
  };
}
