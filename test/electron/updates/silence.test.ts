import { expect, it, vi } from 'vitest';
import { longestSilence, unlessSilent } from '../../../electron/updates/silence.ts';
import { createFakeClock } from '../instance/fake-clock.ts';

it('A server that goes on being heard is waited for, however long it takes', async () => {
  const clock = createFakeClock();
  const giveUp = vi.fn();
  const { promise: done, resolve: finish } = Promise.withResolvers<string>();
  let hear = (): void => undefined;
  const waited = unlessSilent(
    clock,
    (heard) => {
      hear = heard;
      return done;
    },
    giveUp,
  );
  for (let time = 0; time < 10; time += 1) {
    await clock.advance(longestSilence - 1);
    hear();
  }
  finish('all of it');
  expect(await waited).toBe('all of it');
  expect(giveUp).not.toHaveBeenCalled();
  expect(clock.timers()).toBe(0);
});

it('A server that falls silent is given up', async () => {
  const clock = createFakeClock();
  const giveUp = vi.fn();
  const work = (hear: () => void) => {
    clock.after(longestSilence / 2, hear);
    return new Promise(() => undefined);
  };
  const failed = expect(unlessSilent(clock, work, giveUp)).rejects.toMatchObject({
    code: 'ERR_TIMED_OUT',
  });
  await clock.advance(longestSilence / 2);
  await clock.advance(longestSilence - 1);
  expect(giveUp).not.toHaveBeenCalled();
  await clock.advance(1);
  await failed;
  expect(giveUp).toHaveBeenCalledOnce();
});

it('What fails is told as it failed', async () => {
  const clock = createFakeClock();
  const refused = new Error('net::ERR_CONNECTION_REFUSED');
  const waited = unlessSilent(
    clock,
    () => Promise.reject(refused),
    () => undefined,
  );
  await expect(waited).rejects.toBe(refused);
  expect(clock.timers()).toBe(0);
});
