import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock, serverTimeOf } from '../../../electron/session/server-clock.ts';
import { FakeClock } from './fake-clock.ts';
import { hour } from './sample-session.ts';

const noon = Date.UTC(2026, 5, 1, 12);

describe('the server’s clock', () => {
  it('is not known before an answer has told it, and an answer without a time tells nothing', () => {
    const server = createServerClock(new FakeClock());
    expect(server.now()).toBeNull();
    server.learn(null);
    expect(server.now()).toBeNull();
  });

  it('goes on with this computer’s monotonic clock', () => {
    const clock = new FakeClock();
    const server = createServerClock(clock);
    server.learn(noon);
    clock.advance(hour);
    expect(server.now()).toBe(noon + hour);
    server.learn(null);
    expect(server.now()).toBe(noon + hour);
  });

  it.each([5_000, -5_000, 72 * hour, -72 * hour])(
    'is not known after this computer’s clocks came %d ms apart, until the next answer',
    (ms) => {
      const clock = new FakeClock();
      const server = createServerClock(clock);
      server.learn(noon);
      clock.setWall(ms);
      expect(server.now()).toBeNull();
      server.learn(noon + 7);
      expect(server.now()).toBe(noon + 7);
    },
  );

  it('lets small corrections of the clock pass', () => {
    const clock = new FakeClock();
    const server = createServerClock(clock);
    server.learn(noon);
    clock.setWall(-4_999);
    expect(server.now()).toBe(noon);
  });

  it('is right whenever it is known, whatever happens to the clocks', () => {
    const events = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('passes' as const), ms: fc.nat(24 * hour) }),
        fc.record({ kind: fc.constant('sleeps' as const), ms: fc.nat(24 * hour) }),
        fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -hour, max: hour }) }),
        fc.record({ kind: fc.constant('learns' as const), ms: fc.constant(0) }),
      ),
    );
    fc.assert(
      fc.property(events, (happened) => {
        const clock = new FakeClock();
        const server = createServerClock(clock);
        let now = noon;
        // What a clock that was set by less than a jump may hide.
        let hidden = 0;
        for (const { kind, ms } of happened) {
          if (kind === 'passes') clock.advance(ms);
          if (kind === 'sleeps' || kind === 'set') clock.setWall(ms);
          if (kind === 'learns') server.learn(now);
          if (kind === 'passes' || kind === 'sleeps') now += ms;
          hidden = kind === 'learns' ? 0 : hidden + (kind === 'sleeps' ? ms : 0);
          const told = server.now();
          if (told !== null) expect(now - told).toBe(hidden);
        }
      }),
    );
  });
});

describe('the time of an answer', () => {
  const date = 'Mon, 01 Jun 2026 12:00:00 GMT';
  it.each<[string, Record<string, string>, number | null]>([
    ['its date', { date }, noon],
    ['its date and the time in a cache', { date, age: '90' }, noon + 90_000],
    ['its date alone, when the age makes no sense', { date, age: '-5' }, noon],
    ['unknown without a date', { age: '90' }, null],
    ['unknown when the date makes no sense', { date: 'today' }, null],
  ])('is %s', (_, headers, expected) => {
    expect(serverTimeOf(new Headers(headers))).toBe(expected);
  });
});
