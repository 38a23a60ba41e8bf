import { describe, expect, it } from 'vitest';
import { type Refusal, SessionLimits, type Turn } from './session-limits.ts';

function turn(entered: Turn | Refusal): Turn {
  if ('done' in entered) return entered;
  throw new Error('The request was refused');
}

describe('the limits of a session', () => {
  it('serve requests one after the other, in the order they came', async () => {
    const limits = new SessionLimits(
      () => 0,
      () => 600,
    );
    const served: number[] = [];
    const first = turn(await limits.enter('a'));
    const others = [1, 2, 3, 4, 5].map(async (number) => {
      const own = turn(await limits.enter('a'));
      served.push(number);
      own.done();
    });
    expect(await limits.enter('a')).toEqual({ retryAfterSeconds: 1 });
    expect(served).toEqual([]);
    first.done();
    await Promise.all(others);
    expect(served).toEqual([1, 2, 3, 4, 5]);
    turn(await limits.enter('a')).done();
  });

  it('do not let a newcomer pass those who wait', async () => {
    const limits = new SessionLimits(
      () => 0,
      () => 600,
    );
    const first = turn(await limits.enter('a'));
    const served: string[] = [];
    const waiting = limits.enter('a').then((own) => {
      served.push('waiting');
      turn(own).done();
    });
    first.done();
    const newcomer = limits.enter('a').then((own) => {
      served.push('newcomer');
      turn(own).done();
    });
    await Promise.all([waiting, newcomer]);
    expect(served).toEqual(['waiting', 'newcomer']);
  });

  it('give the turn back once, however often it is said', async () => {
    const limits = new SessionLimits(
      () => 0,
      () => 600,
    );
    const first = turn(await limits.enter('a'));
    const second = limits.enter('a');
    first.done();
    await second;
    first.done();
    let isServed = false;
    void limits.enter('a').then(() => {
      isServed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isServed).toBe(false);
  });

  it('do not count what they refused', async () => {
    let now = 0;
    const limits = new SessionLimits(
      () => now,
      () => 2,
    );
    turn(await limits.enter('a')).done();
    now = 1000;
    turn(await limits.enter('a')).done();
    for (let count = 0; count < 5; count += 1) {
      expect(await limits.enter('a')).toEqual({ retryAfterSeconds: 59 });
    }
    now = 60_000;
    turn(await limits.enter('a')).done();
    expect(await limits.enter('a')).toEqual({ retryAfterSeconds: 1 });
  });
});
