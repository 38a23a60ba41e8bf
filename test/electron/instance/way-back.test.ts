import { beforeEach, expect, test } from 'vitest';
import { createWayBack, type WayBack } from '../../../electron/instance/way-back.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { FakePresence } from './fake-presence.ts';

let clock: FakeClock;
let presence: FakePresence;
let isThere: boolean;
let looks: number[];
let found: number;
let wayBack: WayBack;

beforeEach(() => {
  clock = createFakeClock(0);
  presence = new FakePresence();
  [isThere, looks, found] = [false, [], 0];
  wayBack = createWayBack({
    ...{ clock, presence },
    isThere: () => {
      looks.push(clock.now() / 1000);
      return Promise.resolve(isThere);
    },
    onFound: () => {
      found += 1;
    },
  });
});

test('an instance that can’t be reached is asked at growing pauses until it answers, and then no more', async () => {
  wayBack.lose();
  wayBack.lose();
  await clock.advance(90_000);
  expect(looks).toEqual([2, 6, 14, 29, 59, 89]);
  isThere = true;
  await clock.advance(300_000);
  expect(looks).toEqual([2, 6, 14, 29, 59, 89, 119]);
  expect(found).toBe(1);
});

test('an instance that was reached otherwise is looked for no more', async () => {
  wayBack.lose();
  wayBack.find();
  await clock.advance(100_000);
  expect(looks).toEqual([]);
});

test('nobody is asked while nobody is there, and at once when somebody comes back', async () => {
  wayBack.lose();
  presence.leave();
  await clock.advance(3_600_000);
  expect(looks).toEqual([]);
  presence.comeBack();
  expect(looks).toEqual([3600]);
});

test('one that is lost again at once is asked less and less, one that was steady soon', async () => {
  isThere = true;
  for (let time = 0; time < 3; time += 1) {
    wayBack.lose();
    await clock.advance(10_000);
  }
  expect(looks).toEqual([2, 14, 28]);
  await clock.advance(100_000);
  wayBack.lose();
  await clock.advance(2000);
  expect(looks).toHaveLength(4);
});

test('an answer that comes after the end tells nobody', async () => {
  const answer = Promise.withResolvers<boolean>();
  let told = 0;
  const slow = createWayBack({
    ...{ clock, presence },
    isThere: () => answer.promise,
    onFound: () => {
      told += 1;
    },
  });
  slow.lose();
  await clock.advance(2000);
  slow.dispose();
  answer.resolve(true);
  await clock.advance(100_000);
  expect(told).toBe(0);
  // The other way back listens on.
  expect(presence.listeners).toBe(1);
});
