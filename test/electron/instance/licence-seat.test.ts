import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createLicenceSeat, seatIdleMs } from '../../../electron/instance/licence-seat.ts';
import { createFakeClock } from './fake-clock.ts';

const minute = 60_000;

function newSeat() {
  const clock = createFakeClock(0);
  const onMove = vi.fn<() => void>();
  const seat = createLicenceSeat(clock, onMove);
  return { clock, seat, onMove };
}

describe('the licence seat', () => {
  test('is not taken before the first call', () => {
    const { seat, clock } = newSeat();
    expect(seat.until()).toBeNull();
    expect(clock.timers()).toBe(0);
  });

  test('is taken by a call, and given back twenty minutes after the last one', async () => {
    const { seat, clock } = newSeat();
    seat.take();
    expect(seat.until()).toBe(20 * minute);
    await clock.advance(15 * minute);
    seat.take();
    expect(seat.until()).toBe(35 * minute);
    await clock.advance(20 * minute - 1);
    expect(seat.until()).toBe(35 * minute);
    await clock.advance(1);
    expect(seat.until()).toBeNull();
  });

  test('is news at once when it is taken and when it is lost, and is not when it is kept', () => {
    const { seat } = newSeat();
    expect(seat.lose()).toBe(false);
    expect(seat.take()).toBe(true);
    expect(seat.take()).toBe(false);
    expect(seat.lose()).toBe(true);
    expect(seat.until()).toBeNull();
    expect(seat.take()).toBe(true);
  });

  test('is told twice a minute while it moves, not with every call, and never while it does not', async () => {
    const { seat, clock, onMove } = newSeat();
    for (let second = 0; second < 70; second += 1) {
      seat.take();
      await clock.advance(1000);
    }
    expect(onMove).toHaveBeenCalledTimes(2);
    await clock.advance(minute);
    expect(onMove).toHaveBeenCalledTimes(3);
    await clock.advance(10 * minute);
    expect(onMove).toHaveBeenCalledTimes(3);
  });

  test('is told at the very moment of its end, and leaves no timer behind', async () => {
    const { seat, clock, onMove } = newSeat();
    seat.take();
    await clock.advance(10_000);
    seat.take();
    await clock.advance(seatIdleMs - 1);
    expect(onMove).toHaveBeenCalledTimes(1);
    await clock.advance(1);
    expect(onMove).toHaveBeenCalledTimes(2);
    expect(clock.timers()).toBe(0);
  });

  test('is found to be gone soon after a night’s sleep, in which timers stand still', async () => {
    const { seat, clock, onMove } = newSeat();
    seat.take();
    clock.set(8 * 60 * minute);
    expect(seat.until()).toBeNull();
    await clock.advance(minute / 2);
    expect(onMove).toHaveBeenCalledTimes(1);
  });

  test('is never shown as taken for longer than twenty minutes, although somebody set the clock back', () => {
    const { seat, clock } = newSeat();
    seat.take();
    clock.set(-60 * minute);
    expect(seat.until()).toBe(-40 * minute);
  });

  test('tells nothing any more once it is disposed of', async () => {
    const { seat, clock, onMove } = newSeat();
    seat.take();
    seat.dispose();
    await clock.advance(seatIdleMs);
    expect(onMove).not.toHaveBeenCalled();
    expect(clock.timers()).toBe(0);
  });

  test('that somebody was told of is at most half a minute from the truth, whatever happens', async () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 25 * minute }),
      what: fc.constantFrom('take', 'take', 'take', 'lose'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const clock = createFakeClock(0);
        let shown: number | null = null;
        const seat = createLicenceSeat(clock, () => {
          shown = seat.until();
        });
        for (const { wait, what } of steps) {
          await clock.advance(wait);
          if (seat[what]()) shown = seat.until();
          await clock.advance(minute / 2);
          expect(shown).toBe(seat.until());
        }
      }),
    );
  });
});
