import { beforeEach, describe, expect, it } from 'vitest';
import { createSuspension, type Suspension } from '../../../electron/session/suspension.ts';
import { settle } from './broker-world.ts';
import { FakeClock } from './fake-clock.ts';

let clock: FakeClock;
let closing: AbortController;
let suspension: Suspension;
let isAwake: boolean;

beforeEach(() => {
  clock = new FakeClock();
  closing = new AbortController();
  suspension = createSuspension(clock, closing.signal);
  isAwake = false;
});

async function wait(): Promise<void> {
  void suspension.awake().then(() => {
    isAwake = true;
  });
  await settle();
}

describe('waiting for the computer to be awake', () => {
  it('takes no time when nothing was announced', async () => {
    await wait();
    expect(isAwake).toBe(true);
    expect(suspension.isAnnounced()).toBe(false);
  });

  it('ends when it wakes up', async () => {
    suspension.suspend();
    await wait();
    expect([isAwake, suspension.isAnnounced()]).toEqual([false, true]);
    suspension.resume();
    await settle();
    expect([isAwake, suspension.isAnnounced()]).toEqual([true, false]);
  });

  it('goes on when it falls asleep again as soon as it has woken up', async () => {
    suspension.suspend();
    await wait();
    suspension.resume();
    suspension.suspend();
    await settle();
    expect(isAwake).toBe(false);
  });

  it('ends after half a minute without a sleep, and the announcement counts no more', async () => {
    suspension.suspend();
    await wait();
    clock.advance(29_999);
    await settle();
    expect(isAwake).toBe(false);
    clock.advance(1);
    await settle();
    expect([isAwake, suspension.isAnnounced()]).toEqual([true, false]);
  });

  it('ends when everything ends', async () => {
    suspension.suspend();
    await wait();
    closing.abort();
    await settle();
    expect(isAwake).toBe(true);
  });

  it('is announced twice and over once', async () => {
    suspension.suspend();
    suspension.suspend();
    await wait();
    suspension.resume();
    await settle();
    expect(isAwake).toBe(true);
  });
});
