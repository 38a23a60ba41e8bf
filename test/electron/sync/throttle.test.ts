import { expect, it } from 'vitest';
import { createThrottle } from '../../../electron/sync/throttle.ts';
import { createFakeClock } from '../instance/fake-clock.ts';

function throttled() {
  const clock = createFakeClock();
  const times: number[] = [];
  const start = clock.now();
  const throttle = createThrottle(clock, 300, () => times.push(clock.now() - start));
  return { clock, times, throttle };
}

it('does at once what is asked for first, and what is asked for then once after the pause', async () => {
  const { clock, times, throttle } = throttled();
  throttle.run();
  for (let ask = 0; ask < 10; ask += 1) {
    await clock.advance(20);
    throttle.run();
  }
  await clock.advance(1000);
  expect(times).toEqual([0, 300]);
});

it('does nothing that nobody asked for, and at once again after a pause', async () => {
  const { clock, times, throttle } = throttled();
  throttle.run();
  await clock.advance(5000);
  throttle.run();
  expect(times).toEqual([0, 5000]);
});

it('does nothing after its end', async () => {
  const { clock, times, throttle } = throttled();
  throttle.run();
  throttle.run();
  throttle.dispose();
  throttle.run();
  await clock.advance(5000);
  expect(times).toEqual([0]);
});
