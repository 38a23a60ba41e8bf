import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type KeepAlive, startKeepAlive } from '../../../electron/session/keep-alive.ts';
import { settle } from './broker-world.ts';
import { FakeClock } from './fake-clock.ts';
import { hour } from './sample-session.ts';

const minute = 60_000;
let keepAlive: KeepAlive | null = null;
afterEach(() => keepAlive?.stop());

/** Watches over something that lives for ten hours from its last renewal. */
function watch(options: { life?: number | null; random?: number } = {}) {
  const { life = 10 * hour, random = 0.5 } = options;
  const clock = new FakeClock();
  const renewals: number[] = [];
  const world = { clock, renewals, isOut: false, born: 0, now: 0 };
  keepAlive = startKeepAlive({
    clock,
    random: () => random,
    dueIn: () => (life === null ? null : world.born + life - world.now),
    renew: async () => {
      renewals.push(world.now);
      await Promise.resolve();
      if (!world.isOut) world.born = world.now;
    },
  });
  async function pass(ms: number, step = minute): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      await settle();
      world.now += step;
      clock.advance(step);
      await settle();
    }
  }
  /** The computer sleeps; no timer counts that. */
  function sleepThrough(ms: number): void {
    world.now += ms;
    clock.setWall(ms);
  }
  return { world, renewals, pass, sleepThrough, own: keepAlive };
}

describe('keeping alive', () => {
  it('renews when it is due, each time', async () => {
    const { renewals, pass } = watch();
    await pass(25 * hour);
    expect(renewals).toEqual([10 * hour, 20 * hour]);
  });

  it('renews at once what is overdue when it starts', async () => {
    const { renewals } = watch({ life: 0 });
    await settle();
    expect(renewals[0]).toBe(0);
  });

  it('tries again every minute while it fails, and no faster', async () => {
    const { world, renewals, pass } = watch();
    world.isOut = true;
    await pass(10 * hour + 3 * minute);
    world.isOut = false;
    await pass(hour);
    const first = 10 * hour;
    expect(renewals).toEqual([0, 1, 2, 3, 4].map((count) => first + count * minute));
  });

  it('notices ten minutes late at most that time has passed without its timer', async () => {
    const { renewals, pass, sleepThrough } = watch();
    await pass(minute);
    sleepThrough(10 * hour);
    await pass(10 * minute);
    expect(renewals).toHaveLength(1);
  });

  it('does nothing while nothing can come due, and looks again', async () => {
    const { renewals, pass } = watch({ life: null });
    await pass(5 * hour);
    expect(renewals).toEqual([]);
  });

  it('ends when it is stopped', async () => {
    const { renewals, pass, own, world } = watch();
    await settle();
    own.stop();
    await pass(20 * hour);
    expect(renewals).toEqual([]);
    expect(world.clock.sleeping).toBe(0);
  });
});

describe('a computer that sleeps', () => {
  it('starts no renewal while it falls asleep, however overdue', async () => {
    const { renewals, pass, own } = watch();
    await pass(9 * hour);
    own.suspend();
    await pass(9 * hour);
    expect(renewals).toEqual([]);
  });

  it.each([
    [0.01, 600],
    [0.5, 30_000],
    [0.999, 59_940],
  ])('renews what came due after waking up, and %d of a minute later', async (random, wait) => {
    const { world, renewals, pass, sleepThrough, own } = watch({ random });
    await pass(minute);
    own.suspend();
    sleepThrough(12 * hour);
    own.resume();
    await settle();
    const woken = world.now;
    await pass(wait - 60, 60);
    expect(renewals).toEqual([]);
    await pass(60, 60);
    expect(renewals[0]).toBe(woken + wait);
  });

  it('is in no hurry when nothing came due', async () => {
    const { renewals, pass, own } = watch();
    await pass(hour);
    own.suspend();
    own.resume();
    await pass(8 * hour);
    expect(renewals).toEqual([]);
    await pass(2 * hour);
    expect(renewals).toHaveLength(1);
  });
});

describe('in any order of naps and sleeps', () => {
  it('it renews only what is due and never while asleep, and in the end nothing is overdue', async () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), minutes: fc.nat(200) }),
      fc.record({ kind: fc.constant('sleep' as const), minutes: fc.nat(2_000) }),
      fc.record({ kind: fc.constant('suspend' as const), minutes: fc.constant(0) }),
      fc.record({ kind: fc.constant('resume' as const), minutes: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
        const clock = new FakeClock();
        const life = 5 * hour;
        let isAsleep = false;
        let born = 0;
        let now = 0;
        const wrong: string[] = [];
        const own = startKeepAlive({
          clock,
          random: () => 0.5,
          dueIn: () => born + life - now,
          renew: () => {
            if (isAsleep) wrong.push('asleep');
            if (born + life > now) wrong.push('early');
            born = now;
            return Promise.resolve();
          },
        });
        for (const { kind, minutes } of [...events, { kind: 'resume' as const, minutes: 0 }]) {
          if (kind === 'suspend' || kind === 'sleep') {
            isAsleep = true;
            own.suspend();
          }
          if (kind === 'sleep') {
            now += minutes * minute;
            clock.setWall(minutes * minute);
          }
          if (kind === 'resume' || kind === 'sleep') {
            isAsleep = false;
            own.resume();
          }
          for (let passed = 0; kind === 'pass' && passed < minutes; passed += 10) {
            await settle();
            now += 10 * minute;
            clock.advance(10 * minute);
          }
          await settle();
        }
        for (let round = 0; round < 3; round += 1) {
          now += 10 * minute;
          clock.advance(10 * minute);
          await settle();
        }
        own.stop();
        expect(wrong).toEqual([]);
        expect(now - born).toBeLessThanOrEqual(life + 10 * minute);
      }),
      { numRuns: 60 },
    );
  });
});
