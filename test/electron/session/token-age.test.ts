import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../electron/session/server-clock.ts';
import { followAge } from '../../../electron/session/token-age.ts';
import { FakeClock } from './fake-clock.ts';
import { hour } from './sample-session.ts';

const noServer = { now: () => null };

/** Follows tokens that were received some time ago by this computer’s clock. */
function follow(ago: number, wereJustReceived: boolean) {
  const clock = new FakeClock();
  const tokens = { receivedAt: clock.now() - ago, serverTime: null };
  return { clock, age: followAge(tokens, clock, noServer, wereJustReceived) };
}

describe('the age of tokens that were just received', () => {
  it('is sure while the clocks agree', () => {
    const { clock, age } = follow(0, true);
    clock.advance(hour);
    expect(age()).toEqual({ ms: hour, isSure: true });
  });

  it('is the greater one after a sleep or a clock that was set forward, and not sure', () => {
    const { clock, age } = follow(0, true);
    clock.setWall(3 * hour);
    clock.advance(hour);
    expect(age()).toEqual({ ms: 4 * hour, isSure: false });
  });

  it('is the greater one after the clock was set back, and sure, because that much time has passed', () => {
    const { clock, age } = follow(0, true);
    clock.advance(hour);
    clock.setWall(-3 * hour);
    expect(age()).toEqual({ ms: hour, isSure: true });
  });

  it('is sure after a small correction of the clock', () => {
    const { clock, age } = follow(0, true);
    clock.setWall(5_000);
    expect(age()).toEqual({ ms: 5_000, isSure: true });
    clock.setWall(1);
    expect(age().isSure).toBe(false);
  });
});

describe('the age of tokens that were kept', () => {
  it('goes by the wall clock, and is not sure', () => {
    const { clock, age } = follow(2 * hour, false);
    clock.advance(hour);
    expect(age()).toEqual({ ms: 3 * hour, isSure: false });
  });

  it('goes on with the monotonic clock when the wall clock is set back', () => {
    const { clock, age } = follow(2 * hour, false);
    clock.advance(hour);
    clock.setWall(-9 * hour);
    expect(age()).toEqual({ ms: 3 * hour, isSure: false });
  });

  it('is unbounded when they seem to come from the future, now and later', () => {
    const { clock, age } = follow(-6_000, false);
    expect(age()).toEqual({ ms: Number.POSITIVE_INFINITY, isSure: false });
    clock.advance(hour);
    expect(age()).toEqual({ ms: Number.POSITIVE_INFINITY, isSure: false });
  });

  it('is nothing when they come from a future of some seconds', () => {
    expect(follow(-5_000, false).age().ms).toBe(0);
  });
});

describe('the age by the server’s clock', () => {
  it('counts whatever this computer’s clocks say, and is sure', () => {
    const clock = new FakeClock();
    const server = createServerClock(clock);
    const receivedAt = clock.now() + 99 * hour;
    const age = followAge({ receivedAt, serverTime: 1_000_000 }, clock, server, false);
    expect(age().isSure).toBe(false);
    server.learn(1_000_000 + hour);
    clock.advance(hour);
    expect(age()).toEqual({ ms: 2 * hour, isSure: true });
  });

  it('does not count for tokens that came without a time', () => {
    const clock = new FakeClock();
    const server = createServerClock(clock);
    server.learn(clock.now() + 50 * hour);
    const age = followAge({ receivedAt: clock.now(), serverTime: null }, clock, server, true);
    expect(age().ms).toBe(0);
  });
});

describe('an age', () => {
  it('is right whenever it is sure, and otherwise never too small by more than what was slept with a clock set back', () => {
    const event = fc.record({
      kind: fc.constantFrom('passes' as const, 'sleeps' as const, 'set forward' as const),
      ms: fc.nat(24 * hour),
    });
    fc.assert(
      fc.property(fc.array(event), fc.boolean(), (happened, knowsServer) => {
        const clock = new FakeClock();
        const server = createServerClock(clock);
        let now = 0;
        const age = followAge({ receivedAt: clock.now(), serverTime: 0 }, clock, server, true);
        for (const { kind, ms } of happened) {
          if (kind === 'passes') clock.advance(ms);
          else clock.setWall(ms);
          if (kind !== 'set forward') now += ms;
          if (knowsServer) server.learn(now);
          const told = age();
          expect(told.ms).toBeGreaterThanOrEqual(now);
          // A clock that was set by a few seconds is not noticed.
          if (told.isSure) expect(told.ms - now).toBeLessThanOrEqual(5_000);
          if (knowsServer) expect(told).toEqual({ ms: now, isSure: true });
        }
      }),
    );
  });
});
