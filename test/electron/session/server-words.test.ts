import { describe, expect, it, test } from 'vitest';
import { serverWords } from '../../../electron/session/server-words.ts';

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtYXJpYSJ9.c2lnbmF0dXJl';

describe('what a server said', () => {
  test.each([
    ['The password\nhas   expired.', 'The password has expired.'],
    ['See https://x.example/?code=1 for more', 'See … for more'],
    [`Token ${token} is bad`, 'Token … is bad'],
    [`Token ${Buffer.from(token).toString('hex').replaceAll(/../g, '%$&')} is`, 'Token … is'],
    [`Token ${encodeURIComponent(btoa(token))} is bad`, 'Token … is bad'],
    ['turned \u202earound', 'turned around'],
    ['', undefined],
    [null, undefined],
  ])('of %j is shown as %j', (text, words) => {
    expect(serverWords(text)).toBe(words);
  });

  it('of megabytes is read no further than somebody would', () => {
    for (const piece of ['a.', 'a-', 'a ', ' ', 'a', '://', 'a://']) {
      const words = serverWords(piece.repeat(2_000_000 / piece.length)) ?? '';
      expect(words.length, piece).toBeLessThan(310);
    }
    // Where it is cut, no beginning of a secret is left.
    expect(
      serverWords(`${'https://x.example/y '.repeat(199)}${token.slice(0, 20)}${token}`),
    ).not.toContain('eyJ');
  });
});
