import { describe, expect, it } from 'vitest';
import { holdTokens } from '../../../electron/session/held-tokens.ts';
import type { Tokens } from '../../../electron/session/tokens.ts';
import { FakeClock } from './fake-clock.ts';
import { hour, sampleTokens } from './sample-session.ts';

function hold(over: Partial<Tokens> = {}) {
  const clock = new FakeClock();
  const tokens = sampleTokens(0, { receivedAt: clock.now(), ...over });
  return { clock, held: holdTokens(tokens, true, clock, { now: () => null }) };
}

describe('an access token', () => {
  it.each([
    ['a minute', hour, 60_000],
    ['a tenth, when that is less', 50_000, 5_000],
  ])('is good until %s before its end', (_, lifetime, margin) => {
    const { clock, held } = hold({ lifetime });
    expect(held.left()).toBe(lifetime - margin);
    clock.advance(lifetime - margin - 1);
    expect(held.isGood()).toBe(true);
    clock.advance(1);
    expect(held.isGood()).toBe(false);
    expect(held.left()).toBe(0);
  });

  it('of which the server did not say how long it lives is good until the API refuses it', () => {
    const { clock, held } = hold({ lifetime: null });
    clock.advance(1_000 * hour);
    expect([held.isGood(), held.left()]).toEqual([true, Number.POSITIVE_INFINITY]);
    held.reject();
    expect(held.isGood()).toBe(false);
  });
});

describe('the age of a refresh token', () => {
  it('begins with the access token it came with', () => {
    const { clock, held } = hold();
    clock.advance(hour);
    expect(held.refreshTokenAge()).toBe(hour);
  });

  it('begins earlier when later access tokens came without a new one', () => {
    const { clock } = hold();
    const { held } = hold({ refreshTokenAt: clock.now() - 7 * hour });
    expect(held.refreshTokenAge()).toBe(7 * hour);
  });
});
